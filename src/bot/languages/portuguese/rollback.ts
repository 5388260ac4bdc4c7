import { bold, code, FormattedString, fmt } from "../../messages/formatting.ts";
import type { rollbackTexts as english } from "../english/rollback.ts";
import { count } from "./count.ts";

const only = (task: string | null) => (task === null ? fmt`` : fmt`, só para ${bold(task)}`);
const days = (amount: number) => count(amount, "dia");

export const rollbackTexts: typeof english = {
  head: (task) => fmt`${bold("Repor uma revisão")}${only(task)}`,
  made: {
    update: "atualização",
    rollback: "reposição",
    seed: "começo",
    apply: "plano aplicado",
    pin: "fixação",
    recovery: "recuperação",
    repair: "reparação",
    trial: "experiência ganha",
  },
  madeOtherwise: "à mão ou há muito",
  standing: (revision, at, made) => fmt`Está em vigor a revisão ${bold(revision)}: ${at}, ${made}.`,
  standingEdited: (revision) =>
    fmt`O que está em vigor foi editado à mão depois da revisão ${bold(revision)}. A edição fica guardada como uma revisão própria.`,
  choose: fmt`Qual deve voltar? Antes de acontecer alguma coisa, vê o que mudaria.`,
  noOthers: fmt`Ainda não há outra revisão guardada, por isso não há nada a repor.`,
  question: (restored, present, task) =>
    fmt`Repor a revisão ${bold(restored)}${only(task)}? Agora está em vigor a revisão ${String(present)}. Isto mudaria:`,
  tasks: (amount) => fmt`${bold(count(amount, "tarefa"))}, toque para as ver todas:`,
  sameChoices: fmt`Nenhuma escolha das tarefas, só o que mais houver no ficheiro.`,
  unpinned: (tasks) =>
    fmt`📌 Fixações que terminam: ${FormattedString.join(
      tasks.map((task) => code(task)),
      ", ",
    )}`,
  held: (holdDays) =>
    fmt`✋ O que sai, reservas incluídas, fica retido nestas tarefas ${days(holdDays)}: até lá, as atualizações não o trazem de volta. /pin acaba com isso mais cedo.`,
  nothingYet: fmt`Ainda não aconteceu nada.`,
  act: "Repor",
  done: (restored, revision, task) =>
    fmt`✅ A revisão ${bold(restored)} está de volta${only(task)}. Está em vigor como revisão ${bold(revision)}.`,
  takeBack: "Repor o que estava",
};
