import { beforeAll, describe, expect, it } from "vitest";
import { sentence as inEnglish } from "../../src/bot/languages/english/sentences.ts";
import { sentence, templates } from "../../src/bot/languages/portuguese/sentences/sentences.ts";
import { englishIn } from "../support/english.ts";
import { findProse, hole, type Prose } from "../support/prose.ts";

/** Where words stand that no chat shows through `sentence`. A name that ends in "/" is a folder. */
const elsewhere: Record<string, string> = {
  "src/bin/": "the command line alone",
  "src/cli/": "the command line alone",
  "src/operations/": "doctor speaks on the command line, and the status has no sentences",
  "src/providers/hugging-face/reachability.ts": "doctor speaks on the command line",
  "src/settings.ts": "wrong settings end the program before it has a bot",
  "src/service.ts": "the log of the service",
  "src/surfaces.ts": "the log of the service",
  "src/scheduler/scheduled-job.ts": "the log of the service",
  "src/scheduler/update-job.ts": "the log of the service",
  "src/scheduler/watch-jobs.ts": "the log of the service",
  "src/schemas.ts": "titles that editors show",
  "src/pictures/": "pictures are given their words by the bot's languages",
  "src/http/": "answers to programs that call the HTTP surface, and faults at the start",
  "src/shared/json-post.ts": "calls of Telegram: their faults are logged",
  "src/shared/transport.ts":
    "calls of Telegram: their faults are logged; those of models get a sentence from the provider",
  "src/domain/task.ts": "titles of tasks and instructions to models",
  "src/domain/licence.ts": "names of licences",
  "src/model-config/watcher.ts": "whoever watches the configuration logs it",
  "src/chat/": "words that people write, and words to models; what it answers people is put into words by the bot",
  "src/routing/continuation.ts": "instructions to models",
  "src/routing/route-input.ts": "instructions to models",
  "src/providers/ollama/reachability.ts": "doctor speaks on the command line",
  "src/providers/replicate/reachability.ts": "doctor speaks on the command line",
  "src/providers/replicate/fields.ts": "names of fields",
  "src/providers/replicate/lookups.ts": "what is searched for",
  "src/store/fault-log.ts": "the log",
  "src/store/migrations/0001-registry.ts": "words of SQL",
  "src/store/migrations/0005-verdicts.ts": "words of SQL",
  "src/store/migrations/0006-watch.ts": "words of SQL",
  "src/store/queries/": "words of SQL",
  "src/store/sqlite.ts": "words of SQL",
  "src/verification/probes/": "questions to models",
  "src/verification/checkers/fold.ts": "words that are looked for",
  "src/verification/checkers/language.ts": "words that are looked for",
  "src/verification/checkers/sandbox/": "code for the sandbox",
  "src/bot/": "its words are those of its languages; the names of what goes on are for the log",
};

/** Words that no chat shows, in files whose other words are shown. */
const never: Record<string, string> = {
  "The sandbox could not be started.": "the cause of an error, whose own sentence is shown",
  "the answer refused the request": "the cause of an error, whose own sentence is shown",
  "This operation was aborted": "the cause of an error, whose own sentence is shown",
  "The request was cut off.": "the cause of an error, whose own sentence is shown",
  "The answer is larger than what is read.": "the cause of an error, whose own sentence is shown",
  "An event of the stream is larger than what is read.": "the cause of an error, whose own sentence is shown",
  "A line of the answer is larger than what is read.": "the cause of an error, whose own sentence is shown",
  "□\n\nAssistant:": "words to a model",
  "the provider □": "doctor speaks on the command line",
  "it answers; models to chat with or to embed: □": "doctor speaks on the command line",
  "There is no configuration yet: the first update makes it.": "the HTTP surface tells it to programs",
  "Humanity's Last Exam": "the name of a benchmark",
  "SWE-bench Verified": "the name of a benchmark",
  "SWE-bench Pro": "the name of a benchmark",
  "Bearer □": "a header",
  "completed after an interruption": "kept in the journal alone",
  "Adding revision □ to the history": "the log",
  "The backup of revision □": "the log",
  "Closing revision □ in the journal": "the log",
  "Removing old backups": "the log",
  "It begins anew.": "the log",
  "Its copy □ is used instead.": "the log",
  "There is no config/models.json to back up yet. Run an update first.": "no chat makes a backup",
  "The backup of □ could not be written": "no chat makes a backup",
  "When models are looked up and the configuration is renewed.": "for editors: the schema of the policy",
  "When it is checked that what is configured is still served.": "for editors: the schema of the policy",
  "When the speed of what is configured is measured.": "for editors: the schema of the policy",
  "When it is checked that what is configured is still what it was.": "for editors: the schema of the policy",
  "When old records are removed.": "for editors: the schema of the policy",
  "When the day is summed up in Telegram, where that is wanted.": "for editors: the schema of the policy",
};

const collapsed = (text: string) => text.replaceAll(new RegExp(`${hole}(?:\\s?${hole})*`, "g"), hole);

/** A template as a source may write it: with its parts that may be missing, without them, or with a value for them. */
function shapesOf(english: string): string[] {
  const holed = english.replace(/\{\w+(?::\w+)?\}/g, hole);
  return [holed.replace(/[[\]]/g, ""), holed.replace(/\[[^\]]*\]/g, ""), holed.replace(/\[[^\]]*\]/g, hole)].map(
    collapsed,
  );
}

