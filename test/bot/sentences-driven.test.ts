import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sentence as inEnglish } from "../../src/bot/languages/english/sentences.ts";
import { sentence } from "../../src/bot/languages/portuguese/sentences/sentences.ts";
import type { UpdateResult } from "../../src/pipeline/results.ts";
import { messageOf } from "../../src/shared/file-fault.ts";
import { acquireLock } from "../../src/shared/process-lock.ts";
import { englishIn } from "../support/english.ts";
import { type OpenedApp, openApp, requestOf } from "../support/open-app.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;
let opened: OpenedApp;
let said: Set<string>;

beforeEach(async () => {
  said = new Set();
  program = await createTestProgram();
  opened = await openApp(program);
});

afterEach(async () => {
  await opened.close();
  await program.remove();
});

function note(...texts: readonly string[]): void {
  for (const text of texts) said.add(text);
}

/** Notes everything that an update says. */
async function update(facts: Parameters<typeof requestOf>[0] = {}): Promise<UpdateResult> {
  const result = await opened.app.update(requestOf(facts));
  for (const { reason, facts: known } of result.tasks) {
    note(reason, ...(known?.from?.evidence ?? []), ...(known?.to?.evidence ?? []));
  }
  for (const { errors, caps } of result.sources) note(...errors, ...caps);
  note(...result.errors);
  return result;
}

/** Notes with what sentence something is refused. */
async function refused(work: Promise<unknown>): Promise<void> {
  const error = await work.then(
    () => null,
    (fault: unknown) => fault,
  );
  expect(error).not.toBeNull();
  note(messageOf(error));
}

/** Notes what the history and the present configuration say. */
async function noteRecords(): Promise<void> {
  for (const { errors, changes } of await opened.app.history({ limit: null })) {
    note(...errors, ...changes.map(({ reason }) => reason));
  }
  for (const { reason } of (await opened.app.status()).tasks) note(reason);
}

