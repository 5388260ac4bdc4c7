import { bold, code, fmt, lines, paragraphs } from "../../messages/formatting.ts";
import type { startTexts as english } from "../english/start.ts";

export const startTexts: typeof english = {
  greeting: paragraphs(
    fmt`${bold("Modelvane")} é um cata-vento para modelos de IA. Mantém uma lista do melhor modelo para cada tarefa que responde mesmo hoje, e muda-a com segurança quando aparece um melhor ou um desaparece.`,
    fmt`/models mostra o que serve cada tarefa agora. /help mostra o que mais sei fazer.`,
  ),
  forAdministrators: fmt`É uma das pessoas que me administram. Um bom começo: /autoupdate_status, e depois /test_update, que não muda nada.`,
  helpHead: bold("O que pode pedir"),
  helpForAdministrators: bold("Para administradores"),
  helpFoot: fmt`Os identificadores ${code("como este")} copiam-se com um toque.`,
  languageNow: (name) => fmt`Falo ${bold(name)} consigo. Escolha outra língua:`,
  languageAutomatic: "Como no meu Telegram",
  languageSet: (name) => fmt`A partir de agora falo ${bold(name)} consigo.`,
  unknownLanguage: (text) => fmt`Não falo ${code(text)}. Escolha uma destas:`,
  privacy: lines(
    bold("O que fica guardado sobre si"),
    fmt`• Nada do que escreve. As suas mensagens são lidas, respondidas e esquecidas. Enquanto uma espera por resposta, pode ficar por um momento no disco deste bot.`,
    fmt`• Se escolher uma língua com /language: o seu identificador do Telegram com essa escolha. ${code("/language auto")} apaga-o.`,
    fmt`• Se administra este bot: o seu identificador com a língua do seu Telegram, mesmo sem ter escolhido nenhuma, porque lhe escrevo sem que o peça.`,
    fmt`• Com cada alteração que um administrador faz: o identificador dele, no histórico que os outros administradores veem. As últimas 500 ficam também com os identificadores da conversa e da minha mensagem sobre ela, para que nada seja feito duas vezes.`,
    fmt`• Quando alguém tenta o que está reservado aos administradores, o registo anota o seu identificador.`,
  ),
};
