import { type Api, GrammyError } from "grammy";
import type { BotCommand, BotCommandScope } from "grammy/types";
import { type Access, commandsFor } from "./command-table.ts";
import { type LanguageCode, languageCodes } from "./languages/language.ts";
import { textsOf } from "./languages/texts.ts";
import type { PeopleStore } from "./people.ts";

export interface MenuOptions {
  api: Api;
  people: PeopleStore;
  administratorIds: readonly number[];
  /** The groups in which administrators' commands are taken. */
  groups(): Promise<readonly number[]>;
  /** What everybody is shown: the chat's commands where everybody may chat. */
  everyonesAccess(): Promise<Access>;
  logger: { info(message: string): void };
}

/**
 * The menus of commands behind the "/" of a chat. They only show: who may use what is decided on every update. Their
 * calls never reject, because a bot without menus still works.
 */
export interface Menus {
  /** Everyone's menus, and those of all administrators. */
  offer(): Promise<void>;
  /** The menu of one administrator: at their first /start, before which Telegram does not know the chat. */
  offerTo(administratorId: number): Promise<void>;
}

function menuOf(access: Access, language: LanguageCode): BotCommand[] {
  const { commands } = textsOf(language);
  return commandsFor(access).map((command) => ({ command, description: commands[command] }));
}

/** For everybody, wherever nothing else is said. */
const everyoneScope: BotCommandScope = { type: "default" };

/** Makes the calls to Telegram; a refusal is told to the log. */
function createMenuCalls({ api, logger }: Pick<MenuOptions, "api" | "logger">) {
  async function attempt(scope: BotCommandScope, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const why = error instanceof GrammyError ? error.description : (error as Error).message;
      logger.info(`A menu of commands (${JSON.stringify(scope)}) could not be set: ${why}`);
    }
  }
  return {
    /** One menu by language, or, where a person has chosen one, that one for all. */
    set: (scope: BotCommandScope, access: Access, chosen: LanguageCode | null) =>
      attempt(scope, async () => {
        // Without a language code a menu is for all languages that have none of their own.
        await api.setMyCommands(menuOf(access, chosen ?? "en"), { scope });
        for (const language of languageCodes) {
          const code = { scope, language_code: language } as const;
          if (chosen !== null || language === "en") await api.deleteMyCommands(code);
          else await api.setMyCommands(menuOf(access, language), code);
        }
      }),
    remove: (scope: BotCommandScope) =>
      attempt(scope, async () => {
        await api.deleteMyCommands({ scope });
        for (const language of languageCodes) await api.deleteMyCommands({ scope, language_code: language });
      }),
  };
}

export function createMenus(options: MenuOptions): Menus {
  const { people, administratorIds, groups, logger } = options;
  const calls = createMenuCalls(options);

  async function scopesOf(administratorId: number): Promise<BotCommandScope[]> {
    const inGroups = (await groups()).map(
      (group) => ({ type: "chat_member", chat_id: group, user_id: administratorId }) as const,
    );
    return [{ type: "chat", chat_id: administratorId }, ...inGroups];
  }

  async function offerTo(administratorId: number): Promise<void> {
    const chosen = await people.chosenLanguage(administratorId).catch(() => null);
    for (const scope of await scopesOf(administratorId)) await calls.set(scope, "administrator", chosen);
  }

  /** Who is no administrator any more, and a group that is listed no more, is not shown what would be refused. */
  async function takeBack(): Promise<void> {
    const scopes = (await Promise.all(administratorIds.map(scopesOf))).flat();
    const wanted = scopes.map((scope) => JSON.stringify(scope));
    const set = await people.menus();
    for (const scope of set.filter((each) => !wanted.includes(each))) await calls.remove(JSON.parse(scope));
    if (set.join() !== wanted.join()) await people.rememberMenus(wanted);
  }

  return {
    async offer() {
      await takeBack().catch((error: Error) => logger.info(`Old menus could not be taken back: ${error.message}`));
      await calls.set(everyoneScope, await options.everyonesAccess(), null);
      for (const id of administratorIds) await offerTo(id);
    },
    offerTo,
  };
}
