import type { Template } from "./template.ts";

/** Why a model may not be chosen (src/evaluation/eligibility.ts, src/pipeline/rank-tasks.ts). */
const reasons: readonly Template[] = [
  ["the policy ignores it", "a política ignora-o"],
  ["the hub has disabled it", "o hub desativou-o"],
  ["whether it is gated is unknown", "não se sabe se o acesso é condicionado"],
  ["it is gated: its owner asks for consent first", "acesso condicionado: o dono pede consentimento primeiro"],
  ["it names no licence", "não indica nenhuma licença"],
  [
    "its licence {licence:text} is {class:phrase}, which the policy does not allow",
    'a licença {licence} é da classe "{class}", que a política não permite',
  ],
  [
    'its licence "{licence:text}" is not one that the policy allows',
    'a licença "{licence}" não é das que a política permite',
  ],
  [
    "its downloads are unknown; the policy asks for {minimum:number}",
    "não se sabe quantas transferências tem; a política pede {minimum}",
  ],
  [
    "it has {downloads:number} downloads; the policy asks for {minimum:number}",
    "tem {downloads} transferências; a política pede {minimum}",
  ],
  [
    "its age is unknown; the policy asks for {minimum:number} days",
    "não se sabe que idade tem; a política pede {minimum} dias",
  ],
  ["it is {age:number} days old; the policy asks for {minimum:number}", "tem {age} dias; a política pede {minimum}"],
  [
    'it was rolled back on {since} and is held until {until} ("release" ends that)',
    'saiu numa reposição em {since} e fica retido até {until} (/pin acaba com isso, e "release" na linha de comandos também)',
  ],
  [
    'it did not answer on {since} and is held until {until} ("release" ends that)',
    'não respondeu em {since} e fica retido até {until} (/pin acaba com isso, e "release" na linha de comandos também)',
  ],
  ["it is served as an adapter only", "só é servido como adaptador"],
  ['its host reports "{status:phrase}"', 'o anfitrião comunica "{status}"'],
  ["staging", "em preparação"],
  ["error", "erro"],
  ["unknown", "desconhecido"],
  ["it is not known to be free", "não se sabe se é grátis"],
  [
    "its price is unknown; the policy's maximum is {maximum:dollars}",
    "não se sabe o preço; o máximo da política é {maximum}",
  ],
  [
    "it costs {price:dollars} per million output tokens; the policy's maximum is {maximum:dollars}",
    "custa {price} por milhão de tokens de saída; o máximo da política é {maximum}",
  ],
  [
    "its speed is unknown; the policy asks for {minimum:number} tokens a second",
    "não se sabe a velocidade; a política pede {minimum} tokens por segundo",
  ],
  [
    "it writes {speed:number} tokens a second; the policy asks for {minimum:number}",
    "escreve {speed} tokens por segundo; a política pede {minimum}",
  ],
  ["no host serves it for this task", "nenhum anfitrião o serve para esta tarefa"],
  ["permissive", "permissiva"],
  ["use-restricted", "com restrições de uso"],
  ["non-commercial", "não comercial"],
];

/** Why a model waits until a person has looked at it (src/evaluation/guards). */
const suspicions: readonly Template[] = [
  [
    'it waits for a person: {reason:phrase} ("approve" lets it in)',
    "espera por uma pessoa: {reason} (/approve deixa-o entrar)",
  ],
  [
    'its owner "{owner}" looks like {other}, {comparison:phrase}',
    'o dono "{owner}" parece-se com {other}, {comparison}',
  ],
  ["whose models are {factor:count} times as used", "cujos modelos são {factor} vezes mais usados"],
  ["which is {days:count} days older", "que é {days} dias mais antigo"],
  [
    'its owner "{owner}" is new (its first model is {days} days old), but it has {counts:phrase}',
    'o dono "{owner}" é novo (o primeiro modelo tem {days} dias), mas tem {counts}',
  ],
  ["{count:count} downloads", "{count} transferências"],
  ["{count:count} likes", "{count} gostos"],
  [
    "it bears the name of {model}, which is {factor:count} times as used, and does not say that it was made from it",
    "tem o nome de {model}, que é {factor} vezes mais usado, e não diz que foi feito a partir dele",
  ],
  [
    "it is named after {model}, but says that it was made from {base}",
    "tem o nome de {model}, mas diz que foi feito a partir de {base}",
  ],
  [
    "its name promises {promised:phrase} parameters, and it has {real:phrase}",
    "o nome promete {promised} de parâmetros, e tem {real}",
  ],
  ["{count} million", "{count} milhões"],
  ["{count} billion", "{count} mil milhões"],
  ["its downloads jumped from {before:count} to {after:count}", "as transferências saltaram de {before} para {after}"],
];

