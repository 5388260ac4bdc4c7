import type { Opinion } from "../../src/store/store.ts";
import { testNow } from "./candidates.ts";

/** A good opinion of an answer, unless the test says otherwise. */
export function opinionWith(facts: Partial<Opinion> = {}): Opinion {
  return {
    request: "request-1",
    person: "telegram:2",
    at: testNow,
    rating: 1,
    task: "conversational",
    provider: "huggingface",
    model: "maker/model",
    host: null,
    ...facts,
  };
}
