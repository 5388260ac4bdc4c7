import { button } from "../buttons.ts";
import type { BotContext, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Content } from "../messages/content.ts";
import { type FormattedString, lines } from "../messages/formatting.ts";
import { conversationPlaceOf, personOf } from "./chat/question-of.ts";

function isPrivate(chat: BotContext["chat"]): boolean {
  return chat?.type === "private";
}

/** /privacy: what is kept about a person, and how they end it. */
export function createPrivacyFeature({ app }: FeatureDependencies): Feature {
  async function content(context: BotContext): Promise<Content> {
    const { privacy } = context.exchange.texts;
    const { isRemembered } = await app.chat.person(personOf(context));
    // Whoever may not chat is asked about nothing, but for what they have said before.
    const isAsked = (await context.exchange.mayChat()) || !isRemembered;
    const isKept = isAsked && (await app.chat.keepsConversations().catch(() => false));
    const forget = [button({ text: privacy.forget, name: "privacy.forget" })];
    if (!isKept) return { text: lines(privacy.kept, privacy.neverRemembered, privacy.facts), buttons: [forget] };
    const conversations = isRemembered ? privacy.remembered : privacy.notRemembered;
    const change = isRemembered
      ? button({ text: privacy.turnOff, name: "privacy.memory", parameters: ["off"] })
      : button({ text: privacy.turnOn, name: "privacy.memory", parameters: ["on"] });
    return { text: lines(privacy.kept, conversations, privacy.facts), buttons: [[change], forget] };
  }

  /** In groups many share a page: whoever taps changes what is kept of them alone, and alone is told. */
  async function tell(
    { chat, exchange }: BotContext,
    texts: { here: FormattedString; inGroup: string },
  ): Promise<void> {
    if (isPrivate(chat)) await exchange.replace({ text: texts.here });
    else await exchange.notify(texts.inGroup, { alert: true });
  }

  async function setMemory(context: BotContext, [word]: string[]): Promise<void> {
    const { privacy } = context.exchange.texts;
    const isOn = word === "on";
    await app.chat.setRemembered(personOf(context), isOn);
    if (!isOn && isPrivate(context.chat)) await app.chat.forget(conversationPlaceOf(context));
    if (isOn) return await tell(context, { here: privacy.isOn, inGroup: privacy.isOn.text });
    await tell(context, { here: privacy.isOff, inGroup: privacy.isOffInGroup });
  }

  async function forget(context: BotContext): Promise<void> {
    const { privacy } = context.exchange.texts;
    await app.chat.forgetPerson(personOf(context));
    const { isRemembered } = await app.chat.person(personOf(context));
    const here = isRemembered ? privacy.forgotten : lines(privacy.forgotten, privacy.refusalStays);
    await tell(context, { here, inGroup: privacy.forgottenInGroup });
  }

  return {
    name: "privacy",
    commands: [
      {
        name: "privacy",
        effect: null,
        run: async (context) => void (await context.exchange.say(await content(context))),
      },
    ],
    buttons: [
      { name: "privacy.memory", access: "everyone", effect: null, run: setMemory },
      { name: "privacy.forget", access: "everyone", effect: null, run: forget },
    ],
  };
}
