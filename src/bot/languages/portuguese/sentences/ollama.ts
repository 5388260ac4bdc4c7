import type { Template } from "./template.ts";

/** What is installed there, and whether it answers (src/providers/ollama). */
const listing: readonly Template[] = [
  ["Ollama at {address}", "O Ollama em {address}"],
  ["Ollama does not answer at {address}.", "O Ollama não responde em {address}."],
  ['Start it with "ollama serve", or {otherwise:phrase}.', 'Arranque-o com "ollama serve", ou {otherwise}.'],
  ['Start it with "ollama serve".', 'Arranque-o com "ollama serve".'],
  [
    'turn the provider off in the policy: "{name}": { "enabled": false }',
    'desligue o fornecedor na política: "{name}": { "enabled": false }',
  ],
  ["{who:source} did not describe a model within {seconds:number} s.", "{who} não descreveu um modelo em {seconds} s."],
  ["an installed model has no proper name", "um modelo instalado não tem um nome válido"],
  [
    "an installed model names no capability that is used (Ollama names them since 0.6.4)",
    "um modelo instalado não indica nenhuma capacidade que seja usada (o Ollama indica-as desde a versão 0.6.4)",
  ],
  [
    "{who:source} sent something that is not a list of models. Check its address.",
    "{who} enviou algo que não é uma lista de modelos. Verifique o endereço.",
  ],
  ["{name}: at most {count} of its models were read", "{name}: foram lidos no máximo {count} dos seus modelos"],
  [
    "{models:phrase} could not be described, so the list of {who:source} is not complete: {fault:said}",
    "Não foi possível descrever {models}, por isso não está completa esta lista: {who}. {fault}",
  ],
  ["One of its models", "um dos modelos"],
  ["{count} of its models", "{count} dos modelos"],
  [
    'Models of Ollama\'s cloud need an account: run "ollama signin" on its machine.',
    'Os modelos da nuvem do Ollama pedem uma conta: execute "ollama signin" na máquina dele.',
  ],
];

/** What it takes of a request (src/providers/ollama/chat-messages.ts and its neighbours). */
const requests: readonly Template[] = [
  [
    'Install the model with "ollama pull {model}", or choose another.',
    'Instale o modelo com "ollama pull {model}", ou escolha outro.',
  ],
  [
    "A call of a tool in the conversation does not name the tool.",
    "Uma chamada de ferramenta na conversa não diz o nome da ferramenta.",
  ],
  [
    'The call of the tool "{name:text}" in the conversation has arguments that are no JSON object.',
    'A chamada da ferramenta "{name}" na conversa tem argumentos que não são um objeto JSON.',
  ],
  [
    'Ollama takes texts and pictures, and the conversation holds a part of another kind ("{kind:quoted}").',
    'O Ollama aceita textos e imagens, e a conversa tem uma parte de outro tipo ("{kind}").',
  ],
  [
    'Ollama takes pictures only within the request: send them as "data:image/png;base64,…", and not by their addresses.',
    'O Ollama só aceita imagens dentro do pedido: envie-as como "data:image/png;base64,…", e não pelos endereços.',
  ],
  ["A picture in the conversation is not written in base64.", "Uma imagem na conversa não está escrita em base64."],
  ["There is no message to answer.", "Não há nenhuma mensagem a que responder."],
  [
    "Ollama takes conversations and texts to embed, and nothing else.",
    "O Ollama aceita conversas e textos para converter em vetores, e mais nada.",
  ],
];

/** What is said of Ollama. */
export const ollamaTemplates: readonly Template[] = [...listing, ...requests];
