import type { Template } from "./template.ts";

/** Stored plans (src/history/plans.ts, src/pipeline/plan-state.ts, src/notices). */
const plans: readonly Template[] = [
  [
    'There is no stored plan {hash}. A new one is made by "update --dry-run".',
    "Não há nenhum plano {hash} guardado. /test_update faz um novo.",
  ],
  [
    'The plan {hash} was changed since it was made, so it is not applied. Make a new one by "update --dry-run".',
    "O plano {hash} foi alterado depois de feito, por isso não é aplicado. Faça um novo com /test_update.",
  ],
  [
    'The plan {hash} expired at {at}. Make a new one by "update --dry-run".',
    "O plano {hash} caducou em {at}. Faça um novo com /test_update.",
  ],
  [
    "The plan {hash} was applied already, {who:source} at {at}, as revision {revision}. Nothing was changed now.",
    "O plano {hash} já foi aplicado {who} em {at}, como revisão {revision}. Agora nada mudou.",
  ],
  [
    'config/models.json has gone since this plan was made, so nothing was written. Make a new plan by "update --dry-run".',
    "config/models.json desapareceu depois de este plano ser feito, por isso nada foi escrito. Faça um novo plano com /test_update.",
  ],
  [
    'The configuration has changed since this plan was made: it is revision {revision} now[ ({kind:phrase} {who:source} at {at})], so nothing was written. Make a new plan by "update --dry-run".',
    "A configuração mudou depois de este plano ser feito: agora é a revisão {revision}[ ({kind} {who} em {at})], por isso nada foi escrito. Faça um novo plano com /test_update.",
  ],
  [
    "There is no stored plan {hash} any more, so there is nothing to put off.",
    "O plano {hash} já não está guardado, por isso não há nada a adiar.",
  ],
  ["The update was cancelled; nothing was changed.", "A atualização foi cancelada; nada mudou."],
];

/** Who or what began a run (src/domain/history.ts), and its kinds. */
const runs: readonly Template[] = [
  ["by Telegram user {id}", "pelo utilizador {id} do Telegram"],
  ["at a start of the service", "num arranque do serviço"],
  ["by the schedule", "por horário"],
  ["by the watch", "pela vigilância"],
  ["by the command line", "pela linha de comandos"],
  ["by {who:text}", "por {who}"],
  ["rollback", "reposição"],
  ["seed", "começo"],
  ["apply", "aplicação"],
  ["pin", "fixação"],
  ["recovery", "recuperação"],
  ["repair", "reparação"],
  ["trial", "experiência"],
];

/** Rolling back (src/pipeline/rollback-target.ts). */
const rollbacks: readonly Template[] = [
  [
    'There is nothing to roll back to: no earlier kept revision has {what:phrase} that was not rolled back before. "history" shows what happened, and "rollback --to REVISION" goes to any kept revision.',
    "Não há nada a repor: nenhuma revisão guardada anterior tem {what} que uma reposição não tenha já tirado. /history mostra o que aconteceu, e /rollback repõe qualquer revisão guardada.",
  ],
  ["another choice for {task}", "outra escolha para {task}"],
  ["another state", "outro estado"],
  [
    "There is no configuration yet, so there is nothing to roll back.",
    "Ainda não há configuração, por isso não há nada a repor.",
  ],
  [
    '"update" puts revision {revision}, the newest that is kept, back first.',
    "/manual_update repõe primeiro a revisão {revision}, a mais recente das guardadas.",
  ],
  ['Run "update".', "Use /manual_update."],
  [
    "The configuration has changed since: it is revision {revision} now[ ({kind:phrase} {who:source} at {at})], not {expected}, so nothing was rolled back. Look again at what a rollback would change.",
    "A configuração mudou entretanto: agora é a revisão {revision}[ ({kind} {who} em {at})], e não a {expected}, por isso nada foi reposto. Veja de novo o que uma reposição mudaria.",
  ],
  [
    "Revision {revision} holds the same choices as the present one: there is nothing to roll back.",
    "A revisão {revision} tem as mesmas escolhas que a atual: não há nada a repor.",
  ],
];

/** Pins, ignored models and settings (src/app.ts, src/pipeline/ignore.ts, src/local-policy). */
const steering: readonly Template[] = [
  ["{task} is not pinned, so there is nothing to undo.", "{task} não está fixada, por isso não há nada a desfazer."],
  ["{model} is already approved.", "{model} já está aprovado."],
  [
    "{model} is not approved, so there is nothing to undo.",
    "{model} não está aprovado, por isso não há nada a desfazer.",
  ],
  ["{model} is already ignored for {scope:phrase}.", "{model} já é ignorado para {scope}."],
  ["{model} is not ignored, so there is nothing to undo.", "{model} não é ignorado, por isso não há nada a desfazer."],
  [
    "{model} is ignored for {scopes:phrases}, not for {scope:phrase} as such: end it in the same way.",
    "{model} é ignorado para {scopes}, e não para {scope} em si: desfaça-o do mesmo modo.",
  ],
  ["every task", "todas as tarefas"],
  [
    'The policy declares no provider "{provider:text}". It declares: {declared:text}.',
    'A política não declara nenhum fornecedor "{provider}". Declara: {declared}.',
  ],
  [
    "That change of the settings is no longer recorded, so change them anew.",
    "Essa alteração das definições já não está registada, por isso mude-as de novo.",
  ],
  [
    "What that change set has been changed again since, so it was not taken back.",
    "O que essa alteração definiu mudou de novo entretanto, por isso não foi desfeita.",
  ],
  ["Change it anew.", "Mude-o de novo."],
  [
    'The schedule "{expression:text}" runs more often than every {minutes} minutes.',
    'O horário "{expression}" repete-se com menos de {minutes} minutos de intervalo.',
  ],
  [
    'Choose a calmer one, such as "0 * * * *" for every hour.',
    'Escolha um mais calmo, como "0 * * * *" para cada hora.',
  ],
  [
    "The settings have changed meanwhile, so nothing was changed. Look at them again.",
    "As definições mudaram entretanto, por isso nada foi alterado. Veja-as de novo.",
  ],
  ['The schedule "{expression:text}" never comes true.', 'O horário "{expression}" nunca se cumpre.'],
];

/** What is said of what people ask for. */
export const commandTemplates: readonly Template[] = [...plans, ...runs, ...rollbacks, ...steering];
