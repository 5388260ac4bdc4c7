import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserFacingError } from "../../src/domain/errors.ts";
import { openIntents, parseJournal } from "../../src/model-config/journal.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import {
  exampleConfiguration,
  exampleEntry,
  modelOf,
  type Setup,
  setUpConfiguration,
} from "../support/configuration-setup.ts";
import { createTemporaryHome } from "../support/temporary-home.ts";
import { systemError, watchFileSystem } from "../support/watched-file-system.ts";

let home: string;
let remove: () => void;

beforeEach(() => {
  ({ home, remove } = createTemporaryHome());
});
afterEach(() => remove());

const sentences: Record<string, string> = { ENOSPC: "the disk is full", EROFS: "read-only" };

async function standingModel({ repository }: Setup): Promise<string | undefined> {
  return modelOf((await repository.read())?.configuration);
}

/** Commits over a disk on which the numbered call, and where asked every later one, fails. Null when all went well. */
async function commitWithFault(at: number, code: string, isLasting: boolean) {
  let calls = 0;
  let isOn = false;
  const fileSystem = watchFileSystem(nodeFileSystem, {
    before(call) {
      if (!isOn) return;
      calls += 1;
      const isReading = call.name === "readText" || call.name === "list";
      if (calls === at || (isLasting && calls > at && !isReading)) throw systemError(code);
    },
  });
  const setup = setUpConfiguration({ home, fileSystem });
  const expectedHash = (await setup.repository.read())?.hash ?? null;
  isOn = true;
  const request = { expectedHash, configuration: exampleConfiguration(`new/${at}`), entry: exampleEntry(`run-${at}`) };
  const error = await setup.repository.commit(request).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, wasReached: calls >= at, warnings: setup.warnings };
}

describe.each([
  { code: "ENOSPC", isLasting: false },
  { code: "ENOSPC", isLasting: true },
  { code: "EROFS", isLasting: false },
  { code: "EROFS", isLasting: true },
])("a file-system call that fails with $code (lasting: $isLasting)", ({ code, isLasting }) => {
  it("leaves the last good revision or the new one, says which, and is made up for", async () => {
    const sound = setUpConfiguration({ home });
    await sound.commitModel("old/0");
    let failures = 0;
    for (let at = 1; ; at += 1) {
      const before = await standingModel(sound);
      const { error, wasReached, warnings } = await commitWithFault(at, code, isLasting);
      const isNew = (await standingModel(sound)) === `new/${at}`;
      const where = `call ${at}: ${error}; ${warnings.join(" | ")}`;
      expect(isNew, where).toBe(error === null);
      if (error !== null) {
        failures += 1;
        expect(error, where).toBeInstanceOf(UserFacingError);
        expect(String(error), where).toContain(sentences[code]);
        expect(await standingModel(sound), where).toBe(before);
      }
      await sound.repository.recover();
      const journal = parseJournal(readFileSync(join(home, "history", "journal.jsonl"), "utf8"));
      expect(openIntents(journal), where).toEqual([]);
      const entries = (await sound.history.list()).filter((entry) => entry.id === `run-${at}` && entry.success);
      expect(entries, where).toHaveLength(isNew ? 1 : 0);
      expect(modelOf(await sound.repository.load((await sound.repository.list())[0]?.revision ?? 0)), where).toBe(
        await standingModel(sound),
      );
      if (!wasReached) break;
    }
    expect(failures).toBeGreaterThan(8);
  });
});
