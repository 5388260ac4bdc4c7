import type { WatchLog } from "../../store/store.ts";
import type { PipelineDependencies } from "../dependencies.ts";

/** What watching works with. */
export interface WatchDependencies extends PipelineDependencies {
  watchLog: WatchLog;
}
