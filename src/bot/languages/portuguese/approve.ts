import { bold, code, fmt } from "../../messages/formatting.ts";
import type { approveTexts as english } from "../english/approve.ts";
import { count } from "./count.ts";

export const approveTexts: typeof english = {
  head: (amount) => fmt`🛑 ${bold(count(amount, "modelo espera", "modelos esperam"))} por si`,
  explanation: fmt`Algo neles é suspeito, por isso nenhuma atualização os escolhe. Veja primeiro as páginas deles.`,
  notice: (amount) =>
    fmt`🛑 ${bold(`Veja ${count(amount, "modelo")}`)} que ${amount === 1 ? "estaria" : "estariam"} entre os melhores, mas algo é suspeito.`,
  item: (model, reason) => fmt`• ${code(model)}: ${reason}`,
  wanted: (tasks) => fmt`De outro modo, entre os melhores para ${tasks.join(", ")}.`,
  none: fmt`Nenhum modelo espera por si.`,
  approved: (models) => fmt`Aprovados: ${models}`,
  more: (amount) => `e mais ${amount}: /approve`,
  approve: "Aprovar",
  never: "Nunca este modelo",
  approveNamed: (name) => `Aprovar ${name}`,
  neverNamed: (name) => `Nunca ${name}`,
  done: (model) => fmt`✅ ${code(model)} está aprovado: a próxima atualização pode escolhê-lo.`,
  neverDone: (model) =>
    fmt`🚫 ${code(model)} nunca é escolhido para nenhuma tarefa. /ignore mostra-o e acaba com isso.`,
  undo: "Desfazer",
  ended: (model) => fmt`${code(model)} já não está aprovado: a próxima atualização volta a vê-lo.`,
  changedSince: "Este modelo já não espera, por isso nada foi feito. /approve mostra os que esperam.",
};
