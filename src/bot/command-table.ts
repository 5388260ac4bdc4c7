/** Who may use a command or a button; `chat`: whom the policy lets chat (`access`), administrators among them. */
export type Access = "everyone" | "chat" | "administrator";

/**
 * All commands, in the order of the menus. What each takes is shown in help: `<>` must be there, `[]` may. A command
 * that is not here cannot be registered, and one that has no description in some language does not compile.
 */
export const commandTable = {
  start: { access: "everyone", parameters: "" },
  help: { access: "everyone", parameters: "" },
  ask: { access: "chat", parameters: "<text>" },
  code: { access: "chat", parameters: "<text>" },
  summarize: { access: "chat", parameters: "[text]" },
  translate: { access: "chat", parameters: "[language] [text]" },
  image: { access: "chat", parameters: "<text>" },
  video: { access: "chat", parameters: "<text>" },
  speak: { access: "chat", parameters: "[text]" },
  transcribe: { access: "chat", parameters: "" },
  task: { access: "chat", parameters: "[task] [text]" },
  use: { access: "chat", parameters: "[task] [model|auto]" },
  new: { access: "chat", parameters: "" },
  stop: { access: "chat", parameters: "" },
  models: { access: "everyone", parameters: "[task]" },
  language: { access: "everyone", parameters: "[en|pt|auto]" },
  privacy: { access: "everyone", parameters: "" },
  autoupdate_status: { access: "administrator", parameters: "" },
  test_update: { access: "administrator", parameters: "[task]" },
  manual_update: { access: "administrator", parameters: "[task]" },
  rollback: { access: "administrator", parameters: "[task|revision]" },
  history: { access: "administrator", parameters: "[number]" },
  rank: { access: "administrator", parameters: "<task>" },
  health: { access: "administrator", parameters: "[task|model]" },
  stats: { access: "administrator", parameters: "[task]" },
  model: { access: "administrator", parameters: "<model>" },
  pin: { access: "administrator", parameters: "<task> <model> [host]" },
  unpin: { access: "administrator", parameters: "[task]" },
  ignore: { access: "administrator", parameters: "[model] [task]" },
  approve: { access: "administrator", parameters: "[model]" },
  pause: { access: "administrator", parameters: "" },
  resume: { access: "administrator", parameters: "" },
  settings: { access: "administrator", parameters: "[name value]" },
} as const satisfies Record<string, { access: Access; parameters: string }>;

export type CommandName = keyof typeof commandTable;

export const commandNames = Object.keys(commandTable) as CommandName[];

/** From the least to the most: each may use what stands before it, too. */
const ladder: readonly Access[] = ["everyone", "chat", "administrator"];

/** The commands that a person may use, in the order of the menus. */
export function commandsFor(access: Access): CommandName[] {
  const allowed = ladder.slice(0, ladder.indexOf(access) + 1);
  return commandNames.filter((name) => allowed.includes(commandTable[name].access));
}
