/** Advice to use the command line, and the same for a chat, where another command does it. */
const advice: readonly (readonly [commandLine: string, chat: string])[] = [
  ['A new one is made by "update --dry-run".', "/test_update makes a new one."],
  ['Make a new one by "update --dry-run".', "Make a new one with /test_update."],
  ['Make a new plan by "update --dry-run".', "Make a new plan with /test_update."],
  [
    '"history" shows what happened, and "rollback --to REVISION" goes to any kept revision.',
    "/history shows what happened, and /rollback goes to any kept revision.",
  ],
  ['"update" puts revision', "/manual_update puts revision"],
  ['Run "update".', "Use /manual_update."],
  ["yet: run an update first.", "yet: use /manual_update first."],
  [": give it with --context.", ": write it behind the question."],
  [": give each with --label.", ": name each."],
  [": give one with --file.", ": send one."],
  ['("approve" lets it in)', "(/approve lets it in)"],
  // There is no command for it here, but a pin ends a hold too.
  ['("release" ends that)', '(/pin ends that, and so does "release" on the command line)'],
];

/** A text of the program's own, with the commands that there are in a chat. */
export function sentence(text: string): string {
  return advice.reduce((said, [commandLine, chat]) => said.replaceAll(commandLine, chat), text);
}
