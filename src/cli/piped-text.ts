import { addAbortSignal } from "node:stream";
import { UsageError } from "../domain/errors.ts";
import type { CommandContext } from "./context.ts";

/** More is no question: the largest context windows hold about as much. */
const mostBytes = 4 * 1_024 * 1_024;

/** The word that stands for what is piped in, as elsewhere at a command line. */
const pipedWord = "-";

async function readPiped({ input, signal }: Pick<CommandContext, "input" | "signal">): Promise<string> {
  if (input === null)
    throw new UsageError('Nothing is piped in. Pipe a text, as in: cat letter.txt | modelvane ask "Summarise:" -');
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Whoever started this program may leave the pipe open and write nothing.
    for await (const chunk of addAbortSignal(signal, input)) {
      const bytes = Buffer.from(chunk);
      size += bytes.byteLength;
      if (size > mostBytes) throw new UsageError("What is piped in is larger than 4 MB. Give a part of it.");
      chunks.push(bytes);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  return Buffer.concat(chunks).toString("utf8").trim();
}

interface TextOptions extends Pick<CommandContext, "input" | "signal"> {
  /** There is something else to ask about, so that nobody needs a text. */
  hasFiles: boolean;
}

/** The words of a command as one text: a "-" among them, or nothing at all, stands for what is piped in. */
export async function textOf(words: readonly string[], options: TextOptions): Promise<string> {
  if (words.length === 0 && !options.hasFiles && options.input !== null) return await readPiped(options);
  const at = words.indexOf(pipedWord);
  if (at === -1) return words.join(" ");
  const parts = [words.slice(0, at).join(" "), await readPiped(options), words.slice(at + 1).join(" ")];
  return parts.filter((part) => part !== "").join("\n\n");
}
