import { type TaskName, taskNames } from "../../domain/task.ts";
import type { ModelInspection } from "../../pipeline/inspect-model.ts";
import { type Pin, type Policy, taskPolicyOf } from "../../policy.ts";
import { echoOf, placeOfTask, readModelId, readTask, readTaskPlace, unknownTask, usageOf } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { bold, lines, paragraphs, routeWords } from "../messages/formatting.ts";
import { tokenOf } from "../tokens.ts";

/** The provider whose models are pinned here: the ids that people type are those of the Hub. */
const provider = "huggingface";
/** A mistyped id should not begin to serve; but a person's word does not wait long for a source that does not answer. */
const longestLookMs = 5_000;
const example = "code-generation Qwen/Qwen3-32B";

interface PinnedTask {
  task: TaskName;
  pin: Pin;
}

function pinnedTasks(policy: Policy): PinnedTask[] {
  return taskNames.flatMap((task) => {
    const { pin } = taskPolicyOf(policy, task);
    return pin === null ? [] : [{ task, pin }];
  });
}

/** Bound to what is pinned, so that it does not end another pin that somebody has made since. */
function endButton({ task, pin }: PinnedTask, text: string) {
  return button({ text, name: "pin.end", parameters: [placeOfTask(task), tokenOf(pin)] });
}

function pinsContent(pinned: readonly PinnedTask[], { pin: words }: Texts): Content {
  if (pinned.length === 0) return { text: words.none };
  return {
    text: paragraphs(words.head, ...pinned.map(({ task, pin }) => lines(bold(task), routeWords(pin))), words.choose),
    buttons: pinned.map((each) => [endButton(each, words.end(each.task))]),
  };
}

/** What was asked for: a task, a model, maybe a host, the model wherever it stands; or what is wrong with it. */
function readRequest(words: readonly string[], texts: Texts): PinnedTask | Content {
  const place = words.findIndex((word) => word.includes("/"));
  const [taskWord, host, ...rest] = words.filter((_word, index) => index !== place);
  if (place === -1 || taskWord === undefined || rest.length > 0) {
    const usage = usageOf("pin", example, texts);
    return { text: place === -1 && words.length > 1 ? paragraphs(texts.pin.modelNeeded, usage) : usage };
  }
  const task = readTask([taskWord]);
  if (task === null) return { text: unknownTask([taskWord], texts) };
  const model = readModelId(words[place] ?? "");
  if (model === null) return { text: texts.model.notAnId(echoOf(words[place] ?? "")) };
  return { task, pin: { provider, model, host: host ?? null } };
}

/** /pin and /unpin. */
export function createPinFeature({ app, clock }: FeatureDependencies): Feature {
  /** What the sources know of a model; null where they do not know it, undefined where they could not be asked. */
  async function look({ pin }: PinnedTask): Promise<ModelInspection | null | undefined> {
    const signal = clock.deadline(longestLookMs);
    return await app.inspectModel({ model: pin.model, provider: pin.provider, signal }).catch(() => undefined);
  }

  async function pin(context: BotContext, words: string[]): Promise<void> {
    const { exchange } = context;
    const { texts, trigger } = exchange;
    if (words.length === 0) {
      const content = pinsContent(pinnedTasks(await app.settings()), texts);
      const usage = usageOf("pin", example, texts);
      return void (await exchange.say({ ...content, text: paragraphs(content.text, usage) }));
    }
    const request = readRequest(words, texts);
    if (!("pin" in request)) return void (await exchange.say(request));
    const { task, pin } = request;
    const found = await look(request);
    if (found === null) return void (await exchange.say({ text: texts.pin.notKnown(pin.model, task) }));
    const result = await app.pin({ ...request, trigger });
    const isServed = found?.serves.some((each) => each.task === task && each.evaluation.host !== null) ?? true;
    await exchange.say({
      text: paragraphs(
        texts.pin.done(routeWords(pin), task, result),
        !isServed && texts.pin.notServed(pin.model, task),
      ),
      buttons: [[endButton(request, texts.pin.end(task))]],
    });
  }

  async function end(task: TaskName, { texts, trigger }: Exchange): Promise<Content> {
    await app.unpin(task, trigger);
    const standing = (await app.status()).tasks.find((each) => each.task === task);
    const serving = standing === undefined ? null : routeWords(standing.primary);
    return {
      text: texts.pin.ended(task, serving),
      buttons: [[button({ text: texts.status.test, name: "update.test" })]],
    };
  }

  async function unpin({ exchange }: BotContext, words: string[]): Promise<void> {
    const { texts } = exchange;
    if (words.length === 0) return void (await exchange.say(pinsContent(pinnedTasks(await app.settings()), texts)));
    const task = readTask(words);
    await exchange.say(task === null ? { text: unknownTask(words, texts) } : await end(task, exchange));
  }

  async function tapEnd({ exchange }: BotContext, [taskToken, token]: string[]): Promise<void> {
    const { texts } = exchange;
    const task = readTaskPlace(taskToken);
    if (task === null) return await exchange.notify(texts.common.deadButton, { alert: true });
    const present = taskPolicyOf(await app.settings(), task).pin;
    if (present === null || tokenOf(present) !== token) {
      return await exchange.notify(texts.pin.changedSince(task), { alert: true });
    }
    await exchange.replace(await end(task, exchange));
  }

  return {
    name: "pin",
    commands: [
      { name: "pin", effect: "pin", changesFrom: 2, run: pin },
      { name: "unpin", effect: "policy", changesFrom: 1, run: unpin },
    ],
    buttons: [{ name: "pin.end", access: "administrator", effect: "policy", run: tapEnd }],
  };
}
