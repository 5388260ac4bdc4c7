import type { Knowledge, PastModel } from "../../src/domain/knowledge.ts";
import type { GradedResult } from "../../src/domain/verification.ts";
import { testNow } from "./candidates.ts";

/** Knowledge of models at "huggingface", by their ids; and of our own questions, whatever the model and the task. */
export function knowing(models: Readonly<Record<string, Partial<PastModel>>>, graded?: GradedResult): Knowledge {
  return {
    past({ provider, model }) {
      const facts = provider === "huggingface" && Object.hasOwn(models, model) ? models[model] : undefined;
      return facts && { createdAt: null, parameters: null, downloads: null, firstSeen: testNow, ...facts };
    },
    graded: () => graded,
  };
}
