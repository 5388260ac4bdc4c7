import { afterEach, beforeEach, expect, it } from "vitest";
import type { QuarantinedModel } from "../../src/domain/quarantine.ts";
import { createNoticesStage, type NoticesStage } from "../support/notices-stage.ts";

let stage: NoticesStage;

beforeEach(() => {
  stage = createNoticesStage();
});
afterEach(() => stage.remove());

function waitingModel(model: string, tasks: string[] = ["conversational"]): QuarantinedModel {
  const since = "2026-11-21T03:00:00.000Z";
  return { provider: "huggingface", model, reason: "it waits for a person", tasks, since, downloadsBefore: null };
}

/** Asks whether there is something to tell, and remembers that somebody was told. */
async function tell(): Promise<string[]> {
  const notice = await stage.open().checkWaiting();
  if (notice === null) return [];
  await stage.open().told(notice);
  return notice.kind === "waiting" ? notice.models.map(({ model }) => model) : [];
}

it("tells once of each model that would be among the best", async () => {
  expect(await tell()).toEqual([]);
  stage.facts.waiting = [waitingModel("maker/one"), waitingModel("maker/other", [])];
  expect(await tell()).toEqual(["maker/one"]);
  expect(await tell()).toEqual([]);
  stage.facts.waiting = [waitingModel("maker/one"), waitingModel("maker/other")];
  expect(await tell()).toEqual(["maker/other"]);
});

it("goes on until somebody was told", async () => {
  stage.facts.waiting = [waitingModel("maker/one")];
  for (let times = 0; times < 3; times += 1)
    expect(await stage.open().checkWaiting()).toMatchObject({ kind: "waiting" });
  await tell();
  expect(await stage.open().checkWaiting()).toBeNull();
});

it("tells again of one that waits anew", async () => {
  stage.facts.waiting = [waitingModel("maker/one"), waitingModel("maker/other")];
  await tell();
  stage.facts.waiting = [waitingModel("maker/third")];
  expect(await tell()).toEqual(["maker/third"]);
  stage.facts.waiting = [waitingModel("maker/one"), waitingModel("maker/third")];
  expect(await tell()).toEqual(["maker/one"]);
});
