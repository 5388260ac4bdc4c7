import type { Refusal } from "../../../chat/limits.ts";
import type { TaskName } from "../../../domain/task.ts";
import type { CallOutcome } from "../../../domain/usage.ts";
import { amountWords, costWords } from "../../messages/facts.ts";
import { bold, code, type FormattedString, fmt, italic, lines } from "../../messages/formatting.ts";

const language = { locale: "en-GB" };
/** USD nanos in a USD. */
const nanos = 1_000_000_000;

/** Milliseconds as people say them, rounded up: "20 seconds", "5 minutes", "3 hours". */
export function waitInWords(milliseconds: number): string {
  const count = (many: number, unit: string) => `${many} ${unit}${many === 1 ? "" : "s"}`;
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds < 100) return count(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? count(minutes, "minute") : count(Math.ceil(minutes / 60), "hour");
}

const tasks: Record<TaskName, string> = {
  conversational: "Conversation",
  "text-generation": "Writing",
  "code-generation": "Code",
  "question-answering": "Questions about a text",
  summarization: "Summaries",
  translation: "Translation",
  "text2text-generation": "Rewriting",
  "fill-mask": "Filling in a word",
  "feature-extraction": "Embeddings",
  "text-classification": "Classification",
  "zero-shot-classification": "Labels of your own",
  "token-classification": "Names in a text",
  "image-text-to-text": "Understanding pictures",
  "text-to-image": "Pictures",
  "text-to-video": "Videos",
  "automatic-speech-recognition": "Transcription",
  "text-to-speech": "Speech",
};

/** What is to stand behind "/task NAME". */
const examples: Record<TaskName, string> = {
  conversational: "Why is the sky blue?",
  "text-generation": "Once upon a time",
  "code-generation": "reverse a list in Python",
  "question-answering": "Who turned?\nThe weathervane turned, and the tower stood still.",
  summarization: "a long text",
  translation: "Good morning",
  "text2text-generation": "Make it friendlier: send me the file",
  "fill-mask": "The wind comes from the [MASK].",
  "feature-extraction": "any text",
  "text-classification": "I like this very much",
  "zero-shot-classification": "weather, money, sport: It will rain tomorrow",
  "token-classification": "Ana lives in Lisbon",
  "image-text-to-text": "What is this?",
  "text-to-image": "a weathervane in a storm",
  "text-to-video": "a weathervane turning in the wind",
  "automatic-speech-recognition": "",
  "text-to-speech": "Good morning!",
};

/** What may stand behind the commands that ask a model. */
const commandExamples = {
  ask: "Why is the sky blue?",
  code: "a function that reverses a list in Python",
  summarize: "…",
  translate: "french Good morning",
  image: "a weathervane in a storm",
  video: "a weathervane turning in the wind",
  speak: "Good morning!",
  transcribe: "",
};

/** What a message may hold that is of no use, as `Attachment.what` names it; the ending of a file's name is shown as it is. */
const kinds = {
  video: "video",
  "video-note": "video message",
  animation: "animation",
  document: "file of an unknown kind",
  sticker: "sticker",
  story: "story",
  contact: "contact",
  location: "location",
  poll: "poll",
  dice: "dice",
  game: "game",
  invoice: "invoice",
  "paid-media": "paid media",
  checklist: "checklist",
  giveaway: "giveaway",
  gift: "gift",
};

const outcomes: Record<CallOutcome, string> = {
  answered: "answered",
  gone: "no longer serves it",
  "no-credit": "out of credit",
  busy: "too busy",
  refused: "refused the key",
  broken: "its answer broke off or was none",
  timeout: "took too long",
  cancelled: "was stopped",
  "bad-request": "did not take the question",
};

function limitWords({ limit, most, retryInMs }: Refusal): FormattedString {
  const when = waitInWords(retryInMs);
  if (limit === "messages") {
    const messages = `${amountWords(most, language)} ${most === 1 ? "message" : "messages"}`;
    return fmt`That was quick: I answer at most ${messages} a minute from one person. Please go on in ${when}.`;
  }
  const amount = costWords(most * nanos, language);
  if (limit === "own-cost") {
    return fmt`Your questions have cost ${amount} today, which is the limit for one person. It begins anew in ${when}.`;
  }
  return fmt`Everybody's questions together have cost ${amount} today, which is the limit of this bot. It begins anew in ${when}.`;
}

