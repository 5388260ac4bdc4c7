import type { Template } from "./template.ts";

/** What live calls have shown of a model (src/verification/judge.ts); it follows "quando foi chamado". */
const findings: readonly Template[] = [
  ["answered rightly", "respondeu bem"],
  ["answered rightly the second time", "respondeu bem à segunda"],
  ["answered {share:phrase} questions rightly", "respondeu bem a {share} perguntas"],
  ["answered {share:phrase} questions rightly, which is too few", "respondeu bem a {share} perguntas, o que é pouco"],
  [
    "answered {share:phrase} questions rightly on that host, and {others:phrase} on others[: {what:phrase}]",
    "respondeu bem a {share} perguntas nesse anfitrião, e a {others} noutros[: {what}]",
  ],
  ["the copy is damaged", "a cópia está danificada"],
  ["{right:number} of {asked:number}", "{right} de {asked}"],
  ["was found to be a damaged copy on that host", "mostrou ser uma cópia danificada nesse anfitrião"],
  [
    "gave no answer to {silences:number} of {asked:number} questions",
    "não respondeu a {silences} de {asked} perguntas",
  ],
  ["answered wrongly: {why:phrase}", "respondeu mal: {why}"],
  ["it went on without an end", "nunca mais acabava"],
  ["was no longer served there", "já não estava disponível aí"],
  ["gave an answer that is none", "deu uma resposta que não o é"],
  ["did not answer in time", "não respondeu a tempo"],
  ["could not be used with this key", "não podia ser usado com esta chave"],
  ["did not take a question that others take", "não aceitou uma pergunta que outros aceitam"],
  ["when it was called, it {what:phrase}", "quando foi chamado, {what}"],
];

/** Why a model could not be called (src/verification, src/providers). */
const obstacles: readonly Template[] = [
  ["it was too busy to be asked", "estava demasiado ocupado para ser chamado"],
  ["the key may not use it", "a chave não dá acesso a ele"],
  [
    "what serves has answered in the last three days, and nothing better is listed",
    "o que serve respondeu nos últimos três dias e não há nada melhor nas listas",
  ],
  ["nothing of its provider could be reached", "nada do fornecedor estava acessível"],
  ["it did not take the question", "não aceitou a pergunta"],
  ["it was not asked", "não foi chamado"],
  ["the key was not accepted", "a chave não foi aceite"],
  ["it is left alone for now, after earlier faults", "está em descanso por agora, depois de falhas anteriores"],
  ["it cannot be asked such a question", "não se lhe pode fazer uma pergunta dessas"],
  ["the call failed by a fault of Modelvane's own", "a chamada falhou por um defeito do próprio Modelvane"],
  ["the money for calls is used up", "o dinheiro para chamadas está gasto"],
  ["the calls of this run are used up", "as chamadas desta execução estão gastas"],
  ["the time for calls is used up", "o tempo para chamadas está gasto"],
  [
    "a call may cost more than $0.05, the most that one may without a budget",
    "uma chamada pode custar mais de $0,05, o máximo que uma pode custar sem orçamento",
  ],
  ["a call may cost more than a tenth of the budget", "uma chamada pode custar mais do que um décimo do orçamento"],
  ["models cannot be called just now", "de momento não se pode chamar modelos"],
  [
    "no {variable} is set, so {who:text} cannot be asked",
    "{variable} não está definido, por isso não se pode chamar {who}",
  ],
  [
    "no address of {name} is set, so {who:text} cannot be asked",
    "não há endereço definido de {name}, por isso não se pode chamar {who}",
  ],
  ["{provider} is not turned on", "{provider} não está ligado"],
];

/** What is said of calls that are made to see whether models answer. */
export const verificationTemplates: readonly Template[] = [...findings, ...obstacles];
