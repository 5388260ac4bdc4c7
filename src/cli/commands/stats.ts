import type { TaskName } from "../../domain/task.ts";
import { countOf, parseTask } from "../arguments.ts";
import { done } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { statsText } from "../text/stats-text.ts";

const usualDays = 30;

/** `stats`: how the models did in real use. */
export function addStatsCommand(host: CommandHost): void {
  defineCommand<{ task?: TaskName; days?: number }>(host, {
    name: "stats",
    description: "show calls, success, latency and cost of the models that were used",
    failure: { days: null, keptSince: null, total: 0, models: [] },
    onlyLooks: true,
    declare: (command) =>
      command
        .option("--task <task>", "only this task", parseTask)
        .option("--days <days>", `the last so many days (default: ${usualDays})`, countOf("--days")),
    async run({ app, styles, now }, { task = null, days = usualDays }) {
      const report = await app.stats({ task, days });
      return done(report, () => statsText(report, { task, now: now() }, styles));
    },
  });
}
