import { Composer, type MiddlewareFn } from "grammy";
import { type AttachOptions, composeFeature } from "./attach-feature.ts";
import { readTap } from "./buttons.ts";
import { readCommand } from "./called-command.ts";
import type { BotContext } from "./context.ts";
import { handleFault } from "./faults.ts";
import type { Feature } from "./feature.ts";

/** The name that an update calls: a command's with its slash, or a button's; empty where it calls none. */
function calledName(context: BotContext): string {
  const { callbackQuery } = context;
  if (callbackQuery !== undefined) return readTap(callbackQuery.data ?? "").name;
  return `/${readCommand(context)?.name ?? ""}`;
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
  }
  return (context, next) => byName.get(calledName(context))?.middleware()(context, next) ?? next();
}
