import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createJournal, highestRevision, type JournalRecord, openIntents } from "../../src/model-config/journal.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { exampleEntry } from "../support/configuration-setup.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";

let path: string;
let remove: () => void;

beforeEach(() => {
  const created = createTemporaryHome();
  path = join(created.home, "history", "journal.jsonl");
  remove = created.remove;
});
afterEach(() => remove());

const at = "2026-11-21T03:00:00.000Z";

function intent(id: string, revision: number): JournalRecord {
  const rest = { previousRevision: null, previousHash: null, hash: "äöü", entry: exampleEntry(id) };
  return { type: "intent", kind: "commit", id, at, revision, ...rest };
}

function outcome(id: string): JournalRecord {
  return { type: "outcome", id, at, outcome: "applied", reason: "größer" };
}

it("reads every record that was appended whole, wherever the last one is torn, and goes on behind it", () => {
  const journal = createJournal({ path, fileSystem: nodeFileSystem });
  const records = [intent("one", 1), outcome("one"), intent("two", 2)];
  for (const record of records) journal.append(record);
  const whole = readFileSync(path);
  const lastLine = whole.lastIndexOf("\n", whole.length - 2) + 1;
  fc.assert(
    fc.property(fc.integer({ min: lastLine, max: whole.length }), (length) => {
      writeFileSync(path, whole.subarray(0, length));
      // A line that lacks only its end is whole.
      const expected = length >= whole.length - 1 ? records : records.slice(0, 2);
      expect(journal.read()).toEqual(expected);
      journal.append(outcome("two"));
      expect(journal.read()).toEqual([...expected, outcome("two")]);
    }),
    { numRuns: 300 },
  );
});

it("tells open intents from closed ones, and the highest revision ever meant to be written", () => {
  const records = [intent("one", 1), outcome("one"), intent("nine", 9), intent("two", 2), outcome("two")];
  expect(openIntents(records).map((each) => each.id)).toEqual(["nine"]);
  expect(highestRevision(records)).toBe(9);
});

it("passes over lines that it does not know", () => {
  const journal = createJournal({ path, fileSystem: nodeFileSystem });
  journal.append(intent("one", 1));
  appendFileSync(path, '{"type":"note","text":"of a later version"}\n\n[]\n');
  journal.append(outcome("one"));
  expect(journal.read()).toHaveLength(2);
});

it("keeps open intents and the newest ones when it is shortened", () => {
  const journal = createJournal({ path, fileSystem: nodeFileSystem });
  journal.append(intent("open", 1));
  for (const number of [2, 3, 4, 5, 6]) {
    journal.append(intent(`run-${number}`, number));
    journal.append(outcome(`run-${number}`));
  }
  journal.compact(2);
  const ids = journal.read().map((record) => `${record.type} ${record.id}`);
  expect(ids).toEqual(["intent open", "intent run-5", "outcome run-5", "intent run-6", "outcome run-6"]);
});
