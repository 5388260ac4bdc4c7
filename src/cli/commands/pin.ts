import { UserFacingError } from "../../domain/errors.ts";
import type { TaskName } from "../../domain/task.ts";
import { hostsFor, type ModelInspection } from "../../pipeline/inspect-model.ts";
import type { PinResult } from "../../pipeline/pin.ts";
import type { Pin } from "../../policy.ts";
import { messageOf } from "../../shared/file-fault.ts";
import { parseModel, parseTask } from "../arguments.ts";
import { type CommandContext, done } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";

/** A mistyped id should not begin to serve; but a person's word does not wait long for a source that does not answer. */
const longestLookMs = 5_000;

interface Options {
  task: TaskName;
  model: string;
  provider: string;
  host?: string | null;
  force?: boolean;
}

/** What the model's source says of it; a sentence where it could not be asked. */
async function look(
  { provider, model }: Pin,
  { app, signal }: CommandContext,
): Promise<ModelInspection | null | string> {
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(longestLookMs)]);
    return await app.inspectModel({ model, provider, signal: patience });
  } catch (error) {
    signal.throwIfAborted();
    return messageOf(error);
  }
}

const unlessForced = "Where you know better, add --force.";

/** @throws UserFacingError for what would begin to serve, and cannot. */
function expectServed(pin: Pin, task: TaskName, seen: ModelInspection | null): void {
  const { provider, model, host } = pin;
  if (seen === null) {
    throw new UserFacingError(`${provider} knows no model ${model}. Check how it is written. ${unlessForced}`);
  }
  const hosts = hostsFor(task, seen.candidate);
  if (hosts.length === 0) {
    throw new UserFacingError(
      `Nobody serves ${model} for ${task} at the moment, so it was not pinned. ${unlessForced}`,
    );
  }
  if (host !== null && !hosts.includes(host)) {
    const named = hosts.filter((each) => each !== null).join(", ");
    const known = named === "" ? "It has no hosts to choose from." : `These do: ${named}.`;
    throw new UserFacingError(`${host} does not serve ${model} for ${task}. ${known} ${unlessForced}`);
  }
}

function pinnedText({ task, pin, revision, outcome }: PinResult & { pin: Pin }, reason: string | null): string {
  const unseen =
    reason === null ? "" : ` It could not be looked up, so nobody has checked that it is served: ${reason}`;
  if (revision === null) return `${pin.model} is pinned for ${task}; the first update carries it out.${unseen}`;
  const now = outcome === "applied" ? `revision ${revision}` : "as it already was";
  return `${pin.model} now serves ${task} (${now}). End it with: modelvane unpin --task ${task}${unseen}`;
}

async function run(context: CommandContext, { task, model, provider, host = null, force = false }: Options) {
  const pin = { ...parseModel(model, provider), host };
  const seen = await look(pin, context);
  const reason = typeof seen === "string" ? seen : null;
  const inspection = typeof seen === "string" ? null : seen;
  if (reason === null && !force) expectServed(pin, task, inspection);
  const candidate = inspection?.candidate ?? null;
  const result = await context.app.pin({ task, pin, candidate, trigger: "command line" });
  return done(result, pinnedText({ ...result, pin }, reason));
}

/** `pin` and `unpin`. */
export function addPinCommands(host: CommandHost): void {
  defineCommand<Options>(host, {
    name: "pin",
    description: "let a model of your choice serve a task, whatever its score",
    declare: (command) =>
      command
        .requiredOption("--task <task>", "the task", parseTask)
        .requiredOption("--model <model>", "the model's id, such as Qwen/Qwen3-32B")
        .option("--provider <provider>", "the provider's name", "huggingface")
        .option("--host <host>", "the host, where the provider has several")
        .option("--force", "also where nobody seems to serve it"),
    run,
  });
  defineCommand<{ task: TaskName }>(host, {
    name: "unpin",
    description: "leave a task to the updates again",
    declare: (command) => command.requiredOption("--task <task>", "the task", parseTask),
    async run({ app }, { task }) {
      return done(
        await app.unpin(task, "command line"),
        `${task} is no longer pinned. The next update may choose another model.`,
      );
    },
  });
}
