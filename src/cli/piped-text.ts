import { UsageError } from "../domain/errors.ts";
import type { CommandContext } from "./context.ts";

/** More is no question: the largest context windows hold about as much. */
const mostBytes = 4 * 1_024 * 1_024;

/** The word that stands for what is piped in, as elsewhere at a command line. */
export const pipedWord = "-";

async function readPiped({ input, signal }: Pick<CommandContext, "input" | "signal">): Promise<string> {
  if (input === null)
    throw new UsageError('Nothing is piped in. Pipe a text, as in: cat letter.txt | modelvane ask "Summarise:" -');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    signal.throwIfAborted();
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += bytes.byteLength;
    if (size > mostBytes) throw new UsageError("What is piped in is larger than 4 MB. Give a part of it.");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8").trim();
}

/** The words of a command as one text: a "-" among them, or none at all, stands for what is piped in. */
export async function textOf(
  words: readonly string[],
  context: Pick<CommandContext, "input" | "signal">,
): Promise<string> {
  if (words.length === 0 && context.input !== null) return await readPiped(context);
  const at = words.indexOf(pipedWord);
  if (at === -1) return words.join(" ");
  const parts = [words.slice(0, at).join(" "), await readPiped(context), words.slice(at + 1).join(" ")];
  return parts.filter((part) => part !== "").join("\n\n");
}
