import { reasonRules } from "./facts.ts";
import { decimal, type Rule, translate } from "./rule.ts";

/** "Qwen/Qwen3 on novita". */
function route(text: string): string {
  return text.replace(/ on (\S+)$/, " em $1");
}

const standingRules: readonly Rule[] = [
  [
    /^([\d.]+) points \((\S+) has ([\d.]+), which is a tie within the margin of (\S+); the policy prefers (.+)\)$/,
    (own = "", other, points = "", margin = "", family) =>
      `${decimal(own)} pontos (${other} tem ${decimal(points)}, um empate dentro da margem de ${decimal(margin)}; a política prefere ${family})`,
  ],
  [/^([\d.]+) points$/, (own = "") => `${decimal(own)} pontos`],
];

const standing = (text: string) => translate(text, standingRules) ?? text;

const goneRules: readonly Rule[] = [
  [/^(\S+) is no longer listed$/, (model) => `${model} já não está listado`],
  [
    /^(\S+) cannot stay: (.+)$/,
    (model, reasons = "") =>
      `${model} não pode ficar: ${reasons
        .split("; ")
        .map((reason) => translate(reason, reasonRules) ?? reason)
        .join("; ")}`,
  ],
  [/^(\S+) no longer serves (\S+)$/, (host, model) => `${host} já não serve ${model}`],
];

const gone = (text: string) => translate(text, goneRules) ?? text;

const nextRules: readonly Rule[] = [
  [/^The next, (\S+), has ([\d.]+)\.$/, (model, points = "") => `O seguinte, ${model}, tem ${decimal(points)}.`],
  [
    /^(\S+) has ([\d.]+), which is not ahead by the margin of (\S+)\.$/,
    (model, points = "", margin = "") =>
      `${model} tem ${decimal(points)}, o que não passa a margem de ${decimal(margin)}.`,
  ],
];

/** Why a plan does what it does (src/planning, src/pipeline, src/model-config/seed.ts). */
export const planRules: readonly Rule[] = [
  [
    /^(.+) Behind it now: (.+)\.$/,
    (reason = "", behind = "") => {
      const listed = behind === "nothing" ? "nenhum" : behind.split(", ").map(route).join(", ");
      return `${translate(reason, planRules) ?? reason} De reserva agora: ${listed}.`;
    },
  ],
  [
    /^Stays with ([\d.]+) points\. ?(.*)$/,
    (points = "", next = "") => `Fica, com ${decimal(points)} pontos. ${translate(next, nextRules) ?? next}`.trimEnd(),
  ],
  [
    /^([\d.]+ points(?: \(.+\))?), ([\d.]+) more than (\S+) \(([\d.]+)\)\.$/,
    (own = "", lead = "", model, points = "") =>
      `${standing(own)}, mais ${decimal(lead)} do que ${model} (${decimal(points)}).`,
  ],
  [
    /^Chosen from (\d+) that qualify: (.+)\.$/,
    (count, own = "") => `Escolhido entre ${count} possíveis: ${standing(own)}.`,
  ],
  [/^Confirms the built-in choice: (.+)\.$/, (own = "") => `Confirma a escolha de origem: ${standing(own)}.`],
  [
    /^Replaces the unchecked built-in choice: (.+)\.$/,
    (own = "") => `Substitui a escolha de origem, que ninguém tinha verificado: ${standing(own)}.`,
  ],
  [
    /^(?:(.+), but )?nothing reaches (\S+) points: (?:the best, (\S+), has ([\d.]+)|none may be chosen)\.$/,
    (why = "", wanted = "", best, points = "") => {
      const nearest = best ? `o melhor, ${best}, tem ${decimal(points)}` : "nenhum pode ser escolhido";
      return `${why ? `${gone(why)}, mas nada` : "Nada"} chega a ${decimal(wanted)} pontos: ${nearest}.`;
    },
  ],
  [/^(.+); (\S+) does\.$/, (why = "", host) => `${gone(why)}; ${host} serve-o.`],
  [
    /^(.+)\. (\S+ on \S+) has (.+)\.$/,
    (why = "", to = "", own = "") => `${gone(why)}. ${route(to)} tem ${standing(own)}.`,
  ],
  [
    /^The listing is not complete(.*), so nothing is changed\.$/,
    (errors) => `A lista não está completa${errors}, por isso nada muda.`,
  ],
  [
    /^The listing is empty(.*), so nothing is changed\.$/,
    (errors) => `A lista está vazia${errors}, por isso nada muda.`,
  ],
  [/^The policy has turned the task off\.$/, () => "A política desligou a tarefa."],
  [/^Pinned by the policy\.$/, () => "Fixado pela política."],
  [
    /^Pinned by the policy, although no host is listed that serves it\.$/,
    () => "Fixado pela política, embora não haja nenhum anfitrião listado que o sirva.",
  ],
  [
    /^Built in: a start to read from until the first update\. It was not checked\.$/,
    () => "De origem: um começo, para ler até à primeira atualização. Ninguém o verificou.",
  ],
  [/^Pinned by a person\.$/, () => "Fixado por uma pessoa."],
  [/^Rolled back to revision (\d+)\.$/, (revision) => `Reposta a revisão ${revision}.`],
];
