import type { App } from "../../../app.ts";
import { type HistoryEntry, readAction } from "../../../domain/history.ts";
import type { Plan } from "../../../domain/plan.ts";
import { isTaskName, type TaskName } from "../../../domain/task.ts";
import type { Exchange } from "../../context.ts";
import type { CardTask } from "./proof-card.ts";

/** What a card's hash stands for: a plan that waits, or a run that was carried out. */
export type Proposal = { hash: string; changes: CardTask[]; all: CardTask[]; errors: string[] } & (
  | { state: "open" | "stale" | "expired"; plan: Plan }
  | { state: "applied"; revision: number; trigger: string }
);

function changesOfEntry(entry: HistoryEntry | undefined): CardTask[] {
  return (entry?.changes ?? []).map((change) => ({ ...change, action: readAction(change.action) }));
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
    return { state: "applied", hash, revision, trigger, changes, all: changes, errors: entry?.errors ?? [] };
  }
  const { plan, state } = found;
  const changes = plan.decisions.filter((decision) => decision.isChange);
  return { state, hash, plan, changes, all: plan.decisions, errors: plan.errors };
}

/** Why nothing can be done with a proposal any more, to whoever has tapped. */
export function refusal(proposal: Proposal | null, { texts, trigger: reader }: Exchange): string {
  const { update, history } = texts;
  if (proposal === null) return update.unknownPlan;
  if (proposal.state === "applied") {
    return update.alreadyApplied(proposal.revision, history.trigger(proposal.trigger, reader));
  }
  return proposal.state === "expired" ? update.expired : update.stale;
}

/** A model that a proposal brings in, and for which task. */
export interface Newcomer {
  task: TaskName;
  model: string;
}

/** The models that changes bring in, in their order; not those that only move to another host, or get other fallbacks. */
export function newcomersOf(changes: readonly Pick<CardTask, "task" | "from" | "to">[]): Newcomer[] {
  return changes.flatMap(({ task, from, to }) =>
    to !== null && to.model !== from?.model && isTaskName(task) ? [{ task, model: to.model }] : [],
  );
}

/** When a stored plan of this hash stops being good; null where there is none. */
export async function expiryOf(hash: string | null, app: Pick<App, "plan">): Promise<string | null> {
  if (hash === null) return null;
  const found = await app.plan(hash);
  return found.state === "open" ? found.plan.expiresAt : null;
}
