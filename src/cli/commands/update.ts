import type { TaskName } from "../../domain/task.ts";
import { collectTask } from "../arguments.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { updateText } from "../text/update-text.ts";

interface Options {
  dryRun?: boolean;
  task?: TaskName[];
}

const failure = { revision: null, previousRevision: null, planHash: null, tasks: [], sources: [], durationMs: 0 };

/** `update`, with its dry run. */
export function addUpdateCommand(host: CommandHost): void {
  defineCommand<Options>(host, {
    name: "update",
    description: "find what is served now, and point the configuration at the best of it",
    failure,
    declare: (command) =>
      command
        .option("--dry-run", "show what would change, and change nothing")
        .option("--task <task>", "only this task; may be given several times", collectTask),
    async run({ app, signal, styles, startProgress }, { dryRun = false, task = [] }) {
      const progress = await startProgress("Looking for models");
      try {
        const result = await app.update({
          dryRun,
          tasks: task,
          trigger: "command line",
          signal,
          onProgress: progress.show,
        });
        progress.stop();
        const exitCode = result.outcome === "failed" ? 1 : 0;
        return { json: result, text: () => updateText(result, styles), exitCode };
      } finally {
        progress.stop();
      }
    },
  });
}
