import type { TaskName } from "../../domain/task.ts";
import { maximumRankRows } from "../../pictures/rank-picture.ts";
import type { RankResult } from "../../pipeline/rank.ts";
import { toTimestamp } from "../../shared/clock.ts";
import { placeOfTask, readTask, readTaskPlace, taskButtons, unknownTask } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { BotContext, FeatureDependencies } from "../context.ts";
import type { ButtonHandler, Feature } from "../feature.ts";
import { answerLater, pictureLater } from "../messages/later.ts";
import { isFailed, rankContent } from "./rank-content.ts";
import { drawRank } from "./rank-picture.ts";
import { readTrialShare } from "./watch/trial-buttons.ts";

/** So long a picture shows what its message shows; after that it is looked at anew. */
const freshMs = 600_000;

/** The last looks, for their pictures: one a task, and of it no more than a picture holds. */
interface Look {
  /** Milliseconds since the epoch. */
  at: number;
  result: RankResult;
}

/** Looks at a task's models, and keeps what a picture of them needs. */
function createLooks({ app, clock }: FeatureDependencies) {
  const looks = new Map<TaskName, Look>();

  async function look(task: TaskName, signal: AbortSignal, onSeen?: (models: number) => void): Promise<RankResult> {
    const onProgress = onSeen && (({ models }: { models: number }) => onSeen(models));
    const result = await app.rank({ task, limit: null, signal, onProgress });
    const isWorthKeeping = !isFailed(result);
    const kept = { ...result, ranking: result.ranking.slice(0, maximumRankRows) };
    if (isWorthKeeping) looks.set(task, { at: clock.now(), result: kept });
    return result;
  }

  return {
    look,
    /** The last look, or another one where that is too long ago. */
    async recent(task: TaskName, signal: AbortSignal): Promise<Look> {
      const known = looks.get(task);
      if (known !== undefined && clock.now() - known.at < freshMs) return known;
      return { result: await look(task, signal), at: clock.now() };
    },
  };
}

/** /rank: the best models of a task, in words and as a picture. */
export function createRankFeature(dependencies: FeatureDependencies): Feature {
  const { app, clock } = dependencies;
  const looks = createLooks(dependencies);

  async function show(context: BotContext, task: TaskName, isInPlace: boolean): Promise<void> {
    const { texts } = context.exchange;
    await answerLater(context, {
      clock,
      name: `ranking ${task}`,
      waiting: { text: texts.rank.looking(task, 0) },
      isInPlace,
      again: [button({ text: texts.later.again, name: "rank.refresh", parameters: [placeOfTask(task)] })],
      async work(tools) {
        const onSeen = (models: number) => tools.show({ text: texts.rank.looking(task, models) });
        const result = await looks.look(task, tools.signal, onSeen);
        const { tasks } = await app.status();
        const present = tasks.find((each) => each.task === task) ?? null;
        return rankContent({ result, present, trialShare: await readTrialShare(app) }, texts);
      },
    });
  }

  async function draw({ exchange }: BotContext, task: TaskName, signal: AbortSignal) {
    const { at, result } = await looks.recent(task, signal);
    const [moments, { weights }] = [await exchange.moments(), await app.settings()];
    const words = moments.at(toTimestamp(at));
    const ranking = result.ranking.slice(0, maximumRankRows);
    return await drawRank({ result: { ...result, ranking }, at: words, weights }, exchange.texts);
  }

  async function picture(context: BotContext, task: TaskName): Promise<void> {
    await context.exchange.notify(context.exchange.texts.rank.drawing);
    pictureLater(context, { name: `drawing ${task}`, draw: (signal) => draw(context, task, signal) });
  }

  return {
    name: "rank",
    commands: [
      {
        name: "rank",
        effect: null,
        async run(context, words) {
          const { exchange } = context;
          const { texts } = exchange;
          if (words.length === 0) {
            return void (await exchange.say({ text: texts.rank.choose, buttons: taskButtons({ name: "rank.task" }) }));
          }
          const task = readTask(words);
          if (task === null) return void (await exchange.say({ text: unknownTask(words, texts) }));
          await show(context, task, false);
        },
      },
    ],
    buttons: [
      taskButton("rank.task", (context, task) => show(context, task, false)),
      taskButton("rank.refresh", (context, task) => show(context, task, true)),
      taskButton("rank.picture", picture),
    ],
  };
}

/** A button that carries the place of a task. */
function taskButton(name: string, run: (context: BotContext, task: TaskName) => Promise<void>): ButtonHandler {
  return {
    name,
    access: "administrator",
    effect: null,
    async run(context, [token]) {
      const { exchange } = context;
      const task = readTaskPlace(token);
      if (task === null) return await exchange.notify(exchange.texts.common.deadButton, { alert: true });
      await run(context, task);
    },
  };
}
