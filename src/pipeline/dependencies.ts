import type { HoldStore } from "../history/holds.ts";
import type { PlanStore } from "../history/plans.ts";
import type { QuarantineStore } from "../history/quarantine.ts";
import type { SteadinessStore } from "../history/steadiness.ts";
import type { UpdateHistory } from "../history/update-history.ts";
import type { LocalPolicy } from "../local-policy/local-policy.ts";
import type { ConfigurationRepository } from "../model-config/repository.ts";
import type { Policy } from "../policy.ts";
import type { PolicyReader } from "../policy-file.ts";
import type { Catalogue } from "../providers/provider.ts";
import type { Clock } from "../shared/clock.ts";
import type { ModelRegistry, VerdictLog, WatchLog } from "../store/store.ts";
import type { ProbeTable } from "../verification/probe.ts";
import type { ProbeCaller } from "../verification/probe-caller.ts";

/** What the pipelines work with; made in one place, at the start of the program. */
export interface PipelineDependencies {
  repository: ConfigurationRepository;
  history: UpdateHistory;
  plans: PlanStore;
  holds: HoldStore;
  steadiness: SteadinessStore;
  quarantine: QuarantineStore;
  policy: PolicyReader;
  localPolicy: LocalPolicy;
  /**
   * The catalogues of the providers that the policy declares and has not turned off, and the declared kinds that this
   * version does not know.
   */
  catalogues(policy: Policy): { catalogues: readonly Catalogue[]; unknown: readonly string[] };
  /** Is told of every model that an update has seen, once a source. */
  registry?: Pick<ModelRegistry, "observe">;
  /** What models are called with to prove themselves, opened when it is wanted; without it, none is called. */
  proving?: { caller(): Promise<ProbeCaller>; probes(): Promise<ProbeTable> };
  /** What earlier runs have learned of models; without it, every run is the first. */
  memory?: VerdictLog;
  /** What people's use has told of models; without it, nobody has used any. */
  watchLog?: Pick<WatchLog, "useByDay">;
  /** Rejects with a sentence that says who holds it, where another run is going on. */
  lockRuns(purpose: string): Promise<{ release(): Promise<void> }>;
  clock: Clock;
  logger: { info(message: string): void; warn(message: string): void };
}
