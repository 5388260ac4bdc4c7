import type { App } from "./app.ts";
import { type Chat, createChat } from "./chat/chat.ts";
import type { InspectedModel, RegistryUseCases } from "./chat/registry.ts";
import type { Answers } from "./open-answers.ts";
import type { ModelInspection } from "./pipeline/inspect-model.ts";
import type { Policy } from "./policy.ts";
import type { Clock } from "./shared/clock.ts";
import type { Store } from "./store/store.ts";

export interface OpenChatOptions {
  /** The use cases that a question about models may reach; asked when such a question comes. */
  app(): Pick<App, "rank" | "inspectModel" | "history">;
  answers: Answers;
  readPolicy(): Promise<Policy>;
  store: Store;
  clock: Clock;
  logger: { warn(message: string): void };
}

function toInspectedModel({ provider, model, candidate, serves }: ModelInspection): InspectedModel {
  const { licence, parameters, createdAt, routes } = candidate;
  const tasks = serves.map(({ task, evaluation, isPrimary }) => ({ task, score: evaluation.score, isPrimary }));
  return { provider, model, licence, parameters, createdAt, routes, serves: tasks };
}

/** What the chat may ask of the program, without the names of those who have set runs off. */
function useCasesOf(app: OpenChatOptions["app"]): RegistryUseCases {
  return {
    async rank(task, signal) {
      const { ranking } = await app().rank({ task, limit: null, signal });
      const eligible = ranking.filter((row) => row.eligible);
      return eligible.map(({ provider, model, host, score }) => ({ provider, model, host, score }));
    },
    async inspect(model, signal) {
      const inspection = await app().inspectModel({ model, signal });
      return inspection && toInspectedModel(inspection);
    },
    async changes(limit) {
      const entries = await app().history({ limit: null });
      const changes = entries.flatMap(({ at, success, outcome, changes: made }) =>
        success && outcome === "applied"
          ? made.map(({ task, from, to, reason }) => ({
              at,
              task,
              from: from?.model ?? null,
              to: to?.model ?? null,
              reason,
            }))
          : [],
      );
      return changes.slice(0, limit);
    },
  };
}

/** The chat, which opens the router when the first question comes. */
export function openChat({ app, answers, readPolicy, store, clock, logger }: OpenChatOptions): Chat {
  return createChat({
    // Where there is no configuration yet, the service's first update is about to make it.
    open: () => answers.open({ seeds: false }),
    readPolicy,
    store,
    useCases: useCasesOf(app),
    clock,
    logger,
  });
}
