import { mkdirSync, rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sentence } from "../../src/bot/languages/portuguese/sentences/sentences.ts";
import type { UsageRecord } from "../../src/domain/usage.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { dayMs } from "../support/candidates.ts";
import { englishIn } from "../support/english.ts";
import { opinionWith } from "../support/opinion.ts";
import { choiceOf, entryOf } from "../support/plans.ts";
import { fixedSource } from "../support/sources.ts";
import { type StoreStage, setUpStores } from "../support/store-stage.ts";
import { setUpUpdate, type UpdateSetup } from "../support/update-setup.ts";
import { usageWith } from "../support/usage-record.ts";

let setup: UpdateSetup;
let stage: StoreStage;
let store: OpenStore;

const [standing, equal] = ["maker/standing", "maker/equal"];

beforeEach(async () => {
  setup = setUpUpdate();
  setup.writePolicy({ verification: { enabled: false }, guards: { enabled: false }, minimumScore: 0 });
  stage = setUpStores();
  store = await stage.open();
  setup.dependencies.watchLog = store;
  await setup.place(entryOf(choiceOf(standing)));
});
afterEach(async () => {
  await stage.end();
  setup.remove();
});

const routeTo = (model: string) => ({ ...usageWith().route, model });
const update = () => setup.update([fixedSource({ name: "huggingface", models: [standing, equal] })]);
const primary = async () => (await setup.configuration()).tasks.conversational?.primary.model;

/** So many calls of the standing model an hour ago, of which so many in ten have failed. */
function use(count: number, ofTenBad: number, facts: Partial<UsageRecord> = {}): void {
  const at = setup.clock.now() - 3_600_000;
  for (let done = 0; done < count; done += 1) {
    const outcome = done % 10 < 10 - ofTenBad ? "answered" : "timeout";
    const request = `request-${at}-${done}`;
    store.record(usageWith({ at: at + done, request, route: routeTo(standing), outcome, ...facts }));
  }
}

describe("an update", () => {
  it("replaces what fails three times in ten in real use by its equal, and says why", async () => {
    use(200, 3);
    const { tasks } = await update();
    expect(tasks[0]).toMatchObject({ action: "replace", to: { model: equal } });
    const reason = String(tasks[0]?.reason);
    expect(reason).toContain("Of maker/standing: in real use 140 of 200 answers were good (at least 65 %).");
    expect(sentence(reason)).toContain("Quanto a maker/standing: no uso real, 140 de 200 respostas foram boas");
    expect(englishIn(sentence(reason))).toBeNull();
  });

  it("keeps what has failed five times of five: that is chance as well", async () => {
    use(5, 10);
    expect(await update()).toMatchObject({ tasks: [{ action: "keep", to: { model: standing } }] });
  });

  it("keeps what works, and brings no model in for being used the most", async () => {
    use(300, 0, { route: routeTo(equal) });
    expect(await update()).toMatchObject({ tasks: [{ action: "keep", to: { model: standing } }] });
  });

  it("forgives with time: where all that has failed is two months old, the better one may come back", async () => {
    use(200, 3);
    await update();
    expect(await primary()).toBe(equal);
    const { tasks: before } = await update();
    setup.clock.advance(60 * dayMs);
    const { tasks: after } = await update();
    const nextOf = (reason = "") => Number(/standing, has (\d+\.\d)/.exec(reason)?.[1]);
    expect(nextOf(after[0]?.reason) - nextOf(before[0]?.reason)).toBeGreaterThan(5);
  });

  it("takes the displeasure of one person once a day, however often it is said", async () => {
    use(100, 0);
    const at = setup.clock.now() - 3_600_000;
    for (let done = 0; done < 60; done += 1) {
      const of = { request: `request-${at}-${done}`, model: standing, host: "novita", rating: -1 } as const;
      await store.keepOpinion(opinionWith({ ...of, person: "telegram:7", at: at + done }));
    }
    expect(await store.useByDay(0)).toMatchObject([{ good: 40, bad: 1 }]);
    expect(await update()).toMatchObject({ tasks: [{ action: "keep", to: { model: standing } }] });
    for (let done = 0; done < 60; done += 1) {
      const of = { request: `request-${at}-${done}`, model: standing, host: "novita", rating: -1 } as const;
      await store.keepOpinion(opinionWith({ ...of, person: `telegram:${100 + done}`, at: at + done }));
    }
    expect(await update()).toMatchObject({ tasks: [{ action: "replace", to: { model: equal } }] });
  });

  it("holds a wait against a model only where the task needs the answer sooner", async () => {
    use(200, 0, { firstTokenMs: 1_900 });
    expect(await update()).toMatchObject({ tasks: [{ action: "keep" }] });
    use(2_000, 0, { firstTokenMs: 60_000 });
    const { tasks } = await update();
    expect(tasks[0]?.action).toBe("replace");
    expect(tasks[0]?.reason).toMatch(/in real use its answers begin after \d+ s on average \(this task wants 2 s\)/);
  });

  it("goes on as if nobody had used anything, with a warning, where the database cannot be read", async () => {
    use(200, 3);
    await store.close();
    rmSync(stage.folder, { recursive: true, force: true });
    mkdirSync(stage.path, { recursive: true });
    setup.dependencies.watchLog = await stage.open();
    const warnings: string[] = [];
    setup.dependencies.logger = { info: () => undefined, warn: (message) => void warnings.push(message) };
    expect(await update()).toMatchObject({ outcome: "applied", tasks: [{ action: "keep" }], errors: [] });
    expect(warnings.join("\n")).toMatch(/^What real use has shown of models could not be read, so none of it counts: /);
  });
});
