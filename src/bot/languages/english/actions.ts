/** The buttons that change something, as people know what they do. */
export const actionTexts = {
  "update.test": "Test update",
  "update.run": "Update now",
  "plan.apply": "Apply",
  "plan.never-do": "Never this model",
  "rollback.do": "Roll back",
  "pin.end": "Unpin",
  "ignore.end": "Choose an ignored model again",
  "approve.do": "Approve a model",
  "approve.never": "Never this model",
  "approve.end": "End an approval",
  "settings.set": "Change a setting",
  "settings.undo": "Undo a setting",
  "watch.keep": "Keep",
  "watch.again": "Try again",
  "trial.plan": "Try a model",
  "trial.begin": "Try a model",
  "trial.end": "End trial",
  pause: "Pause",
  resume: "Resume",
};

export type ChangingButton = keyof typeof actionTexts;
