import type { RoutedEvent } from "../routing/request.ts";

/** Some servers leave a model's reasoning in its text, between these marks, at the beginning of the answer. */
const opening = /^\s*<(think|thinking|reasoning)>/i;
/** What may still become an opening mark. */
const longestOpening = 40;

/** Splits a streamed text into what was thought and what is said. */
export interface ThinkTags {
  /** What is known now of the next piece; pieces that may belong to a mark are held back. */
  take(text: string): { type: "text" | "reasoning"; text: string }[];
  /** At the end: what was held back. */
  end(): { type: "text" | "reasoning"; text: string }[];
}

function mayBecomeOpening(text: string): boolean {
  const start = text.trimStart();
  if (text.length > longestOpening) return false;
  return ["<think>", "<thinking>", "<reasoning>"].some((mark) => mark.startsWith(start.toLowerCase()));
}

export function createThinkTags(): ThinkTags {
  let state: "beginning" | "thinking" | "saying" = "beginning";
  let held = "";
  let closing = "";

  function begin(): { type: "text" | "reasoning"; text: string }[] {
    const found = opening.exec(held);
    if (found) {
      state = "thinking";
      closing = `</${found[1]?.toLowerCase()}>`;
      held = held.slice(found[0].length);
      return think();
    }
    if (mayBecomeOpening(held)) return [];
    state = "saying";
    return say();
  }

  function think(): { type: "text" | "reasoning"; text: string }[] {
    const at = held.toLowerCase().indexOf(closing);
    if (at === -1) {
      // The end of the piece may be the beginning of the closing mark.
      const safe = Math.max(0, held.length - closing.length + 1);
      const text = held.slice(0, safe);
      held = held.slice(safe);
      return text === "" ? [] : [{ type: "reasoning", text }];
    }
    const thought = held.slice(0, at);
    held = held.slice(at + closing.length).trimStart();
    state = "saying";
    return [...(thought === "" ? [] : [{ type: "reasoning", text: thought } as const]), ...say()];
  }

  function say(): { type: "text" | "reasoning"; text: string }[] {
    const text = held;
    held = "";
    return text === "" ? [] : [{ type: "text", text }];
  }

  return {
    take(text) {
      held += text;
      if (state === "beginning") return begin();
      return state === "thinking" ? think() : say();
    },
    end() {
      const text = held;
      held = "";
      if (text === "") return [];
      return [{ type: state === "thinking" ? "reasoning" : "text", text }];
    },
  };
}

/** The events with what the model has thought told apart from what it says. */
export async function* withoutThinkTags(events: AsyncIterable<RoutedEvent>): AsyncGenerator<RoutedEvent> {
  const tags = createThinkTags();
  for await (const event of events) {
    if (event.type === "text") yield* tags.take(event.text);
    else {
      if (event.type === "finish" || event.type === "file" || event.type === "data") yield* tags.end();
      yield event;
    }
  }
  yield* tags.end();
}
