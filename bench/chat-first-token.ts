import { openChat, type Told } from "./chat-scene.ts";
import { type Measurement, median, quantile } from "./measure.ts";
import { withOpened } from "./opened.ts";

const people = 40;
/** After so many people a group asks. */
const peopleForGroup = 4;
const tokens = 20;
const firstAfterMs = 100;
const tokensPerSecond = 50;

/** Milliseconds from the model's first token to the first call that shows something of the answer. */
export function showingTimes(told: readonly Told[]): number[] {
  return told.map(({ calls, firstWrittenAt }) => {
    const first = calls.find(({ hasWords }) => hasWords);
    return (first?.at ?? Number.NaN) - firstWrittenAt;
  });
}

function summary(times: readonly number[]): string {
  return `median ${median(times).toFixed(0)} ms, slowest of ${times.length} ${Math.max(...times)} ms`;
}

/** People in private chats, and groups between them. */
function questions() {
  const chats = Array.from({ length: people }, (_, index) => {
    const person = 10_000 + index;
    return index % peopleForGroup === 0 ? [person, -(20_000 + index)] : [person];
  });
  return chats.flat().map((chatId) => ({ chatId, tokens }));
}

/**
 * How much later than a model writes its first token something of it arrives at Telegram. Nobody has written in these
 * chats before: where something has just been shown, the next waits until a second is over.
 */
export function measureFirstToken(): Promise<Measurement> {
  return withOpened(async (open) => {
    const chat = await openChat(open, { firstAfterMs, tokensPerSecond });
    const told = await chat.ask(questions(), { oneByOne: true });
    const inPrivate = showingTimes(told.filter(({ chatId }) => chatId > 0));
    const inGroups = showingTimes(told.filter(({ chatId }) => chatId < 0));
    return {
      title: "The first token of an answer at Telegram, later than its model has written it: nine of ten answers",
      value: quantile(inPrivate, 0.9),
      target: 150,
      unit: "ms",
      details: `${summary(inPrivate)}, one after another from the service's first; in groups, by a message, ${summary(inGroups)}`,
    };
  });
}
