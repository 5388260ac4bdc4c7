import { isTaskName } from "../domain/task.ts";
import { checkKinds, checkOutcomes, type WatchCheck } from "../domain/watch.ts";
import type { Ask, Asking } from "./asker.ts";
import { createTimedIds } from "./queries/id-times.ts";
import type { UseOfPage } from "./queries/read-use.ts";
import type { StoredCheck } from "./queries/watch-checks.ts";
import type { StoredNote } from "./queries/watch-notes.ts";
import type { DayOfUse, WatchLog, WatchNote } from "./store.ts";

/** Made into objects on the main thread in about 2 ms. */
const checksAtOnce = 500;
/** Who else asks the store is kept waiting for so many tasks on routes at the most. */
const seriesAtOnce = 10;

/** A task that is none of ours any more is none; what else is not ours cannot be told apart from a damage. */
function checkOf({ id: _, ...stored }: StoredCheck): WatchCheck[] {
  const { task } = stored;
  const kind = checkKinds.find((each) => each === stored.kind);
  const outcome = checkOutcomes.find((each) => each === stored.outcome);
  if (kind === undefined || outcome === undefined) return [];
  return [{ ...stored, kind, outcome, task: task !== null && isTaskName(task) ? task : null }];
}

async function readChecks(ask: Ask, { since, model }: Parameters<WatchLog["checks"]>[0]): Promise<WatchCheck[]> {
  const wanted = { kind: "checks", since, model: model ?? null } as const;
  const all: WatchCheck[] = [];
  let after: string | null = null;
  for (;;) {
    const page: StoredCheck[] = await ask<"checks">({ ...wanted, after, limit: checksAtOnce });
    all.push(...page.flatMap(checkOf));
    after = page.at(-1)?.id ?? null;
    if (page.length < checksAtOnce) return all;
  }
}

async function readUse(ask: Ask, since: number): Promise<DayOfUse[]> {
  const all: DayOfUse[] = [];
  let after: number | null = null;
  do {
    const page: UseOfPage = await ask<"use-by-day">({ kind: "use-by-day", since, after, limit: seriesAtOnce });
    for (const { task, ...use } of page.days) if (isTaskName(task)) all.push({ task, ...use });
    after = page.last;
  } while (after !== null);
  return all;
}

/** None where the disk has changed it. */
function noteOf({ body, ...stored }: StoredNote): WatchNote[] {
  try {
    return [{ ...stored, body: JSON.parse(body) as unknown }];
  } catch {
    return [];
  }
}

export interface WatchLogOptions {
  /** Asks when the calls that were noted before are written. */
  asking: Asking;
  askingAtOnce: Asking;
}

/** What is watched, by way of the jobs. */
export function createWatchLog({ asking, askingAtOnce }: WatchLogOptions): WatchLog {
  const idAt = createTimedIds();
  return {
    async keepChecks(checks) {
      if (checks.length === 0) return;
      const placed = checks.map((check) => ({ ...check, id: idAt(check.at) }));
      await askingAtOnce((ask) => ask<"keep-checks">({ kind: "keep-checks", checks: placed }));
    },
    checks: (query) => askingAtOnce((ask) => readChecks(ask, query)),
    checkTotals: (since) => askingAtOnce((ask) => ask<"check-totals">({ kind: "check-totals", since })),
    observations: (query) => asking((ask) => ask<"observations">({ kind: "observations", query })),
    useByDay: (since) => asking((ask) => readUse(ask, since)),
    async notes(kind) {
      const stored = await askingAtOnce((ask) => ask<"notes">({ kind: "notes", of: kind }));
      return stored.flatMap(noteOf);
    },
    async writeNote({ body, ...note }) {
      // Of nothing there is no JSON.
      const json = body === null || body === undefined ? null : JSON.stringify(body);
      return await askingAtOnce((ask) => ask<"write-note">({ kind: "write-note", note: { ...note, body: json } }));
    },
  };
}
