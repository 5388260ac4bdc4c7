import type { ModelRegistry, WatchLog } from "../../store/store.ts";
import type { PipelineDependencies } from "../dependencies.ts";

/** What watching works with. */
export interface WatchDependencies extends PipelineDependencies {
  watchLog: WatchLog;
  /** What the sources have said of routes, such as their prices. */
  routes: Pick<ModelRegistry, "routeFacts">;
  /** Whether a person has paused what changes by itself. */
  isPaused(): Promise<boolean>;
  /** Rejects with a sentence that says who holds it, where another process looks at what is configured. */
  lockWatch(purpose: string): Promise<{ release(): Promise<void> }>;
}
