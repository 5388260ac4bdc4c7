import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { MediaFile, RouteInput } from "../src/domain/input.ts";
import { soundSeconds } from "../src/verification/checkers/sound-length.ts";
import type { Probe } from "../src/verification/probe.ts";
import { probes } from "../src/verification/probes/table.ts";

/**
 * Writes demo/facts/probe-answers.json, by which the demo's stand-ins for models answer the questions that prove a choice;
 * with --check, fails where the file is not what would be written.
 *
 * `question` is the text exactly as it is sent: the last message of a chat, the input of a pipeline, the first text to
 * embed; what comes with it has a key of its own. `files` are SHA-256 hashes of what is sent along, and `seconds` says how
 * long a recording among it lasts. The reference holds what of an answer is not empty, but for files.
 */
const path = new URL("../demo/facts/probe-answers.json", import.meta.url);

const hashOf = ({ bytes }: { bytes: Uint8Array }) => createHash("sha256").update(bytes).digest("hex");

function chatText(messages: Extract<RouteInput, { kind: "chat" }>["messages"]): string {
  const content = messages.at(-1)?.content;
  return typeof content === "string" ? content : "";
}

function askedOf(ask: RouteInput): Record<string, unknown> {
  if (ask.kind === "chat") return { question: chatText(ask.messages) };
  if (ask.kind === "embedding") return { question: ask.texts[0], texts: ask.texts };
  return {
    question: ask.text,
    ...(ask.context !== null && { context: ask.context }),
    ...(ask.labels.length > 0 && { labels: ask.labels }),
    ...(ask.targetLanguage !== null && { targetLanguage: ask.targetLanguage }),
    ...(ask.files.length > 0 && { files: ask.files.map(hashOf), ...secondsOf(ask.files) }),
  };
}

function secondsOf(files: readonly MediaFile[]): { seconds?: number } {
  const seconds = files.map(({ bytes }) => soundSeconds(bytes)).find((each) => each !== null);
  return seconds === undefined ? {} : { seconds };
}

function answerOf({ reference: { text, data } }: Probe): Record<string, unknown> {
  return { ...(text !== "" && { text }), ...(data !== null && { data }) };
}

const entries = Object.entries(probes).flatMap(([task, { smoke, graded }]) =>
  [smoke, ...graded].map((probe) => ({
    id: probe.id,
    task,
    isSmoke: probe === smoke,
    ...askedOf(probe.ask),
    reference: answerOf(probe),
  })),
);
// A line an entry.
const text = `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]\n`;

if (!process.argv.includes("--check")) {
  writeFileSync(path, text);
} else if (readFileSync(path, "utf8") !== text) {
  console.error("demo/facts/probe-answers.json is out of date. Run: npm run demo:answers");
  process.exitCode = 1;
}