const shapes = templates.flatMap(([english]) => shapesOf(english));

/** Whether a part of a sentence stands, as whole words, in a template. */
function isPart(text: string): boolean {
  const part = collapsed(text).replace(new RegExp(`^[\\s${hole}]+|[\\s${hole}]+$`, "g"), "");
  if (!/[a-z]/i.test(part)) return true;
  return shapes.some((shape) => {
    const at = shape.indexOf(part);
    if (at < 0) return false;
    const cutsAtStart = /\w\w/.test((shape[at - 1] ?? " ") + part.slice(0, 1));
    const cutsAtEnd = /\w\w/.test(part.slice(-1) + (shape[at + part.length] ?? " "));
    return !cutsAtStart && !cutsAtEnd;
  });
}

function isTranslated(text: string): boolean {
  const filled = text.replaceAll(hole, "7");
  const said = sentence(filled);
  return said !== filled && englishIn(said) === null;
}

/** What criteria and rules say stands by itself; other texts may be parts of a sentence. */
function isCovered({ file, text }: Prose): boolean {
  if (isTranslated(text)) return true;
  return !file.startsWith("src/evaluation/") && (isPart(text) || text.split(/(?<=[.!?]) /).every(isPart));
}

const isIn = (file: string, name: string) => (name.endsWith("/") ? file.startsWith(name) : file === name);
const isElsewhere = (file: string) => Object.keys(elsewhere).some((name) => isIn(file, name));

describe("the program's own sentences", () => {
  let prose: Prose[];

  beforeAll(() => {
    prose = findProse(() => true);
  });

  it("are all there in Portuguese", () => {
    const spoken = prose.filter(({ file, text }) => !isElsewhere(file) && !Object.hasOwn(never, text));
    expect(spoken.length).toBeGreaterThan(200);
    const missing = spoken.filter((each) => !isCovered(each));
    expect(missing.map(({ file, line, text }) => `${file}:${line}: ${text}`)).toEqual([]);
  });

  it("are excepted only where there is something to except", () => {
    const texts = new Set(prose.map(({ text }) => text));
    const unused = Object.keys(elsewhere).filter((name) => !prose.some(({ file }) => isIn(file, name)));
    expect(unused).toEqual([]);
    expect(Object.keys(never).filter((text) => !texts.has(text))).toEqual([]);
  });

  it("advise in English to what there is in a chat, and to no command of the command line", () => {
    const advice = prose.filter(({ file, text }) => !isElsewhere(file) && !Object.hasOwn(never, text));
    const commands = /"(update|history|rollback|apply|resume|run|rank|status)\b[^"]*"/;
    expect(advice.map(({ text }) => inEnglish(text)).filter((text) => commands.test(text))).toEqual([]);
    expect(templates.map(([, portuguese]) => portuguese).filter((text) => commands.test(text))).toEqual([]);
  });
});

const samples: Record<string, string> = { dollars: "$7", listings: "tag:seven", number: "7", count: "7" };
const sampleOf = (kind = "word") => samples[kind] ?? "zeta";

/** A template's English with a sample for each placeholder, and its Portuguese with the same. */
function filledIn([english, portuguese]: (typeof templates)[number]): { english: string; portuguese: string } {
  const values = new Map<string, string>();
  const filled = english.replace(/[[\]]/g, "").replace(/\{(\w+)(?::(\w+))?\}/g, (_whole, name, kind) => {
    values.set(name, kind === "dollars" ? "7\u00a0$" : sampleOf(kind));
    return sampleOf(kind);
  });
  const said = portuguese.replace(/[[\]]/g, "").replace(/\{(\w+)\}/g, (_whole, name) => values.get(name) ?? "?");
  return { english: filled, portuguese: said };
}

describe("a sentence's template", () => {
  const placeholders = (text: string) => [...text.matchAll(/[[\]]|\{(\w+)/g)].map(([whole, name]) => name ?? whole);

  it("puts the same into both languages", () => {
    const unequal = templates.filter(([english, portuguese]) => {
      const [theirs, ours] = [placeholders(english).sort(), placeholders(portuguese).sort()];
      return JSON.stringify(theirs) !== JSON.stringify(ours);
    });
    expect(unequal).toEqual([]);
  });

  it("has brackets only around parts that may be missing", () => {
    const withoutParts = templates.map(([english]) => english.replace(/\[[^[\]]*\{\w[^[\]]*\]/g, ""));
    expect(withoutParts.filter((text) => /[[\]]/.test(text))).toEqual([]);
  });

  it("has no English in its Portuguese", () => {
    expect(templates.map(([, portuguese]) => portuguese).filter((text) => englishIn(text) !== null)).toEqual([]);
  });

  it("is the one that translates its sentence", () => {
    const filled = templates.map(filledIn);
    expect(filled.map(({ english }) => sentence(english))).toEqual(filled.map(({ portuguese }) => portuguese));
  });

  it("stands there once", () => {
    const english = templates.map(([text]) => text);
    expect(english.filter((text, at) => english.indexOf(text) !== at)).toEqual([]);
  });
});
