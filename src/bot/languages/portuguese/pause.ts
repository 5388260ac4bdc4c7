import { bold, fmt } from "../../messages/formatting.ts";
import type { pauseTexts as english } from "../english/pause.ts";

const next = (moment: Parameters<typeof english.resumed>[0]) =>
  moment === null ? fmt`` : fmt` Próxima atualização: ${bold(moment.at)} (${moment.relative}).`;

export const pauseTexts: typeof english = {
  paused: fmt`⏸ As atualizações programadas estão em pausa, mesmo que o serviço reinicie. O que serve agora continua a servir, e /manual_update continua a funcionar. /resume retoma-as.`,
  alreadyPaused: fmt`As atualizações programadas já estavam em pausa. /resume retoma-as.`,
  resumed: (moment) => fmt`🟢 As atualizações programadas foram retomadas.${next(moment)}`,
  alreadyRunning: (moment) => fmt`As atualizações programadas não estão em pausa.${next(moment)}`,
  notice: {
    pause: { done: "Em pausa.", already: "Já estava em pausa." },
    resume: { done: "As atualizações foram retomadas.", already: "Não estava em pausa." },
  },
};
