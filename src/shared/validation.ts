import type { z } from "zod";

type Issue = z.core.$ZodIssue;

function describeInput(input: unknown): string {
  const text = JSON.stringify(input) ?? String(input);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function pathOf(issue: Issue): string {
  return issue.path.length === 0 ? "(the whole file)" : issue.path.map(String).join(".");
}

function unknownKeys(issue: Issue & { code: "unrecognized_keys" }): string {
  const at = issue.path.length === 0 ? "" : `${issue.path.map(String).join(".")}.`;
  const names = issue.keys.map((key) => `${at}${key}`).join(", ");
  return `${names}: is not a known key; check its spelling or remove it`;
}

/** One issue in a line that names the path and says what was expected. */
export function describeIssue(issue: Issue): string {
  if (issue.code === "unrecognized_keys") return unknownKeys(issue);
  if (issue.code === "invalid_key") {
    const expected = issue.issues.map((each) => each.message).join("; ");
    return `${pathOf(issue)}: is not a known name: ${expected}`;
  }
  const message = issue.message.replace(/^Invalid input: /, "");
  const got = "input" in issue && issue.input !== undefined ? `, but it is ${describeInput(issue.input)}` : "";
  return `${pathOf(issue)}: ${message}${got}`;
}
