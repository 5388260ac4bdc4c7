import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ZodError } from "zod";

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return "it is no valid JSON";
  if (error instanceof ZodError) return `it has another form at "${error.issues[0]?.path.join(".") ?? ""}"`;
  return (error as Error).message;
}

function readText(folder: string, path: string): string {
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const reason = isMissing ? "there is no such file" : reasonOf(error);
    throw new Error(`${path} of ${folder} cannot be read: ${reason}.`, { cause: error });
  }
}

/** A file of the folder, read by `parse`. @throws Error with a sentence that names the file and what is wrong with it. */
export function readSource<Content>(folder: string, path: string, parse: (text: string) => Content): Content {
  const text = readText(folder, path);
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${path} of ${folder} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}
