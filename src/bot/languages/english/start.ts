import { bold, code, fmt, paragraphs } from "../../messages/formatting.ts";

/** /start, /help, /language and /privacy. */
export const startTexts = {
  greeting: paragraphs(
    fmt`${bold("Modelvane")} is a weathervane for AI models. It keeps a list of the best model for each task that really answers today, and changes it safely when a better one comes or one goes.`,
    fmt`/models shows what serves each task now. /help shows what else I can do.`,
  ),
  forThoseWhoChat: fmt`Just write to me, or send a picture or a voice note: the best model for it answers. /new begins a new conversation, /use lets you choose a model yourself.`,
  forAdministrators: fmt`You are one of my administrators. A good beginning: /autoupdate_status, then /test_update, which changes nothing.`,
  helpHead: bold("What you can ask for"),
  helpForAdministrators: bold("For administrators"),
  helpFoot: fmt`Identifiers ${code("like this one")} are copied by a tap.`,
  languageNow: (name: string) => fmt`I speak ${bold(name)} with you. Choose another language:`,
  languageAutomatic: "As in my Telegram",
  languageSet: (name: string) => fmt`From now on I speak ${bold(name)} with you.`,
  unknownLanguage: (text: string) => fmt`I do not speak ${code(text)}. Choose one of these:`,
};
