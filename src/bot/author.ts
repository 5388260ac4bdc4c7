import type { BotContext } from "./context.ts";

type Written = Pick<BotContext, "message" | "editedMessage">;

/**
 * Whose update it is. Whoever speaks as a chat, such as a group's anonymous administrator or a channel, has that chat's
 * id; what says nothing of a person has that of the chat that it came from.
 */
export function authorIdOf({
  message,
  editedMessage,
  from,
  chat,
}: Written & Pick<BotContext, "from" | "chat">): number {
  return (message ?? editedMessage)?.sender_chat?.id ?? from?.id ?? chat?.id ?? 0;
}

/** Another bot: two that answer each other would never end. Whoever speaks as a chat bears a bot's name, and is none. */
export function isAnotherBot({ message, editedMessage }: Written): boolean {
  const written = message ?? editedMessage;
  return written?.from?.is_bot === true && written.sender_chat === undefined;
}

/** What somebody forwards, or another bot writes in their name, are not their words: no command for them to give. */
export function isOwnWord({ message, editedMessage }: Written): boolean {
  const written = message ?? editedMessage;
  return written?.forward_origin === undefined && written?.via_bot === undefined;
}
