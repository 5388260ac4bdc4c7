import type { Template } from "./template.ts";

/** Who is asked, and that there is nobody (src/routing/targets.ts, src/routing/router.ts). */
const targets: readonly Template[] = [
  ["The tasks that have one are {tasks:text}.", "As tarefas que têm um são {tasks}."],
  ["No task has one yet: run an update first.", "Ainda nenhuma tarefa tem um: use primeiro /manual_update."],
  ["No model is configured for {task:text}.", "Não há nenhum modelo configurado para {task}."],
  [
    "No provider of the name {provider} is turned on. There are: {names:text}.",
    "Nenhum fornecedor com o nome {provider} está ligado. Há estes: {names}.",
  ],
  [
    "No model of the name {model} is known. Name a task such as task:conversational, or a provider with the model.",
    "Não se conhece nenhum modelo com o nome {model}. Indique uma tarefa, como task:conversational, ou um fornecedor com o modelo.",
  ],
  ["There is no such task.", "Essa tarefa não existe."],
  [
    "Modelvane is being stopped, so it takes no more requests. Try again soon.",
    "O Modelvane está a parar, por isso já não aceita pedidos. Tente de novo daqui a pouco.",
  ],
];

/** Why a route is not fit for a request (src/routing/select.ts). */
const obstacles: readonly Template[] = [
  ["it takes {what:phrase} only", "só aceita {what}"],
  ["texts to embed", "textos para converter em vetores"],
  ["other input", "outro tipo de pedido"],
  ["text and pictures", "texto e imagens"],
  ["it does not embed texts", "não converte textos em vetores"],
  ["it does not call tools", "não usa ferramentas"],
  ["it cannot answer in a form", "não sabe responder num formato pedido"],
  ["it does not take pictures", "não aceita imagens"],
  ["its {room} tokens of context are too few", "os seus {room} tokens de contexto não chegam"],
  ["its price is unknown", "não se sabe o preço"],
  ["its price is unknown, and the policy has a maximum", "não se sabe o preço, e a política tem um máximo"],
  ["it costs {price:dollars} per million output tokens", "custa {price} por milhão de tokens de saída"],
  [
    "it costs [{price:dollars} per million output tokens], and the policy's maximum is less",
    "custa [{price} por milhão de tokens de saída], acima do máximo da política",
  ],
  ["{price:dollars} per million output tokens", "{price} por milhão de tokens de saída"],
  ["it does not run on a machine of your own", "não corre numa máquina sua"],
  ["it is not known to run on a machine of your own", "não se sabe se corre numa máquina sua"],
  ["the provider {provider} is not turned on", "o fornecedor {provider} não está ligado"],
];

/** Why a route is left alone for now (src/routing/explain.ts). */
const rests: readonly Template[] = [
  ["{model} on {host} no longer serves the model", "{model} em {host} já não está disponível"],
  ["{model} on {host} has no credit left", "{model} em {host} já não tem crédito"],
  ["{model} on {host} was too busy", "{model} em {host} estava demasiado ocupado"],
  ["{model} on {host} refused the key", "{model} em {host} recusou a chave"],
  ["{model} on {host} gave answers that are none", "{model} em {host} deu respostas que não o são"],
  ["{model} on {host} took too long", "{model} em {host} demorou demasiado"],
];

/** What became of a request that nobody has answered (src/routing/explain.ts, src/routing/try.ts). */
const ends: readonly Template[] = [
  ["No model could answer ({target:text}).", "Nenhum modelo conseguiu responder ({target})."],
  ["Tried in vain: {failures:said}.", "Tentados em vão: {failures}."],
  [
    "Left alone for now, after earlier faults: {rests:said}.",
    "Postos de parte por agora, depois de falhas anteriores: {rests}.",
  ],
  ["Not fit for this request: {obstacles:said}.", "Não servem para este pedido: {obstacles}."],
  ["{model} on {host}: {fault:item}", "{model} em {host}: {fault}"],
  ["Ask for less, or choose another model.", "Peça menos, ou escolha outro modelo."],
  ["Another try may succeed at once.", "Outra tentativa pode resultar já."],
  ["The next try makes sense in {duration:phrase}.", "Faz sentido tentar de novo daqui a {duration}."],
  ["{amount} second", "{amount} segundo"],
  ["{amount} seconds", "{amount} segundos"],
  ["{amount} minute", "{amount} minuto"],
  ["{amount} minutes", "{amount} minutos"],
  ["{amount} hour", "{amount} hora"],
  ["{amount} hours", "{amount} horas"],
  [
    "The answer broke off, and no other model could go on with it ({fault:said}). What has come so far is not whole: ask again.",
    "A resposta interrompeu-se, e nenhum outro modelo conseguiu continuá-la ({fault}). O que chegou não está completo: pergunte de novo.",
  ],
  ["it said nothing for {seconds:number} s", "não disse nada durante {seconds} s"],
  ["it said nothing more for {seconds:number} s", "não disse mais nada durante {seconds} s"],
  ["it answered nothing", "não respondeu nada"],
  ["its answer ended before it was whole", "a resposta acabou antes de estar completa"],
  [
    "The call failed in a way that is not known ({code}).",
    "A chamada falhou de uma maneira que não se conhece ({code}).",
  ],
];

/** What is said of requests to models, and of why they were not answered. */
export const routingTemplates: readonly Template[] = [...targets, ...obstacles, ...rests, ...ends];
