import type { CommandName } from "../../command-table.ts";

/** What stands in the menu and in /help behind each command: at most 256 characters (Bot API, BotCommand). */
export const commandTexts: Record<CommandName, string> = {
  start: "what this bot is",
  help: "what you can ask for",
  models: "which model serves which task",
  language: "choose the language of this bot",
  privacy: "what is kept about you",
  autoupdate_status: "is it running, what serves each task",
  test_update: "look for better models, change nothing",
  manual_update: "look for better models now",
  rollback: "take a change back",
  history: "the last runs",
  rank: "the best models for a task",
  stats: "how the models did in real use",
  model: "everything known about a model",
  pin: "let a model of your choice serve a task",
  unpin: "let updates choose for a task again",
  ignore: "models that are never chosen",
  pause: "stop scheduled updates",
  resume: "let scheduled updates go on",
  settings: "threshold, weights, schedule and more",
};
