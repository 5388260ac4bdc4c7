import { bold, code, fmt, lines } from "../../messages/formatting.ts";
import type { pinTexts as english } from "../english/pin.ts";

type Pinned = Parameters<typeof english.done>[2];

function outcome({ outcome: what, revision }: Pinned): string {
  if (revision === null) return "Ainda não há configuração: a primeira atualização vai pô-lo a servir.";
  return what === "applied" ? `Serve a partir de agora, como revisão ${revision}.` : "Já servia a tarefa.";
}

export const pinTexts: typeof english = {
  head: bold("Fixado por pessoas"),
  choose: fmt`Um modelo fixado serve a tarefa seja qual for a pontuação, até a fixação acabar.`,
  none: fmt`Nenhuma tarefa está fixada: as atualizações escolhem para todas.`,
  end: (task) => `Deixar de fixar ${task}`,
  done: (route, task, pinned) =>
    lines(
      fmt`📌 ${bold(task)} fica com`,
      route,
      outcome(pinned),
      fmt`As atualizações deixam-no lá até ${code(`/unpin ${task}`)}.`,
    ),
  notKnown: (model, task) =>
    fmt`Nenhuma fonte conhece ${code(model)}, por isso nada foi fixado. Está bem escrito? ${code(`/rank ${task}`)} mostra o que há.`,
  unseen: (model, reason, commands) =>
    lines(
      fmt`Nada foi fixado, porque nenhuma fonte pôde dizer que conhece ${code(model)}.`,
      reason,
      fmt`Se souber de que fonte é, pode fixá-lo mesmo assim:`,
      ...commands.map(code),
    ),
  notServed: (model, task) =>
    fmt`⚠️ ${code(model)} existe, mas agora nenhum anfitrião o serve para ${bold(task)}. ${code(`/unpin ${task}`)} acaba com a fixação.`,
  ended: (task, serving) =>
    lines(
      fmt`${bold(task)} já não está fixada: as atualizações voltam a escolher para ela.`,
      serving && fmt`Até uma atualização encontrar melhor, fica este: ${serving}`,
    ),
  changedSince: (task) =>
    `A fixação de ${task} mudou entretanto, por isso nada foi feito. /unpin mostra o que está fixado.`,
};
