import { bold, code, type FormattedString, fmt, lines } from "../../messages/formatting.ts";

/** Trials: models that get a share of a task's conversations. A share comes written out ("10%"). */
export const trialTexts = {
  begin: (share: string) => `Try on ${share}`,
  beginNamed: (model: string, share: string) => `Try ${model} on ${share}`,
  beginFor: (task: string, share: string) => `Try on ${share} of ${task}`,
  end: "End trial",
  endOf: (task: string) => `End trial of ${task}`,
  which: fmt`Which model is to be tried?`,
  looking: (task: string) => fmt`🔎 Looking at the model for ${bold(task)}…`,
  begun: (challenger: FormattedString, task: string, share: string) =>
    lines(
      fmt`⚖️ ${bold("The trial has begun")}: ${challenger} gets ${share} of the conversations of ${code(task)}.`,
      fmt`It ends by itself when enough is known. /health shows how far it is.`,
    ),
  ended: (challenger: FormattedString, task: string) =>
    fmt`⚖️ ${bold("The trial has ended")}: ${challenger} gets no more of the conversations of ${code(task)}.`,
  notListed: (task: string) =>
    fmt`That model is no longer listed for ${code(task)}, so no trial was begun. ${code(`/rank ${task}`)} shows those that are.`,
  notEligible: (model: string, task: string, reason: string) =>
    fmt`${code(model)} may not be chosen for ${code(task)}, so no trial was begun: ${reason}.`,
  /** Over the chat, for a tap: at most 200 characters. */
  over: "That trial has ended already, so nothing was done. /health shows how things are.",
};
