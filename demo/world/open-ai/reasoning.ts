import { countWords } from "./conversation.ts";
import type { JsonObject } from "./json.ts";

/** How an answer tells what it was thinking: apart from it, within it between tags, or not at all. */
export interface Thoughts {
  apart: string;
  tagged: string;
}

const thinking =
  "The person wants me to think, so I think first. The wind comes from somewhere; a vane points there. Let me check: the tail is pushed away, so the tip looks into the wind. Yes, that is it.";

/** Thoughts between tags, before the answer itself. */
export const aloud = `<think>\n${thinking}\n</think>\n\n`;

/** What is thought before the answer: more where the question asks to think; between tags where it asks for those. */
export function thoughtsFor(question: string, body: JsonObject): Thoughts {
  if (/\bthink tags\b/i.test(question)) return { apart: "", tagged: aloud };
  if (/\bthink\b/i.test(question)) return { apart: thinking, tagged: "" };
  return { apart: wantsReasoning(body) ? `Let me see what ${countWords(question)} words want.` : "", tagged: "" };
}

function wantsReasoning({ reasoning_effort: effort }: JsonObject): boolean {
  return typeof effort === "string" && effort !== "none";
}
