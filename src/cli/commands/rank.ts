import type { TaskName } from "../../domain/task.ts";
import { countOf, parseTask } from "../arguments.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { rankText } from "../text/rank-text.ts";

interface Options {
  task: TaskName;
  limit?: number;
}

/** `rank`: the whole table of one task; changes nothing. */
export function addRankCommand(host: CommandHost): void {
  defineCommand<Options>(host, {
    name: "rank",
    description: "show every model of a task with its score, and why it may or may not be chosen",
    failure: { ranking: [] },
    declare: (command) =>
      command
        .requiredOption("--task <task>", "the task", parseTask)
        .option("--limit <rows>", "how many rows at the most", countOf("--limit")),
    async run({ app, signal, styles, startProgress }, { task, limit = null }) {
      const progress = await startProgress("Looking for models");
      try {
        const result = await app.rank({ task, limit, signal, onProgress: progress.show });
        progress.stop();
        const isFailed = result.discovered === 0 && result.errors.length > 0;
        return { json: result, text: () => rankText(result, styles), exitCode: isFailed ? 1 : 0 };
      } finally {
        progress.stop();
      }
    },
  });
}
