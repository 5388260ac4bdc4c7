import type { RoutedEvent } from "../routing/request.ts";
import { dataText } from "./text/answer-text.ts";

/** Shows an answer as it comes, where people read along. */
export interface AnswerDisplay {
  show(event: RoutedEvent): void;
  /** Ends the line that stands there, if any. */
  endLine(): void;
}

/** For answers that nobody reads along. */
export const silentDisplay: AnswerDisplay = { show: () => {}, endLine: () => {} };

export function createAnswerDisplay(print: (text: string) => void): AnswerDisplay {
  let isWithinLine = false;

  function write(text: string): void {
    if (text === "") return;
    print(text);
    isWithinLine = !text.endsWith("\n");
  }

  return {
    show(event) {
      if (event.type === "text") write(event.text);
      if (event.type === "data") write(dataText(event.data));
    },
    endLine() {
      if (isWithinLine) write("\n");
    },
  };
}
