import type { Configuration } from "../domain/configuration.ts";
import { isTurnOf, type Turn } from "../domain/conversation.ts";
import { chatInterface, type Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { Policy } from "../policy.ts";
import type { KnownRoutes } from "../routing/known-routes.ts";
import type { Ask } from "../routing/request.ts";
import type { Clock } from "../shared/clock.ts";
import { conversationOf, isConversing, isPicture, materialOf, wordsOf } from "./ask-of.ts";
import type { Conversations } from "./conversations.ts";
import { type Intent, type IntentName, readIntent } from "./intent/intent.ts";
import type { ChatPeople } from "./people.ts";
import type { Question } from "./question.ts";
import { taskFor } from "./target.ts";
import { mostTokensOf, newestTurns } from "./trim.ts";

/** A question on its way. */
export interface Matter {
  question: Question;
  task: TaskName;
  /** What the task works on. */
  text: string;
  ownChoice: Route | null;
  /** Whether it may be kept what is said. */
  isRemembered: boolean;
  /** Of the conversation when the question came: what is forgotten meanwhile does not come back. */
  generation: number;
}

export interface MatterDependencies {
  configuration(): Configuration | null;
  policy(): Policy;
  facts: KnownRoutes;
  people: Pick<ChatPeople, "read">;
  conversations: Pick<Conversations, "turns" | "generation">;
  clock: Pick<Clock, "now">;
}

/** Tokens of context that are left for the answer, and for what we say around the conversation. */
const reservedTokens = 1_500;
/** A route with less room is passed over where it has to be, and not heeded here. */
const leastRoom = 4_096;

/** What comes with a question. */
export function attachmentOf({ files }: Pick<Question, "files">): "picture" | "recording" | null {
  const [file] = files;
  if (file === undefined) return null;
  return isPicture(file) ? "picture" : "recording";
}

/** The question without an order where there was none: all that they have written, or what they reply to. */
function wholeText(question: Question): string {
  return question.text === "" ? (question.quoted ?? "") : wordsOf(question);
}

/** These work on a text: where a message has none ("translate this"), it is about what was said before. */
const needsText: readonly IntentName[] = ["translation", "summarization", "rewriting", "speech"];

function intentOf(question: Question): Intent {
  const { text, quoted } = question;
  const intent = readIntent({ text, quoted, attachment: attachmentOf(question) });
  const lacksText = needsText.includes(intent.name) && intent.order === null;
  return lacksText ? { ...intent, name: "conversation" } : intent;
}

/** How a text is to be rewritten or summed up stands in the order itself, which a chat model understands. */
function textFor(intent: Intent | null, question: Question, first: Route | undefined): string {
  if (intent === null || intent.name === "rewriting") return wholeText(question);
  return intent.name === "summarization" && first?.interface === chatInterface ? wholeText(question) : intent.text;
}

/** Whether the policy lets it be kept, and whoever asks, and whoever has asked it first. */
export async function mayRemember(
  { isAside, person, instead }: Question,
  { people, policy }: Pick<MatterDependencies, "people" | "policy">,
): Promise<boolean> {
  if (isAside || !policy().chat.memory) return false;
  const asking = await Promise.all([person, instead?.author ?? person].map((each) => people.read(each)));
  return asking.every(({ isRemembered }) => isRemembered);
}

/** Finds out what is asked for, and of whom. */
export async function toMatter(question: Question, dependencies: MatterDependencies): Promise<Matter> {
  const configuration = dependencies.configuration();
  const { choices } = await dependencies.people.read(question.person);
  const intent = question.task === null ? intentOf(question) : null;
  const task = question.task ?? (intent ? taskFor(intent, { configuration, choices }) : "conversational");
  const ownChoice = choices[task] ?? null;
  return {
    question: { ...question, targetLanguage: question.targetLanguage ?? intent?.targetLanguage ?? null },
    task,
    text: textFor(intent, question, ownChoice ?? configuration?.tasks[task]?.primary),
    ownChoice,
    isRemembered: await mayRemember(question, dependencies),
    generation: dependencies.conversations.generation(question.place),
  };
}

/** Tokens that a conversation may have besides the question, so that every route of the task has room for it. */
function roomFor({ task, ownChoice, question }: Matter, { configuration, facts, policy }: MatterDependencies): number {
  const entry = configuration()?.tasks[task];
  const routes = [...(ownChoice ? [ownChoice] : []), ...(entry ? [entry.primary, ...entry.fallbacks] : [])];
  const rooms = routes.map((route) => facts.factsOf(route)?.contextLength ?? 0).filter((room) => room >= leastRoom);
  const room = Math.min(...rooms, Number.POSITIVE_INFINITY) - reservedTokens - mostTokensOf(wordsOf(question));
  return Math.max(0, Math.min(room, policy().chat.memoryTokens));
}

/** What was said before, but for the answer that is to be made anew and what came after it. */
async function turnsFor(matter: Matter, dependencies: MatterDependencies): Promise<Turn[]> {
  if (!matter.isRemembered) return [];
  const { place, instead } = matter.question;
  const turns = await dependencies.conversations.turns(place);
  const at = turns.findIndex((turn) => isTurnOf(turn, instead?.request ?? null));
  return newestTurns(at === -1 ? turns : turns.slice(0, at), roomFor(matter, dependencies));
}

/** Letters and digits only: an answer that is quoted has lost its Markdown. */
function bareWords(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

/** Enough to tell one answer from another. */
const comparedLength = 200;

/** Whoever replies to an answer of which the model is reminded anyway need not quote it. */
function withoutKnownQuote(question: Question, turns: readonly Turn[]): Question {
  const { quoted } = question;
  if (quoted === null) return question;
  const begins = bareWords(quoted.slice(0, 2 * comparedLength)).slice(0, comparedLength);
  const isKnown = turns.some(({ answer }) => begins !== "" && bareWords(answer).startsWith(begins));
  return isKnown ? { ...question, quoted: null } : question;
}

/** What the router is asked. */
export async function askOf(matter: Matter, dependencies: MatterDependencies): Promise<Ask> {
  const { question, task, text } = matter;
  if (!isConversing(task, question)) return materialOf(question, { task, text });
  const turns = await turnsFor(matter, dependencies);
  return conversationOf(withoutKnownQuote(question, turns), { task, turns, now: dependencies.clock.now() });
}
