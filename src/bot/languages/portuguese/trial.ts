import { bold, code, fmt, lines } from "../../messages/formatting.ts";
import type { trialTexts as english } from "../english/trial.ts";

export const trialTexts: typeof english = {
  begin: (share) => `Experimentar em ${share}`,
  beginNamed: (model, share) => `Experimentar ${model} em ${share}`,
  beginFor: (task, share) => `Experimentar em ${share} de ${task}`,
  end: "Acabar a experiência",
  endOf: (task) => `Acabar a experiência de ${task}`,
  which: fmt`Que modelo se deve experimentar?`,
  looking: (task) => fmt`🔎 A ver o modelo para ${bold(task)}…`,
  begun: (challenger, task, share) =>
    lines(
      fmt`⚖️ ${bold("A experiência começou")}: ${challenger} recebe ${share} das conversas de ${code(task)}.`,
      fmt`Acaba por si quando se souber o bastante. /health mostra como vai.`,
    ),
  ended: (challenger, task) =>
    fmt`⚖️ ${bold("A experiência acabou")}: ${challenger} já não recebe conversas de ${code(task)}.`,
  notListed: (task) =>
    fmt`Esse modelo já não está listado para ${code(task)}, por isso a experiência não começou. ${code(`/rank ${task}`)} mostra os que estão.`,
  notEligible: (model, task, reason) =>
    fmt`${code(model)} não pode ser escolhido para ${code(task)}, por isso a experiência não começou: ${reason}.`,
  over: "Essa experiência já acabou, por isso nada foi feito. /health mostra como estão as coisas.",
};
