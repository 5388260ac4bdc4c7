import { decimal, type Rule } from "./rule.ts";

const licenceClasses: Readonly<Record<string, string>> = {
  permissive: "permissiva",
  copyleft: "copyleft",
  "use-restricted": "com restrições de uso",
  "non-commercial": "não comercial",
};

const dollars = (amount: string) => `${decimal(amount)} $`;

/** Why a model may not be chosen (src/evaluation/eligibility.ts). */
export const reasonRules: readonly Rule[] = [
  [/^the policy ignores it$/, () => "a política ignora-o"],
  [/^the hub has disabled it$/, () => "o hub desativou-o"],
  [/^whether it is gated is unknown$/, () => "não se sabe se o acesso é condicionado"],
  [/^it is gated: its owner asks for consent first$/, () => "acesso condicionado: o dono pede consentimento primeiro"],
  [/^it names no licence$/, () => "não indica nenhuma licença"],
  [
    /^its licence (\S+) is (\S+), which the policy does not allow$/,
    (licence = "", kind = "") => `a licença ${licence} é ${licenceClasses[kind] ?? kind}, o que a política não permite`,
  ],
  [
    /^its licence "(.*)" is not one that the policy allows$/,
    (licence) => `a licença "${licence}" não é das que a política permite`,
  ],
  [
    /^its downloads are unknown; the policy asks for (\S+)$/,
    (wanted) => `não se sabe quantas transferências tem; a política pede ${wanted}`,
  ],
  [
    /^it has (\S+) downloads; the policy asks for (\S+)$/,
    (count, wanted) => `tem ${count} transferências; a política pede ${wanted}`,
  ],
  [
    /^its age is unknown; the policy asks for (\S+) days$/,
    (wanted = "") => `não se sabe que idade tem; a política pede ${decimal(wanted)} dias`,
  ],
  [
    /^it is (\S+) days old; the policy asks for (\S+)$/,
    (age = "", wanted = "") => `tem ${decimal(age)} dias; a política pede ${decimal(wanted)}`,
  ],
  [
    /^it was rolled back on (\S+) and is held until (\S+) \("release" ends that\)$/,
    (since, until) => `foi reposto em ${since} e fica de fora até ${until} ("release" acaba com isso)`,
  ],
  [/^it is served as an adapter only$/, () => "só é servido como adaptador"],
  [/^its host reports "(.*)"$/, (status) => `o anfitrião comunica "${status}"`],
  [/^it is not known to be free$/, () => "não se sabe se é grátis"],
  [
    /^its price is unknown; the policy's maximum is \$(\S+)$/,
    (most = "") => `o preço é desconhecido; o máximo da política é ${dollars(most)}`,
  ],
  [
    /^it costs \$(\S+) per million output tokens; the policy's maximum is \$(\S+)$/,
    (price = "", most = "") =>
      `custa ${dollars(price)} por milhão de tokens de saída; o máximo da política é ${dollars(most)}`,
  ],
  [/^no host serves it for this task$/, () => "nenhum anfitrião o serve para esta tarefa"],
];

/** The facts behind a score (src/evaluation: each criterion's `explain`). */
export const evidenceRules: readonly Rule[] = [
  [/^(\S+) downloads in 30 days$/, (count = "") => `${decimal(count)} transferências em 30 dias`],
  [/^(\S+) likes$/, (count = "") => `${decimal(count)} gostos`],
  [/^created (\d+) days ago$/, (days) => `criado há ${days} dias`],
  [/^no benchmark of this task is known$/, () => "não se conhece nenhum teste desta tarefa"],
  [/^(.+): (\d+) of 100$/, (title, value) => `${title}: ${value} em 100`],
  [/^names no licence$/, () => "não indica licença"],
  [/^licence (\S+)$/, (licence) => `licença ${licence}`],
  [/^1 live host$/, () => "1 anfitrião disponível"],
  [/^(\d+) live hosts$/, (count) => `${count} anfitriões disponíveis`],
  [/^([\d,]+) tokens of context$/, (count = "") => `${count.replaceAll(",", "\u00a0")} tokens de contexto`],
  [/^calls tools$/, () => "usa ferramentas"],
  [/^made for the task, by its name or tags$/, () => "feito para a tarefa, pelo nome ou pelas etiquetas"],
];
