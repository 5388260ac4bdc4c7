import type { z } from "zod";
import { isForeignRecord } from "../../shared/foreign-json.ts";
import { describeIssue } from "../../shared/validation.ts";
import { RequestRefused } from "./refusal.ts";

/** Characters of a model's name: those of the Hub have up to 96 for each half. */
export const longestModel = 300;

/** Reads a body as the schema wants it. @throws RequestRefused with a sentence that names the field. */
export function parseBody<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> {
  const body = parseJson(text);
  if (!isForeignRecord(body)) throw new RequestRefused("The body must be a JSON object with the request's fields.");
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const param = issue?.path.join(".") || null;
  throw new RequestRefused(`The request is not valid: ${issue && describeIssue(issue)}.`, { param });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestRefused("The body is not valid JSON.", { code: "invalid_json" });
  }
}
