import type { actionTexts as english } from "../english/actions.ts";

export const actionTexts: typeof english = {
  "update.test": "Ensaiar atualização",
  "update.run": "Atualizar agora",
  "plan.apply": "Aplicar",
  "plan.never-do": "Nunca este modelo",
  "rollback.do": "Repor",
  "pin.end": "Deixar de fixar",
  "ignore.end": "Voltar a escolher um modelo ignorado",
  "approve.do": "Aprovar um modelo",
  "approve.never": "Nunca este modelo",
  "approve.end": "Retirar uma aprovação",
  "settings.set": "Mudar uma definição",
  "settings.undo": "Desfazer uma definição",
  "watch.keep": "Manter",
  "watch.again": "Tentar de novo",
  "trial.plan": "Experimentar um modelo",
  "trial.begin": "Experimentar um modelo",
  "trial.end": "Acabar a experiência",
  pause: "Pausar",
  resume: "Retomar",
};
