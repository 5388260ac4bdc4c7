import type { z } from "zod";
import { isForeignRecord } from "../../shared/foreign-json.ts";
import { describeIssue } from "../../shared/validation.ts";
import { faultOfShape } from "./body-shape.ts";
import { RequestRefused } from "./refusal.ts";

/** Fields of a request; OpenAI's own has about forty, and servers of others add theirs. */
const mostFields = 1_000;

/** Reads a body as the schema wants it. @throws RequestRefused with a sentence that names the field. */
export function parseBody<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> {
  const body = parseJson(text);
  if (!isForeignRecord(body)) throw new RequestRefused("The body must be a JSON object with the request's fields.");
  if (Object.keys(body).length > mostFields) throw new RequestRefused(`The body has more than ${mostFields} fields.`);
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const param = issue?.path.join(".") || null;
  throw new RequestRefused(`The request is not valid: ${issue && describeIssue(issue)}.`, { param });
}

const byteOrderMark = "\ufeff";

function parseJson(text: string): unknown {
  const fault = faultOfShape(text);
  if (fault !== null) throw new RequestRefused(fault);
  try {
    // Some programs begin all that they send with the mark; readers may pass over it (RFC 8259, section 8.1).
    return JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text);
  } catch {
    throw new RequestRefused("The body is not valid JSON.", { code: "invalid_json" });
  }
}
