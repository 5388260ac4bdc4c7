import { z } from "zod";
import type { ServedRoute } from "../../../domain/candidate.ts";
import type { Route } from "../../../domain/route.ts";
import { placeKey } from "../../../verification/contender.ts";
import type { WatchDependencies } from "../dependencies.ts";
import { type Notes, openNotes } from "../notes.ts";

/** In what a route may have become another one. */
export const driftKinds = ["behaviour", "tokens", "price", "context", "speed"] as const;
export type DriftKind = (typeof driftKinds)[number];

const factsSchema = z.object({
  inputPrice: z.number().nullable(),
  outputPrice: z.number().nullable(),
  contextLength: z.number().nullable(),
});

/** What a source says of a route that should not change by itself; prices in USD micros per million tokens. */
export type BaselineFacts = z.infer<typeof factsSchema>;

const schema = z.object({
  /** When it was last looked at well enough to tell; null where it never was. */
  at: z.number().nullable(),
  /** Null until its source has said something. */
  facts: factsSchema.nullable(),
  inputTokens: z.number().nullable(),
  findings: z.array(z.string()),
  /** By kind, when people were last told: milliseconds since the epoch. */
  told: z.partialRecord(z.enum(driftKinds), z.number()),
});

/** What a route was when it was last looked at, and what was found then. */
export type Baseline = z.infer<typeof schema>;

/** A route as the key of a document: no database takes a text with a null character. */
export function routeNoteKey(route: Route): string {
  return placeKey(route).replaceAll("\u0000", " ");
}

/** What routes were, by `routeNoteKey`. */
export function openBaselines({ watchLog, clock }: Pick<WatchDependencies, "watchLog" | "clock">): Notes<Baseline> {
  return openNotes({ log: watchLog, now: clock.now, kind: "baseline", schema });
}

/** The part of what a source says that is compared. */
export function factsOf({ inputPrice, outputPrice, contextLength }: ServedRoute): BaselineFacts {
  return { inputPrice, outputPrice, contextLength };
}

/** What is compared with the next time, where these kinds of change are not told yet: what is unknown now is as it was. */
export function factsAfter(
  now: BaselineFacts | null,
  before: BaselineFacts | null,
  untold: ReadonlySet<DriftKind>,
): BaselineFacts | null {
  if (now === null || before === null) return now ?? before;
  const price = untold.has("price") ? before : now;
  const context = untold.has("context") ? before : now;
  return {
    inputPrice: price.inputPrice ?? before.inputPrice,
    outputPrice: price.outputPrice ?? before.outputPrice,
    contextLength: context.contextLength ?? before.contextLength,
  };
}
