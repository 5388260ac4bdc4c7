import type { ChatInput } from "../domain/input.ts";
import { isSameRoute, type Route, routeOf } from "../domain/route.ts";
import { canServe, servesTask, type TaskName, taskOf } from "../domain/task.ts";
import { NoRouteError } from "../routing/errors.ts";
import type { Ask, RoutedAnswer, RoutedEvent, Router, RouterRequest } from "../routing/request.ts";
import type { Clock } from "../shared/clock.ts";
import type { ChatReply } from "./chat.ts";
import type { Conversations } from "./conversations.ts";
import { toolInstructions } from "./instructions.ts";
import { type ModelQuestion, readModelQuestion } from "./intent/model-question.ts";
import { askOf, type Matter, type MatterDependencies, mayRemember, toMatter } from "./matter.ts";
import { lookUp } from "./model-facts.ts";
import type { Question } from "./question.ts";
import type { Registry } from "./registry.ts";
import { remembering, turnOf } from "./remembering.ts";
import { withoutThinkTags } from "./think-tags.ts";
import { talkWithTools } from "./tools/tool-talk.ts";

export interface AnsweringDependencies extends MatterDependencies {
  router: Router;
  conversations: Pick<Conversations, "turns" | "generation" | "add">;
  registry: Registry;
  clock: Clock;
}

export interface Answering {
  ask(question: Question): Promise<ChatReply>;
  routesOf(model: string, task: TaskName): Route[];
}

/** Words alone, and not given to another task outright. */
function mayBeAboutModels({ task, files }: Question): boolean {
  return (task === null || task === "conversational") && files.length === 0;
}

/** The events, kept as a turn of the conversation when they have ended. */
function kept(
  matter: Matter,
  { requestId, events }: Pick<RoutedAnswer, "requestId" | "events">,
  dependencies: AnsweringDependencies,
): AsyncIterable<RoutedEvent> {
  const { question, isRemembered, generation } = matter;
  const { conversations, clock } = dependencies;
  return remembering(withoutThinkTags(events), async (answer) => {
    if (!isRemembered || answer.trim() === "" || question.isWithdrawn()) return;
    // They may have changed their mind meanwhile.
    if (!(await mayRemember(question, dependencies))) return;
    const turn = turnOf(matter, { request: requestId, at: clock.now(), answer });
    await conversations.add(question.place, turn, { replaces: question.instead?.request ?? null, generation });
  });
}

/** The routes of a model, by its id, that could serve the task, the ones that are configured first. */
function routesOf(model: string, task: TaskName, { configuration, facts }: AnsweringDependencies): Route[] {
  const entry = configuration()?.tasks[task];
  const configured = entry ? [entry.primary, ...entry.fallbacks].filter((each) => each.model === model) : [];
  const known = facts.routesOf({ provider: null, model }).filter((each) => canServe(taskOf(task), each));
  const serving = configured.filter((each) => servesTask(taskOf(task), each.interface));
  const all = [...serving, ...known].map(routeOf);
  return all.filter((each, at) => all.findIndex((other) => isSameRoute(other, each)) === at);
}

/** Whether the model that would answer is known to call tools. */
function callsTools({ task, ownChoice }: Matter, { configuration, facts }: AnsweringDependencies): boolean {
  const first = ownChoice ?? configuration()?.tasks[task]?.primary;
  return first !== undefined && facts.factsOf(first)?.supportsTools === true;
}

/** The facts are our own: they can be told where no model can be reached. */
function nullIfNobody(error: unknown): null {
  if (error instanceof NoRouteError) return null;
  throw error;
}

export function createAnswering(dependencies: AnsweringDependencies): Answering {
  const { router, registry } = dependencies;

  function route(
    { question, task, ownChoice }: Matter,
    ask: Ask,
    more: Partial<RouterRequest> = {},
  ): Promise<RoutedAnswer> {
    const { place, person, instead, signal } = question;
    const avoid = instead?.models ?? [];
    return router.ask({ target: { task }, ask, ownChoice, avoid, chat: place.chat, person, signal, ...more });
  }

  function replyOf(matter: Matter, routed: Pick<RoutedAnswer, "requestId" | "events">): ChatReply {
    const events = kept(matter, routed, dependencies);
    return { kind: "answer", request: routed.requestId, task: matter.task, events };
  }

  /** By the model, which looks the facts up. */
  async function answerWithTools(matter: Matter): Promise<ChatReply> {
    const input = (await askOf(matter, dependencies)) as ChatInput;
    const [first, ...others] = input.messages;
    const told = { role: "system" as const, content: `${first?.content} ${toolInstructions}` };
    const routed = await talkWithTools({
      input: { ...input, messages: [told, ...others] },
      registry,
      signal: matter.question.signal,
      ask: (each, request) => route(matter, each, { needs: { tools: true }, ...(request && { requestId: request }) }),
    });
    return replyOf(matter, routed);
  }

  async function aboutModels(question: Question, asked: ModelQuestion): Promise<ChatReply> {
    const matter = await toMatter({ ...question, task: "conversational" }, dependencies);
    const told = callsTools(matter, dependencies) ? await answerWithTools(matter).catch(nullIfNobody) : null;
    return told ?? { kind: "facts", facts: await lookUp(asked, registry, question.signal) };
  }

  return {
    async ask(question) {
      const asked = mayBeAboutModels(question) ? readModelQuestion(question.text) : null;
      if (asked !== null) return await aboutModels(question, asked);
      const matter = await toMatter(question, dependencies);
      return replyOf(matter, await route(matter, await askOf(matter, dependencies)));
    },
    routesOf: (model, task) => routesOf(model, task, dependencies),
  };
}
