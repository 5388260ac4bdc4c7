import type { Access, CommandName } from "./command-table.ts";
import type { BotContext } from "./context.ts";

/**
 * What an update does, so that a restart can find out what became of it: the history's kind of entry, a look that
 * changes nothing (`test`), a change of the policy or of the schedule, or of what is watched and tried (`watch`).
 */
export const effects = ["update", "apply", "rollback", "pin", "test", "policy", "schedule", "watch"] as const;
export type Effect = (typeof effects)[number];

/** A command's handler. `words` are what stands behind the command. */
export interface CommandHandler {
  name: CommandName;
  /**
   * Set where it changes something: then it is done once, even where Telegram delivers it again after a crash. Null
   * where it only looks.
   */
  effect: Effect | null;
  /** With fewer words it only asks or shows, whatever its effect; default 0. */
  changesFrom?: number;
  run(context: BotContext, words: string[]): Promise<void>;
}

/** What a tap on a button does. `parameters` come from outside: to be checked like anything that a person types. */
export interface ButtonHandler {
  name: string;
  access: Access;
  effect: Effect | null;
  run(context: BotContext, parameters: string[]): Promise<void>;
}

/** What is neither a command nor a tap: a message of any kind, or what Telegram tells besides. */
export const otherKinds = ["message", "edited_message", "stopped_message_generation", "my_chat_member"] as const;

/** The handler of such updates. Who it is, is the handler's to judge: there is nothing that only some may send. */
export interface OtherHandler {
  kind: (typeof otherKinds)[number];
  /** Answers whether it has dealt with the update. */
  run(context: BotContext): Promise<boolean>;
}

/** One feature of the bot: registered by `createBot`, and by it alone, so that nothing escapes the guard. */
export interface Feature {
  name: string;
  commands: readonly CommandHandler[];
  buttons: readonly ButtonHandler[];
  /** At most one feature has a handler of each kind. */
  others?: readonly OtherHandler[];
}
