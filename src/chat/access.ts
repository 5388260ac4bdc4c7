import type { Policy } from "../policy.ts";

/** Somebody who wants to chat, and where. */
export interface Someone {
  /** Telegram's ids; a group's is negative. */
  userId: number;
  chatId: number;
  isAdministrator: boolean;
}

/** Whether the policy lets somebody chat there: a model's answer is paid for by the owner. */
export function mayChat(
  { access, chat }: Pick<Policy, "access" | "chat">,
  { userId, chatId, isAdministrator }: Someone,
): boolean {
  if (isAdministrator || access === "everyone") return true;
  return access === "listed" && (chat.people.includes(userId) || chat.groups.includes(chatId));
}
