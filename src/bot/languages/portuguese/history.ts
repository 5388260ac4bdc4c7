import type { HistoryEntry } from "../../../domain/history.ts";
import { bold, code, fmt } from "../../messages/formatting.ts";
import type { historyTexts as english } from "../english/history.ts";
import { count } from "./count.ts";

const kinds: Record<HistoryEntry["kind"], string> = {
  update: "atualização",
  rollback: "reposição",
  seed: "começo",
  apply: "aplicação",
  pin: "fixação",
  recovery: "recuperação",
  repair: "reparação",
  trial: "experiência",
};

const tasks = (amount: number) => count(amount, "tarefa alterada", "tarefas alteradas");

function outcome(entry: HistoryEntry): string {
  const kind = kinds[entry.kind];
  const { changes, revision } = entry;
  if (entry.outcome === "failed") return `${kind}: falhou`;
  if (entry.outcome === "unchanged") return `${kind}: nada a mudar`;
  if (entry.outcome === "planned") return `${kind}: à espera de Aplicar`;
  if (entry.outcome === "dry-run") return `${kind}: ensaio`;
  if (entry.kind === "seed") return `escolhas de origem para ${count(changes.length, "tarefa")}, revisão ${revision}`;
  if (entry.kind === "rollback") return `reposta a revisão ${entry.restored ?? "anterior"}, agora revisão ${revision}`;
  if (entry.kind === "recovery") return `revisão ${revision} reposta depois de uma falha`;
  return `${kind}: ${tasks(changes.length)}, revisão ${revision}`;
}

export const historyTexts: typeof english = {
  outcome,
  trigger(trigger, reader) {
    if (trigger === reader) return "por si";
    if (trigger === "schedule") return "pelo horário";
    if (trigger === "start") return "ao arrancar";
    if (trigger === "watch") return "pela vigilância";
    if (trigger === "command line") return "pela linha de comandos";
    if (trigger === "person") return "à mão";
    if (trigger === "unknown") return "por alguém";
    return trigger.startsWith("telegram:")
      ? `pelo administrador ${trigger.slice("telegram:".length)}`
      : `por ${trigger}`;
  },
  head: bold("Histórico"),
  empty: fmt`Ainda não aconteceu nada. /test_update é um bom primeiro passo: procura, e não muda nada.`,
  change: {
    added: (task, model) => `${task}: ${model}, novo`,
    dropped: (task, model) => `${task}: ${model} retirado`,
    replaced: (task, from, to) => `${task}: ${from} → ${to}`,
    moved: (task, model, from, to) => `${task}: ${model}, ${from} → ${to}`,
    kept: (task, model) => `${task}: ${model} fica, com outras reservas`,
  },
  andMore: (amount) => `e mais ${amount}`,
  wrongNumber: (text, most) =>
    fmt`${code(text)} não é um número de 1 a ${String(most)}. Por exemplo: ${code("/history 20")}`,
  more: "Mostrar mais",
};
