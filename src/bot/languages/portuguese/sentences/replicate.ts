import type { Template } from "./template.ts";

/** How its models are found (src/providers/replicate: the catalogue and its listings). */
const listing: readonly Template[] = [
  [
    "Check {variable}: it may be mistyped, or disabled.",
    "Verifique {variable}: pode estar mal escrito, ou desativado.",
  ],
  [
    "{model} was not looked up, for without a token Replicate tells nothing. Set REPLICATE_API_TOKEN.",
    "{model} não foi consultado, porque sem um token o Replicate não diz nada. Defina REPLICATE_API_TOKEN.",
  ],
  [
    'A model was not looked up: ids of Replicate look like "owner/name".',
    'Um modelo não foi consultado: os identificadores do Replicate são do tipo "dono/nome".',
  ],
  [
    "Replicate sent something that is not the record of {model}.",
    "O Replicate enviou algo que não é o registo de {model}.",
  ],
  [
    "models were passed over whose records were not read (at most {count} a run)",
    "alguns modelos foram deixados de lado por não se lerem os seus registos (no máximo {count} por execução)",
  ],
  [
    "of Replicate, its collections, the best matches of a search and the newest models were read, not all models",
    "do Replicate leram-se as coleções, os melhores resultados de uma pesquisa e os modelos mais recentes, e não todos os modelos",
  ],
  ["a model does not say what goes into it", "um modelo não diz que dados aceita"],
  ["{count} elements of {what:phrase} are no models", "{count} elementos não são modelos: {what}"],
  ["Replicate has no longer {what:phrase}", "O Replicate já não tem {what}"],
  ['the collection "{name}"', 'a coleção "{name}"'],
  ["the search", "a pesquisa"],
  ["the list of models", "a lista de modelos"],
];

/** Runs of its models (src/providers/replicate: failure.ts, prediction.ts and their neighbours). */
const runs: readonly Template[] = [
  ["Buy credit at {address}.", "Compre crédito em {address}."],
  ["Replicate no longer has this version of the model.", "O Replicate já não tem esta versão do modelo."],
  ['The model failed on Replicate[ ("{detail:quoted}")].', 'O modelo falhou no Replicate[ ("{detail}")].'],
  [
    'The run on {host} was {state:phrase}[ ("{detail:quoted}")].',
    'A execução em {host} ficou neste estado: {state}[ ("{detail}")].',
  ],
  ["canceled", "cancelada"],
  ["aborted", "interrompida"],
  ["Change the request.", "Mude o pedido."],
  ["Replicate took a file and did not say where it lies.", "O Replicate recebeu um ficheiro e não disse onde está."],
  ["Replicate does not say what goes into {model}.", "O Replicate não diz que dados {model} aceita."],
  [
    'Ids of models on Replicate look like "owner/name".',
    'Os identificadores de modelos no Replicate são do tipo "dono/nome".',
  ],
  [
    "Replicate made a file of more than 100 MB, which is not taken.",
    "O Replicate fez um ficheiro de mais de 100 MB, que não é aceite.",
  ],
  ["Replicate made a file that could not be fetched.", "O Replicate fez um ficheiro que não foi possível obter."],
  ["Replicate has lost the run.", "O Replicate perdeu a execução."],
  ["Replicate sent a damaged file.", "O Replicate enviou um ficheiro danificado."],
  ["Replicate made a file that is empty.", "O Replicate fez um ficheiro vazio."],
  [
    "Replicate sent an event that is larger than what is read.",
    "O Replicate enviou um evento maior do que o que se lê.",
  ],
  [
    "Replicate answered with something else than a stream of events.",
    "O Replicate não respondeu com uma sequência de eventos.",
  ],
  ["Replicate closed the stream before the answer's end.", "O Replicate fechou a sequência antes do fim da resposta."],
  ["Replicate sent something that is not a prediction.", "O Replicate enviou algo que não é uma execução."],
  [
    "{model} answered {texts} texts with {vectors} vectors.",
    "{model} respondeu a {texts} textos com {vectors} vetores.",
  ],
  [
    "Replicate needs a token: set {variable}, from {address}.",
    "O Replicate precisa de um token: defina {variable}, que se obtém em {address}.",
  ],
];

/** What a model takes (src/providers/replicate: chat-input.ts, pipeline-input.ts, embedding.ts). */
const input: readonly Template[] = [
  [
    "{model} on Replicate takes no text, so it cannot chat.",
    "{model}, no Replicate, não aceita texto, por isso não pode conversar.",
  ],
  [
    "{model} on Replicate takes no text, so it cannot embed any.",
    "{model}, no Replicate, não aceita texto, por isso não pode converter nenhum em vetores.",
  ],
  [
    "{model} on Replicate calls no tools. Ask without tools, or ask another model.",
    "{model}, no Replicate, não usa ferramentas. Pergunte sem elas, ou a outro modelo.",
  ],
  [
    "{model} on Replicate takes no pictures. Ask another model.",
    "{model}, no Replicate, não aceita imagens. Pergunte a outro modelo.",
  ],
  [
    "To understand a picture, a picture is needed: give one with --file.",
    "Para compreender uma imagem falta a imagem: envie uma.",
  ],
  [
    "{model} on Replicate takes no file of the kind {kind}. Ask without it.",
    "{model}, no Replicate, não aceita ficheiros do tipo {kind}. Pergunte sem ele.",
  ],
  [
    "{model} on Replicate needs a file: give one with --file.",
    "{model}, no Replicate, precisa de um ficheiro: envie um.",
  ],
  ["There is no text. Say in words what is to be made.", "Falta o texto. Diga por palavras o que deve ser feito."],
];

/** What is said of Replicate. */
export const replicateTemplates: readonly Template[] = [...listing, ...runs, ...input];
