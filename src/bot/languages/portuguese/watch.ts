import { bold, code, fmt, lines } from "../../messages/formatting.ts";
import type { watchTexts as english } from "../english/watch.ts";
import { count } from "./count.ts";

const heads: typeof english.heads = {
  "rolled-back": (task) => `${task} voltou ao modelo anterior`,
  "rollback-failed": (task) => `${task} devia voltar ao modelo anterior, e não foi possível`,
  "probation-passed": (task) => `${task}: o modelo novo deu boas provas`,
  "probation-undecided": (task) => `${task}: poucas respostas para avaliar o modelo novo`,
  replaced: (task) => `${task} passou para outro modelo`,
  "no-substitute": (task) => `${task}: a primeira escolha não responde`,
  outage: () => "Nenhum modelo está acessível",
  "outage-over": () => "Os modelos voltaram a estar acessíveis",
  drift: (task) => (task === null ? "Um modelo já não é o que era" : `${task}: o modelo já não é o que era`),
  "trial-begun": (task) => `${task}: começou uma experiência`,
  "trial-won": (task) => `${task}: a experiência foi ganha`,
  "trial-lost": (task) => `${task}: a experiência foi perdida`,
  "trial-ended": (task) => `${task}: a experiência acabou sem decisão`,
  "budget-spent": () => "O dinheiro de hoje para a vigilância está gasto",
};

const severities: typeof english.severities = {
  info: { mark: "ℹ️", words: "Para sua informação" },
  warning: { mark: "⚠️", words: "Veja, por favor" },
  critical: { mark: "🚨", words: "Urgente" },
};

const nothingToDo = "Não precisa de fazer nada.";

const events: typeof english.events = {
  rolledBack: (from, to, test, revision) =>
    lines(
      fmt`${from} deu resultados claramente piores do que o modelo que tinha substituído: ${test}.`,
      fmt`${to} voltou a servir, como revisão ${bold(revision)}. Nenhuma outra tarefa mudou.`,
      fmt`${nothingToDo}`,
    ),
  rollbackFailed: (from, to, test, why, task) =>
    lines(
      fmt`${from} dá resultados claramente piores do que o modelo que substituiu: ${test}.`,
      fmt`Não foi possível repor ${to}: ${why}`,
      fmt`Entretanto continua a servir. ${bold("Tentar de novo")} volta a ver; ${code(`/rollback ${task}`)} deixa escolher o que se repõe.`,
    ),
  probationPassed: (route, test) =>
    lines(fmt`${route} cumpre no uso real: ${test}.`, fmt`O período à prova acabou, e o modelo fica. ${nothingToDo}`),
  probationUndecided: (route, days, progress, test) =>
    lines(
      fmt`${route} teve ${progress} em ${count(days, "dia")}: ${test}.`,
      fmt`É pouco para decidir, por isso continua em uso e à prova.`,
      fmt`${bold("Manter")} acaba a prova a favor dele; ${bold("Repor")} traz de volta o anterior, depois de mostrar o que isso muda.`,
    ),
  replaced: (from, to, reason, revision) =>
    lines(
      fmt`${from} deixou de responder: ${reason}.`,
      fmt`${to}, que era uma reserva, serve em seu lugar como revisão ${bold(revision)}.`,
      fmt`${bold("Tentar de novo")} volta a ver tudo; ${bold("Repor")} traz de volta o primeiro, depois de mostrar o que isso muda.`,
    ),
  noSubstitute: (route, reason, task) =>
    lines(
      fmt`${route} deixou de responder: ${reason}.`,
      fmt`Nada mudou; cada pergunta continua a ir também às reservas.`,
      fmt`${bold("Tentar de novo")} volta a ver; ${code(`/rank ${task}`)} mostra o que mais há, e /manual_update escolhe de novo.`,
    ),
  outage: (routes, reason) =>
    lines(
      fmt`${routes === 1 ? "Não foi possível chamar o único modelo que serve" : `Não foi possível chamar nenhum dos ${routes} modelos que servem`}: ${reason}.`,
      fmt`Dificilmente a culpa é dos modelos, por isso nada mudou; será avisado quando isto acabar.`,
      fmt`Veja a rede, as chaves e o crédito da conta; ${bold("Tentar de novo")} volta a ver.`,
    ),
  outageOver: (at, duration) =>
    lines(fmt`Nada estava acessível desde: ${at} (${duration}). Os modelos voltaram a responder.`, fmt`${nothingToDo}`),
  drift: (route, findings, task) =>
    lines(
      fmt`${route} tem o mesmo nome de antes, mas:`,
      ...findings.map((finding) => `• ${finding}`),
      task === null
        ? fmt`Nada mudou. ${bold("Manter")} diz que pode ficar assim.`
        : fmt`Nada mudou. ${bold("Manter")} diz que pode ficar assim; ${code(`/rank ${task}`)} mostra o que mais há.`,
    ),
  trialBegun: (challenger, incumbent, share) =>
    lines(
      fmt`${challenger} recebe ${share} das conversas, ao lado de ${incumbent}.`,
      fmt`Acaba por si quando se souber o bastante; /health mostra como vai, e acaba-a mais cedo.`,
    ),
  trialWon: (challenger, incumbent, test, revision) =>
    lines(
      fmt`${challenger} não foi pior do que ${incumbent}: ${test}.`,
      fmt`Serve a tarefa a partir de agora, como revisão ${bold(revision)}.`,
      fmt`Não tem de fazer nada; ${bold("Repor")} traz de volta o outro, depois de mostrar o que isso muda.`,
    ),
  trialLost: (challenger, incumbent, test) =>
    lines(
      fmt`${challenger} foi claramente pior do que ${incumbent}: ${test}.`,
      fmt`Já não recebe conversas; ${incumbent} continua a servir. ${nothingToDo}`,
    ),
  trialEnded: (challenger, incumbent, test, why) =>
    lines(
      fmt`${challenger} foi experimentado ao lado de ${incumbent}: ${test}.`,
      fmt`Acabou sem decisão: ${why}`,
      fmt`${incumbent} continua a servir. Não precisa de fazer nada; pode começar outra experiência quando quiser.`,
    ),
  budgetSpent: (budget) =>
    lines(
      fmt`As chamadas da vigilância custaram hoje ${budget}, que é tudo o que a política lhes dá.`,
      fmt`O que só se sabe por chamadas espera até à meia-noite UTC. O que não custa nada continua, tal como as respostas às pessoas.`,
      fmt`Quem quiser mais muda ${code("watching.dailyBudget")} na política.`,
    ),
};