/** The facts behind a score (src/evaluation: each criterion's `explain`). */
const evidence: readonly Template[] = [
  ["{count:number} downloads in 30 days", "{count} transferências em 30 dias"],
  ["{count:number} likes", "{count} gostos"],
  ["created {days} days ago", "criado há {days} dias"],
  ["no benchmark of this task is known", "não se conhece nenhum teste desta tarefa"],
  ["{title:phrase}: {value:number} of 100", "{title}: {value} em 100"],
  ["{title:phrase}: {value:number} of 100, as its makers say", "{title}: {value} em 100, segundo quem o fez"],
  [
    "ability {value:number} of 100, most likely {low:number} to {high:number}",
    "capacidade {value} em 100, muito provavelmente entre {low} e {high}",
  ],
  ["{size:phrase} parameters", "{size} de parâmetros"],
  ["{size:phrase} parameters, by its name", "{size} de parâmetros, pelo nome"],
  ["{size:phrase} parameters, by its base", "{size} de parâmetros, pela base"],
  ["{size:phrase} of them at work", "{size} deles em uso de cada vez"],
  [
    "its size is not told; its price is that of some {size:phrase} parameters",
    "não indica o tamanho; o preço é o de uns {size} de parâmetros",
  ],
  ["its size is not known", "não se sabe o tamanho"],
  ["counts as {months:number} months old, like its base", "conta como tendo {months} meses, como a base"],
  ["counts as {months:number} months old, like its generation", "conta como tendo {months} meses, como a geração"],
  ["its age is not known", "não se sabe a idade"],
  ["a copy with {bits:number} bits a weight", "uma cópia com {bits} bits por peso"],
  ["only continues text", "só continua texto"],
  ["made from {base:text}", "feito a partir de {base}"],
  ["{right:number} of {asked:number} of our own questions right", "acertou {right} das {asked} perguntas nossas"],
  [
    "in real use {good:number} of {all:number} answers were good (at least {least:number} %)",
    "no uso real, {good} de {all} respostas foram boas (pelo menos {least} %)",
  ],
  [
    "in real use {good:number} of {all:number} recent answers were good, which are too few to count",
    "no uso real, {good} de {all} respostas recentes foram boas, o que é pouco para contar",
  ],
  [
    "in real use its answers begin after {taken:number} s on average (this task wants {wanted:number} s)",
    "no uso real, as respostas começam em média ao fim de {taken} s (esta tarefa quer {wanted} s)",
  ],
  ["newer and larger ones are taken for a little better", "supõe-se que os mais novos e maiores são um pouco melhores"],
  ["accuracy", "exatidão"],
  ["exact match", "resposta exata"],
  ["word error rate", "taxa de erro por palavra"],
  ["character error rate", "taxa de erro por carácter"],
  ["names no licence", "não indica licença"],
  ["licence {licence:text}", "licença {licence}"],
  ["1 live host", "1 anfitrião disponível"],
  ["{count} live hosts", "{count} anfitriões disponíveis"],
  ["{count:count} tokens of context", "{count} tokens de contexto"],
  ["calls tools", "usa ferramentas"],
  ["what is unknown counts as {guess:number}", "o que não se sabe conta como {guess}"],
  ["preferred by the policy: {preferred:text}", "preferido pela política: {preferred}"],
  ["made for the task, by its name or tags", "feito para a tarefa, pelo nome ou pelas etiquetas"],
];

/** Why nothing is told of them (src/chat/registry.ts). */
const lookUps: readonly Template[] = [
  [
    "The model market cannot be looked up at the moment. Try again in a minute.",
    "De momento não é possível consultar o mercado de modelos. Tente de novo daqui a um minuto.",
  ],
];

/** What is said of models. */
export const modelTemplates: readonly Template[] = [...reasons, ...suspicions, ...evidence, ...lookUps];
