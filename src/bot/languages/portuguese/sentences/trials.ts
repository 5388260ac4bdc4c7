import type { Template } from "./template.ts";

/** Trials: what is in the way of one, why one ends, and what one has shown (src/pipeline/watch). */
export const trialTemplates: readonly Template[] = [
  [
    "A trial gets from 1 to 50 percent of a task's conversations.",
    "Uma experiência recebe de 1 a 50 por cento das conversas de uma tarefa.",
  ],
  [
    "The policy has turned watching off, so nobody would judge a trial.",
    "A política desligou a vigilância, por isso ninguém julgaria uma experiência.",
  ],
  [
    "{task} is pinned to {model}, so nothing else is tried for it.",
    "{task} está fixada em {model}, por isso nada mais é experimentado para ela.",
  ],
  [
    "The policy ignores {model} for {task}, so it is not tried.",
    "A política ignora {model} para {task}, por isso não é experimentado.",
  ],
  [
    "Nothing serves {task} yet, so nothing can be tried against it.",
    "Ainda nada serve {task}, por isso não há nada com que comparar.",
  ],
  ["{model} serves {task} already.", "{model} já serve {task}."],
  [
    "{model} on {host} is on trial for {task} already. End that trial first.",
    "{model} em {host} já está à experiência para {task}. Termine primeiro essa experiência.",
  ],
  [
    "{provider} did not answer in time, so no trial was begun. Try again.",
    "{provider} não respondeu a tempo, por isso não começou nenhuma experiência. Tente de novo.",
  ],
  [
    "{provider} knows no model {model}. Check how it is written.",
    "{provider} não conhece nenhum modelo {model}. Veja se está bem escrito.",
  ],
  ["{model} cannot be tried for {task}: {reasons:said}.", "{model} não pode ser experimentado para {task}: {reasons}."],
  ["{host} does not serve {model} for {task}.", "{host} não serve {model} para {task}."],
  ["It has no hosts to choose from.", "Não tem servidores por onde escolher."],
  ["These do: {hosts:text}.", "Estes servem: {hosts}."],
  [
    "{model} waits for a person, because something about it is suspicious.",
    "{model} espera por uma pessoa, porque há nele algo de suspeito.",
  ],
  ["it was ended {who:source}", "foi terminada {who}"],
  ["nothing serves the task any more", "já nada serve a tarefa"],
  ["the task was pinned", "a tarefa foi fixada"],
  ["{model} on {host} serves the task by now", "{model} em {host} já serve a tarefa"],
  ["the policy ignores {model} now", "a política agora ignora {model}"],
  [
    "Won its trial: {good:number} of {all:number} answers were good, and {theirs:number} of {most:number} of {route:phrase}.",
    "Ganhou a experiência: {good} de {all} respostas foram boas, e {theirs} de {most} de {route}.",
  ],
  [
    "Trials could not be read, so nobody takes part in one: {fault:said}",
    "As experiências não se puderam ler, por isso ninguém participa em nenhuma: {fault}",
  ],
  [
    "A trial is judged again at the next look: {fault:said}",
    "Uma experiência será julgada de novo na próxima vez: {fault}",
  ],
];
