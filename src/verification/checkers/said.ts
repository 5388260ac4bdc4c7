import { createThinkTags } from "../../shared/think-tags.ts";
import type { ProbeAnswer } from "../probe.ts";
import { type AnswerCheck, type Fault, type TextCheck, wrong } from "./check.ts";

/** No probe asks for nearly as much. Thoughts, which are left out, may be longer. */
const longestSaid = 20_000;
const longestWithThoughts = 400_000;
/** A stray character is a blemish; more are no text. */
const mostControls = 3;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff0-\uffff]/g;
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const closings = ["</think>", "</thinking>", "</reasoning>"];

/** What a model says, or why nothing can be made of it. */
export type Said = { text: string } | { fault: Fault };

function withoutThoughts(text: string): string {
  const tags = createThinkTags();
  const pieces = [...tags.take(text), ...tags.end()];
  const said = pieces.map((piece) => (piece.type === "text" ? piece.text : "")).join("");
  // An end of thoughts in the middle of a line is none to a chat, which shows it; what is judged stands behind it.
  const lower = said.toLowerCase();
  const ends = closings.map((closing) => ({ at: lower.lastIndexOf(closing), length: closing.length }));
  const last = ends.reduce((latest, end) => (end.at > latest.at ? end : latest));
  return last.at === -1 ? said : said.slice(last.at + last.length);
}

/** The answer without the question, where it begins with that: base models return what they were given. */
function withoutQuestion(text: string, question: string): string {
  let rest = text;
  while (question !== "" && rest.startsWith(question)) rest = rest.slice(question.length).trim();
  return rest;
}

/** What of an answer's text is judged: without thoughts, invisible characters, and the question where it comes first. */
export function readSaid(text: string, question: string): Said {
  if (text.length > longestWithThoughts) return { fault: "endless" };
  const said = withoutThoughts(text).trim();
  if (said === "") return { fault: "empty" };
  if (said.length > longestSaid + question.length) return { fault: "endless" };
  if ((said.match(controls)?.length ?? 0) > mostControls) return { fault: "controls" };
  const clean = said.replace(controls, "").replace(invisible, "").replace(spaces, " ").normalize("NFC");
  const rest = withoutQuestion(clean.trim(), question.normalize("NFC").trim());
  return rest === "" ? { fault: "copied" } : { text: rest };
}

/** A check of an answer's text. `question` is what was asked. */
export function ofText(question: string, check: TextCheck): AnswerCheck {
  return ({ text }: ProbeAnswer) => {
    const said = readSaid(text, question);
    return "fault" in said ? wrong(said.fault) : check(said.text);
  };
}
