import { bold, code, fmt } from "../../messages/formatting.ts";
import type { rankTexts as english } from "../english/rank.ts";
import { count } from "./count.ts";

const models = (amount: number) => count(amount, "modelo");
const listed = (amount: number) => count(amount, "modelo listado", "modelos listados");

export const rankTexts: typeof english = {
  choose: fmt`Para que tarefa? Também a pode escrever: ${code("/rank conversational")}`,
  looking: (task, seen) => fmt`🔎 A ver os modelos para ${bold(task)}${seen > 0 ? `: ${models(seen)} até agora` : ""}…`,
  head: (task) => fmt`🏆 ${bold(task)}`,
  summary: (all, qualified, threshold) =>
    `${listed(all)}. ${qualified === 1 ? "1 pode ser escolhido e chega" : `${qualified.toLocaleString("pt-PT")} podem ser escolhidos e chegam`} ao limiar de ${threshold} pontos.`,
  legend: fmt`Os quatro números: popularidade, desempenho, novidade e compatibilidade, cada um em 100; ? é desconhecido. “Conhecido”: quanto da pontuação assenta em factos.`,
  inUse: "em uso",
  behind: "reserva",
  belowThreshold: "abaixo do limiar",
  more: (amount) => `E mais ${count(amount, "modelo que pode ser escolhido", "modelos que podem ser escolhidos")}.`,
  none: fmt`Nenhum deles pode ser escolhido.`,
  empty: fmt`De momento não há nenhum modelo listado para ela.`,
  excluded: (amount) =>
    fmt`${bold(count(amount, "modelo não pode ser escolhido", "modelos não podem ser escolhidos"))}, os melhores deles:`,
  failed: (task) => fmt`Não foi possível ver os modelos para ${bold(task)}.`,
  faults: fmt`⚠️ Não foi possível ler tudo:`,
  picture: "Como imagem",
  refresh: "Atualizar vista",
  drawing: "🎨 A desenhar…",
  pictureTitle: (task) => `Os melhores modelos para ${task}`,
  pictureSubtitle: (at, all) => `${at} · ${listed(all)}`,
  pictureThreshold: (points) => `limiar ${points}`,
  pictureUnknown: "desconhecido",
  pictureExcluded: "não pode ser escolhido",
  pictureFooter: "Cada barra tem o comprimento da pontuação, de 0 a 100.",
  caption: (task, at) => fmt`${bold(task)}, ${at}`,
};
