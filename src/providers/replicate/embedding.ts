import type { AnswerEvent } from "../../domain/answer.ts";
import type { EmbeddingInput } from "../../domain/input.ts";
import { brokenAnswer } from "../failure-kind.ts";
import { badRequest } from "./bad-request.ts";
import { failureOfNothing } from "./failure.ts";
import { fieldNamed, textField } from "./fields.ts";
import type { InputField, ModelForm } from "./model-form.ts";
import { vectorsOfOutput } from "./output.ts";
import { type RunOptions, runPrediction } from "./prediction.ts";
import type { PredictionMetrics } from "./schema.ts";
import { usageOf } from "./usage.ts";

/** Many models take several texts as one text in JSON, and say so where they describe the field. */
const takesJsonList = ({ type, description }: InputField) => type === "string" && /json/i.test(description);
const takesList = (field: InputField) => field.type === "array" || takesJsonList(field);

/** What each run is given: all texts at once where the model can, one by one otherwise. */
function inputsOf({ texts, dimensions }: EmbeddingInput, form: ModelForm, model: string): Record<string, unknown>[] {
  const single = textField(form);
  const several = form.fields.find(
    (field) => !field.isFile && /text|sentence|input|prompt/i.test(field.name) && takesList(field),
  );
  const length = dimensions !== null && fieldNamed(form, "dimensions") ? { dimensions } : {};
  if (several && (texts.length > 1 || several.name === single?.name || single === null)) {
    return [{ [several.name]: takesJsonList(several) ? JSON.stringify(texts) : texts, ...length }];
  }
  if (single === null) throw badRequest(`${model} on Replicate takes no text, so it cannot embed any.`);
  return texts.map((text) => ({ [single.name]: text, ...length }));
}

/** Embeds texts, with one vector for each, in their order. */
export async function* embed(
  input: EmbeddingInput,
  options: Omit<RunOptions, "input" | "isStreamed">,
): AsyncGenerator<AnswerEvent> {
  const { target } = options;
  const vectors: number[][] = [];
  const runs: PredictionMetrics[] = [];
  for (const each of inputsOf(input, target.form, target.model)) {
    const { prediction } = yield* runPrediction({ ...options, input: each, isStreamed: false });
    vectors.push(...vectorsOfOutput(prediction.output));
    runs.push(prediction.metrics);
  }
  if (vectors.length === 0) throw failureOfNothing(target.model);
  if (vectors.length !== input.texts.length) {
    throw brokenAnswer(target.model, `answered ${input.texts.length} texts with ${vectors.length} vectors`);
  }
  yield { type: "data", data: { kind: "embeddings", vectors } };
  yield { type: "usage", usage: usageOf(runs, target) };
  yield { type: "finish", reason: "stop" };
}
