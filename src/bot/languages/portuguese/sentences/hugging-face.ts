import type { Template } from "./template.ts";

/** Who is asked there, and what to do about it (src/providers/hugging-face). */
const router: readonly Template[] = [
  ["Hugging Face's inference router", "O router de inferência da Hugging Face"],
  ["The Hugging Face Hub", "O Hub da Hugging Face"],
  [
    "Set HF_TOKEN: calls of models need a Hugging Face access token.",
    "Defina HF_TOKEN: para chamar modelos é preciso um token de acesso da Hugging Face.",
  ],
  [
    "Check HF_TOKEN: it may be mistyped, expired or revoked, or lack the right to call inference providers.",
    "Verifique HF_TOKEN: pode estar mal escrito, caducado ou revogado, ou não ter o direito de chamar fornecedores de inferência.",
  ],
  [
    "Buy credits at {address}, or wait for the next month.",
    "Compre créditos em {address}, ou espere pelo próximo mês.",
  ],
  [
    "Check HF_TOKEN, and that it may make calls to Inference Providers.",
    "Verifique HF_TOKEN, e se pode fazer chamadas aos Inference Providers.",
  ],
  [
    "The account's credit comes back with the next month, or is bought at Hugging Face.",
    "O crédito da conta volta no próximo mês, ou compra-se na Hugging Face.",
  ],
  [
    "The Hugging Face Hub does not show {model}: it is gone, or private.",
    "O Hub da Hugging Face não mostra {model}: desapareceu, ou é privado.",
  ],
];

/** Calls of a pipeline (src/providers/hugging-face/pipelines). */
const pipelines: readonly Template[] = [
  ["{who:source} no longer serves the model.", "{who} já não serve o modelo."],
  ["{who:source} sent {what:phrase} where JSON belongs.", "{who} enviou {what} onde devia estar JSON."],
  ["something", "algo"],
  ["{who:source} sent an answer that is not whole JSON.", "{who} enviou uma resposta que não é JSON completo."],
  ["{who:source} sent an answer without an end.", "{who} enviou uma resposta sem fim."],
  ["{host} does not take this input: {why:anything}", "{host} não aceita este pedido: {why}"],
  ["{host} is not reached through the inference router.", "Não se chega a {host} pelo router de inferência."],
  [
    "{who:source} sent an answer in another form than the pipeline's.",
    "{who} enviou uma resposta com outra forma do que a do pipeline.",
  ],
  ["{who:source} sent other embeddings than one for each text.", "{who} não enviou um vetor para cada texto."],
  [
    "Hugging Face's hosts are not called for {pipeline} in this way.",
    "Os anfitriões da Hugging Face não são chamados deste modo para {pipeline}.",
  ],
  [
    "A model for {pipeline} does not take this kind of input.",
    "Um modelo para {pipeline} não aceita este tipo de pedido.",
  ],
  ["{model} is not served for {pipeline} by {where:source}.", "{model} não é servido para {pipeline} por {where}."],
  ["any host", "nenhum anfitrião"],
];

/** Files that models make (src/providers/hugging-face/pipelines/made-file.ts). */
const files: readonly Template[] = [
  ["The store of {host}", "O armazém de {host}"],
  ["{who:source} sent an answer without a file in it.", "{who} enviou uma resposta sem nenhum ficheiro."],
  ["{who:source} could not make the file.", "{who} não conseguiu fazer o ficheiro."],
  ["{who:source} named an address that cannot be fetched.", "{who} indicou um endereço a que não se pode chegar."],
  [
    "{who:source} named an address of a private network, which is not asked.",
    "{who} indicou um endereço de uma rede privada, que não é consultado.",
  ],
  ["{who:source} named an address that leads on and on.", "{who} indicou um endereço que leva sempre a outro."],
  ["{who:source} made a file that could not be fetched.", "{who} fez um ficheiro que não foi possível obter."],
  ["{who:source} sent an empty file.", "{who} enviou um ficheiro vazio."],
  ["{who:source} sent something else than {what:phrase}.", "{who} enviou outra coisa em vez de {what}."],
  ["a picture", "uma imagem"],
  ["a video", "um vídeo"],
  ["a recording", "uma gravação"],
];

/** What a task cannot do without (src/providers/hugging-face/pipelines/table.ts). */
const needs: readonly Template[] = [
  ["{what:phrase} needs a text.", "{what}: falta um texto."],
  ["Text generation", "Geração de texto"],
  ["Question answering", "Resposta a perguntas"],
  ["Summarization", "Resumo"],
  ["Translation", "Tradução"],
  ["Text classification", "Classificação de textos"],
  ["Classification", "Classificação"],
  ["Finding names", "Procura de nomes"],
  ["Filling in a word", "Preenchimento de uma palavra"],
  ["A picture", "Imagem"],
  ["A video", "Vídeo"],
  ["Speech", "Voz"],
  [
    "Question answering needs a text in which the answer stands: give it with --context.",
    "Para responder à pergunta falta um texto em que esteja a resposta: junte-o à pergunta.",
  ],
  ["Embeddings need at least one text.", "Para vetores falta pelo menos um texto."],
  [
    "Classification needs labels to choose from: give each with --label.",
    "Para classificar faltam as etiquetas entre as quais escolher: indique cada uma.",
  ],
  ["Transcription needs a recording: give one with --file.", "Para transcrever falta uma gravação: envie uma."],
  [
    "Filling in a word needs a gap: write {mask} where the word is missing.",
    "Para preencher uma palavra falta o espaço: escreva {mask} no lugar da palavra.",
  ],
];

/** What is said of calls by way of Hugging Face. */
export const huggingFaceTemplates: readonly Template[] = [...router, ...pipelines, ...files, ...needs];
