import type { App } from "../../../app.ts";
import { type HistoryEntry, type TaskAction, taskActions } from "../../../domain/history.ts";
import type { Plan } from "../../../domain/plan.ts";
import type { CardTask } from "./proof-card.ts";

/** What a card's hash stands for: a plan that waits, or a run that was carried out. */
export type Proposal =
  | { state: "open" | "stale" | "expired"; changes: CardTask[]; all: CardTask[]; errors: string[]; plan: Plan }
  | { state: "applied"; changes: CardTask[]; all: CardTask[]; errors: string[]; revision: number; trigger: string };

function actionOf(action: string): TaskAction {
  return taskActions.find((each) => each === action) ?? "replace";
}

function changesOfEntry(entry: HistoryEntry | undefined): CardTask[] {
  return (entry?.changes ?? []).map((change) => ({ ...change, action: actionOf(change.action) }));
}

/** Looks up what a card is about; null where nothing is known of it any more. */
export async function findProposal(hash: string, app: Pick<App, "plan" | "history">): Promise<Proposal | null> {
  if (!/^[0-9a-f]{16}$/.test(hash)) return null;
  const found = await app.plan(hash);
  if (found.state === "unknown") return null;
  if (found.state === "applied") {
    const { revision, trigger } = found;
    const entry = (await app.history({ limit: null })).find((each) => each.planHash === hash);
    const changes = changesOfEntry(entry);
    return { state: "applied", revision, trigger, changes, all: changes, errors: entry?.errors ?? [] };
  }
  const { plan, state } = found;
  const changes = plan.decisions.filter((decision) => decision.isChange);
  return { state, plan, changes, all: plan.decisions, errors: plan.errors };
}
