import { echoOf, parameterWords, usageOf } from "../arguments.ts";
import { button } from "../buttons.ts";
import { type CommandName, commandsFor } from "../command-table.ts";
import type { BotContext } from "../context.ts";
import type { Feature } from "../feature.ts";
import { type LanguageCode, languageCodes, languageNames, languageOf } from "../languages/language.ts";
import { type Texts, textsOf } from "../languages/texts.ts";
import type { Menus } from "../menus.ts";
import { code, type FormattedString, fmt, lines, paragraphs } from "../messages/formatting.ts";
import type { PeopleStore } from "../people.ts";

export interface StartDependencies {
  people: PeopleStore;
  menus: Menus;
}

/** Word by which a person goes back to the language of their Telegram. */
const automatic = "auto";

async function start(context: BotContext, { menus }: StartDependencies): Promise<void> {
  const { exchange, from } = context;
  const { greeting, forThoseWhoChat, forAdministrators } = exchange.texts.start;
  const mayChat = await exchange.mayChat();
  await exchange.say({
    text: paragraphs(greeting, mayChat && forThoseWhoChat, exchange.isAdministrator && forAdministrators),
  });
  // Only from now on does Telegram let the bot set a menu for this chat.
  if (exchange.isAdministrator && from) exchange.inBackground("A menu of commands", () => menus.offerTo(from.id));
}

function commandLine(name: CommandName, texts: Texts): FormattedString {
  const parameters = parameterWords(name, texts);
  return fmt`/${name}${parameters ? fmt` ${code(parameters)}` : ""} – ${texts.commands[name]}`;
}

async function help({ exchange }: BotContext): Promise<void> {
  const { texts, isAdministrator } = exchange;
  const everyone = commandsFor((await exchange.mayChat()) ? "chat" : "everyone");
  const forAll = commandsFor("chat");
  const others = commandsFor("administrator").filter((name) => !forAll.includes(name));
  const list = (names: readonly CommandName[]) => names.map((name) => commandLine(name, texts));
  await exchange.say({
    text: paragraphs(
      lines(texts.start.helpHead, ...list(everyone)),
      isAdministrator && lines(texts.start.helpForAdministrators, ...list(others)),
      texts.start.helpFoot,
    ),
  });
}

function languageButtons(texts: Texts) {
  const choices = languageCodes.map((each) =>
    button({ text: languageNames[each], name: "language", parameters: [each] }),
  );
  return [choices, [button({ text: texts.start.languageAutomatic, name: "language", parameters: [automatic] })]];
}

/** The language that a word names; "auto" for that of their Telegram; undefined for none of them. */
function chosenLanguage(word: string): LanguageCode | typeof automatic | undefined {
  const wanted = word.toLowerCase();
  return [...languageCodes, automatic as typeof automatic].find(
    (each) => each === wanted || (each !== automatic && languageNames[each].toLowerCase() === wanted),
  );
}

async function setLanguage(
  context: BotContext,
  choice: LanguageCode | typeof automatic,
  { people, menus }: StartDependencies,
): Promise<FormattedString> {
  const { from, exchange } = context;
  const language = choice === automatic ? languageOf(from?.language_code) : choice;
  if (from) await people.choose(from.id, choice === automatic ? null : choice);
  if (from && exchange.isAdministrator) await menus.offerTo(from.id);
  return textsOf(language).start.languageSet(languageNames[language]);
}

/** /start, /help and /language: what everyone may ask. */
export function createStartFeature(dependencies: StartDependencies): Feature {
  return {
    name: "start",
    commands: [
      { name: "start", effect: null, run: (context) => start(context, dependencies) },
      { name: "help", effect: null, run: help },
      {
        name: "language",
        effect: null,
        async run(context, [word, ...others]) {
          const { exchange } = context;
          const { texts } = exchange;
          if (others.length > 0) return void (await exchange.say({ text: usageOf("language", "pt", texts) }));
          const choice = chosenLanguage(word ?? "");
          if (choice !== undefined)
            return void (await exchange.say({ text: await setLanguage(context, choice, dependencies) }));
          const name = languageNames[texts === textsOf("pt") ? "pt" : "en"];
          const text = word === undefined ? texts.start.languageNow(name) : texts.start.unknownLanguage(echoOf(word));
          await exchange.say({ text, buttons: languageButtons(texts) });
        },
      },
    ],
    buttons: [
      {
        name: "language",
        access: "everyone",
        effect: null,
        async run(context, [word = ""]) {
          const choice = chosenLanguage(word);
          if (choice === undefined) return await context.exchange.notify(context.exchange.texts.common.deadButton);
          await context.exchange.replace({ text: await setLanguage(context, choice, dependencies) });
        },
      },
    ],
  };
}
