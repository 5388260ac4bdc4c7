import { bold, fmt } from "../../messages/formatting.ts";
import type { PlainSchedule } from "../../messages/schedule.ts";
import type { settingsTexts as english } from "../english/settings.ts";
import { unknownAmong } from "./common.ts";
import { factTexts } from "./facts.ts";

const weekdays = [
  "ao domingo",
  "à segunda-feira",
  "à terça-feira",
  "à quarta-feira",
  "à quinta-feira",
  "à sexta-feira",
  "ao sábado",
];

/** "à 01:00", "às 03:00". */
const atTime = (time: string) => `${time.startsWith("01:") ? "à" : "às"} ${time}`;

function scheduleWords(schedule: PlainSchedule): string {
  if (schedule.kind === "daily") return `todos os dias ${atTime(schedule.time)}`;
  if (schedule.kind === "weekly") return `${weekdays[schedule.weekday]} ${atTime(schedule.time)}`;
  return schedule.every === 1 ? "de hora a hora" : `de ${schedule.every} em ${schedule.every} horas`;
}

const titles: typeof english.titles = {
  preset: "Perfil",
  minimumScore: "Limiar",
  margin: "Margem",
  weights: "Pesos",
  schedule: "Horário",
  autoApply: "Aplicar automaticamente",
  fallbacks: "Reservas",
  minimumAgeDays: "Idade mínima",
  freeOnly: "Só modelos grátis",
  runOnStart: "Atualizar ao arrancar",
  dailyDigest: "Resumo diário",
  access: "Quem pode conversar",
  chatMemory: "Memória da conversa",
  messagesPerMinute: "Mensagens por minuto",
};

export const settingsTexts: typeof english = {
  head: bold("Definições"),
  choose: fmt`Toque numa para a mudar.`,
  titles,
  names: { ...titles, ...factTexts.criteria, timeZone: "Fuso horário" },
  explained: {
    preset: fmt`O que mais importa na escolha. Define pesos e limites; o que o seu ficheiro da política disser de uma chave vale mais.`,
    minimumScore: fmt`Um modelo abaixo desta pontuação não é escolhido. As pontuações vão de 0 a 100.`,
    margin: fmt`Quanto melhor tem de ser um modelo novo para substituir o que serve.`,
    weights: fmt`Quanto conta cada critério numa pontuação. Só as proporções importam.`,
    schedule: fmt`Quando se procuram modelos e se renova a configuração.`,
    autoApply: fmt`Ligado: uma atualização aplica-se automaticamente. Desligado: espera que um administrador toque em Aplicar.`,
    fallbacks: fmt`Quantas reservas tem cada tarefa, para quando a primeira escolha falha.`,
    minimumAgeDays: fmt`Um modelo mais novo do que isto ainda não é escolhido.`,
    freeOnly: fmt`Ligado: só se escolhe o que um fornecedor declara grátis. O que não tem preço conhecido não conta como grátis.`,
    access: fmt`De quem são as perguntas a que um modelo responde, à sua custa. As pessoas e os grupos estão listados no ficheiro da política, em chat.`,
    chatMemory: fmt`Ligado: as conversas ficam guardadas, para que uma pergunta possa partir da última resposta. Cada um pode recusar com /privacy.`,
    messagesPerMinute: fmt`Quantas perguntas pode fazer uma pessoa num minuto.`,
    runOnStart: fmt`Ligado: cada arranque do serviço faz uma atualização, além do horário.`,
  },
  digest: (schedule) => fmt`Ligado: recebe um resumo do último dia, ${schedule}.`,
  choices: {
    preset: {
      balanced: "equilibrado",
      quality: "as melhores respostas",
      cheap: "baixo custo",
      fast: "rapidez",
      local: "modelos em casa",
    },
    access: { administrators: "administradores", listed: "quem está na lista", everyone: "toda a gente" },
  },
  on: "ligado",
  off: "desligado",
  switchOn: "Ligar",
  switchOff: "Desligar",
  units: {
    points: (number, amount) => `${number} ${amount === 1 ? "ponto" : "pontos"}`,
    days: (number, amount) => `${number} ${amount === 1 ? "dia" : "dias"}`,
    weight: (number) => number,
    messages: (number) => number,
    models: (number) => number,
  },
  schedule: scheduleWords,
  pin: (task) => fmt`📌 ${task}`,
  ignored: (task) => (task === null ? fmt`🚫` : fmt`🚫 ${task}`),
  typed: "Outro valor qualquer:",
  whichWeight: (names) => fmt`Cada um muda-se pelo seu nome: ${names}.`,
  typedZone: "Outro fuso horário:",
  unchanged: (name) => (name === null ? fmt`Não foi preciso mudar nada.` : fmt`${name}: já tinha esse valor.`),
  undo: "Desfazer",
  undone: "↩️ Desfeito.",
  undoRefused: (names, _count) =>
    fmt`Mudou de novo entretanto, por isso nada foi desfeito: ${names}. É este o estado de agora.`,
  undoNewest: "Desfazer a última",
  history: "O que mudou",
  historyHead: bold("Alterações das definições"),
  noHistory: fmt`Ainda ninguém mudou nada com um comando.`,
  unknownName: unknownAmong({ one: "definição", all: "As definições" }),
  changedSince: (name, present) =>
    `${name} mudou entretanto: agora é ${present}. Nada foi feito; é este o estado de agora.`,
};
