import { badRequest } from "./api-error.ts";
import type { Chats } from "./chats.ts";
import { isRecord, type Payload, textOf } from "./payload.ts";

export interface MenuCommand {
  command: string;
  description: string;
}

export interface Menus {
  set(payload: Payload): void;
  get(payload: Payload): MenuCommand[];
  remove(payload: Payload): void;
  /** What the menu of a chat shows now; see "Determining list of commands" of the Bot API. */
  shown(viewer: { chatId: number; languageCode?: string | undefined; userId?: number | undefined }): MenuCommand[];
}

const plainScopes = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators"];
const maximumCommands = 100;

export function createMenus(chats: Chats): Menus {
  const lists = new Map<string, MenuCommand[]>();

  function place(payload: Payload): string {
    const language = textOf(payload, "language_code");
    if (language !== "" && !/^[a-z]{2}$/.test(language)) throw badRequest("invalid language code specified");
    return `${scopeOf(payload.scope, chats)}|${language}`;
  }

  return {
    set(payload) {
      const key = place(payload);
      const commands = readCommands(payload.commands);
      if (commands.length === 0) lists.delete(key);
      else lists.set(key, commands);
    },
    get: (payload) => lists.get(place(payload)) ?? [],
    remove(payload) {
      lists.delete(place(payload));
    },
    shown({ chatId, languageCode = "", userId }) {
      const language = languageCode.slice(0, 2).toLowerCase();
      const member = userId === undefined ? [] : [`chat_member ${chatId} ${userId}`];
      const scopes =
        chatId < 0 ? [...member, `chat ${chatId}`, "all_group_chats"] : [`chat ${chatId}`, "all_private_chats"];
      const keys = [...scopes, "default"].flatMap((scope) => [`${scope}|${language}`, `${scope}|`]);
      const key = keys.find((each) => lists.has(each));
      return (lists.get(key ?? "") ?? []).map((command) => ({ ...command }));
    },
  };
}

function scopeOf(scope: unknown, chats: Chats): string {
  if (scope === undefined || scope === null) return "default";
  if (!isRecord(scope)) throw badRequest("can't parse BotCommandScope: expected an Object");
  const type = scope.type;
  if (typeof type === "string" && plainScopes.includes(type)) return type;
  if (type !== "chat" && type !== "chat_administrators" && type !== "chat_member")
    throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  const chatId = Number(scope.chat_id);
  const chat = chats.chat(chatId);
  if (chats.people.get(chatId)?.hasStarted === false) throw badRequest("chat not found");
  if (type === "chat") return `chat ${chatId}`;
  if (chat.type === "private") throw badRequest(`can't use specified scope in private chats`);
  if (type === "chat_administrators") return `chat_administrators ${chatId}`;
  const userId = Number(scope.user_id);
  if (!(userId > 0)) throw badRequest("can't parse BotCommandScope: Invalid user_id specified");
  return `chat_member ${chatId} ${userId}`;
}

function readCommands(commands: unknown): MenuCommand[] {
  if (!Array.isArray(commands)) throw badRequest("can't parse commands: expected an Array of BotCommand");
  if (commands.length > maximumCommands) throw badRequest("BOT_COMMANDS_TOO_MUCH");
  return commands.map(readCommand);
}

function readCommand(entry: unknown): MenuCommand {
  if (!isRecord(entry)) throw badRequest("can't parse BotCommand: expected an Object");
  const command = textOf(entry, "command").trim().replace(/^\//, "");
  const description = textOf(entry, "description").trim();
  if (command === "") throw badRequest("command must be non-empty");
  if (command.length > 32) throw badRequest("command length must not exceed 32");
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest("BOT_COMMAND_INVALID");
  if (description === "") throw badRequest("command description must be non-empty");
  if (description.length > 256) throw badRequest("command description length must not exceed 256");
  return { command, description };
}
