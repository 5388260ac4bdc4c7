import { Composer, type MiddlewareFn } from "grammy";
import { type AttachOptions, composeFeature } from "./attach-feature.ts";
import { isAnotherBot, isOwnWord } from "./author.ts";
import { readTap } from "./buttons.ts";
import { readCommand } from "./called-command.ts";
import { type CommandName, commandTable } from "./command-table.ts";
import type { BotContext } from "./context.ts";
import { handleFault } from "./faults.ts";
import { type Feature, type OtherHandler, otherKinds } from "./feature.ts";

/**
 * The name by which an update is handled: a command's with its slash, a button's, or the kind of any other update in
 * brackets.
 */
function calledName(context: BotContext): string {
  const { callbackQuery, update } = context;
  if (callbackQuery !== undefined) return readTap(callbackQuery.data ?? "").name;
  const command = readCommand(context);
  if (command !== null && isGiven(command.name, context)) return `/${command.name}`;
  return nameOf(otherKinds.find((kind) => update[kind] !== undefined));
}

/**
 * Whether a command is one that is given: what somebody forwards is a text like any other. Of an administrator's
 * command they are told what anybody is told who may not use it.
 */
function isGiven(name: string, context: BotContext): boolean {
  return isOwnWord(context) || commandTable[name as CommandName]?.access === "administrator";
}

function nameOf(kind: string | undefined): string {
  return `[${kind}]`;
}

function composeOther({ run }: OtherHandler): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(async (context, next) => {
    if (!(await run(context))) await next();
  });
  return composer;
}

/**
 * Offers each update to the one feature that has a command or a button of the called name, within an error boundary of
 * the feature's own. Composers by themselves would walk through all features in turn, which costs about a tenth of the
 * processor time of a short answer. Whether the update is for us, and from whom, is the feature's to judge.
 */
export function dispatch(features: readonly Feature[], options: AttachOptions): MiddlewareFn<BotContext> {
  const byName = new Map<string, Composer<BotContext>>();
  for (const feature of features) {
    const bounded = new Composer<BotContext>();
    bounded.errorBoundary(handleFault, composeFeature(feature, options));
    for (const { name } of feature.commands) byName.set(`/${name}`, bounded);
    for (const { name } of feature.buttons) byName.set(name, bounded);
    for (const other of feature.others ?? []) {
      const composer = new Composer<BotContext>();
      composer.errorBoundary(handleFault, composeOther(other));
      byName.set(nameOf(other.kind), composer);
    }
  }
  return async (context, next) => {
    if (isAnotherBot(context)) return;
    await (byName.get(calledName(context))?.middleware()(context, next) ?? next());
  };
}
