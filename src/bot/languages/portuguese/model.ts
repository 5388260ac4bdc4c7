import { bold, code, fmt } from "../../messages/formatting.ts";
import type { modelTexts as english } from "../english/model.ts";

export const modelTexts: typeof english = {
  notAnId: (text) =>
    fmt`${code(text)} não pode ser o identificador de um modelo. São como ${code("Qwen/Qwen3-32B")} ou ${code("llama3.2:3b")}; antes pode estar de que fonte é: ${code("ollama:llama3.2:3b")}.`,
  looking: (model) => fmt`🔎 A procurar ${code(model)}…`,
  unknown: (model) =>
    fmt`Não encontrei nenhum modelo ${code(model)}. Cada letra conta, e as maiúsculas também: copie o identificador do endereço da página dele, ou de /rank.`,
  licence: (licence, kind) => `Licença: ${licence} (${kind})`,
  licenceClasses: {
    permissive: "permissiva",
    copyleft: "copyleft",
    "use-restricted": "com restrições de uso",
    "non-commercial": "não comercial",
    unclear: "tem de ser lida por alguém",
  },
  noLicence: "Não indica nenhuma licença.",
  gated: "🔒 Acesso condicionado: o dono pede consentimento primeiro.",
  gatingUnknown: "Não se sabe se o acesso é condicionado.",
  disabled: "⛔ O hub desativou-o.",
  parameters: (count) => `${count} parâmetros`,
  created: (relative) => `Criado ${relative}`,
  used: (downloads, likes) => `${downloads} transferências em 30 dias, ${likes} gostos`,
  routes: bold("Onde está disponível"),
  noRoutes: fmt`De momento nenhum anfitrião o serve.`,
  statuses: {
    live: "disponível",
    staging: "em preparação",
    error: "comunica um erro",
    unknown: "estado desconhecido",
  },
  adapter: "só como adaptador",
  context: (tokens) => `${tokens} tokens de contexto`,
  tools: "usa ferramentas",
  andMore: (count) => `e mais ${count}`,
  serves: bold("O que poderia fazer"),
  servesNothing: fmt`Não poderia servir nenhuma das tarefas.`,
  primary: "primeira escolha agora",
  fallback: "reserva agora",
  pinned: "fixado",
  belowThreshold: (points) => `abaixo do limiar de ${points}`,
  because: "Para todas",
  excluded: (tasks) => fmt`${bold("Não é escolhido")} para ${tasks}:`,
  faults: fmt`⚠️ Não foi possível ler tudo:`,
  commands: bold("Para copiar"),
};
