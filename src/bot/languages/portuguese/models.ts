import { bold, code, fmt } from "../../messages/formatting.ts";
import type { modelsTexts as english } from "../english/models.ts";

export const modelsTexts: typeof english = {
  head: bold("O que serve cada tarefa"),
  more: (task) => fmt`Mais sobre uma delas: ${code(`/models ${task}`)}`,
  none: fmt`Ainda não foi escolhido nenhum modelo. A primeira atualização escolhe-os; volte a ver mais tarde.`,
  noneForAdministrators: fmt`Ainda não foi escolhido nenhum modelo. /manual_update procura-os agora, /test_update só mostra o que escolheria.`,
  nothing: (task) => fmt`De momento nada serve ${code(task)}. /models mostra o que está servido.`,
  first: "Primeira escolha",
  behind: bold("Reservas"),
  nothingBehind: fmt`Não tem nenhuma reserva.`,
  since: (at) => fmt`Em uso desde: ${at}.`,
  why: bold("Porquê"),
  rank: "Comparar todos os modelos",
  unavailable: fmt`De momento não consigo ver isso. Tente mais tarde, por favor.`,
};
