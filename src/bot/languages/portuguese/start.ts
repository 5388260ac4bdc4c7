import { bold, code, fmt, paragraphs } from "../../messages/formatting.ts";
import type { startTexts as english } from "../english/start.ts";

export const startTexts: typeof english = {
  greeting: paragraphs(
    fmt`${bold("Modelvane")} é um cata-vento para modelos de IA. Mantém uma lista do melhor modelo para cada tarefa que responde mesmo hoje, e muda-a com segurança quando aparece um melhor ou um desaparece.`,
    fmt`/models mostra o que serve cada tarefa agora. /help mostra o que mais sei fazer.`,
  ),
  forThoseWhoChat: fmt`Escreva-me simplesmente, ou envie uma imagem ou uma mensagem de voz: responde o melhor modelo para isso. /new começa uma conversa nova, /use deixa-o escolher um modelo.`,
  forAdministrators: fmt`É uma das pessoas que me administram. Um bom começo: /autoupdate_status, e depois /test_update, que não muda nada.`,
  helpHead: bold("O que pode pedir"),
  helpForAdministrators: bold("Para administradores"),
  helpFoot: fmt`Os identificadores ${code("como este")} copiam-se com um toque.`,
  languageNow: (name) => fmt`Falo ${bold(name)} consigo. Escolha outra língua:`,
  languageAutomatic: "Como no meu Telegram",
  languageSet: (name) => fmt`A partir de agora falo ${bold(name)} consigo.`,
  unknownLanguage: (text) => fmt`Não falo ${code(text)}. Escolha uma destas:`,
};
