import { createDay } from "./chat/day.ts";
import { createSpendingLedger, type SpendingLedger } from "./chat/spending.ts";
import type { Configuration } from "./domain/configuration.ts";
import { createTrialReader } from "./pipeline/watch/trials/standing-trials.ts";
import type { Policy } from "./policy.ts";
import type { PolicyReader } from "./policy-file.ts";
import type { Provider } from "./providers/provider.ts";
import type { KnownRoutes } from "./routing/known-routes.ts";
import {
  type ConfigurationSource,
  createLiveConfiguration,
  type LiveConfiguration,
} from "./routing/live-configuration.ts";
import { createLivePolicy, type LivePolicyOptions } from "./routing/live-policy.ts";
import { createLiveTrials, type LiveTrials } from "./routing/live-trials.ts";
import { createRouteFacts } from "./routing/route-facts.ts";
import type { RunningRouter } from "./routing/router.ts";
import type { Clock } from "./shared/clock.ts";
import type { Store } from "./store/store.ts";

export interface AnswerDependencies {
  repository: ConfigurationSource;
  policy: PolicyReader;
  /** Calls back when something changes where the policy's files are. */
  watchPolicy: NonNullable<LivePolicyOptions["watch"]>;
  /** The providers that a policy declares, by their names; the same for the same policy. */
  providers(policy: Policy): ReadonlyMap<string, Provider>;
  store: Store;
  /** Puts the built-in choices where there is no configuration yet, so that the first question finds a model. */
  seed(policy: Policy): Promise<unknown>;
  clock: Clock;
  logger: { warn(message: string): void };
}

/** What answers requests, open and following the files. */
export interface LiveAnswers {
  router: RunningRouter;
  configuration(): Configuration | null;
  policy(): Policy;
  providers(): ReadonlyMap<string, Provider>;
  facts: KnownRoutes;
  /** What people's questions have cost today. */
  spending: SpendingLedger;
}

/** Opened when it is first wanted: most commands ask no model. */
export interface Answers {
  /**
   * Rejects with a `UsageError` where the policy is not valid; the next one tries again. `seeds` puts the built-in
   * choices where there is no configuration; the service does without, for its first update is about to begin.
   */
  open(options: { seeds: boolean }): Promise<LiveAnswers>;
  /** A trial has begun or ended in this process: requests follow it from the next one on. */
  trialsChanged(): void;
  close(): void;
}

/** Puts the router together with the files and the database that it follows. */
export function createAnswers(dependencies: AnswerDependencies): Answers {
  const { repository, store, clock, logger } = dependencies;
  let opening: Promise<LiveAnswers> | null = null;
  let trials: LiveTrials | null = null;
  const toClose: { close(): void }[] = [];

  function followFacts(configuration: LiveConfiguration) {
    const facts = createRouteFacts({ registry: store, clock, logger });
    configuration.subscribe(() => void facts.refresh());
    return facts;
  }

  function openLedger(policy: () => Policy): SpendingLedger {
    const day = createDay({ timeZone: () => policy().schedule.timeZone, clock });
    return createSpendingLedger({ usage: store, log: store, startOfDay: day.start, clock, logger });
  }

  async function open({ seeds }: { seeds: boolean }): Promise<LiveAnswers> {
    // The policy first: where it is not valid, nothing else is begun.
    const policy = await createLivePolicy({
      reader: dependencies.policy,
      watch: dependencies.watchPolicy,
      clock,
      logger,
    });
    toClose.push(policy);
    if (seeds) await dependencies.seed(await dependencies.policy.read());
    const configuration = await createLiveConfiguration({ repository, logger });
    const facts = followFacts(configuration);
    trials = createLiveTrials({ read: createTrialReader({ watchLog: store, clock }), clock, logger });
    // What is not known yet would count as unknown, and a request with a highest price would find nothing.
    await Promise.all([facts.refresh(), trials.refresh()]);
    const current = configuration.current;
    const providers = () => dependencies.providers(policy.current());
    const spending = openLedger(policy.current);
    // Loaded only here: most commands ask no model.
    const { createRouter } = await import("./routing/router.ts");
    const router = createRouter({
      configuration: current,
      policy: policy.current,
      providers,
      trials: trials.current,
      facts,
      usage: spending,
      clock,
      logger,
    });
    toClose.push(router, configuration);
    return { router, configuration: current, policy: policy.current, providers, facts, spending };
  }

  return {
    open(options) {
      opening ??= open(options).catch((error: unknown) => {
        opening = null;
        throw error;
      });
      return opening;
    },
    trialsChanged: () => void trials?.refresh(),
    close() {
      for (const each of toClose) each.close();
    },
  };
}
