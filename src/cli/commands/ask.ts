import { UsageError } from "../../domain/errors.ts";
import type { MediaFile } from "../../domain/input.ts";
import { type TaskName, tasksWithFiles } from "../../domain/task.ts";
import type { Policy } from "../../policy.ts";
import { AnswerBrokenError, NoRouteError } from "../../routing/errors.ts";
import type { Ask, Attempt, Needs, Target } from "../../routing/request.ts";
import { readWholeAnswer, type WholeAnswer } from "../../routing/whole-answer.ts";
import { createAnswerDisplay, silentDisplay } from "../answer-display.ts";
import { collectText, parsePrice, parseTask } from "../arguments.ts";
import type { CommandContext, CommandResult } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { makeOutputFolder, readMediaFile, writeMediaFile } from "../media-files.ts";
import { textOf } from "../piped-text.ts";
import { attemptsText, dataText } from "../text/answer-text.ts";

/** Where files go unless another folder is named. */
const here = ".";

interface Options {
  task?: TaskName;
  model?: string;
  provider?: string;
  file?: string[];
  context?: string;
  label?: string[];
  language?: string;
  from?: string;
  output: string;
  local?: boolean;
  maximumPrice?: number;
  json?: boolean;
}

/** Who is asked. `PROVIDER:MODEL` is taken as at the HTTP addresses. @throws UsageError */
function targetOf({ task, model, provider }: Options, { providers }: Policy): Target {
  if (task !== undefined && model !== undefined) throw new UsageError("Give either --task or --model, not both.");
  if (provider !== undefined && model === undefined) {
    throw new UsageError("--provider says where to find the model of --model: give that as well.");
  }
  if (model === undefined) return { task: task ?? "conversational" };
  const [before = "", ...rest] = model.split(":");
  if (provider === undefined && before === "task") return { task: parseTask(rest.join(":")) };
  const isNamed = provider === undefined && rest.length > 0 && Object.hasOwn(providers, before);
  return isNamed ? { provider: before, model: rest.join(":") } : { provider: provider ?? null, model };
}

/** What is missing of a question to a task, as a sentence. */
function missingOf(text: string, target: Target, { file = [], label = [] }: Options): string | null {
  const task = "task" in target ? target.task : null;
  if (task === "automatic-speech-recognition" && file.length === 0) {
    return "Transcription needs a recording: give one with --file.";
  }
  if (task === "zero-shot-classification" && label.length === 0) {
    return "Name the labels to choose from, such as: --label urgent --label later";
  }
  const isNothing = text.trim() === "" && file.length === 0;
  return isNothing ? 'Say what you ask for, such as: modelvane ask "Why is the sky blue?"' : null;
}

interface Given {
  text: string;
  files: MediaFile[];
}

/** Texts are put behind the words; pictures and recordings are handed over as they are. */
async function readGiven(text: string, paths: readonly string[]): Promise<Given> {
  const given: Given = { text, files: [] };
  for (const path of paths) {
    const file = await readMediaFile(path);
    const isText = file.mediaType.startsWith("text/") || file.mediaType === "application/json";
    if (isText) given.text = [given.text, new TextDecoder().decode(file.bytes).trim()].filter(Boolean).join("\n\n");
    else given.files.push(file);
  }
  return given;
}

/** The words of the command, and the files that it names, as the router takes them. */
async function askOf(words: string, target: Target, options: Options): Promise<Ask> {
  const missing = missingOf(words, target, options);
  if (missing !== null) throw new UsageError(missing);
  const { text, files } = await readGiven(words, options.file ?? []);
  if ("task" in target && target.task === "feature-extraction") {
    return { kind: "embedding", texts: [text], dimensions: null };
  }
  return {
    kind: "pipeline",
    text,
    context: options.context ?? null,
    labels: options.label ?? [],
    targetLanguage: options.language ?? null,
    sourceLanguage: options.from ?? null,
    files,
  };
}

