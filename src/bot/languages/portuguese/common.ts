import { code, FormattedString, fmt, lines } from "../../messages/formatting.ts";
import type { commonTexts as english } from "../english/common.ts";

export const commonTexts: typeof english = {
  unknownCommand: (command, nearest) =>
    nearest === null
      ? fmt`Não conheço ${code(`/${command}`)}. /help mostra o que sei fazer.`
      : fmt`Não conheço ${code(`/${command}`)}. Queria dizer /${nearest}?`,
  notACommand: fmt`Respondo a comandos. /help mostra-os todos.`,
  deadButton: "Este botão já não faz nada.",
  alreadyDone: "Isso já foi feito.",
  unexpected: (updateId) =>
    fmt`Algo correu mal de um modo que ninguém previu. O registo diz mais em ${code(updateId)}. Tente de novo, por favor.`,
  onlyInListedGroups: (chatId) =>
    lines(
      fmt`Nesse grupo não aceito comandos de administração. Envie-os aqui, ou inclua o grupo na política:`,
      fmt`${code(`"telegram": { "groups": [${chatId}] }`)}`,
    ),
  usage: (command, parameters, example) =>
    fmt`Escreva assim: /${command} ${parameters}\nPor exemplo: ${code(`/${command} ${example}`)}`,
  unknownTask: (text, nearest, tasks) =>
    lines(
      nearest === null
        ? fmt`Não há nenhuma tarefa ${code(text)}. As tarefas são:`
        : fmt`Não há nenhuma tarefa ${code(text)}. Queria dizer ${code(nearest)}? As tarefas são:`,
      FormattedString.join(
        tasks.map((task) => code(task)),
        "\n",
      ),
    ),
  cancel: "Cancelar",
  back: "Voltar",
  none: "nenhum",
  unknown: "desconhecido",
};
