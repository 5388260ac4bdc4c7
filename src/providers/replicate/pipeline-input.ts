import type { MediaFile, PipelineInput } from "../../domain/input.ts";
import type { CallError } from "../invocation.ts";
import type { ReplicateApi } from "./api.ts";
import { badRequest, missing } from "./bad-request.ts";
import { fileField, needsFile, textField } from "./fields.ts";
import { addressOf } from "./input-files.ts";
import type { RunTarget } from "./targets.ts";

type Input = Record<string, unknown>;

interface InputContext {
  target: RunTarget;
  api: ReplicateApi;
  signal: AbortSignal;
}

/** What to say where there is no file, which is what these pipelines are about. */
const withoutFile: Readonly<Record<string, () => CallError>> = {
  "automatic-speech-recognition": () => missing("Transcription needs a recording: give one with --file."),
  // Elsewhere such a model is a chat, which can do without.
  "image-text-to-text": () => badRequest("To understand a picture, a picture is needed: give one with --file."),
};

/** Pipelines that make something of a text alone. */
const ofText = /^text-to-/;

async function fileInput(files: readonly MediaFile[], { target, api, signal }: InputContext): Promise<Input> {
  const input: Input = {};
  for (const file of files) {
    const kind = file.mediaType.split("/")[0] ?? "";
    const field = fileField(target.form, kind);
    if (field === null) {
      throw badRequest(`${target.model} on Replicate takes no file of the kind ${file.mediaType}. Ask without it.`);
    }
    const address = await addressOf(file, api, signal);
    const others = input[field.name];
    input[field.name] = field.type === "array" ? [...(Array.isArray(others) ? others : []), address] : address;
  }
  return input;
}

function textInput({ text, context }: PipelineInput, { target }: InputContext): Input {
  const field = textField(target.form);
  const whole = [text, context ?? ""].filter((each) => each !== "").join("\n\n");
  if (field === null || whole === "") return {};
  return { [field.name]: field.type === "array" ? [whole] : whole };
}

/**
 * What a model is given that is no chat, by its own form. Rejects with a `CallError` of the kind `bad-request` where
 * something is missing, or is more than the model takes.
 */
export async function pipelineInput(input: PipelineInput, pipeline: string, context: InputContext): Promise<Input> {
  const { target } = context;
  if (input.files.length === 0) {
    const fault = withoutFile[pipeline]?.();
    if (fault) throw fault;
    if (needsFile(target.form)) throw badRequest(`${target.model} on Replicate needs a file: give one with --file.`);
  }
  if (ofText.test(pipeline) && input.text.trim() === "") {
    throw missing("There is no text. Say in words what is to be made.");
  }
  return { ...textInput(input, context), ...(await fileInput(input.files, context)) };
}
