import { UserFacingError } from "../../domain/errors.ts";
import type { TaskName } from "../../domain/task.ts";
import type { WatchEvent } from "../../domain/watch-event.ts";
import { parseTask } from "../arguments.ts";
import { type CommandContext, done } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { eventLines, watchText } from "../text/watch-text.ts";

const trigger = "command line";

/** What does not answer is asked again after some seconds, which is long for who waits without a word. */
async function lookNow({ app, signal, startProgress }: CommandContext): Promise<WatchEvent[]> {
  const progress = await startProgress(
    "Looking at what is configured; what does not answer is asked again for a minute",
  );
  try {
    return await app.watchNow({ signal, trigger });
  } finally {
    progress.stop();
  }
}

/** `watch`: how what is configured does, and (with `--now`) a look at it. */
function addWatch(host: CommandHost): void {
  defineCommand<{ now?: boolean; all?: boolean }>(host, {
    name: "watch",
    description: "show how what is configured does: up, speed, success, probation, trial, drift",
    failure: { events: [], routes: [] },
    onlyLooks: true,
    declare: (command) =>
      command
        .option("--now", "look at everything now, and repair what does not answer")
        .option("--all", "show what stands behind as well"),
    async run(context, options) {
      const { app, styles, now } = context;
      const fresh = options.now ? await lookNow(context) : [];
      const report = await app.watch();
      const lines = eventLines(fresh, styles);
      return done({ ...report, ...(options.now && { found: fresh }) }, () =>
        [
          ...lines,
          ...(lines.length > 0 ? [""] : []),
          watchText(report, styles, { now: now(), isWhole: options.all === true }),
        ].join("\n"),
      );
    },
  });
}

/** `keep`: a person's word ends a probation. */
function addKeep(host: CommandHost): void {
  defineCommand<object>(host, {
    name: "keep",
    description: "end the probation of a task's new choice, and keep it",
    failure: { task: null },
    declare: (command) => command.argument("<task>", "the task", parseTask),
    async run({ app }, _options, [word = ""]) {
      const task: TaskName = parseTask(word);
      if (!(await app.keepChoice(task, trigger))) {
        throw new UserFacingError(`Nothing is on probation for ${task}, so there is nothing to decide.`);
      }
      return done({ outcome: "kept", task }, `${task} keeps its new choice; nobody takes it back by itself any more.`);
    },
  });
}

/** The commands of the watch. */
export function addWatchCommands(host: CommandHost): void {
  addWatch(host);
  addKeep(host);
}
