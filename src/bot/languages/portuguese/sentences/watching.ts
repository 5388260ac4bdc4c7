import type { Template } from "./template.ts";

/** How a look has found what is configured; each follows what it is said of (src/pipeline/watch). */
const looks: readonly Template[] = [
  ["was too busy, or could not be reached", "estava demasiado ocupado, ou não estava acessível"],
  ["nobody can be asked here", "aqui não se pode chamar nenhum modelo"],
  ["is no longer in its source's catalogue", "já não está no catálogo da sua fonte"],
  ["was taken down at its source", "foi retirado na sua fonte"],
  ["is no longer served by {host}", "já não é servido por {host}"],
  ["is out of order at {host}, as its source says", "está avariado em {host}, segundo a sua fonte"],
  ["is not in a catalogue that could be asked", "não está num catálogo que se possa consultar"],
  ["could not be looked up", "não foi possível consultá-lo"],
  ["is dear to ask", "é caro de chamar"],
  ["does not answer", "não responde"],
  ["is in its catalogue, and was not called", "está no seu catálogo, e não foi chamado"],
  ["nothing could be reached", "nada estava acessível"],
];

/** What was done about it, or why nothing was. */
const repairs: readonly Template[] = [
  [
    "{model} on {host} {what:phrase}, so what stood behind it took its place.",
    "{model} em {host} {what}, por isso a reserva tomou o seu lugar.",
  ],
  ["changes are paused, so nothing was changed", "as mudanças estão em pausa, por isso nada mudou"],
  ["changes are paused", "as mudanças estão em pausa"],
  ["{model} waits for a person", "{model} espera por uma pessoa"],
  ["it is pinned, so it keeps its place", "está fixado, por isso mantém o seu lugar"],
  [
    "the task was changed {times:number} times in a day already, so it stays as it is for now",
    "a tarefa já mudou {times} vezes num dia, por isso fica como está por agora",
  ],
  ["nothing that stands behind it answers either", "nenhuma das suas reservas responde"],
  ["an update is under way", "está a decorrer uma atualização"],
  ["nothing could be changed: {why:said}", "não foi possível mudar nada: {why}"],
  ["it answers wrongly now: {why:phrase}", "agora responde mal: {why}"],
  ["it could not be asked ({why:phrase})", "não foi possível chamá-lo ({why})"],
  ["it was too busy, or could not be reached", "estava demasiado ocupado, ou não estava acessível"],
  ["it was no longer served there", "já não estava disponível aí"],
  ["it gave an answer that is none", "deu uma resposta que não o é"],
  ["it did not answer in time", "não respondeu a tempo"],
  ["it could not be used with this key", "não podia ser usado com esta chave"],
];

/** What is no longer as it was, under the same name. */
const drifts: readonly Template[] = [
  [
    "answers {now:phrase} fixed questions rightly, after {before:phrase} before",
    "responde bem a {now} perguntas fixas, depois de {before}",
  ],
  [
    "counts {now:number} tokens of the question of which it counted {before:number}: another model or template stands behind the name",
    "conta {now} tokens da pergunta em que contava {before}: por trás do nome está outro modelo ou outro molde",
  ],
  [
    "costs {now:dollars} per million {what:phrase} tokens, after {before:dollars}",
    "custa {now} por milhão de tokens de {what}, depois de {before}",
  ],
  ["input", "entrada"],
  ["output", "saída"],
  ["takes {now:count} tokens of context, after {before:count}", "aceita {now} tokens de contexto, depois de {before}"],
  [
    "begins to answer after {now:phrase}, where {usual:phrase} was usual",
    "começa a responder após {now}, quando o habitual era {usual}",
  ],
  ["{seconds:number} s", "{seconds} s"],
];

/** What is asked of the watch, and cannot be done. */
const orders: readonly Template[] = [
  ["look at what is configured", "verificação do que está configurado"],
  [
    "The probation of {task} was judged just now: look again.",
    "O período à prova de {task} foi julgado agora mesmo: volte a ver.",
  ],
  [
    'Watching is turned off: set "watching": {"enabled": true} in the policy to turn it on.',
    'A vigilância está desligada: ponha "watching": {"enabled": true} na política para a ligar.',
  ],
];

/** What the watch sees and does between updates. */
export const watchingTemplates: readonly Template[] = [...looks, ...repairs, ...drifts, ...orders];
