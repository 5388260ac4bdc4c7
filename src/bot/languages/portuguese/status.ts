import { bold, fmt, italic } from "../../messages/formatting.ts";
import type { statusTexts as english } from "../english/status.ts";

export const statusTexts: typeof english = {
  running: fmt`🟢 ${bold("A funcionar")}`,
  paused: fmt`⏸ ${bold("Em pausa")}: as atualizações programadas esperam por /resume.`,
  notRunning: fmt`🔴 ${bold("O serviço está parado")}: não há atualizações programadas.`,
  next: (at, relative) => fmt`Próxima atualização: ${bold(at)} (${relative})`,
  last: (at, relative, hasFailed) => fmt`Última atualização: ${at} (${relative})${hasFailed ? ", falhou" : ""}`,
  never: fmt`Ainda não houve nenhuma atualização.`,
  schedule: (words, timeZone) => fmt`Horário: ${words}, ${timeZone}`,
  threshold: (points) => fmt`Limiar: ${points}`,
  revision: (revision) =>
    revision === null ? fmt`Ainda não há configuração: /manual_update cria uma.` : fmt`Revisão: ${bold(revision)}`,
  origin: { seed: "de origem", pin: "fixado", person: "posto à mão", update: "sem pontuação" },
  since: (duration) => `há ${duration}`,
  runs: bold("Últimas execuções"),
  noRuns: italic("nenhuma"),
  picture: "Como imagem",
  test: "Ensaiar atualização",
  update: "Atualizar agora",
  pause: "Pausar",
  resume: "Retomar",
  refresh: "Atualizar vista",
  pictureTitle: "O que serve cada tarefa",
  pictureSubtitle: (revision, at) => `Revisão ${revision} · ${at}`,
  pictureThreshold: (points) => `limiar ${points}`,
};
