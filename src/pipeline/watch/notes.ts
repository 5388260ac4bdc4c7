import { z } from "zod";
import { choiceSchema, routeSchema } from "../../domain/route.ts";
import { isTaskName, type TaskName } from "../../domain/task.ts";
import type { Probation, Trial } from "../../domain/watch.ts";
import type { WatchLog, WatchNote } from "../../store/store.ts";

/** A document with the version that was read, which a change of it names. */
export interface Noted<Body> {
  version: number;
  body: Body;
}

/** The documents of one kind: one a key, changed by whoever is first. */
export interface Notes<Body> {
  /** By their keys. What cannot be read any more counts as not there. */
  all(): Promise<Map<string, Noted<Body>>>;
  /** Null where it is not there. */
  find(key: string): Promise<Noted<Body> | null>;
  /**
   * Puts a document in the place of the version that was read (null: where there is none); null removes it. Answers
   * false where somebody else was first.
   */
  write(key: string, body: Body | null, expected: number | null): Promise<boolean>;
}

export interface NotesOptions<Body> {
  log: Pick<WatchLog, "notes" | "writeNote">;
  kind: string;
  schema: z.ZodType<Body>;
  now(): number;
}

/** Documents of one kind over the store. */
export function openNotes<Body>({ log, kind, schema, now }: NotesOptions<Body>): Notes<Body> {
  const read = ({ key, version, body }: WatchNote): [string, Noted<Body>][] => {
    const parsed = schema.safeParse(body);
    return parsed.success ? [[key, { version, body: parsed.data }]] : [];
  };
  /** The version of a document that stands in the way although nobody can read it; null where none does. */
  const unreadableVersion = async (key: string) => {
    const noted = (await log.notes(kind)).find((each) => each.key === key);
    return noted && !schema.safeParse(noted.body).success ? noted.version : null;
  };
  const all = async () => new Map((await log.notes(kind)).flatMap(read));
  return {
    all,
    find: async (key) => (await all()).get(key) ?? null,
    async write(key, body, expected) {
      if (await log.writeNote({ kind, key, body, expected, at: now() })) return true;
      const unreadable = expected === null ? await unreadableVersion(key) : null;
      return unreadable !== null && (await log.writeNote({ kind, key, body, expected: unreadable, at: now() }));
    },
  };
}

const tallySchema = z.object({ good: z.number(), bad: z.number() });
const taskSchema = z.string().refine(isTaskName) as unknown as z.ZodType<TaskName>;

const probationSchema = z.object({
  task: taskSchema,
  since: z.number(),
  revision: z.int(),
  previousRevision: z.int(),
  route: routeSchema,
  incumbent: routeSchema,
  record: tallySchema,
  retryAt: z.number().optional(),
}) satisfies z.ZodType<Probation>;

const trialSchema = z.object({
  task: taskSchema,
  since: z.number(),
  challenger: choiceSchema,
  incumbent: routeSchema,
  record: tallySchema,
  share: z.number(),
  method: z.enum(["fixed", "thompson"]),
  trigger: z.string(),
}) satisfies z.ZodType<Trial>;

type LogAndTime = Pick<NotesOptions<unknown>, "log" | "now">;

/** The probations, by their tasks. */
export const openProbations = (options: LogAndTime): Notes<Probation> =>
  openNotes({ ...options, kind: "probation", schema: probationSchema });

/** What the documents of trials are. */
export const trialKind = "trial";

/** The trials, by their tasks. */
export const openTrials = (options: LogAndTime): Notes<Trial> =>
  openNotes({ ...options, kind: trialKind, schema: trialSchema });
