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
  keptSince: (moment) => `A mais antiga que está guardada é de ${moment}.`,
  none: (days, task) =>
    task === null
      ? fmt`Ninguém chamou um modelo ${span(days)}.`
      : fmt`Ninguém chamou um modelo para ${code(task)} ${span(days)}.`,
  calls: (calls) => count(calls, "chamada"),
  success: (rate, lower) => `${rate} respondidas (pelo menos ${lower})`,
  popularityScore: (score) => `pontuação de popularidade ${score}`,
  half: (time) => `metade em ${time}`,
  most: (time) => `95% em ${time}`,
  more: (models) => `E ${count(models, "outro modelo", "outros modelos")}; os botões mostram-nos por tarefa.`,
  moreNamed: (models) =>
    `E ${count(models, "outro modelo", "outros modelos")} que alguém pediu pelo nome; “modelvane stats” na linha de comandos mostra-os.`,
  explanation:
    "“Pelo menos”: com 95% de certeza, a percentagem verdadeira não é menor do que esta. " +
    "Pontuação de popularidade: chamadas × sucesso × 100; não serve para escolher.",
};
