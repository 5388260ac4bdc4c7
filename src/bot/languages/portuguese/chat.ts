import type { Refusal } from "../../../chat/limits.ts";
import type { TaskName } from "../../../domain/task.ts";
import type { CallOutcome } from "../../../domain/usage.ts";
import { amountWords, costWords } from "../../messages/facts.ts";
import { bold, code, type FormattedString, fmt, italic, lines } from "../../messages/formatting.ts";
import type { chatTexts as english } from "../english/chat.ts";

const language = { locale: "pt-PT" };
/** USD nanos in a USD. */
const nanos = 1_000_000_000;

/** Milliseconds as people say them, rounded up. */
function waitInWords(milliseconds: number): string {
  const count = (many: number, unit: string) => `${many} ${unit}${many === 1 ? "" : "s"}`;
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds < 100) return count(seconds, "segundo");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? count(minutes, "minuto") : count(Math.ceil(minutes / 60), "hora");
}

const tasks: Record<TaskName, string> = {
  conversational: "Conversa",
  "text-generation": "Escrita",
  "code-generation": "Código",
  "question-answering": "Perguntas sobre um texto",
  summarization: "Resumos",
  translation: "Tradução",
  "text2text-generation": "Reescrita",
  "fill-mask": "Preencher uma palavra",
  "feature-extraction": "Embeddings",
  "text-classification": "Classificação",
  "zero-shot-classification": "Etiquetas à sua escolha",
  "token-classification": "Nomes num texto",
  "image-text-to-text": "Compreender imagens",
  "text-to-image": "Imagens",
  "text-to-video": "Vídeos",
  "automatic-speech-recognition": "Transcrição",
  "text-to-speech": "Fala",
};

const examples: Record<TaskName, string> = {
  conversational: "Porque é que o céu é azul?",
  "text-generation": "Era uma vez",
  "code-generation": "inverter uma lista em Python",
  "question-answering": "Quem girou?\nO cata-vento girou, e a torre ficou quieta.",
  summarization: "um texto longo",
  translation: "Bom dia",
  "text2text-generation": "Torne mais simpático: mande-me o ficheiro",
  "fill-mask": "O vento vem do [MASK].",
  "feature-extraction": "um texto qualquer",
  "text-classification": "Gosto muito disto",
  "zero-shot-classification": "tempo, dinheiro, desporto: Amanhã vai chover",
  "token-classification": "A Ana vive em Lisboa",
  "image-text-to-text": "O que é isto?",
  "text-to-image": "um cata-vento numa tempestade",
  "text-to-video": "um cata-vento a girar ao vento",
  "automatic-speech-recognition": "",
  "text-to-speech": "Bom dia!",
};

const commandExamples: typeof english.examples = {
  ask: "Porque é que o céu é azul?",
  code: "uma função que inverte uma lista em Python",
  summarize: "…",
  translate: "francês Bom dia",
  image: "um cata-vento numa tempestade",
  video: "um cata-vento a girar ao vento",
  speak: "Bom dia!",
  transcribe: "",
};

const kinds: typeof english.kinds = {
  video: "vídeo",
  "video-note": "mensagem de vídeo",
  animation: "animação",
  document: "ficheiro de tipo desconhecido",
  sticker: "autocolante",
  story: "história",
  contact: "contacto",
  location: "localização",
  poll: "sondagem",
  dice: "dado",
  game: "jogo",
  invoice: "fatura",
  "paid-media": "conteúdo pago",
  checklist: "lista de tarefas",
  giveaway: "sorteio",
  gift: "presente",
};

const outcomes: Record<CallOutcome, string> = {
  answered: "respondeu",
  gone: "já não o disponibiliza",
  "no-credit": "sem crédito",
  busy: "demasiado ocupado",
  refused: "recusou a chave",
  broken: "a resposta interrompeu-se ou não era válida",
  timeout: "demorou demasiado",
  cancelled: "foi interrompido",
  "bad-request": "não aceitou a pergunta",
};

