import { fmt } from "../../messages/formatting.ts";

/** Answers that take a while. */
export const laterTexts = {
  stopping: fmt`I am being restarted, so I stopped looking. Nothing was changed; please ask again in a minute.`,
  again: "Try again",
};
