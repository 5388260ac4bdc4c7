import type { Template } from "./template.ts";

/** Why a plan does what it does (src/planning), and why an entry is as it is. */
export const planningTemplates: readonly Template[] = [
  ["Stays with {points:number} points.", "Fica, com {points} pontos."],
  ["The next, {model}, has {points:number}.", "O seguinte, {model}, tem {points}."],
  [
    "{model} has {points:number}, which is not ahead by the margin of {margin:number}.",
    "{model} tem {points}, o que não o põe à frente pela margem de {margin}.",
  ],
  [
    "{model} has {points:number}; as both are estimates, it would need {needed:number}.",
    "{model} tem {points}; como ambos são estimativas, precisaria de {needed}.",
  ],
  [
    "{model} has {points:number}, but is not verified: {why:phrase}.",
    "{model} tem {points}, mas não foi comprovado: {why}.",
  ],
  ["{model} has {points:number}, but {restraint:phrase}.", "{model} tem {points}, mas {restraint}."],
  [
    "the number of tasks that get a better model in one run is limited to {count}",
    "uma execução não melhora mais do que {count} tarefas",
  ],
  [
    "this task has had a better model {times:phrase} in the last 30 days, which is the policy's limit",
    "esta tarefa já recebeu um modelo melhor {times} nos últimos 30 dias, o que é o limite da política",
  ],
  ["once", "uma vez"],
  ["{count} times", "{count} vezes"],
  ["It is not verified: {why:phrase}.", "Não foi comprovado: {why}."],
  ["it was not called", "não foi chamado"],
  ["{points:number} points", "{points} pontos"],
  [
    "{points:number} points ({tie:phrase}; the policy prefers {family:text})",
    "{points} pontos ({tie}; a política prefere {family})",
  ],
  ["{points:number} points (the policy prefers {preferred:text})", "{points} pontos (a política prefere {preferred})"],
  [
    "{model} has {points:number}, which is a tie within the margin of {margin:number}",
    "{model} tem {points}, um empate dentro da margem de {margin}",
  ],
  [
    "{standing:phrase}, {lead:number} more than {model} ({points:number}).",
    "{standing}, mais {lead} do que {model} ({points}).",
  ],
  ["Of {model}: {complaints:phrases}.", "Quanto a {model}: {complaints}."],
  ["{standing:phrase}, before {model} with {points:number}.", "{standing}, antes de {model}, com {points}."],
  [
    "{model} has {points:number}, but the policy prefers {preferred}.",
    "{model} tem {points}, mas a política prefere {preferred}.",
  ],
  [
    "The policy prefers {preferred}, as {host} serves {model}.",
    "A política prefere {preferred}, e é assim que {host} serve {model}.",
  ],
  ["Chosen from {count} that qualify: {standing:phrase}.", "Escolhido entre {count} possíveis: {standing}."],
  ["Confirms the built-in choice: {standing:phrase}.", "Confirma a escolha de origem: {standing}."],
  [
    "Replaces the unchecked built-in choice: {standing:phrase}.",
    "Substitui a escolha de origem, que ninguém tinha verificado: {standing}.",
  ],
  ["{model} is no longer listed", "{model} já não está na lista"],
  ["{model} has no live host", "{model} não tem nenhum anfitrião disponível"],
  ["{why:phrase}, but it still answers, so it stays.", "{why}, mas ainda responde, por isso fica."],
  [
    "{why:phrase}. It is held and looked at again: {count} of {misses} listings in a row after which it is replaced.",
    "{why}. Fica retido e volta a ser visto: {count} de {misses} listas seguidas, ao fim das quais é substituído.",
  ],
  ["{model} has failed its check: it {reason:phrase}", "{model} falhou a verificação: {reason}"],
  [
    "{model} has failed its check on {host}: it {reason:phrase}; {other} passes.",
    "{model} falhou a verificação em {host}: {reason}; em {other} passa.",
  ],
  [
    "{model} has failed its check on {host}: it {reason:phrase}; {other} may do better.",
    "{model} falhou a verificação em {host}: {reason}; em {other} talvez corra melhor.",
  ],
  ["{why:phrase}, and a call to it failed: it {reason:phrase}", "{why}, e uma chamada falhou: {reason}"],
  ["{model} is served in another version now.", "{model} é servido agora noutra versão."],
  [
    "{host} may not be used for {model} any more; {other} may.",
    "{host} já não pode ser usado para {model}; {other} pode.",
  ],
  ["{model} cannot stay: {reasons:phrase}", "{model} não pode ficar: {reasons}"],
  ["{host} no longer serves {model}", "{host} já não serve {model}"],
  ["{host} no longer serves {model}; {other} does.", "{host} já não serve {model}; {other} serve-o."],
  ["{gone:phrase}. {model} on {host} has {standing:phrase}.", "{gone}. {model} em {host} tem {standing}."],
  ["{reason:said} Behind it now: {behind:phrases}.", "{reason} De reserva agora: {behind}."],
  ["{model} on {host}", "{model} em {host}"],
  ["nothing", "nenhum"],
  [
    "{why:phrase}, but nothing reaches {minimum:number} points: {nearest:phrase}.",
    "{why}, mas nada chega a {minimum} pontos: {nearest}.",
  ],
  ["nothing reaches {minimum:number} points: {nearest:phrase}.", "Nada chega a {minimum} pontos: {nearest}."],
  [
    "{why:phrase}, but nothing that qualifies is verified, as the policy asks: the best, {model}, is not ({reason:phrase}).",
    "{why}, mas nada do que serve foi comprovado, como a política pede: o melhor, {model}, não foi ({reason}).",
  ],
  [
    "nothing that qualifies is verified, as the policy asks: the best, {model}, is not ({reason:phrase}).",
    "Nada do que serve foi comprovado, como a política pede: o melhor, {model}, não foi ({reason}).",
  ],
  ["the best, {model}, has {points:number}", "o melhor, {model}, tem {points}"],
  ["none may be chosen", "nenhum pode ser escolhido"],
  [
    "The listing[ of {source}] is not complete[ ({errors:said})], so nothing is changed.",
    "A lista[ de {source}] não está completa[ ({errors})], por isso nada muda.",
  ],
  [
    "The listing[ of {source}] is empty[ ({errors:said})], so nothing is changed.",
    "A lista[ de {source}] está vazia[ ({errors})], por isso nada muda.",
  ],
  ["The policy has turned the task off.", "A política desligou a tarefa."],
  ["Pinned by the policy.", "Fixado pela política."],
  [
    "Pinned by the policy, although no host is listed that serves it.",
    "Fixado pela política, embora a lista não tenha nenhum anfitrião que o sirva.",
  ],
  ["Pinned by a person.", "Fixado por uma pessoa."],
  ["Rolled back to revision {revision}.", "Reposta a revisão {revision}."],
  [
    "Built in: a start to read from until the first update. It was not checked.",
    "De origem: um começo, para ler até à primeira atualização. Ninguém o verificou.",
  ],
];