/** The chat. */
export const chatTexts = {
  tasks,
  examples: commandExamples,
  kinds,
  /** In English, as models are told. */
  ownLanguage: "English",
  stranger: (userId: number) =>
    fmt`I chat only with people whom my owner has let in. If that should be you, send them your Telegram id: ${code(userId)}`,
  notForYou: "This is only for people whom the bot's owner has let in.",
  thinking: "Thinking…",
  stop: "⏹ Stop",
  stopped: "⏹ Stopped.",
  nothingToStop: "Nothing is being written any more.",
  nothingIsComing: fmt`I am not answering anything at the moment, so there is nothing to stop.`,
  tryAgain: "🔁 Try again",
  growing: (characters: number) =>
    italic(
      `The answer is long: ${amountWords(characters, language)} characters so far. I send it as a file when it is whole.`,
    ),
  wholeInFile: fmt`The whole answer is in this file.`,
  noFile: italic("(The rest is too long for this chat, and it takes no files. Ask for it in parts.)"),
  heardFile: "transcript.txt",
  fileName: "answer.md",
  cutAtLength: "(The model stopped here: it has reached its limit. Write “go on” for the rest.)",
  filtered: "(The model's host has held back the rest.)",
  empty: fmt`The model has answered nothing. Put it in other words, or let another model try with 🔁.`,
  brokenOff: italic("(The answer broke off here, and no other model could go on with it. 🔁 asks again.)"),
  nobody: (task: TaskName | null, retryInMs: number | null) => {
    const what = task === null ? "" : ` (${tasks[task]})`;
    if (retryInMs === null)
      return fmt`None of my models can answer this${what}: ask for less, or choose another with /use.`;
    if (retryInMs <= 0) return fmt`None of my models could answer just now${what}; another try may work at once.`;
    return fmt`None of my models answers just now${what}; the next try makes sense in ${waitInWords(retryInMs)}.`;
  },
  limit: limitWords,
  busy: fmt`I am still answering what you asked before. Send the next question when that is done, or /stop it.`,
  nothingAsked: fmt`Write what you would like to know, or send a picture or a voice note.`,
  tooLarge: {
    picture: fmt`This picture is too large for me: I take up to 10 MB. Send it smaller, or as a photo rather than as a file.`,
    recording: fmt`This recording is too large for me: I take up to 20 MB. Send a shorter part of it.`,
    text: fmt`This text file is too large for me: I take up to 1 MB. Send the part that matters.`,
    unusable: fmt`This file is too large for me.`,
  },
  tooLong: fmt`This recording is too long for me: I take up to 15 minutes. Send it in parts.`,
  unusable: (what: string) =>
    fmt`I cannot do anything with this (${Object.hasOwn(kinds, what) ? kinds[what as keyof typeof kinds] : what}). I take text, pictures, voice notes, recordings and text files.`,
  nothingHeard: fmt`I heard nothing in this recording. Please say it again, a little louder.`,
  howToTranscribe: fmt`Send a voice note or a recording, or reply to one with /transcribe.`,
  newConversation: fmt`I have forgotten what we said. What is next?`,
  thanks: "Thank you, noted.",
  forgotten: "I no longer have the question. Please ask it again.",
  nothingKnown: fmt`Nothing is known of this answer any more.`,
  nothingFound: fmt`Nothing was found.`,
  numbers: (count: number) => `${amountWords(count, language)} numbers`,
  firstWord: (wait: string) => `first word after ${wait}`,
  whole: (wait: string) => `done after ${wait}`,
  tokens: (input: string, output: string) => `${input} tokens in, ${output} out`,
  cost: (amount: string) => `cost: ${amount}`,
  costUnknown: "cost unknown",
  inVain: fmt`Asked in vain before:`,
  outcomes,
  ownChoice: "You have chosen it yourself with /use.",
  passedOver: "Another answer was asked for, or the first choice of this task rests after a fault.",
  stoodIn: "It stood in for the first choice of this task.",
  firstChoice: "The first choice for this task",
  runnerUp: "Next in line:",
  because: "Why:",
  behindIt: "Behind it:",
  askForOne: fmt`Ask for one of them to hear why, such as: ${code("why this model for code?")}`,
  bestFor: (task: string) => `Best for: ${task}`,
  usesNow: "In use now:",
  scoresAre: italic("Scores from 0 to 100: results of benchmarks, use, age, and how well a model can be used."),
  unknownModel: (name: string) => fmt`None of my sources knows a model ${code(name)}.`,
  context: (tokens: string) => `${tokens} tokens of context`,
  isFirst: "in use",
  lastChanges: "The last changes",
  noChanges: fmt`No model has been changed yet.`,
  whichTask: fmt`Which task? Choose one, or write it like this: ${code("/task fill-mask The wind comes from the [MASK].")}`,
  howToTask: (task: TaskName) => {
    if (task === "automatic-speech-recognition") return fmt`Reply to a recording with ${code(`/task ${task}`)}.`;
    if (task === "image-text-to-text")
      return fmt`Send a picture with ${code(`/task ${task} ${examples[task]}`)} under it.`;
    return lines(fmt`${bold(tasks[task])}: write it like this`, code(`/task ${task} ${examples[task]}`));
  },
  yourChoices: bold("Models of your own choice"),
  noChoices: fmt`Each task is answered by the model that is best for it now. You can choose one yourself.`,
  chooseFor: fmt`Choose for which task:`,
  automatic: "The best one (automatic)",
  isAutomatic: "Now: the best one (automatic).",
  youUse: "Now: your own choice,",
  orByName: (task: TaskName) => fmt`Or by its name: ${code(`/use ${task} zai-org/GLM-5`)}`,
  chosen: (task: string, route: FormattedString) =>
    fmt`${task}: from now on ${route} answers you, as long as it can be reached. /use takes it back.`,
  backToAutomatic: (task: string) => fmt`${task}: from now on the best model answers you again.`,
  notServed: (model: string, task: string) =>
    fmt`No model ${code(model)} is known that could do this (${task}). Write its whole id, such as ${code("zai-org/GLM-5")}.`,
  answeredAfterwards: "I am being restarted; I answer this afterwards.",
  askAgainSoon: "I am being restarted; please ask again in a minute.",
  dropped: (count: number) =>
    count === 1
      ? fmt`⏹ Stopped; a question that waited is dropped.`
      : fmt`⏹ Stopped; ${String(count)} questions that waited are dropped.`,
};
