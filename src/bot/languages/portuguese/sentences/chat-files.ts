import type { Template } from "./template.ts";

/** Files of a chat (src/bot/files, src/bot/messages/media.ts) and recordings (src/shared/ogg-opus). */
export const chatFileTemplates: readonly Template[] = [
  ["The picture", "a imagem"],
  ["The recording", "a gravação"],
  ["The file", "o ficheiro"],
  [
    "{what:source} could not be fetched from Telegram. Send it again.",
    "Não foi possível obter {what} do Telegram. Volte a enviar.",
  ],
  [
    "{what:source} is larger than {size} MB. Send a smaller one.",
    "É demasiado grande {what}: o limite são {size} MB. Envie outro ficheiro mais pequeno.",
  ],
  [
    "This file holds no text that can be read. Send text, a picture or a recording.",
    "Este ficheiro não tem texto que se consiga ler. Envie texto, uma imagem ou uma gravação.",
  ],
  ["{what:source} is empty. Send another.", "Está sem conteúdo {what}. Envie outro ficheiro."],
  [
    "The file is larger than 50 MB, and Telegram takes no more from a bot.",
    "O ficheiro tem mais de 50 MB, e o Telegram não aceita mais de um bot.",
  ],
  [
    "The recording is longer than {minutes} minutes. Send a shorter one.",
    "A gravação tem mais de {minutes} minutos. Envie uma mais curta.",
  ],
  ["The recording is no Ogg Opus file, or damaged.", "A gravação não é um ficheiro Ogg Opus, ou está danificada."],
  ["The recording has no sound that can be read.", "A gravação não tem som que se consiga ler."],
];
