import type { Template } from "./template.ts";

/** Faults of calls, whoever was called (src/providers/failure-kind.ts, src/providers/open-ai). */
const failures: readonly Template[] = [
  ["the model is not served there", "o modelo não está disponível aí"],
  ["the account has no credit left", "a conta já não tem crédito"],
  ["it is too busy at the moment", "de momento está demasiado ocupado"],
  ["the key was not accepted, or may not use the model", "a chave não foi aceite, ou não pode usar o modelo"],
  ["the request was not accepted", "o pedido não foi aceite"],
  [
    '{who:source} reported a fault in its answer: {meaning:phrase}[ ("{detail:quoted}")].',
    '{who} comunicou uma falha na resposta: {meaning}[ ("{detail}")].',
  ],
  [
    "{who:source} broke off in the middle of its answer[ ({code})].",
    "{who} interrompeu-se a meio da resposta[ ({code})].",
  ],
  ["{who:source} could not be reached, or hung up[ ({code})].", "{who} não está acessível, ou desligou[ ({code})]."],
  ["{who:source} sent an empty answer.", "{who} enviou uma resposta vazia."],
  ["{who:source} sent data that is no chat completion.", "{who} enviou dados que não são uma resposta de conversa."],
  ["{who:source} sent data that is no part of an answer.", "{who} enviou dados que não fazem parte de uma resposta."],
  [
    "{who:source} answered in a role that is not the assistant's.",
    "{who} respondeu num papel que não é o do assistente.",
  ],
  ["{who:source} ended in the middle of its answer.", "{who} acabou a meio da resposta."],
  ["{who:source} sent {what:phrase} instead of an answer.", "{who} enviou {what} em vez de uma resposta."],
  ["a web page", "uma página"],
  ["something of another content type", "algo de outro tipo de conteúdo"],
  ["{who:source} sent {vectors} vectors for {texts} texts.", "{who} enviou {vectors} vetores para {texts} textos."],
];

/** Servers that the policy declares (src/providers/openai-compatible, src/providers/open-ai). */
const declared: readonly Template[] = [
  ["{name} at {address}", "{name} em {address}"],
  [
    "{who:source} takes chat and texts to embed, and nothing for {kind}.",
    "{who} aceita conversas e textos para converter em vetores, e nada para {kind}.",
  ],
  [
    "The provider {name} has no address: set providers.{key}.baseUrl in the policy, such as {example}.",
    "O fornecedor {name} não tem endereço: defina providers.{key}.baseUrl na política, como {example}.",
  ],
  [
    "The provider {name} needs a key: set the environment variable {variable}, which the policy names for it.",
    "O fornecedor {name} precisa de uma chave: defina a variável de ambiente {variable}, que a política indica para ele.",
  ],
  [
    "If it needs a key, name its variable as providers.{name}.apiKeyEnv in the policy.",
    "Se precisar de uma chave, indique a variável dela em providers.{name}.apiKeyEnv, na política.",
  ],
  ["Check {variable}.", "Verifique {variable}."],
  ["Check providers.{name}.baseUrl in the policy.", "Verifique providers.{name}.baseUrl na política."],
  ["an entry of the listing has no proper id", "uma entrada da lista não tem um identificador válido"],
  ["an id stands twice in the listing", "um identificador aparece duas vezes na lista"],
];

/** What is said of calls of models, and of servers that people declare. */
export const callTemplates: readonly Template[] = [...failures, ...declared];
