import { isSameRoute } from "../../domain/route.ts";
import type { TaskName } from "../../domain/task.ts";
import { countOf, parseTask } from "../arguments.ts";
import { done } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { renderTable } from "../text/table.ts";
import { tasksTable } from "../text/update-text.ts";
import { choiceText } from "../text/words.ts";

const heldText =
  " What was taken out is held for a while (the policy's rollbackHoldDays), so that updates do not bring it back; end that with: modelvane release MODEL (or --all).";

function addRollbackCommand(host: CommandHost): void {
  defineCommand<{ to?: number; task?: TaskName }>(host, {
    name: "rollback",
    description: "bring an earlier revision back, as a new one",
    failure: { revision: null, restored: null, tasks: [], unpinned: [], held: 0 },
    declare: (command) =>
      command
        .option("--to <revision>", "this kept revision, instead of the one before", countOf("--to"))
        .option("--task <task>", "only this task", parseTask),
    async run({ app, styles }, { to = null, task = null }) {
      const result = await app.rollback({ to, task, trigger: "command line" });
      const rows = result.tasks.map(({ task: name, from, to }) => {
        const isSame = from !== null && to !== null && isSameRoute(from, to);
        return [
          styles.strong(name),
          choiceText(from),
          isSame ? "the same, with other models behind it" : choiceText(to),
        ];
      });
      const table = renderTable({ head: ["Task", "Was", "Is again"], rows, wrapped: { 1: 1, 2: 1 } }, styles);
      const verdict = `Back at revision ${result.restored}, as revision ${result.revision}.${result.held > 0 ? heldText : ""}`;
      const pins = result.unpinned?.length ? `\nNo longer pinned: ${result.unpinned.join(", ")}.` : "";
      return done(result, `${table}\n\n${styles.strong(verdict)}${pins}`);
    },
  });
}

function addApplyCommand(host: CommandHost): void {
  defineCommand(host, {
    name: "apply",
    description: "apply exactly a plan that an update or a dry run has stored",
    failure: { revision: null, previousRevision: null, tasks: [] },
    declare: (command) => command.argument("<hash>", "the plan's hash, as the update printed it"),
    async run({ app, styles }, _options, [hash = ""]) {
      const result = await app.apply(hash, "command line");
      return done(
        result,
        `${tasksTable(result.tasks, styles)}\n\n${styles.strong(`Applied as revision ${result.revision}.`)}`,
      );
    },
  });
}

function addBackupCommand(host: CommandHost): void {
  defineCommand(host, {
    name: "backup",
    description: "make sure that the configuration as it stands is among the kept revisions",
    async run({ app }) {
      const result = await app.backup();
      const state = result.created ? "is kept now" : "was already kept";
      return done(result, `Revision ${result.revision} ${state}: ${result.path}`);
    },
  });
}

/** `rollback`, `apply` and `backup`. */
export function addRevisionCommands(host: CommandHost): void {
  addRollbackCommand(host);
  addApplyCommand(host);
  addBackupCommand(host);
}
