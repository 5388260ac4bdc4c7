import type { App } from "../../app.ts";
import { isHubModelId } from "../../domain/model-id.ts";
import { type TaskName, taskNames } from "../../domain/task.ts";
import { hostsFor } from "../../pipeline/inspect-model.ts";
import { type Pin, type Policy, taskPolicyOf } from "../../policy.ts";
import { echoOf, placeOfTask, readTask, readTaskPlace, unknownTask, usageOf } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { BotContext, Exchange, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Texts } from "../languages/texts.ts";
import type { Content } from "../messages/content.ts";
import { bold, lines, paragraphs, routeWords } from "../messages/formatting.ts";
import { hub, type NamedModel, placeOfModel, readModelName } from "../model-names.ts";
import { tokenOf } from "../tokens.ts";
import { type Sighting, sight } from "./pin-model.ts";

/** A mistyped id should not begin to serve; but a person's word does not wait long for a source that does not answer. */
const longestLookMs = 5_000;
const example = "code-generation Qwen/Qwen3-32B";

type PinnableSighting = Extract<Sighting, { provider: string }>;

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

interface Request extends NamedModel {
  task: TaskName;
  host: string | null;
}

/** What was asked for: a task, a model, maybe a host, the model wherever it stands; or what is wrong with it. */
function readRequest(words: readonly string[], { policy, texts }: { policy: Policy; texts: Texts }): Request | Content {
  const place = placeOfModel(words);
  const [taskWord, host, ...rest] = words.filter((_word, index) => index !== place);
  if (place === -1 || taskWord === undefined || rest.length > 0) return { text: usageOf("pin", example, texts) };
  const task = readTask([taskWord]);
  if (task === null) return { text: unknownTask([taskWord], texts) };
  const named = readModelName(words[place] ?? "", policy);
  if (named === null) return { text: texts.model.notAnId(echoOf(words[place] ?? "")) };
  return { ...named, task, host: host ?? null };
}

/** The command that pins the model of a provider, whether or not that can be asked. */
function commandFor(provider: string, { task, model, host }: Request): string {
  return ["/pin", task, `${provider}:${model}`, ...(host === null ? [] : [host])].join(" ");
}

/** Whose the model might be. */
function unseenContent(request: Request, reason: string, { policy, texts }: { policy: Policy; texts: Texts }): Content {
  const sources = Object.keys(policy.providers).filter((name) => name !== hub || isHubModelId(request.model));
  const commands = sources.map((provider) => commandFor(provider, request));
  return { text: texts.pin.unseen(request.model, texts.sentence(reason), commands) };
}

interface PinningOptions {
  app: Pick<App, "pin" | "inspectModel">;
  policy: Policy;
  exchange: Exchange;
  signal: AbortSignal;
}

async function place(request: Request, sighting: PinnableSighting, options: PinningOptions): Promise<Content> {
  const { texts, trigger } = options.exchange;
  const { task, model, host } = request;
  const pinned = { task, pin: { provider: sighting.provider, model, host } };
  const candidate = sighting.kind === "found" ? sighting.inspection.candidate : null;
  const result = await options.app.pin({ ...pinned, candidate, trigger });
  const isServed = candidate === null || hostsFor(task, candidate).length > 0;
  return {
    text: paragraphs(
      texts.pin.done(routeWords(pinned.pin), task, result),
      !isServed && texts.pin.notServed(model, task),
    ),
    buttons: [[endButton(pinned, texts.pin.end(task))]],
  };
}

/** Pins what was asked for, or tells why not. */
async function carryOut(request: Request, options: PinningOptions): Promise<Content> {
  const { texts } = options.exchange;
  const sighting = await sight(request, options);
  if (sighting.kind === "unknown") return { text: texts.pin.notKnown(request.model, request.task) };
  if (sighting.kind === "unclear") return unseenContent(request, sighting.reason, { ...options, texts });
  return await place(request, sighting, options);
}

/** /pin and /unpin. */
export function createPinFeature({ app, clock }: FeatureDependencies): Feature {
  async function listing({ texts }: Exchange): Promise<Content> {
    return pinsContent(pinnedTasks(await app.settings()), texts);
  }

  async function pin({ exchange }: BotContext, words: string[]): Promise<void> {
    const { texts } = exchange;
    if (words.length === 0) {
      const content = await listing(exchange);
      const usage = usageOf("pin", example, texts);
      return void (await exchange.say({ ...content, text: paragraphs(content.text, usage) }));
    }
    const policy = await app.settings();
    const request = readRequest(words, { policy, texts });
    const signal = clock.deadline(longestLookMs);
    await exchange.say("task" in request ? await carryOut(request, { app, policy, exchange, signal }) : request);
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
    if (words.length === 0) return void (await exchange.say(await listing(exchange)));
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
