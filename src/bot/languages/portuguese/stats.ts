import { code, fmt } from "../../messages/formatting.ts";
import type { statsTexts as english } from "../english/stats.ts";
import { count } from "./count.ts";

const span = (days: number) => (days === 1 ? "no último dia" : `nos últimos ${days} dias`);

export const statsTexts: typeof english = {
  outcomes: {
    answered: "com resposta",
    gone: "com o modelo fora de serviço",
    "no-credit": "sem crédito",
    busy: "com o modelo ocupado",
    refused: "com recusa",
    broken: "com resposta estragada",
    timeout: "com demora excessiva",
    cancelled: "com cancelamento",
    "bad-request": "com pedido errado",
  },
  head: (task) => (task === null ? "Como correram os modelos" : `Como correram os modelos: ${task}`),
  span: (total, days) => `${count(total, "chamada")} ${span(days)}`,
  none: (days, task) =>
    task === null
      ? fmt`Ninguém chamou um modelo ${span(days)}.`
      : fmt`Ninguém chamou um modelo para ${code(task)} ${span(days)}.`,
  calls: (calls) => count(calls, "chamada"),
  success: (rate, lower) => `${rate} respondidas (pelo menos ${lower})`,
  half: (time) => `metade em ${time}`,
  most: (time) => `95% em ${time}`,
  more: (models) => `E ${count(models, "outro modelo", "outros modelos")}; os botões mostram-nos por tarefa.`,
  explanation: "“Pelo menos” é o que tão poucas ou tantas chamadas permitem dizer com 95% de certeza.",
};
