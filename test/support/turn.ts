import type { Turn } from "../../src/domain/conversation.ts";
import { testNow } from "./candidates.ts";

/** A question in words with its answer, unless the test says otherwise. */
export function turnWith(facts: Partial<Turn> = {}): Turn {
  return {
    request: "request-1",
    replaced: [],
    at: testNow,
    question: "What?",
    answer: "That.",
    task: "conversational",
    material: null,
    targetLanguage: null,
    isWhole: true,
    ...facts,
  };
}
