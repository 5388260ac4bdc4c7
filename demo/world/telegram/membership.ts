import type { Account } from "./account.ts";
import { type Group, type Person, wireUser } from "./chats.ts";

/** Who takes the bot out of groups, and back in. */
const owner = { id: 8_999_999, is_bot: false, first_name: "Owner" };

/** The person blocks the bot, or lets it write again; nothing happens where it is so already. */
export function setBlocked(account: Account, person: Person, hasBlocked: boolean): void {
  if (person.hasBlocked === hasBlocked) return;
  person.hasBlocked = hasBlocked;
  tellMembership(account, { chatId: person.id, from: wireUser(person), isMember: !hasBlocked });
}

/** A group that the bot is a member of from now on. */
export function addToGroup(account: Account, group: Omit<Group, "hasBot">): void {
  const wasRemoved = account.chats.groups.get(group.id)?.hasBot === false;
  account.chats.groups.set(group.id, { ...group, hasBot: true });
  if (wasRemoved) tellMembership(account, { chatId: group.id, from: owner, isMember: true });
}

/** @throws Error where there is no such group, or the bot has left it already. */
export function removeFromGroup(account: Account, groupId: number): void {
  const group = account.chats.groups.get(groupId);
  if (!group?.hasBot) throw new Error(`The bot is in no group ${groupId}.`);
  group.hasBot = false;
  tellMembership(account, { chatId: groupId, from: owner, isMember: false });
}

interface Turn {
  chatId: number;
  from: Record<string, unknown>;
  isMember: boolean;
}

function tellMembership(account: Account, { chatId, from, isMember }: Turn): void {
  const member = { user: account.bot, status: "member" };
  const kicked = { user: account.bot, status: "kicked", until_date: 0 };
  account.updates.add("my_chat_member", {
    chat: account.chats.known(chatId),
    from,
    date: account.seconds(),
    old_chat_member: isMember ? kicked : member,
    new_chat_member: isMember ? member : kicked,
  });
}
