import { type Knowledge, nothingKnownBefore } from "../domain/knowledge.ts";
import { decayUse, rememberedDays } from "../learning/decay.ts";
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

type KnowledgeDependencies = Pick<PipelineDependencies, "memory" | "watchLog" | "clock" | "logger">;

const dayMs = 86_400_000;

async function readMemory({ memory, logger }: KnowledgeDependencies): Promise<StoredKnowledge> {
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

async function readUse({ watchLog, clock, logger }: KnowledgeDependencies): Promise<Pick<Knowledge, "use">> {
  if (watchLog === undefined) return {};
  const now = clock.now();
  try {
    return { use: decayUse(await watchLog.useByDay(now - rememberedDays * dayMs), now) };
  } catch (error) {
    logger.warn(`What real use has shown of models could not be read, so none of it counts: ${messageOf(error)}`);
    return {};
  }
}

/**
 * What earlier runs have learned, and what real use has shown since; of either nothing, with a warning, where it cannot be
 * read. Never rejects.
 */
export async function readEarlierKnowledge(dependencies: KnowledgeDependencies): Promise<StoredKnowledge> {
  const [known, used] = await Promise.all([readMemory(dependencies), readUse(dependencies)]);
  return { ...known, ...used };
}
