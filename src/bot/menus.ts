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

export function createMenus({ api, people, administratorIds, groups, logger }: MenuOptions): Menus {
  /** One menu by language, or, where a person has chosen one, that one for all. */
  async function set(scope: BotCommandScope, access: Access, chosen: LanguageCode | null): Promise<void> {
    try {
      // Without a language code a menu is for all languages that have none of their own.
      await api.setMyCommands(menuOf(access, chosen ?? "en"), { scope });
      for (const language of languageCodes) {
        const code = { scope, language_code: language } as const;
        if (chosen !== null || language === "en") await api.deleteMyCommands(code);
        else await api.setMyCommands(menuOf(access, language), code);
      }
    } catch (error) {
      const why = error instanceof GrammyError ? error.description : (error as Error).message;
      logger.info(`A menu of commands (${JSON.stringify(scope)}) could not be set: ${why}`);
    }
  }

  async function offerTo(administratorId: number): Promise<void> {
    const chosen = await people.chosenLanguage(administratorId).catch(() => null);
    await set({ type: "chat", chat_id: administratorId }, "administrator", chosen);
    for (const group of await groups()) {
      const scope = { type: "chat_member", chat_id: group, user_id: administratorId } as const;
      await set(scope, "administrator", chosen);
    }
  }

  return {
    async offer() {
      await set({ type: "default" }, "everyone", null);
      for (const id of administratorIds) await offerTo(id);
    },
    offerTo,
  };
}
