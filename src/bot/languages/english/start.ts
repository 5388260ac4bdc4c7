import { bold, code, fmt, lines, paragraphs } from "../../messages/formatting.ts";

/** /start, /help, /language and /privacy. */
export const startTexts = {
  greeting: paragraphs(
    fmt`${bold("Modelvane")} is a weathervane for AI models. It keeps a list of the best model for each task that really answers today, and changes it safely when a better one comes or one goes.`,
    fmt`/models shows what serves each task now. /help shows what else I can do.`,
  ),
  forAdministrators: fmt`You are one of my administrators. A good beginning: /autoupdate_status, then /test_update, which changes nothing.`,
  helpHead: bold("What you can ask for"),
  helpForAdministrators: bold("For administrators"),
  helpFoot: fmt`Identifiers ${code("like this one")} are copied by a tap.`,
  languageNow: (name: string) => fmt`I speak ${bold(name)} with you. Choose another language:`,
  languageAutomatic: "As in my Telegram",
  languageSet: (name: string) => fmt`From now on I speak ${bold(name)} with you.`,
  unknownLanguage: (text: string) => fmt`I do not speak ${code(text)}. Choose one of these:`,
  privacy: lines(
    bold("What is kept about you"),
    fmt`• Nothing of what you write. Your messages are read, answered and forgotten. While one waits to be handled, it may lie on this bot's own disk for a moment.`,
    fmt`• If you choose a language with /language: your Telegram user id with that choice. ${code("/language auto")} deletes it.`,
    fmt`• If you are an administrator: your user id with the language of your Telegram, also where you have chosen none, because I write to you unasked.`,
    fmt`• With each change that an administrator makes: their user id, in the history that the other administrators see. The last 500 are also kept with the ids of the chat and of my message about it, so that nothing is done twice.`,
    fmt`• Where somebody tries what is reserved to administrators, the log notes their user id.`,
  ),
};
