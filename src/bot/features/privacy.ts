import { button } from "../buttons.ts";
import type { BotContext, FeatureDependencies } from "../context.ts";
import type { Feature } from "../feature.ts";
import type { Content } from "../messages/content.ts";
import { lines } from "../messages/formatting.ts";
import { conversationPlaceOf, personOf } from "./chat/run-order.ts";

/** /privacy: what is kept about a person, and how they end it. */
export function createPrivacyFeature({ app }: FeatureDependencies): Feature {
  async function content(context: BotContext): Promise<Content> {
    const { privacy } = context.exchange.texts;
    const isKept = await app.chat.keepsConversations().catch(() => false);
    const { isRemembered } = await app.chat.person(personOf(context));
    const forget = [button({ text: privacy.forget, name: "privacy.forget" })];
    if (!isKept) return { text: lines(privacy.kept, privacy.neverRemembered, privacy.facts), buttons: [forget] };
    const conversations = isRemembered ? privacy.remembered : privacy.notRemembered;
    const change = isRemembered
      ? button({ text: privacy.turnOff, name: "privacy.memory", parameters: ["off"] })
      : button({ text: privacy.turnOn, name: "privacy.memory", parameters: ["on"] });
    return { text: lines(privacy.kept, conversations, privacy.facts), buttons: [[change], forget] };
  }

  async function setMemory(context: BotContext, [word]: string[]): Promise<void> {
    const { privacy } = context.exchange.texts;
    const isOn = word === "on";
    await app.chat.setRemembered(personOf(context), isOn);
    if (!isOn) await app.chat.forget(conversationPlaceOf(context));
    await context.exchange.replace({ text: isOn ? privacy.isOn : privacy.isOff });
  }

  async function forget(context: BotContext): Promise<void> {
    await app.chat.forgetPerson(personOf(context));
    await context.exchange.replace({ text: context.exchange.texts.privacy.forgotten });
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