function limitWords({ limit, most, retryInMs }: Refusal): FormattedString {
  const when = waitInWords(retryInMs);
  if (limit === "messages") {
    const messages = `${amountWords(most, language)} ${most === 1 ? "mensagem" : "mensagens"}`;
    return fmt`Que rapidez! Respondo no máximo a ${messages} por minuto de cada pessoa. Continue daqui a ${when}, por favor.`;
  }
  const amount = costWords(most * nanos, language);
  if (limit === "own-cost") {
    return fmt`As suas perguntas custaram hoje ${amount}, que é o limite para uma pessoa. A contagem recomeça daqui a ${when}.`;
  }
  return fmt`As perguntas de todos custaram hoje ${amount}, que é o limite deste bot. A contagem recomeça daqui a ${when}.`;
}

export const chatTexts: typeof english = {
  tasks,
  examples: commandExamples,
  kinds,
  ownLanguage: "Portuguese",
  stranger: (userId) =>
    fmt`Só converso com pessoas autorizadas por quem me gere. Se for esse o seu caso, envie-lhe o seu identificador do Telegram: ${code(userId)}`,
  notForYou: "Isto é só para pessoas autorizadas por quem gere o bot.",
  thinking: "A pensar…",
  stop: "⏹ Parar",
  stopped: "⏹ Parado.",
  nothingToStop: "Já não está nada a ser escrito.",
  nothingIsComing: fmt`Não estou a responder a nada neste momento, por isso não há nada para parar.`,
  tryAgain: "🔁 Tentar de novo",
  growing: (characters) =>
    italic(
      `A resposta é longa: ${amountWords(characters, language)} caracteres até agora. Envio-a num ficheiro quando estiver completa.`,
    ),
  wholeInFile: fmt`A resposta completa está neste ficheiro.`,
  noFile: italic("(O resto é longo demais para esta conversa, que não aceita ficheiros. Peça-o por partes.)"),
  heardFile: "transcricao.txt",
  fileName: "resposta.md",
  cutAtLength: "(O modelo parou aqui: chegou ao seu limite. Escreva “continua” para ler o resto.)",
  filtered: "(O anfitrião do modelo reteve o resto.)",
  empty: fmt`O modelo não deu resposta nenhuma. Pergunte por outras palavras, ou deixe outro modelo tentar com 🔁.`,
  brokenOff: italic(
    "(A resposta interrompeu-se aqui, e nenhum outro modelo conseguiu continuá-la. 🔁 pergunta de novo.)",
  ),
  nobody: (task, retryInMs) => {
    const what = task === null ? "" : ` (${tasks[task]})`;
    if (retryInMs === null)
      return fmt`Nenhum dos meus modelos consegue responder a isto${what}: peça menos, ou escolha outro com /use.`;
    if (retryInMs <= 0)
      return fmt`Nenhum dos meus modelos conseguiu responder agora${what}; outra tentativa pode resultar já.`;
    return fmt`Nenhum dos meus modelos responde agora${what}; vale a pena tentar de novo daqui a ${waitInWords(retryInMs)}.`;
  },
  limit: limitWords,
  busy: fmt`Ainda estou a responder ao que perguntou antes. Envie a próxima pergunta quando eu acabar, ou pare a resposta com /stop.`,
  nothingAsked: fmt`Escreva o que gostaria de saber, ou envie uma imagem ou uma mensagem de voz.`,
  tooLarge: {
    picture: fmt`Esta imagem é demasiado grande para mim: aceito até 10 MB. Envie-a mais pequena, ou como foto em vez de ficheiro.`,
    recording: fmt`Esta gravação é demasiado grande para mim: aceito até 20 MB. Envie uma parte mais curta.`,
    text: fmt`Este ficheiro de texto é demasiado grande para mim: aceito até 1 MB. Envie a parte que interessa.`,
    unusable: fmt`Este ficheiro é demasiado grande para mim.`,
  },
  tooLong: fmt`Esta gravação é demasiado longa para mim: aceito até 15 minutos. Envie-a em partes.`,
  unusable: (what) =>
    fmt`Não consigo fazer nada com isto (${Object.hasOwn(kinds, what) ? kinds[what as keyof typeof kinds] : what}). Aceito texto, imagens, mensagens de voz, gravações e ficheiros de texto.`,
  nothingHeard: fmt`Não ouvi nada nesta gravação. Repita um pouco mais alto, por favor.`,
  howToTranscribe: fmt`Envie uma mensagem de voz ou uma gravação, ou responda a uma com /transcribe.`,
  newConversation: fmt`Esqueci o que dissemos. O que se segue?`,
  thanks: "Obrigado, fica anotado.",
  forgotten: "Já não tenho a pergunta. Pergunte de novo, por favor.",
  nothingKnown: fmt`Já nada se sabe desta resposta.`,
  nothingFound: fmt`Não foi encontrado nada.`,
  numbers: (count) => `${amountWords(count, language)} números`,
  firstWord: (wait) => `primeira palavra após ${wait}`,
  whole: (wait) => `completa após ${wait}`,
  tokens: (input, output) => `${input} tokens de entrada, ${output} de saída`,
  cost: (amount) => `custo: ${amount}`,
  costUnknown: "custo desconhecido",
  inVain: fmt`Tentados antes, em vão:`,
  outcomes,
  ownChoice: "Foi a sua própria escolha, com /use.",
  passedOver: "Foi pedida outra resposta, ou a primeira escolha desta tarefa descansa depois de uma falha.",
  stoodIn: "Substituiu a primeira escolha desta tarefa.",
  firstChoice: "A primeira escolha para esta tarefa",
  runnerUp: "O seguinte na lista:",
  because: "Porquê:",
  behindIt: "A seguir:",
  askForOne: fmt`Pergunte por uma delas para saber porquê, por exemplo: ${code("porquê este modelo para código?")}`,
  bestFor: (task) => `Os melhores para: ${task}`,
  usesNow: "Em uso agora:",
  scoresAre: italic("Pontuações de 0 a 100: resultados de testes, uso, idade e facilidade com que o modelo se usa."),
  unknownModel: (name) => fmt`Nenhuma das minhas fontes conhece o modelo ${code(name)}.`,
  context: (tokens) => `${tokens} tokens de contexto`,
  isFirst: "em uso",
  lastChanges: "As últimas mudanças",
  noChanges: fmt`Ainda nenhum modelo foi mudado.`,
  whichTask: fmt`Que tarefa? Escolha uma, ou escreva assim: ${code("/task fill-mask O vento vem do [MASK].")}`,
  howToTask: (task) => {
    if (task === "automatic-speech-recognition") return fmt`Responda a uma gravação com ${code(`/task ${task}`)}.`;
    if (task === "image-text-to-text")
      return fmt`Envie uma imagem com ${code(`/task ${task} ${examples[task]}`)} por baixo.`;
    return lines(fmt`${bold(tasks[task])}: escreva assim`, code(`/task ${task} ${examples[task]}`));
  },
  yourChoices: bold("Modelos à sua escolha"),
  noChoices: fmt`A cada tarefa responde o modelo que é agora o melhor para ela. Também pode escolher um.`,
  chooseFor: fmt`Escolha para que tarefa:`,
  automatic: "O melhor (automático)",
  isAutomatic: "Agora: o melhor (automático).",
  youUse: "Agora: a sua escolha,",
  orByName: (task) => fmt`Ou pelo nome: ${code(`/use ${task} zai-org/GLM-5`)}`,
  chosen: (task, route) =>
    fmt`${task}: a partir de agora responde-lhe ${route}, enquanto estiver disponível. /use desfaz a escolha.`,
  backToAutomatic: (task) => fmt`${task}: a partir de agora volta a responder-lhe o melhor modelo.`,
  notServed: (model, task) =>
    fmt`Não se conhece nenhum modelo ${code(model)} que possa fazer isto (${task}). Escreva o identificador inteiro, como ${code("zai-org/GLM-5")}.`,
  answeredAfterwards: "Estou a ser reiniciado; respondo a isto logo a seguir.",
  askAgainSoon: "Estou a ser reiniciado; volte a perguntar daqui a um minuto, por favor.",
  dropped: (count) =>
    count === 1
      ? fmt`⏹ Parado; uma pergunta que esperava fica sem resposta.`
      : fmt`⏹ Parado; ${String(count)} perguntas que esperavam ficam sem resposta.`,
};
