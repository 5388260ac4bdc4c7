import { bold, code, FormattedString, fmt } from "../../messages/formatting.ts";
import type { ignoreTexts as english } from "../english/ignore.ts";

const scope = (task: string | null) => (task === null ? fmt`para todas as tarefas` : fmt`para ${bold(task)}`);

function listed(tasks: readonly string[]): FormattedString {
  return FormattedString.join(
    tasks.map((task) => bold(task)),
    ", ",
  );
}

export const ignoreTexts: typeof english = {
  head: (amount) => fmt`${bold("Nunca escolhidos")} (${String(amount)})`,
  none: fmt`Nenhum modelo é ignorado.`,
  item: (place, model, task) => fmt`${String(place)}. ${code(model)} ${scope(task)}`,
  choose: fmt`Com um toque, as atualizações podem voltar a escolher um modelo:`,
  end: (place) => `✕ ${place}`,
  done: (model, task) => fmt`🚫 ${code(model)} deixa de ser escolhido ${scope(task)}.`,
  serves: (tasks) => fmt`Agora serve ${listed(tasks)}. A próxima atualização procura outro: /manual_update`,
  pinned: (tasks) => fmt`Está fixado em ${listed(tasks)}, e aí vale a fixação até /unpin.`,
  undo: "Desfazer",
  ended: (model, task) => fmt`${code(model)} pode voltar a ser escolhido ${scope(task)}.`,
  changedSince: "A lista mudou entretanto, por isso nada foi feito. É esta a lista de agora.",
};
