import { bold, code, fmt } from "../../messages/formatting.ts";
import type { healthTexts as english, timelineTexts as englishTimeline } from "../english/health.ts";
import { count } from "./count.ts";

const silent = (amount: number) => (amount === 1 ? "não responde" : "não respondem");
const span = (days: number) => (days === 1 ? "último dia" : `últimos ${days} dias`);

export const healthTexts: typeof english = {
  off: fmt`⏸ ${bold("Nada está a ser vigiado")}: a política tem ${code("watching.enabled")} desligado.`,
  nothing: fmt`Ainda nada está a ser vigiado, porque nada serve: /manual_update procura modelos.`,
  head: {
    up: (routes) => fmt`🟢 ${bold(routes === 1 ? "O único modelo responde" : `Todos os ${routes} modelos respondem`)}`,
    there: (routes, listed) =>
      fmt`🟢 ${bold(routes === 1 ? "O único modelo está lá" : `Todos os ${routes} modelos estão lá`)}: ${routes - listed} responderam, ${listed} no catálogo e não chamados`,
    down: (down, routes) => fmt`🔴 ${bold(`${down} de ${count(routes, "modelo")} ${silent(down)}`)}`,
    unknown: (unknown, routes) =>
      fmt`⚪️ ${bold(
        unknown === routes
          ? `Ainda não se sabe se ${routes === 1 ? "o único modelo responde" : `os ${routes} modelos respondem`}`
          : `De ${unknown} de ${count(routes, "modelo")} não se sabe se respondem`,
      )}`,
  },
  states: {
    up: "responde",
    listed: "no catálogo",
    down: "não responde",
    unknown: "não se sabe",
    none: "ainda não foi visto",
  },
  good: (share, answers) => `${share} de ${count(answers, "resposta boa", "respostas boas")}`,
  fallbacksDown: (down, all) => `${down} de ${count(all, "reserva")} ${silent(down)}`,
  noPrimary: "nenhuma primeira escolha é vigiada",
  onProbation: (progress) => `à prova, ${progress}`,
  onTrial: (share) => `uma experiência em ${share}`,
  drifted: "já não é o que era",
  next: (parts) => `Próximas verificações: ${parts}`,
  checks: { availability: "disponibilidade", speed: "velocidade", drift: "desvios" },
  notScheduled: "sem horário",
  today: (calls, cost, budget) => `Hoje: ${count(calls, "chamada")} por ${cost}, de ${budget} por dia`,
  choose: "Os botões mostram cada tarefa.",
  roles: { primary: "primeira escolha", fallback: "reserva", trial: "à experiência" },
  roleFor: (role, task) => `${role} de ${task}`,
  answers: (duration) => (duration === null ? "Responde" : `Responde, há ${duration}`),
  listed: (duration) => (duration === null ? "No catálogo, não chamado" : `No catálogo, não chamado, há ${duration}`),
  silent: (duration, reason) =>
    fmt`${bold("Não responde")}${duration === null ? "" : `, há ${duration}`}${reason === null ? "" : `: ${reason}`}`,
  unclear: (duration, reason) =>
    fmt`${bold("Não se sabe se responde")}${duration === null ? "" : `, há ${duration}`}${reason === null ? "" : `: ${reason}`}`,
  neverLooked: fmt`Ainda não foi visto`,
  lookedAt: (relative) => `visto ${relative}`,
  success: (share, answers, low, high) =>
    `${share} de ${count(answers, "resposta boa", "respostas boas")} (o mais provável: ${low} a ${high})`,
  noAnswers: "ainda ninguém o usou",
  driftNever: "ainda não se procuraram desvios",
  driftNone: (relative) => `sem desvios ${relative}`,
  drift: (relative) => fmt`${bold("Já não é o que era")}, visto ${relative}:`,
  finding: (finding) => `• ${finding}`,
  probation: (at, progress, test) => fmt`${bold("À prova")} desde: ${at}, ${progress}: ${test}.`,
  trial: (challenger, share, at, progress, test) =>
    fmt`${bold("À experiência")} com ${share} das conversas desde: ${at}, ${progress}: ${challenger}, ${test}.`,
  events: bold("Últimos acontecimentos"),
  taskUnwatched: (task) => fmt`Nada do que serve ${code(task)} está a ser vigiado. /health mostra tudo o que está.`,
  modelUnwatched: (model) =>
    fmt`${code(model)} não serve nada agora, por isso não está a ser vigiado. /health mostra tudo o que está.`,
  refresh: "Atualizar vista",
  look: "Ver agora",
  timeline: "Evolução",
  timelineOf: (model) => `Evolução de ${model}`,
  gone: "Esse modelo já não está a ser vigiado. /health mostra os que estão.",
};

export const timelineTexts: typeof englishTimeline = {
  subtitle: (days) => (days === 1 ? "O último dia" : `Os últimos ${days} dias`),
  speed: "Até à primeira palavra, mediana do dia",
  success: "Respostas boas, e quantas por dia",
  good: "respostas boas",
  most: (answers) => `respostas, no máximo ${answers.toLocaleString("pt-PT")} por dia`,
  down: "não respondia",
  nothing: "nada se sabe",
  footer: "Os dias são UTC. Um intervalo: desse dia nada se sabe.",
  nothingKnown: (model) => fmt`Nada se sabe de ${code(model)} nos dias que estão guardados.`,
  caption: (model, days) => fmt`${bold(model)}, ${span(days)}`,
  captionSpeed: (quickest, slowest) => `Primeira palavra após ${quickest} a ${slowest}, mediana do dia.`,
  captionOneSpeed: (wait) => `Primeira palavra após ${wait}, mediana do dia.`,
  captionSuccess: (share, answers) => `${share} de ${count(answers, "resposta boa", "respostas boas")}.`,
  captionDown: (days) => `Não respondia em ${count(days, "dia")}.`,
};
