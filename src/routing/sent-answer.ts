import type { AnswerEvent } from "../domain/answer.ts";
import type { Ask } from "./request.ts";
import { mayCallTools, wantsForm } from "./request-needs.ts";
import { createSeam, type Seam } from "./seam.ts";

/** What has reached the caller so far, over all attempts. */
export class SentAnswer {
  text = "";
  /** Something that no other model can go on with: files, data, calls of tools. */
  private hasPieces = false;
  private hasReasoning = false;
  private seam: Seam | null = null;
  private readonly ask: Ask;

  constructor(ask: Ask) {
    this.ask = ask;
  }

  /** The next attempt begins: where text was sent, its text continues that. */
  beginAttempt(): void {
    this.seam = this.text === "" ? null : createSeam(this.text);
  }

  /** What the caller gets of the event; null where it is held back. */
  take(event: AnswerEvent): AnswerEvent | null {
    switch (event.type) {
      case "text":
        return this.takeText(event);
      case "reasoning":
        this.hasReasoning = true;
        return event;
      case "tool-call":
      case "file":
      case "data":
        this.hasPieces = true;
        return event;
      case "life":
        return !this.hasContent() && !this.hasReasoning ? null : event;
      default:
        return event;
    }
  }

  /** The end of the text that was held back as a possible repetition; "" where there is none. */
  endText(): string {
    const rest = this.seam?.end() ?? "";
    this.seam = null;
    this.text += rest;
    return rest;
  }

  /** Something of the answer itself was sent. */
  hasContent(): boolean {
    return this.text !== "" || this.hasPieces;
  }

  /** Another model can go on from here, unseen where nothing was sent, and where it was plain text. */
  canGoOn(): boolean {
    if (!this.hasContent()) return true;
    if (this.hasPieces || this.ask.kind === "embedding") return false;
    return this.ask.kind === "pipeline" || !(mayCallTools(this.ask) || wantsForm(this.ask));
  }

  private takeText(event: AnswerEvent & { type: "text" }): AnswerEvent | null {
    const text = this.seam === null ? event.text : this.seam.take(event.text);
    if (text === "") return null;
    this.text += text;
    return text === event.text ? event : { type: "text", text };
  }
}
