import type { Command } from "commander";
import { UsageError } from "../../domain/errors.ts";
import type { QuarantinedModel } from "../../domain/quarantine.ts";
import type { TaskName } from "../../domain/task.ts";
import { parseModel, parseTask } from "../arguments.ts";
import { done } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { countText } from "../text/words.ts";
import { addPinCommands } from "./pin.ts";

interface ReleaseOptions {
  task?: TaskName;
  provider: string;
  all?: boolean;
}

function addReleaseCommand(host: CommandHost): void {
  defineCommand<ReleaseOptions>(host, {
    name: "release",
    description: "let updates choose a model again that was rolled back",
    declare: (command) =>
      command
        .argument("[model]", "the model's id")
        .option("--all", "every model that is held")
        .option("--task <task>", "only for this task", parseTask)
        .option("--provider <provider>", "the provider's name", "huggingface"),
    async run({ app }, { task = null, provider, all = false }, [model]) {
      if ((model === undefined) !== all) throw new UsageError("release takes either a model's id or --all.");
      const released = await app.release(model === undefined ? null : parseModel(model, provider), task);
      const what = model ?? "everything that was rolled back";
      const text =
        released === 0 ? `There was no hold of ${what}.` : `${countText(released, "hold")} of ${what} ended.`;
      return done({ model: model ?? null, provider, task, released }, text);
    },
  });
}

interface IgnoreOptions {
  task?: TaskName;
  provider: string;
}

function addIgnoreCommands(host: CommandHost): void {
  const declare = (command: Command) =>
    command
      .argument("<model>", "the model's id, such as Qwen/Qwen3-32B")
      .option("--task <task>", "only for this task", parseTask)
      .option("--provider <provider>", "whose id it is", "huggingface");
  const requestOf = (options: IgnoreOptions, [model = ""]: string[]) => ({
    model: parseModel(model, options.provider).model,
    task: options.task ?? null,
    trigger: "command line",
  });
  defineCommand<IgnoreOptions>(host, {
    name: "ignore",
    description: "never let updates choose a model, for one task or for all",
    declare,
    async run({ app }, options, positional) {
      const { model, task, ...request } = requestOf(options, positional);
      const { changes } = await app.ignore({ model, task, ...request });
      const scope = task ?? "every task";
      return done(
        { model, task, changes },
        `${model} is ignored for ${scope} from now on; where it serves, the next update chooses another.`,
      );
    },
  });
  defineCommand<IgnoreOptions>(host, {
    name: "unignore",
    description: "let updates choose an ignored model again",
    declare,
    async run({ app }, options, positional) {
      const { model, task, ...request } = requestOf(options, positional);
      const { changes } = await app.unignore({ model, task, ...request });
      return done({ model, task, changes }, `${model} is no longer ignored${task === null ? "" : ` for ${task}`}.`);
    },
  });
}

interface ApprovalOptions {
  provider: string;
}

function waitingText({ model, reason, tasks }: QuarantinedModel): string {
  const wanted = tasks.length === 0 ? "" : ` (else among the best for ${tasks.join(", ")})`;
  return `${model}${wanted}: ${reason}`;
}

function addApprovalCommands(host: CommandHost): void {
  const trigger = "command line";
  defineCommand<ApprovalOptions>(host, {
    name: "approve",
    description: "let a model in that was held because something about it is suspicious; without one, show those",
    declare: (command) =>
      command
        .argument("[model]", "the model's id, such as Qwen/Qwen3-32B")
        .option("--provider <provider>", "whose id it is", "huggingface"),
    async run({ app }, { provider }, [named]) {
      if (named === undefined) {
        const waiting = await app.waiting();
        const text = waiting.length === 0 ? "No model waits for a person." : waiting.map(waitingText).join("\n");
        return done({ waiting }, text);
      }
      const { model } = parseModel(named, provider);
      const { changes } = await app.approve({ model, trigger });
      return done({ model, changes }, `${model} is approved: the next update may choose it.`);
    },
  });
  defineCommand<ApprovalOptions>(host, {
    name: "unapprove",
    description: "look at an approved model again",
    declare: (command) =>
      command.argument("<model>", "the model's id").option("--provider <provider>", "whose id it is", "huggingface"),
    async run({ app }, { provider }, [named = ""]) {
      const { model } = parseModel(named, provider);
      const { changes } = await app.unapprove({ model, trigger });
      return done({ model, changes }, `${model} is no longer approved.`);
    },
  });
}

function addPauseCommands(host: CommandHost): void {
  defineCommand(host, {
    name: "pause",
    description: "stop scheduled updates until resume, across restarts too",
    async run({ app }) {
      await app.pause();
      return done({ enabled: false }, "Scheduled updates are paused. Go on with: modelvane resume");
    },
  });
  defineCommand(host, {
    name: "resume",
    description: "let scheduled updates go on",
    async run({ app }) {
      await app.resume();
      return done({ enabled: true }, "Scheduled updates go on.");
    },
  });
}

/** `pause`, `resume`, `pin`, `unpin`, `ignore`, `unignore`, `approve`, `unapprove` and `release`. */
export function addSteeringCommands(host: CommandHost): void {
  addPauseCommands(host);
  addPinCommands(host);
  addIgnoreCommands(host);
  addApprovalCommands(host);
  addReleaseCommand(host);
}
