import { endingOf } from "./file-name.ts";

/** Endings of files that hold text, whatever kind Telegram takes them for (".ts" is a film to it). */
const textEndings: ReadonlySet<string> = new Set(
  [
    "txt text md markdown rst adoc tex log csv tsv json jsonl ndjson xml html htm css scss less svg yaml yml toml ini cfg",
    "conf env properties srt vtt diff patch sql graphql proto js mjs cjs jsx ts mts cts tsx vue svelte py pyi rb php pl",
    "lua r jl go rs zig c h cc cpp cxx hpp hh m mm cs fs vb java kt kts scala clj groovy swift dart ex exs erl hs ml elm",
    "sh bash zsh fish ps1 bat cmd dockerfile makefile gradle tf asm s ipynb ics eml",
  ].flatMap((line) => line.split(" ")),
);

const textTypes =
  /^(?:text\/.+|application\/(?:json|xml|javascript|x-javascript|typescript|x-sh|x-yaml|yaml|toml|sql|x-ndjson|x-python|.+\+(?:json|xml)))$/;

/** Whether a file should hold text, by its name or else its kind. */
export function isTextFile({ name, mediaType }: { name: string | null; mediaType: string }): boolean {
  const ending = name === null ? null : endingOf(name);
  return (ending !== null && textEndings.has(ending)) || textTypes.test(mediaType);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

/** A file's text: UTF-8, or UTF-16 where it begins with the mark of that. Null where it is no text. */
export function readTextFile(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    // No text has it, and most other files have it soon.
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
