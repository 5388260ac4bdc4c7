import type { TelegramEvent } from "../../demo/world/telegram/telegram.ts";
import type { Access } from "../../src/bot/command-table.ts";
import type { TestBot } from "./bot.ts";

/** Who may use each command: written down here a second time, so that nothing changes by oversight. */
export const commandAccess: Record<string, { access: Access; words: string }> = {
  start: { access: "everyone", words: "" },
  help: { access: "everyone", words: "" },
  ask: { access: "chat", words: "Why?" },
  code: { access: "chat", words: "reverse a list" },
  summarize: { access: "chat", words: "a text" },
  translate: { access: "chat", words: "french hello" },
  image: { access: "chat", words: "a cat" },
  video: { access: "chat", words: "a cat" },
  speak: { access: "chat", words: "hello" },
  transcribe: { access: "chat", words: "" },
  task: { access: "chat", words: "" },
  use: { access: "chat", words: "" },
  new: { access: "chat", words: "" },
  stop: { access: "chat", words: "" },
  models: { access: "everyone", words: "conversational" },
  language: { access: "everyone", words: "" },
  privacy: { access: "everyone", words: "" },
  autoupdate_status: { access: "administrator", words: "" },
  test_update: { access: "administrator", words: "conversational" },
  manual_update: { access: "administrator", words: "conversational" },
  rollback: { access: "administrator", words: "1" },
  history: { access: "administrator", words: "20" },
  rank: { access: "administrator", words: "conversational" },
  health: { access: "administrator", words: "conversational" },
  stats: { access: "administrator", words: "conversational" },
  model: { access: "administrator", words: "Qwen/Qwen3.6-27B" },
  pin: { access: "administrator", words: "summarization Qwen/Qwen3.6-27B" },
  unpin: { access: "administrator", words: "conversational" },
  ignore: { access: "administrator", words: "Qwen/Qwen3.6-27B" },
  approve: { access: "administrator", words: "Qwen/Qwen3.6-27B" },
  pause: { access: "administrator", words: "" },
  resume: { access: "administrator", words: "" },
  settings: { access: "administrator", words: "minimumScore 65" },
};

/**
 * Who may tap each button. `forged` is the data of one that the preparation does not bring about: what a stranger would
 * make up, having read the source.
 */
export const buttonAccess: Record<string, { access: Access; forged?: string }> = {
  language: { access: "everyone" },
  "privacy.memory": { access: "everyone", forged: "privacy.memory:on" },
  "privacy.forget": { access: "everyone", forged: "privacy.forget" },
  "chat.good": { access: "chat", forged: "chat.good:00000000-0000-7000-8000-000000000000" },
  "chat.bad": { access: "chat", forged: "chat.bad:00000000-0000-7000-8000-000000000000" },
  "chat.again": { access: "chat", forged: "chat.again:00000000-0000-7000-8000-000000000000" },
  "chat.why": { access: "chat", forged: "chat.why:00000000-0000-7000-8000-000000000000" },
  "chat.stop": { access: "chat", forged: "chat.stop" },
  "chat.task": { access: "chat", forged: "chat.task:0" },
  "chat.use": { access: "chat", forged: "chat.use:0" },
  "chat.use-do": { access: "chat", forged: "chat.use-do:0:auto" },
  "status.refresh": { access: "administrator" },
  "status.show": { access: "administrator", forged: "status.show" },
  "status.picture": { access: "administrator" },
  "update.test": { access: "administrator" },
  "update.run": { access: "administrator" },
  "update.cancel": { access: "administrator" },
  "plan.apply": { access: "administrator" },
  "plan.details": { access: "administrator" },
  "plan.snooze": { access: "administrator" },
  "plan.never": { access: "administrator" },
  "plan.never-do": { access: "administrator" },
  "history.show": { access: "administrator", forged: "history.show:20" },
  "rank.task": { access: "administrator" },
  "rank.refresh": { access: "administrator" },
  "rank.picture": { access: "administrator" },
  "stats.all": { access: "administrator", forged: "stats.all" },
  "stats.task": { access: "administrator", forged: "stats.task:0" },
  "health.all": { access: "administrator", forged: "health.all" },
  "health.task": { access: "administrator", forged: "health.task:0" },
  "health.page": { access: "administrator", forged: "health.page:0:0" },
  "health.timeline": { access: "administrator", forged: "health.timeline:00000000" },
  "watch.keep": { access: "administrator", forged: "watch.keep:00000000" },
  "watch.back": { access: "administrator", forged: "watch.back:00000000" },
  "watch.again": { access: "administrator", forged: "watch.again" },
  "trial.plan": { access: "administrator", forged: "trial.plan:0000000000000000" },
  "trial.begin": { access: "administrator", forged: "trial.begin:0:00000000" },
  "trial.end": { access: "administrator", forged: "trial.end:0:00000000" },
  "rollback.list": { access: "administrator" },
  "rollback.show": { access: "administrator" },
  "rollback.do": { access: "administrator" },
  "pin.end": { access: "administrator" },
  "ignore.list": { access: "administrator", forged: "ignore.list:0" },
  "ignore.end": { access: "administrator" },
  "approve.do": { access: "administrator", forged: "approve.do:00000000" },
  "approve.never": { access: "administrator", forged: "approve.never:00000000" },
  "approve.end": { access: "administrator" },
  pause: { access: "administrator" },
  resume: { access: "administrator" },
  "settings.main": { access: "administrator" },
  "settings.open": { access: "administrator" },
  "settings.history": { access: "administrator" },
  "settings.set": { access: "administrator" },
  "settings.undo": { access: "administrator" },
  dismiss: { access: "administrator" },
};

/** The data of the latest button of each name that the bot has put under any message since this was called. */
export function collectButtons(bot: TestBot): Map<string, string> {
  const seen = new Map<string, string>();
  bot.telegram.subscribe((event: TelegramEvent) => {
    if (event.kind !== "message" && event.kind !== "edit") return;
    for (const { callback_data: data } of event.message.buttons.flat()) {
      if (data !== undefined) seen.set(data.split(":")[0] ?? "", data);
    }
  });
  return seen;
}
