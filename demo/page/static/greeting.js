import { byId } from "./dom.js";

/**
 * What stands in a chat where nothing has been said yet. Telegram shows a big button there in a bot's own chat.
 * @param {{ isEmpty: boolean, isInClub: boolean, person: object, botUserName: string }} chat
 */
export function showGreeting({ isEmpty, isInClub, person, botUserName }) {
  const mustStart = isEmpty && !isInClub;
  byId("starter").hidden = !mustStart;
  byId("composer").hidden = mustStart;
  const greeting = byId("greeting");
  greeting.hidden = !isEmpty;
  greeting.textContent = isInClub
    ? `Ana, Rui, Sam and the bot are in this group. The bot hears commands, replies to it, and what names it: type @ and choose @${botUserName}.`
    : `You are ${person?.firstName}, ${person?.role}. Press Start to talk with the bot.`;
}
