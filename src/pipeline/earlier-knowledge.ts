import { nothingKnownBefore } from "../domain/knowledge.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { StoredKnowledge } from "../store/store.ts";
import type { PipelineDependencies } from "./dependencies.ts";

/** Nothing is known from earlier runs. */
export const noEarlierKnowledge: StoredKnowledge = {
  ...nothingKnownBefore,
  gradeOfRoute: () => undefined,
  finding: () => undefined,
  passedAt: () => undefined,
};

/** What earlier runs have learned; nothing, with a warning, where it cannot be read. Never rejects. */
export async function readEarlierKnowledge({
  memory,
  logger,
}: Pick<PipelineDependencies, "memory" | "logger">): Promise<StoredKnowledge> {
  if (memory === undefined) return noEarlierKnowledge;
  try {
    return await memory.knowledge();
  } catch (error) {
    logger.warn(
      `What earlier runs have learned of models could not be read, so none of it counts: ${messageOf(error)}`,
    );
    return noEarlierKnowledge;
  }
}
