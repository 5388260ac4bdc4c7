import { join } from "node:path";
import { z } from "zod";
import { toTimestamp } from "../shared/clock.ts";
import { type DocumentDependencies, openJsonDocument } from "../shared/json-document.ts";
import { effects } from "./feature.ts";

const actionSchema = z.object({
  updateId: z.int(),
  /** "/pin" or "a tap on plan.apply". */
  what: z.string(),
  effect: z.enum(effects),
  userId: z.int(),
  chatId: z.int(),
  /** The message that tells how it goes; null where there is none yet. */
  messageId: z.int().nullable(),
  beganAt: z.iso.datetime(),
  /** Null while it goes on, and after a crash until its author was told what became of it. */
  endedAt: z.iso.datetime().nullable(),
  /** How often later starts have tried to tell its author. */
  reports: z.int().min(0),
});

/** One update that changes something, from the moment before it does. */
export type Action = z.infer<typeof actionSchema>;

/**
 * Which changing updates were begun, on disk: Telegram delivers again what a crashed bot did not confirm, and nothing
 * may be done twice.
 */
export interface ActionLog {
  /** Remembers that an update's work begins. False where it was begun before: then it must not be done again. */
  begin(action: Pick<Action, "updateId" | "what" | "effect" | "userId" | "chatId">): Promise<boolean>;
  /** Remembers where its progress is told. */
  attach(updateId: number, messageId: number): Promise<void>;
  end(updateId: number): Promise<void>;
  /** Remembers that its author could not be told. */
  postpone(updateId: number): Promise<void>;
  /** What was begun and has not ended. */
  open(): Promise<Action[]>;
}

/** Telegram keeps undelivered updates for a day (Bot API, "Getting updates"); nobody taps so often in one. */
const mostActions = 500;

/** The log in `history/telegram.json`. */
export function createActionLog({ home, ...dependencies }: DocumentDependencies): ActionLog {
  const { clock } = dependencies;
  const document = openJsonDocument<{ actions: Action[] }>({
    ...dependencies,
    path: join(home, "history", "telegram.json"),
    schema: z.object({ actions: z.array(actionSchema) }),
    initial: { actions: [] },
  });

  async function change(updateId: number, facts: (action: Action) => Partial<Action>): Promise<void> {
    await document.update(({ actions }) => ({
      actions: actions.map((action) => (action.updateId === updateId ? { ...action, ...facts(action) } : action)),
    }));
  }

  return {
    async begin(facts) {
      let isNew = false;
      await document.update(({ actions }) => {
        isNew = !actions.some(({ updateId }) => updateId === facts.updateId);
        const action = { ...facts, messageId: null, beganAt: toTimestamp(clock.now()), endedAt: null, reports: 0 };
        return { actions: isNew ? [action, ...actions].slice(0, mostActions) : actions };
      });
      return isNew;
    },
    attach: (updateId, messageId) => change(updateId, () => ({ messageId })),
    end: (updateId) => change(updateId, () => ({ endedAt: toTimestamp(clock.now()) })),
    postpone: (updateId) => change(updateId, ({ reports }) => ({ reports: reports + 1 })),
    async open() {
      return (await document.read()).actions.filter(({ endedAt }) => endedAt === null);
    },
  };
}
