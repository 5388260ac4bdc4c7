import { bold, code, fmt, lines } from "../../messages/formatting.ts";
import type { privacyTexts as english } from "../english/privacy.ts";

export const privacyTexts: typeof english = {
  kept: bold("O que fica guardado sobre si"),
  facts: lines(
    fmt`• Enquanto uma mensagem sua é tratada, pode ficar no disco deste bot. Para que as respostas possam ser refeitas, as suas últimas perguntas ficam na memória até ao próximo arranque.`,
    fmt`• De cada resposta: o seu identificador e o da conversa, o modelo, quanto demorou, quanto custou; nunca o que foi dito. É apagado ao fim de algumas semanas, tal como o que achou dela (👍 👎).`,
    fmt`• O que perguntar é enviado ao anfitrião do modelo que responde. ⓘ por baixo de uma resposta diz qual.`,
    fmt`• Se escolher uma língua com /language, ou modelos com /use: o seu identificador com essa escolha. ${code("/language auto")} apaga a primeira.`,
    fmt`• Se administra este bot: o seu identificador com a língua do seu Telegram, mesmo sem ter escolhido nenhuma, porque lhe escrevo sem que o peça.`,
    fmt`• Com cada alteração que um administrador faz: o identificador dele, no histórico que os outros administradores veem. As últimas 500 ficam também com os identificadores da conversa e da minha mensagem sobre ela, para que nada seja feito duas vezes.`,
    fmt`• Quando alguém tenta o que está reservado aos administradores, o registo anota o seu identificador.`,
  ),
  remembered: fmt`• A nossa conversa fica guardada, para que possa perguntar mais sobre o que já foi dito. /new apaga-a.`,
  notRemembered: fmt`• A nossa conversa não fica guardada, por sua escolha.`,
  neverRemembered: fmt`• A nossa conversa não fica guardada.`,
  turnOff: "Não guardar as nossas conversas",
  turnOn: "Guardar as nossas conversas",
  forget: "Esquecer tudo sobre mim",
  isOff: fmt`A partir de agora nada das nossas conversas fica guardado, e o que estava guardado desta foi apagado.`,
  isOffInGroup:
    "A partir de agora nada do que me escrever fica guardado. O que foi dito neste grupo até agora apaga-se com /new.",
  isOn: fmt`A partir de agora volto a lembrar-me das nossas conversas. /new apaga a que estiver em curso.`,
  forgottenInGroup:
    "Pronto: a nossa conversa privada, as suas escolhas e o que achou das respostas foram apagados. O que foi dito neste grupo apaga-se com /new.",
  forgotten: fmt`Pronto: a nossa conversa, as suas escolhas e o que achou das respostas foram apagados.`,
  refusalStays: fmt`Continuo a não guardar nada das nossas conversas; para que o saiba, o seu identificador fica anotado com isso.`,
};
