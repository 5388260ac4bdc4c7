import type { ChatPerson } from "../domain/chat-person.ts";
import type { Conversation, Turn } from "../domain/conversation.ts";
import type { Route } from "../domain/route.ts";
import { isTaskName, type TaskName } from "../domain/task.ts";
import { type ForeignRecord, recordOrNull, recordsIn, textOrNull, textsIn } from "../shared/foreign-json.ts";
import type { StoredPerson } from "./queries/chat-people.ts";
import { optionalText, text, whole } from "./queries/values.ts";

/*
 * What the chat keeps, as JSON and back. Another version of this program may have written what is read, or the disk may
 * have changed it.
 */

/** Undefined where it is no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The turns as JSON. */
export function turnsToText({ turns }: Conversation): string {
  const kept = turns.map((turn) => ({
    request: text(turn.request),
    replaced: turn.replaced.map(text),
    at: whole(turn.at) ?? 0,
    question: text(turn.question),
    answer: text(turn.answer),
    task: turn.task,
    material: optionalText(turn.material),
    targetLanguage: optionalText(turn.targetLanguage),
    isWhole: turn.isWhole,
  }));
  return JSON.stringify(kept);
}

function turnOf({ request, at, question, answer, ...more }: ForeignRecord): Turn[] {
  const id = textOrNull(request);
  if (id === null || typeof question !== "string" || typeof answer !== "string") return [];
  const task = textOrNull(more.task);
  const turn: Turn = {
    request: id,
    replaced: textsIn(more.replaced),
    at: typeof at === "number" ? at : 0,
    question,
    answer,
    task: task !== null && isTaskName(task) ? task : null,
    material: textOrNull(more.material),
    targetLanguage: textOrNull(more.targetLanguage),
    isWhole: more.isWhole !== false,
  };
  return [turn];
}

/** Without turns that cannot be read; null where none of it can. */
export function textToConversation(json: string): Conversation | null {
  const turns = parsed(json);
  return Array.isArray(turns) ? { turns: recordsIn(turns).flatMap(turnOf) } : null;
}

function keptRoute(route: Route): Route {
  return {
    provider: text(route.provider),
    model: text(route.model),
    version: optionalText(route.version),
    host: optionalText(route.host),
    interface: text(route.interface),
  };
}

/** What somebody has chosen, but for whether they are remembered, as JSON. */
export function factsToText({ choices }: ChatPerson): string {
  const kept = Object.entries(choices).map(([task, route]) => [task, keptRoute(route)] as const);
  return JSON.stringify({ choices: Object.fromEntries(kept) });
}

function routeOf(foreign: ForeignRecord | null): Route | null {
  const provider = textOrNull(foreign?.provider);
  const model = textOrNull(foreign?.model);
  const spokenTo = textOrNull(foreign?.interface);
  if (provider === null || model === null || spokenTo === null) return null;
  return {
    provider,
    model,
    version: textOrNull(foreign?.version),
    host: textOrNull(foreign?.host),
    interface: spokenTo,
  };
}

function choicesOf(foreign: unknown): ChatPerson["choices"] {
  const choices: Partial<Record<TaskName, Route>> = {};
  for (const [task, choice] of Object.entries(recordOrNull(foreign) ?? {})) {
    const route = routeOf(recordOrNull(choice));
    if (isTaskName(task) && route) choices[task] = route;
  }
  return choices;
}

/** Without choices that cannot be read. That somebody is not to be remembered stands apart, and counts in any case. */
export function toChatPerson({ isRemembered, facts }: StoredPerson): ChatPerson {
  return { isRemembered, choices: choicesOf(recordOrNull(parsed(facts))?.choices) };
}
