import { actionTexts } from "./actions.ts";
import { approveTexts } from "./approve.ts";
import { changeTexts } from "./changes.ts";
import { chatTexts } from "./chat.ts";
import { commandTexts } from "./commands.ts";
import { commonTexts } from "./common.ts";
import { factTexts } from "./facts.ts";
import { healthTexts, timelineTexts } from "./health.ts";
import { historyTexts } from "./history.ts";
import { ignoreTexts } from "./ignore.ts";
import { laterTexts } from "./later.ts";
import { modelTexts } from "./model.ts";
import { modelsTexts } from "./models.ts";
import { pauseTexts } from "./pause.ts";
import { pinTexts } from "./pin.ts";
import { privacyTexts } from "./privacy.ts";
import { rankTexts } from "./rank.ts";
import { rollbackTexts } from "./rollback.ts";
import { sentence } from "./sentences.ts";
import { settingsTexts } from "./settings.ts";
import { startTexts } from "./start.ts";
import { statsTexts } from "./stats.ts";
import { statusTexts } from "./status.ts";
import { trialTexts } from "./trial.ts";
import { updateTexts } from "./update.ts";
import { watchTexts } from "./watch.ts";

export const english = {
  /** A BCP 47 tag, for dates and numbers. */
  locale: "en-GB",
  commands: commandTexts,
  common: commonTexts,
  start: startTexts,
  chat: chatTexts,
  privacy: privacyTexts,
  settings: settingsTexts,
  status: statusTexts,
  stats: statsTexts,
  history: historyTexts,
  later: laterTexts,
  models: modelsTexts,
  model: modelTexts,
  rank: rankTexts,
  actions: actionTexts,
  changes: changeTexts,
  ignore: ignoreTexts,
  approve: approveTexts,
  pause: pauseTexts,
  pin: pinTexts,
  rollback: rollbackTexts,
  facts: factTexts,
  update: updateTexts,
  watch: watchTexts,
  trial: trialTexts,
  health: healthTexts,
  timeline: timelineTexts,
  /** A sentence of the program's own (a reason, an error), in this language. */
  sentence,
};
