/** Some servers leave a model's reasoning in its text, between these marks, at the beginning of the answer. */
const opening = /^\s*<(think|thinking|reasoning)>/i;
const names = ["think", "thinking", "reasoning"];
const marks = names.flatMap((name) => [`<${name}>`, `</${name}>`]);
/** Templates that open the reasoning themselves leave only its end, which stands on a line of its own. */
const loneClosing = /(?<=^|\n)[^\S\n]*<\/(?:think|thinking|reasoning)>\s*/i;
const openingAnywhere = /<(?:think|thinking|reasoning)>/i;
/** What may still become an opening mark. */
const longestOpening = 40;

export interface ThinkPiece {
  type: "text" | "reasoning";
  text: string;
}

/** Splits a streamed text into what was thought and what is said. */
export interface ThinkTags {
  /** What is known now of the next piece; pieces that may belong to a mark are held back. */
  take(text: string): ThinkPiece[];
  /** At the end: what was held back. */
  end(): ThinkPiece[];
}

function mayBecomeMark(text: string): boolean {
  const start = text.trimStart().toLowerCase();
  return text.length <= longestOpening && marks.some((mark) => mark.startsWith(start));
}

/** Where the end of a text begins that may still become a mark. */
function openEnd(text: string): number {
  const at = text.lastIndexOf("<");
  return at === -1 || !mayBecomeMark(text.slice(at)) ? text.length : at;
}

function pieces(type: ThinkPiece["type"], text: string): ThinkPiece[] {
  return text === "" ? [] : [{ type, text }];
}

/** What is said, in which the end of reasoning may still turn up that nobody knew to be one. */
class SaidText {
  private held = "";
  private isLineBlank = true;
  /** Whether a mark alone would be the end of what was taken for the answer: the model has not spoken of such marks. */
  private mayClose = true;
  /** Nothing is shown yet, so that all before the mark can be told apart. */
  private isBeginning = true;

  take(text: string): ThinkPiece[] {
    if (!this.mayClose) return pieces("text", text);
    const whole = this.held + text;
    const found = loneClosing.exec(whole);
    const before = found === null ? whole : whole.slice(0, found.index);
    if (openingAnywhere.test(before)) return this.close(whole);
    if (found !== null && (found.index > 0 || this.isLineBlank))
      return this.endThinking(before, whole, found[0].length);
    const end = openEnd(whole);
    this.held = whole.slice(end);
    return this.say(whole.slice(0, end));
  }

  end(): ThinkPiece[] {
    return this.close(this.held);
  }

  /** What was shown cannot be taken back: a rule parts it from the answer. */
  private endThinking(before: string, whole: string, markLength: number): ThinkPiece[] {
    const after = pieces("text", whole.slice(before.length + markLength));
    const thought = this.isBeginning
      ? pieces("reasoning", before)
      : pieces("text", `${before.trimEnd()}${before.trim() === "" ? "\n" : "\n\n"}---\n\n`);
    this.close("");
    return [...thought, ...after];
  }

  private close(text: string): ThinkPiece[] {
    this.mayClose = false;
    this.held = "";
    return pieces("text", text);
  }

  private say(text: string): ThinkPiece[] {
    if (text === "") return [];
    this.isBeginning = false;
    const line = text.slice(text.lastIndexOf("\n") + 1);
    this.isLineBlank = (text.includes("\n") || this.isLineBlank) && line.trim() === "";
    return pieces("text", text);
  }
}

export function createThinkTags(): ThinkTags {
  let state: "beginning" | "thinking" | "saying" = "beginning";
  let held = "";
  let closing = "";
  const said = new SaidText();

  function begin(): ThinkPiece[] {
    const found = opening.exec(held);
    if (found) {
      state = "thinking";
      closing = `</${found[1]?.toLowerCase()}>`;
      held = held.slice(found[0].length);
      return think();
    }
    if (mayBecomeMark(held)) return [];
    state = "saying";
    return said.take(release());
  }

  function think(): ThinkPiece[] {
    const at = held.toLowerCase().indexOf(closing);
    if (at === -1) {
      // The end of the piece may be the beginning of the closing mark.
      const safe = Math.max(0, held.length - closing.length + 1);
      const text = held.slice(0, safe);
      held = held.slice(safe);
      return pieces("reasoning", text);
    }
    const thought = held.slice(0, at);
    held = held.slice(at + closing.length).trimStart();
    state = "saying";
    // The reasoning has had its end.
    said.end();
    return [...pieces("reasoning", thought), ...pieces("text", release())];
  }

  function release(): string {
    const text = held;
    held = "";
    return text;
  }

  return {
    take(text) {
      if (state === "saying") return said.take(text);
      held += text;
      return state === "beginning" ? begin() : think();
    },
    end() {
      const rest = release();
      return state === "thinking" ? pieces("reasoning", rest) : [...said.take(rest), ...said.end()];
    },
  };
}

/** Whether a whole text says anything besides what was thought. */
export function saysAnything(text: string): boolean {
  const tags = createThinkTags();
  return [...tags.take(text), ...tags.end()].some((piece) => piece.type === "text" && piece.text.trim() !== "");
}
