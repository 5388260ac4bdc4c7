import { UsageError, UserFacingError } from "../../domain/errors.ts";
import { parseModel, parseTask } from "../arguments.ts";
import { type CommandContext, type CommandResult, done } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { trialBegunText, trialEndedText, trialsText } from "../text/trial-text.ts";

const trigger = "command line";

interface Options {
  /** 0 to 1. */
  share?: number;
  host?: string;
  provider: string;
  end?: boolean;
}

/** Parses a percentage; answers 0 to 1. */
function parseShare(text: string): number {
  const percent = /^\d{1,2}(?:\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (percent >= 1 && percent <= 50) return percent / 100;
  throw new UsageError(`--share takes a percentage from 1 to 50, such as 10, but it is "${text}".`);
}

async function list({ app }: CommandContext): Promise<CommandResult> {
  const { trials, enabled } = await app.watch();
  // Nobody is sent to a challenger then, and nobody judges it.
  const off = enabled || trials.length === 0 ? "" : "\nWatching is turned off, so all of it is suspended.";
  return done({ trials }, () => `${trialsText(trials)}${off}`);
}

async function end({ app }: CommandContext, named: string): Promise<CommandResult> {
  const task = parseTask(named);
  const trial = await app.endTrial(task, trigger);
  if (trial === null) throw new UserFacingError(`There is no trial for ${task}, so there is nothing to end.`);
  return done({ trial }, trialEndedText(trial));
}

async function start(
  { app }: CommandContext,
  { share, host, provider }: Options,
  [task, model]: [string, string],
): Promise<CommandResult> {
  const named = { ...parseModel(model, provider), host: host ?? null };
  const trial = await app.startTrial({ task: parseTask(task), model: named, share: share ?? null, trigger });
  return done({ trial }, trialBegunText(trial));
}

async function run(context: CommandContext, options: Options, [task, model]: string[]): Promise<CommandResult> {
  const { end: isEnd = false } = options;
  if (isEnd && (task === undefined || model !== undefined)) {
    throw new UsageError("--end takes the task alone, such as: trial conversational --end.");
  }
  if (task === undefined) return await list(context);
  if (isEnd) return await end(context, task);
  if (model !== undefined) return await start(context, options, [task, model]);
  throw new UsageError(`Name the model that is to be tried for ${parseTask(task)}, or add --end to end its trial.`);
}

/** `trial`. */
export function addTrialCommand(host: CommandHost): void {
  defineCommand<Options>(host, {
    name: "trial",
    description: "give a model a share of a task's conversations until a test decides; without a task, show the trials",
    declare: (command) =>
      command
        .argument("[task]", "the task")
        .argument("[model]", "the model's id, such as Qwen/Qwen3-32B")
        .option("--share <percent>", "of the task's conversations, 1 to 50 (default: the policy's)", parseShare)
        .option("--host <host>", "the host, where the provider has several")
        .option("--provider <provider>", "the provider's name", "huggingface")
        .option("--end", "end the task's trial without a decision"),
    run,
  });
}
