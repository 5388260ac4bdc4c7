import type { TaskName } from "../domain/task.ts";
import type { ModelQuestion } from "./intent/model-question.ts";
import type { CurrentModel, InspectedModel, RankedModel, RecentChange, Registry } from "./registry.ts";

/** The answer to a question about models, for a surface to put into words. */
export type ModelFacts =
  | {
      kind: "current" /** Null for all. */;
      task: TaskName | null;
      models: readonly CurrentModel[];
      wantsReason: boolean;
    }
  | { kind: "best"; task: TaskName; ranking: readonly RankedModel[]; current: CurrentModel | null }
  | { kind: "model"; name: string; model: InspectedModel | null }
  | { kind: "changes"; changes: readonly RecentChange[] };

/** Looks up what was asked for. Rejects as the registry does. */
export async function lookUp(question: ModelQuestion, registry: Registry, signal: AbortSignal): Promise<ModelFacts> {
  const { kind, task, model, wantsReason } = question;
  if (kind === "changes") return { kind, changes: await registry.changes() };
  if (kind === "model" && model !== null) return { kind, name: model, model: await registry.model(model, signal) };
  if (kind === "best" && task !== null) {
    const ranking = await registry.ranking(task, signal);
    return { kind, task, ranking, current: registry.current(task)[0] ?? null };
  }
  return { kind: "current", task, models: registry.current(task), wantsReason };
}
