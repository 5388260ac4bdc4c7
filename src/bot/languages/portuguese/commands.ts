import type { commandTexts as english } from "../english/commands.ts";

export const commandTexts: typeof english = {
  start: "o que é este bot",
  help: "o que pode pedir",
  models: "que modelo serve cada tarefa",
  language: "escolher a língua deste bot",
  privacy: "o que fica guardado sobre si",
  autoupdate_status: "está a funcionar, o que serve cada tarefa",
  test_update: "procurar modelos melhores, sem mudar nada",
  manual_update: "procurar modelos melhores agora",
  rollback: "repor uma revisão anterior",
  history: "as últimas execuções",
  rank: "os melhores modelos para uma tarefa",
  stats: "como correram os modelos no uso real",
  model: "tudo o que se sabe de um modelo",
  pin: "fixar um modelo à sua escolha numa tarefa",
  unpin: "deixar de fixar um modelo numa tarefa",
  ignore: "modelos que nunca são escolhidos",
  pause: "parar as atualizações programadas",
  resume: "retomar as atualizações programadas",
  settings: "limiar, pesos, horário e mais",
};
