import { code, FormattedString, fmt, lines } from "../../messages/formatting.ts";
import type { commonTexts as english } from "../english/common.ts";

/** Says that there is no such one of some names, all feminine, and which there are. */
export function unknownAmong({ one, all: them }: { one: string; all: string }): typeof english.unknownTask {
  return (text, nearest, all) =>
    lines(
      nearest === null
        ? fmt`Não há nenhuma ${one} ${code(text)}. ${them} são:`
        : fmt`Não há nenhuma ${one} ${code(text)}. Queria dizer ${code(nearest)}? ${them} são:`,
      FormattedString.join(
        all.map((name) => code(name)),
        "\n",
      ),
    );
}

export const commonTexts: typeof english = {
  unknownCommand: (command, nearest) =>
    nearest === null
      ? fmt`Não conheço ${code(`/${command}`)}. /help mostra o que sei fazer.`
      : fmt`Não conheço ${code(`/${command}`)}. Queria dizer /${nearest}?`,
  deadButton: "Este botão já não faz nada.",
  unexpected: (updateId) =>
    fmt`Algo inesperado correu mal. O registo diz mais em ${code(updateId)}. Tente de novo, por favor.`,
  onlyInListedGroups: (chatId) =>
    lines(
      fmt`Nesse grupo não aceito comandos de administração. Envie-os aqui, ou inclua o grupo na política:`,
      fmt`${code(`"telegram": { "groups": [${chatId}] }`)}`,
    ),
  usage: (command, parameters, example) =>
    fmt`Escreva assim: /${command} ${parameters}\nPor exemplo: ${code(`/${command} ${example}`)}`,
  noWords: (command) => fmt`/${command} não leva nada a seguir, por isso nada foi feito. Envie só /${command}.`,
  placeholders: {
    text: "texto",
    language: "língua",
    task: "tarefa",
    model: "modelo",
    host: "anfitrião",
    revision: "revisão",
    number: "número",
    name: "nome",
    value: "valor",
  },
  unknownTask: unknownAmong({ one: "tarefa", all: "As tarefas" }),
  cancel: "Cancelar",
  back: "Voltar",
  dismissed: fmt`Cancelado; nada foi feito.`,
  justNow: "agora mesmo",
  none: "nenhum",
  unknown: "desconhecido",
};