/** Everything that was noted is Portuguese, and advises in English to what there is in a chat. */
async function expectNoEnglish(atLeast: number): Promise<void> {
  await noteRecords();
  expect(said.size).toBeGreaterThanOrEqual(atLeast);
  const left = [...said].map((text) => sentence(text)).filter((text) => englishIn(text) !== null);
  expect(left).toEqual([]);
  const advice = [...said].map(inEnglish).filter((text) => /"(update|rollback|history)\b/.test(text));
  expect(advice).toEqual([]);
}

describe("no English is left", () => {
  it("in what dry runs and updates say, as hosts close and models go", async () => {
    await update({ dryRun: true });
    await update();
    program.world.closeHost("ovhcloud");
    await update({ dryRun: true });
    await update();
    program.world.reopenHost("ovhcloud");
    program.world.removeModel(String(program.configuration().tasks.conversational?.primary.model));
    program.world.setFacts(String(program.configuration().tasks["fill-mask"]?.primary.model), { gated: "manual" });
    await update();
    await expectNoEnglish(50);
  });

  it("in why models may not be chosen, by strict policies", async () => {
    for (const policy of [
      { freeOnly: true },
      { maximumPrice: 0.001 },
      { minimumDownloads: 1_000_000, minimumAgeDays: 1_000 },
      { allowedLicences: ["mit"], ignore: ["Qwen/Qwen3.6-27B"] },
    ]) {
      program.writePolicy(policy);
      for (const task of ["conversational", "text-to-image"] as const) {
        const { signal } = new AbortController();
        const { ranking } = await opened.app.rank({ task, limit: null, signal });
        for (const { reasons, evidence } of ranking) note(...reasons, ...evidence);
      }
    }
    await expectNoEnglish(100);
  });

  it("around rollbacks, pins, ignored models and settings", async () => {
    const { app } = opened;
    const trigger = "telegram:1";
    const rollback = { to: null, task: null, trigger };
    await refused(app.rollback(rollback));
    await update();
    await app.rollback(rollback);
    await refused(app.rollback({ ...rollback, to: 99 }));
    await refused(app.rollback({ ...rollback, expectedRevision: 2 }));
    await refused(app.rollback({ ...rollback, to: 3 }));
    await refused(app.rollback({ ...rollback, task: "translation" }));
    await update();
    await app.pin({ task: "translation", pin: { provider: "huggingface", model: "acme/x", host: null }, trigger });
    await refused(app.pin({ task: "translation", pin: { provider: "nope", model: "a/b", host: null }, trigger }));
    await update();
    await app.unpin("translation", trigger);
    await refused(app.unpin("translation", trigger));
    const ignored = await app.ignore({ model: "acme/x", task: null, trigger });
    await refused(app.ignore({ model: "acme/x", task: "translation", trigger }));
    await refused(app.unignore({ model: "acme/x", task: "translation", trigger }));
    await refused(app.unignore({ model: "acme/y", task: null, trigger }));
    await app.ignore({ model: "acme/z", task: null, trigger });
    await refused(app.undoSettings(ignored.id, trigger));
    await refused(app.undoSettings("nobody", trigger));
    for (const patch of [
      { minimumScore: 500 },
      { minimumScore: "much" },
      { margin: -1 },
      { fallbacks: 1.5 },
      { nope: 1 },
      { access: "all" },
      { autoApply: "yes" },
      { schedule: { update: "*/5 * * * *" } },
      { schedule: { update: "whenever", timeZone: "Mars/Base" } },
      { weights: { popularity: 0, performance: 0, recency: 0, compatibility: 0 } },
      { tasks: { nope: {} } },
      { tasks: { translation: { pin: {} } } },
      { ignore: "acme/x" },
      { preferredFamilies: [""] },
      { providers: { huggingface: { baseUrl: "nowhere" } } },
    ]) {
      await refused(app.changeSettings(patch, trigger));
    }
    await expectNoEnglish(30);
  });

  it("around stored plans", async () => {
    const { app } = opened;
    program.writePolicy({ autoApply: false });
    const { planHash } = await update();
    await app.apply(String(planHash), "telegram:1");
    await refused(app.apply(String(planHash), "telegram:2"));
    await refused(app.apply("0123456789abcdef", "telegram:1"));
    await refused(app.snooze("0123456789abcdef", "telegram:1"));
    program.world.closeHost("ovhcloud");
    const stale = await update();
    await app.rollback({ to: null, task: null, trigger: "schedule" });
    await refused(app.apply(String(stale.planHash), "telegram:1"));
    const late = await update();
    program.clock.advance(25 * 3_600_000);
    await refused(app.apply(String(late.planHash), "telegram:1"));
    await expectNoEnglish(20);
  });

  it.each([
    { kind: "status", status: 500 } as const,
    { kind: "status", status: 401 } as const,
    { kind: "status", status: 403 } as const,
    { kind: "status", status: 404 } as const,
    { kind: "status", status: 410 } as const,
    { kind: "status", status: 418 } as const,
    { kind: "status", status: 429 } as const,
    { kind: "status", status: 429, headers: { "retry-after": "4000" } } as const,
    { kind: "html" } as const,
    { kind: "truncated" } as const,
    { kind: "closed" } as const,
    { kind: "empty" } as const,
    { kind: "wrong-shape" } as const,
    { kind: "reject-expand", field: "inferenceProviderMapping" } as const,
  ])("when the Hub is ill: $kind $status", async (fault) => {
    await update();
    program.world.hub.fail(fault);
    await update();
    const { signal } = new AbortController();
    await opened.app.inspectModel({ model: "Qwen/Qwen3.6-27B", signal }).catch((error) => note(messageOf(error)));
    await expectNoEnglish(15);
  });

  it.each([{ kind: "status", status: 503 } as const, { kind: "empty" } as const, { kind: "wrong-shape" } as const])(
    "when the router is ill: $kind",
    async (fault) => {
      await update();
      program.world.router.fail(fault);
      await update();
      await expectNoEnglish(15);
    },
  );

  it.each(["{ nope", '{"a":1,}', "[1,", '{"a" 1}', '"abc', "[1 2]", "{} x", "nope", '{"margin": "x"}', "[]", "7"])(
    "when the policy is %s",
    async (text) => {
      await update();
      mkdirSync(join(program.home, "config"), { recursive: true });
      for (const file of ["policy.json", "policy.local.json"]) {
        writeFileSync(join(program.home, "config", file), text);
        await refused(opened.app.update(requestOf()));
        await refused(opened.app.changeSettings({ margin: 2 }, "telegram:1"));
        writeFileSync(join(program.home, "config", file), "{}");
      }
      await expectNoEnglish(15);
    },
  );

  it("when another run goes on, and when a file is not what it should be", async () => {
    await update();
    const path = join(program.home, "history", "run.lock");
    const lock = await acquireLock({ path, purpose: "update", clock: program.clock });
    await refused(opened.app.update(requestOf()));
    await lock.release();
    writeFileSync(join(program.home, "config", "models.json"), '{"schemaVersion": "9.0.0"}');
    await update();
    writeFileSync(join(program.home, "config", "models.json"), '{"schemaVersion": "1.0.0", "revision": "x"}');
    await update();
    await opened.app.recover("telegram:1");
    await expectNoEnglish(15);
  });
});
