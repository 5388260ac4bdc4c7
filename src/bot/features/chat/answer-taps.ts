import type { Turn } from "../../../domain/conversation.ts";
import { isSameModel, type ModelIdentity } from "../../../domain/route.ts";
import type { Rating } from "../../../store/store.ts";
import type { BotContext } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import { sendContent } from "../../messages/deliver.ts";
import { answerButtonNames } from "./answer-buttons.ts";
import type { ChatDependencies } from "./dependencies.ts";
import type { KnownOrder } from "./known-orders.ts";
import { threadOf } from "./open-answers.ts";
import type { Order } from "./order.ts";
import { conversationPlaceOf, personOf } from "./question-of.ts";
import { runOrder, stopAnswers } from "./run-order.ts";
import { whyContent } from "./why-content.ts";

function chatOf({ chat }: BotContext): string {
  return `telegram:${chat?.id ?? 0}`;
}

/** What is kept of a question where the process that has answered it is gone. */
function orderOf({ question, material, task, targetLanguage }: Turn, messageId: number): Order {
  const nothing = { quoted: null, attachments: [], labels: [], context: null, isSpoken: false, instead: null };
  return { messageId, task, text: material ?? question, targetLanguage, ...nothing };
}

interface AgainOptions {
  request: string;
  context: BotContext;
  dependencies: ChatDependencies;
}

async function knownOrder({ request, context, dependencies }: AgainOptions): Promise<KnownOrder | null> {
  const known = dependencies.orders.find(request, chatOf(context));
  if (known !== undefined) return known;
  const turn = await dependencies.app.chat.turnOf(request, conversationPlaceOf(context));
  // Without the picture that it was about, another would be answered.
  if (turn === null || !turn.isWhole) return null;
  const order = orderOf(turn, context.msg?.message_id ?? 0);
  return { chat: chatOf(context), order, person: null, models: [] };
}

/** Those that have answered the question so far. */
async function modelsSoFar(known: KnownOrder, { request, context, dependencies }: AgainOptions) {
  const why = await dependencies.app.chat.why(request, chatOf(context)).catch(() => null);
  const models: ModelIdentity[] = [...known.models];
  for (const { outcome, route } of why?.attempts ?? []) {
    const hasSpoken = outcome === "answered" || outcome === "cancelled";
    if (hasSpoken && !models.some((each) => isSameModel(each, route))) {
      models.push({ provider: route.provider, model: route.model });
    }
  }
  return models;
}

async function answerAgain(options: AgainOptions): Promise<void> {
  const { request, context, dependencies } = options;
  const { exchange } = context;
  const known = await knownOrder(options);
  if (known === null) return await exchange.notify(exchange.texts.chat.forgotten, { alert: true });
  const models = await modelsSoFar(known, options);
  await dependencies.app.chat
    .rate({ request, chat: chatOf(context), person: personOf(context), rating: 0 })
    .catch((error: Error) => exchange.logger.warn(error.message));
  await runOrder(context, { ...known.order, instead: { request, models, author: known.person } }, dependencies);
}

/** The buttons under answers. */
export function answerTaps(dependencies: ChatDependencies): ButtonHandler[] {
  const { app } = dependencies;

  async function rate(context: BotContext, request: string, rating: Rating): Promise<void> {
    const { exchange } = context;
    const isKnown = await app.chat.rate({ request, chat: chatOf(context), person: personOf(context), rating });
    await exchange.notify(isKnown ? exchange.texts.chat.thanks : exchange.texts.common.deadButton);
  }

  async function explain(context: BotContext, request: string): Promise<void> {
    const { exchange, api, chat, msg } = context;
    const why = await app.chat.why(request, chatOf(context));
    if (why === null) return await exchange.notify(exchange.texts.chat.nothingKnown.text, { alert: true });
    const place = { api, chatId: chat?.id ?? 0, threadId: threadOf(msg), replyTo: msg?.message_id };
    await sendContent(place, { text: whyContent(why, exchange.texts) });
  }

  async function stop(context: BotContext): Promise<void> {
    const { exchange } = context;
    const count = stopAnswers(context, dependencies);
    await exchange.notify(count === 0 ? exchange.texts.chat.nothingToStop : "");
  }

  const { good, bad, again, why, stop: stopName } = answerButtonNames;
  const handler = (name: string, run: ButtonHandler["run"]): ButtonHandler => ({
    name,
    access: "chat",
    effect: null,
    run,
  });
  return [
    handler(good, (context, [request = ""]) => rate(context, request, 1)),
    handler(bad, (context, [request = ""]) => rate(context, request, -1)),
    handler(again, (context, [request = ""]) => answerAgain({ request, context, dependencies })),
    handler(why, (context, [request = ""]) => explain(context, request)),
    handler(stopName, stop),
  ];
}
