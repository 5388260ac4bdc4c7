import { bold, code, fmt } from "../../messages/formatting.ts";
import type { updateTexts as english } from "../english/update.ts";

const tasks = (count: number) => `${count} ${count === 1 ? "tarefa" : "tarefas"}`;
const models = (count: number) => `${count.toLocaleString("pt-PT")} ${count === 1 ? "modelo" : "modelos"}`;
const change = (count: number) => (count === 1 ? "mudaria" : "mudariam");

export const updateTexts: typeof english = {
  beginning: { test: fmt`🧪 ${bold("Ensaio de atualização")}: não muda nada`, update: fmt`🔄 ${bold("Atualização")}` },
  phases: { discovering: "À procura de modelos", planning: "A comparar", applying: "A escrever a configuração" },
  progress: (tasksDone, all, seen) => `${tasksDone} de ${tasks(all)} · ${models(seen)} vistos`,
  cancelling: fmt`A cancelar…`,
  cancelled: fmt`🚫 Cancelado. Nada mudou.`,
  notRunning: "Já não está a decorrer.",
  head: {
    "dry-run": (changes) =>
      fmt`🧪 ${bold("Ensaio de atualização")}: ${tasks(changes)} ${change(changes)}. Ainda nada mudou.`,
    planned: (changes) =>
      fmt`📋 ${bold("Há modelos melhores")}: ${tasks(changes)} ${change(changes)}. Espera por ${bold("Aplicar")}.`,
    applied: (changes, revision) =>
      fmt`✅ ${bold("Atualizado")}: ${tasks(changes)} ${changes === 1 ? "mudou" : "mudaram"}, agora revisão ${String(revision)}.`,
  },
  unchanged: (kept, seen) =>
    fmt`👍 ${bold("Nada a mudar")}: ${tasks(kept)} ${kept === 1 ? "mantém o seu modelo" : "mantêm os seus modelos"}. ${models(seen)} vistos.`,
  failed: (reason) => fmt`❌ ${bold("A atualização falhou")}; nada mudou.\n${reason}`,
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
  behindOnly: "o mesmo modelo, com outros de reserva",
  held: (count) => fmt`${bold(`${tasks(count)} sem alteração por cautela`)}`,
  kept: (count) => `${tasks(count)} ${count === 1 ? "mantém o seu modelo" : "mantêm os seus modelos"}.`,
  faults: bold("O que correu mal entretanto"),
  andMore: (count) => `e mais ${count}`,
  expires: (at) => `Aplicar funciona até: ${at}.`,
  detailsHead: bold("Pormenores"),
  sources: (source, seen, requests) => `${source}: ${models(seen)} em ${requests} pedidos`,
  evidence: (facts) => `Sabe-se: ${facts}`,
  apply: "Aplicar",
  details: "Pormenores",
  snooze: "Adiar",
  never: "Nunca este modelo",
  rollBack: "Repor",
  again: "Tentar de novo",
  status: "Estado",
  appliedBy: (revision, who) => fmt`✅ ${bold(`Aplicado como revisão ${revision}`)}, ${who}.`,
  stale: "A configuração mudou desde então, por isso nada foi feito. Faça um novo ensaio.",
  expired: "Isto tem mais de um dia, por isso nada foi feito. Faça um novo ensaio.",
  unknownPlan: "Este cartão já não é válido, por isso nada foi feito. Faça um novo ensaio.",
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
    head: (what) => fmt`🔌 Fui reiniciado enquanto ${code(what)} decorria.`,
    done: (outcome) => fmt`Tinha sido feito: ${outcome}.`,
    notDone: fmt`Nada disso foi feito. Envie de novo, se ainda o quiser.`,
    paused: fmt`O horário está agora em pausa.`,
    enabled: fmt`O horário está agora ativo.`,
    settings: (paths) => fmt`Tinha sido feito: mudou ${paths}.`,
  },
};
