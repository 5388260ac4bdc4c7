import { bold, code, fmt } from "../../messages/formatting.ts";
import type { updateTexts as english } from "../english/update.ts";
import { count } from "./count.ts";

const tasks = (amount: number) => count(amount, "tarefa");
const keeping = (amount: number) => count(amount, "tarefa mantém o seu modelo", "tarefas mantêm os seus modelos");
const changing = (amount: number) => count(amount, "tarefa mudaria", "tarefas mudariam");
const modelsSeen = (amount: number) => count(amount, "modelo visto", "modelos vistos");

export const updateTexts: typeof english = {
  beginning: { test: fmt`🧪 ${bold("Ensaio de atualização")}: não muda nada`, update: fmt`🔄 ${bold("Atualização")}` },
  phases: {
    discovering: "À procura de modelos",
    verifying: "A chamar os melhores",
    planning: "A comparar",
    applying: "A escrever a configuração",
  },
  progress: (tasksDone, all, seen) => `${tasksDone} de ${tasks(all)} · ${modelsSeen(seen)}`,
  callsMade: (calls) => count(calls, "chamada feita", "chamadas feitas"),
  called: (called, calls, cost) =>
    `🔎 ${count(called, "modelo chamado", "modelos chamados")}, em ${count(calls, "chamada")}${cost === null ? "" : `, por ${cost}`}.`,
  noneCalled: (why) => `🔎 Nenhum modelo foi chamado${why === "" ? "" : `: ${why}`}.`,
  waiting: (amount) =>
    `⚠️ ${count(amount, "modelo espera que um administrador olhe para ele", "modelos esperam que um administrador olhe para eles")}: /approve`,
  notCalled: (why) => `Sem chamada: ${why}.`,
  cancelling: fmt`A cancelar…`,
  cancelled: fmt`🚫 Cancelado. Os modelos ficam como estão.`,
  notRunning: "Já não está a decorrer.",
  head: {
    "dry-run": (changes) => fmt`🧪 ${bold("Ensaio de atualização")}: ${changing(changes)}. Ainda nada mudou.`,
    planned: (changes, isBetter) =>
      fmt`📋 ${bold(isBetter ? "Há modelos melhores" : "Há alterações a fazer")}: ${changing(changes)}. À espera de ${bold("Aplicar")}.`,
    applied: (changes, revision) =>
      fmt`✅ ${bold("Atualizado")}: ${count(changes, "tarefa mudou", "tarefas mudaram")}, agora revisão ${String(revision)}.`,
  },
  unchanged: (kept, seen) => fmt`👍 ${bold("Nada a mudar")}: ${keeping(kept)}. ${modelsSeen(seen)}.`,
  failed: (reason) => fmt`❌ ${bold("A atualização falhou")}; os modelos ficam como estão.\n${reason}`,
  actions: {
    keep: "mantém o modelo",
    replace: "recebe outro modelo",
    add: "recebe um modelo",
    hold: "fica como está",
    drop: "é retirada",
  },
  moves: "mantém o modelo, noutro anfitrião",
  was: "antes",
  now: "agora",
  passedOver: (model, reason) => fmt`✖ não ${code(model)}: ${reason}`,
  behindOnly: "o mesmo modelo, com outras reservas",
  fallbacksChange: (names) => fmt`${bold("Mudam só as reservas")}: ${names.join(", ")}.`,
  held: (amount) => bold(`${tasks(amount)} sem alteração`),
  kept: (amount) => `${keeping(amount)}.`,
  faults: bold("O que correu mal entretanto"),
  andMore: (amount) => `e mais ${amount}`,
  proven: (what) => `✔ quando foi chamado, ${what}`,
  refuted: (what) => `✘ quando foi chamado, ${what}`,
  expires: (at) => `Aplicar funciona até: ${at}.`,
  detailsHead: bold("Pormenores"),
  evidence: (facts) => `Sabe-se: ${facts}`,
  apply: "Aplicar",
  details: "Pormenores",
  snooze: "Adiar",
  never: "Nunca este modelo",
  rollBack: "Repor",
  again: "Tentar de novo",
  status: "Estado",
  appliedBy: (revision, who) => fmt`✅ ${bold(`Aplicado como revisão ${revision}`)}, ${who}.`,
  stale: "A configuração mudou desde então, por isso nada foi feito. /test_update procura de novo.",
  expired: "Isto tem mais de um dia, por isso nada foi feito. /test_update procura de novo.",
  unknownPlan: "Este cartão já não é válido, por isso nada foi feito. /test_update procura de novo.",
  alreadyApplied: (revision, who) => `Já foi aplicado como revisão ${revision}, ${who}. Nada foi feito agora.`,
  snoozed: (until) =>
    fmt`😴 Adiado: as mesmas propostas não voltam a ser enviadas antes de: ${until}. ${bold("Aplicar")} continua a funcionar.`,
  neverWhich: fmt`Que modelo nunca mais deve ser escolhido?`,
  neverWhere: (model, task) => fmt`Nunca mais escolher ${code(model)}: para ${code(task)}, ou para qualquer tarefa?`,
  neverForTask: (task) => `Para ${task}`,
  neverForAll: "Para qualquer tarefa",
  neverDone: (model, task, isConfigured) =>
    fmt`🚫 ${code(model)} não volta a ser escolhido${task === null ? "" : fmt` para ${code(task)}`}. ${
      isConfigured
        ? "Onde serve agora, a próxima atualização substitui-o."
        : "A proposta que o continha fica sem efeito: faça uma nova."
    } /ignore mostra-o e desfaz isto.`,
  silence: (hours) => fmt`⚠️ ${bold(`Nenhuma atualização teve êxito há ${hours} horas`)}.`,
  silencePaused: fmt`O horário está em pausa: /resume retoma-o.`,
  silenceReason: (reason) => fmt`A última falhou: ${reason}`,
  digestHead: fmt`☀️ ${bold("O último dia")}`,
  digestNothing: fmt`Nenhuma atualização correu.`,
  interrupted: {
    head: (what) => fmt`🔌 Fui reiniciado enquanto ${what} decorria.`,
    done: (outcome) => fmt`Tinha sido feito: ${outcome}.`,
    notDone: fmt`Nada disso foi feito. Envie de novo, se ainda o quiser.`,
    paused: fmt`O horário está agora em pausa.`,
    enabled: fmt`O horário está agora ativo.`,
    watch: fmt`/health mostra o que foi feito disso.`,
    settings: (names) => fmt`Tinha sido feito. Mudou: ${names}.`,
  },
};
