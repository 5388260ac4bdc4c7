import type { TaskName } from "../../../domain/task.ts";
import type { RunProgress } from "../../../pipeline/progress.ts";
import { button } from "../../buttons.ts";
import type { BotContext, FeatureDependencies } from "../../context.ts";
import { faultContent } from "../../faults.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { bold, lines } from "../../messages/formatting.ts";
import { createLiveMessage } from "../../messages/live-message.ts";
import { readTrialShare } from "../watch/trial-buttons.ts";
import { expiryOf } from "./proposal.ts";
import { resultCard } from "./result-card.ts";
import type { Runs } from "./runs.ts";

export interface UpdateRun {
  dryRun: boolean;
  /** Empty for all. */
  tasks: readonly TaskName[];
}

export interface RunDependencies extends FeatureDependencies {
  runs: Runs;
}

const notBegun = { phase: "discovering", tasksDone: 0, tasks: 0, models: 0, calls: 0 } as const;

const barLength = 10;

function bar(done: number, all: number): string {
  const filled = all === 0 ? 0 : Math.round((done / all) * barLength);
  return "▰".repeat(filled) + "▱".repeat(barLength - filled);
}

function progressContent(progress: RunProgress | null, run: UpdateRun & { id: number }, texts: Texts): Content {
  const { beginning, phases, progress: counts, callsMade } = texts.update;
  const { phase, tasksDone, tasks, models, calls } = progress ?? notBegun;
  return {
    text: lines(
      run.dryRun ? beginning.test : beginning.update,
      `${phases[phase]}…`,
      tasks > 0 && bold(bar(tasksDone, tasks)),
      tasks > 0 && counts(tasksDone, tasks, models),
      calls > 0 && callsMade(calls),
    ),
    buttons: [[button({ text: texts.common.cancel, name: "update.cancel", parameters: [run.id] })]],
  };
}

async function outcomeContent(
  context: BotContext,
  { run, signal, onProgress }: { run: UpdateRun; signal: AbortSignal; onProgress(progress: RunProgress): void },
  dependencies: RunDependencies,
): Promise<Content> {
  const { exchange } = context;
  const { texts, trigger } = exchange;
  try {
    const result = await dependencies.app.update({ ...run, trigger, signal, onProgress });
    if (result.outcome === "failed" && signal.aborted) return { text: texts.update.cancelled };
    const { app } = dependencies;
    const [expiresAt, trialShare] = [await expiryOf(result.planHash, app), await readTrialShare(app)];
    return resultCard({ result, texts, moments: await exchange.moments(), expiresAt, trialShare });
  } catch (error) {
    if (signal.aborted) return { text: texts.update.cancelled };
    return faultContent(error, context);
  }
}

/**
 * Begins a run that tells of itself in one message; this answers as soon as that message stands. It goes on in the
 * background, so that nobody waits for it, and can be cancelled by its button.
 */
export async function beginRun(context: BotContext, run: UpdateRun, dependencies: RunDependencies): Promise<void> {
  const { exchange, update } = context;
  const { texts } = exchange;
  const id = update.update_id;
  const messageId = await exchange.say(progressContent(null, { ...run, id }, texts));
  await exchange.progressIsAt(messageId);
  const cancelled = dependencies.runs.open(id);
  const live = createLiveMessage({
    clock: dependencies.clock,
    logger: exchange.logger,
    edit: (content) => exchange.edit(messageId, content),
  });
  exchange.inBackground(run.dryRun ? "A test update" : "An update", async (stopping) => {
    const signal = AbortSignal.any([stopping, cancelled]);
    const onProgress = (progress: RunProgress) => live.show(progressContent(progress, { ...run, id }, texts));
    try {
      await live.finish(await outcomeContent(context, { run, signal, onProgress }, dependencies));
    } finally {
      dependencies.runs.close(id);
    }
  });
}
