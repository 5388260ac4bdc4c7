import { readTask, unknownTask } from "../../arguments.ts";
import type { BotContext, FeatureDependencies } from "../../context.ts";
import type { ButtonHandler, CommandHandler, Feature } from "../../feature.ts";
import { neverButtons } from "./never-actions.ts";
import { planButtons } from "./plan-actions.ts";
import { beginRun, type RunDependencies } from "./run-update.ts";
import { createRuns } from "./runs.ts";

/** A command that begins a run, for all tasks or the one that it names. */
function runCommand(name: "test_update" | "manual_update", dependencies: RunDependencies): CommandHandler {
  return {
    name,
    effect: name === "test_update" ? "test" : "update",
    async run(context, words) {
      const { exchange } = context;
      const task = readTask(words);
      if (words.length > 0 && task === null)
        return void (await exchange.say({ text: unknownTask(words, exchange.texts) }));
      await beginRun(context, { dryRun: name === "test_update", tasks: task === null ? [] : [task] }, dependencies);
    },
  };
}

function runButton(name: "update.test" | "update.run", dependencies: RunDependencies): ButtonHandler {
  const run = (context: BotContext) => beginRun(context, { dryRun: name === "update.test", tasks: [] }, dependencies);
  return { name, access: "administrator", effect: name === "update.test" ? "test" : "update", run };
}

function cancelButton({ runs }: RunDependencies): ButtonHandler {
  return {
    name: "update.cancel",
    access: "administrator",
    effect: null,
    async run({ exchange }, [id]) {
      const { update } = exchange.texts;
      const isRunning = runs.cancel(Number(id));
      await exchange.notify(isRunning ? update.cancelling.text : update.notRunning, { alert: !isRunning });
    },
  };
}

/** /test_update and /manual_update, and the cards by which a person decides what they have found. */
export function createUpdateFeature(dependencies: FeatureDependencies): Feature {
  const withRuns = { ...dependencies, runs: createRuns() };
  return {
    name: "update",
    commands: [runCommand("test_update", withRuns), runCommand("manual_update", withRuns)],
    buttons: [
      runButton("update.test", withRuns),
      runButton("update.run", withRuns),
      cancelButton(withRuns),
      ...planButtons(dependencies),
      ...neverButtons(dependencies),
    ],
  };
}