export const watchTexts: typeof english = {
  heads,
  severities,
  events,
  manyReplacedHead: (tasks) => `${count(tasks, "tarefa")} passaram para outro modelo`,
  manyFailedHead: (tasks) => `A primeira escolha de ${count(tasks, "tarefa")} não responde`,
  failed: (route, reason) => fmt`${route}: ${reason}`,
  manyReplaced: (revision) =>
    fmt`Servem agora as reservas, como revisão ${bold(revision)}. ${bold("Tentar de novo")} volta a ver tudo; ${bold("Repor")} pergunta para que tarefa.`,
  manyFailed: fmt`Nada mudou para elas; cada pergunta continua a ir também às reservas. ${bold("Tentar de novo")} volta a ver, e /manual_update escolhe de novo.`,
  whichTask: fmt`Que tarefa se deve repor? Antes de acontecer alguma coisa, vê o que mudaria.`,
  test: {
    answered: (good, all, share) => `respondeu bem a ${good} de ${all} (${share})`,
    unused: "ainda ninguém o usou",
    before: (share) => `quando o anterior tinha ${share}`,
    beside: (share) => `quando o outro tinha ${share}`,
    noRecord: "e do outro nada se sabe",
    progress: (answers, most) => `${answers} de ${count(most, "resposta")}`,
  },
  rollBack: "Repor",
  keep: "Manter",
  again: "Tentar de novo",
  keptBy: (who) => fmt`${bold("Mantido")} ${who}: o período à prova acabou.`,
  notedBy: (who) => fmt`${bold("Mantido")} ${who}.`,
  tooOld: "Este cartão é demasiado antigo: o que conta já não está guardado, por isso nada foi feito. Veja /health.",
  probationOver: "O período à prova já acabou, por isso nada foi feito. /health mostra como estão as coisas.",
  changedSince: (task) =>
    `${task} mudou desde então, por isso nada foi feito. /health mostra como estão as coisas, /rollback repõe.`,
  nothingBefore: "O que havia antes já não está guardado, por isso não se pode repor. /rollback mostra o que há.",
  looking: fmt`🩺 A ver tudo o que serve…`,
  looked: (up, all) =>
    all === 0
      ? fmt`🩺 Ainda nada serve.`
      : fmt`🩺 ${bold(`${up} de ${count(all, "modelo")}`)} que ${all === 1 ? "serve" : "servem"} ${up === 1 ? "responde" : "respondem"}.`,
  nothingNew: "Não há nada de novo a contar.",
};