function needsOf({ local, maximumPrice }: Options): Needs {
  return {
    ...(local ? { localOnly: true } : {}),
    ...(maximumPrice === undefined ? {} : { maximumOutputPrice: maximumPrice }),
  };
}

async function keepFiles(answer: WholeAnswer, { folder, stem }: { folder: string; stem: string }): Promise<string[]> {
  const paths: string[] = [];
  for (const file of answer.files) paths.push(await writeMediaFile(file, { folder, stem }));
  return paths;
}

/** What the command gives back where nobody answered: what was tried is worth knowing to programs, too. */
function unanswered(error: unknown, task: TaskName | null, { tell }: CommandContext): CommandResult {
  if (!(error instanceof NoRouteError || error instanceof AnswerBrokenError)) throw error;
  const nobody = { provider: null, model: null, host: null, answer: null, data: null, files: [], usage: null };
  const { attempts, message } = error;
  tell(message);
  return {
    exitCode: 1,
    json: { outcome: "failed", task, ...nobody, latencyMs: null, attempts, errors: [message] },
    text: "",
  };
}

interface Answered {
  task: TaskName | null;
  answer: WholeAnswer;
  attempts: readonly Attempt[];
  latencyMs: number;
  /** Paths. */
  files: string[];
}

function resultOf({ task, answer, attempts, latencyMs, files }: Answered): CommandResult {
  const { provider = null, model = null, host = null } = answer.route ?? {};
  const { data, usage } = answer;
  const json = {
    ...{ task, provider, model, host },
    ...{ answer: data === null ? answer.text : dataText(data), data, files, usage, latencyMs, attempts },
  };
  // The answer itself was shown as it came.
  return { exitCode: 0, json, text: files.map((path) => `Written: ${path}`).join("\n") };
}

async function run(context: CommandContext, options: Options, words: string[]): Promise<CommandResult> {
  const { app, signal, now } = context;
  const startedAt = now();
  const target = targetOf(options, await app.settings());
  const task = "task" in target ? target.task : null;
  const display = options.json ? silentDisplay : createAnswerDisplay(context.print);
  try {
    const hasFiles = options.file !== undefined;
    const text = await textOf(words, { ...context, hasFiles });
    const ask = await askOf(text, target, options);
    // Before anything is paid for. What a model that is asked by its name makes is only known when it answers.
    if (options.output !== here || tasksWithFiles.has(task)) await makeOutputFolder(options.output);
    const routed = await app.ask({ target, ask, needs: needsOf(options), signal });
    const answer = await readWholeAnswer(routed.events, display.show);
    const latencyMs = now() - startedAt;
    display.endLine();
    const files = await keepFiles(answer, { folder: options.output, stem: task ?? "answer" });
    const attempts = routed.attempts();
    if (!options.json) context.tell(attemptsText(answer, attempts, latencyMs));
    return resultOf({ task, answer, attempts, latencyMs, files });
  } catch (error) {
    display.endLine();
    return unanswered(error, task, context);
  }
}

/** `ask`: one request, by the models that are configured now. */
export function addAskCommand(host: CommandHost): void {
  defineCommand<Options>(host, {
    name: "ask",
    description: "ask the model that serves a task now",
    failure: { answer: null, files: [], attempts: [] },
    declare: (command) =>
      command
        .argument("[text...]", "what you ask for; - stands for what is piped in")
        .option("--task <task>", "the task; conversational where none is named", parseTask)
        .option("--model <model>", "this model in place of a task's; PROVIDER:MODEL where several have it")
        .option("--provider <provider>", "the model's provider")
        .option("--file <path>", "a picture, a recording or a text; may be given several times", collectText)
        .option("--context <text>", "the text that a question is about")
        .option("--label <label>", "a label to choose from; may be given several times", collectText)
        .option("--language <language>", "the language to translate into")
        .option("--from <language>", "the language to translate from")
        .option("--output <folder>", "where files of the answer are put", here)
        .option("--local", "only models on machines of your own")
        .option("--maximum-price <usd>", "USD per million output tokens", parsePrice),
    run,
  });
}
