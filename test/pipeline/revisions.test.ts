import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenedApp, openApp, requestOf } from "../support/open-app.ts";
import { createTestProgram, type TestProgram } from "../support/program.ts";

let program: TestProgram;
let opened: OpenedApp;
const pinned = "distilbert/distilbert-base-uncased";

beforeEach(async () => {
  program = await createTestProgram();
  opened = await openApp(program);
  await opened.app.update(requestOf());
});

afterEach(async () => {
  await opened.close();
  await program.remove();
});

const pin = () =>
  opened.app.pin({
    task: "fill-mask",
    pin: { provider: "huggingface", model: pinned, host: null },
    trigger: "telegram:1",
  });

describe("the kept revisions", () => {
  it("come newest first, with what made each and which tasks it changed", async () => {
    await pin();
    expect(await opened.app.revisions()).toMatchObject([
      { revision: 3, isCurrent: true, kind: "pin", outcome: "applied", trigger: "telegram:1", tasks: ["fill-mask"] },
      { revision: 2, isCurrent: false, kind: "update", tasks: expect.arrayContaining(["conversational"]) },
      { revision: 1, kind: "seed" },
    ]);
  });

  it("stay in the list where the history has forgotten how they came to be", async () => {
    program.writePolicy({ historyLimit: 1 });
    await pin();
    expect((await opened.app.revisions()).slice(1)).toMatchObject([
      { revision: 2, kind: null, outcome: null, trigger: null, tasks: null },
      { revision: 1, kind: null },
    ]);
  });
});

describe("the preview of a rollback", () => {
  it("tells what the rollback then does, and changes nothing", async () => {
    await pin();
    const before = program.readText("config", "models.json");
    const preview = await opened.app.previewRollback({ to: null, task: null });
    expect(preview).toMatchObject({ present: 3, restored: 2, unpinned: ["fill-mask"] });
    expect(program.readText("config", "models.json")).toBe(before);
    expect((await opened.app.settings()).tasks["fill-mask"]?.pin?.model).toBe(pinned);
    const { restored, tasks, unpinned, held } = await opened.app.rollback({ to: null, task: null, trigger: "test" });
    expect({ restored, tasks, unpinned, held }).toEqual({
      restored: preview.restored,
      tasks: preview.tasks,
      unpinned: preview.unpinned,
      held: preview.held,
    });
    expect(held).toBe(1);
  });

  it("rejects as the rollback would", async () => {
    await expect(opened.app.previewRollback({ to: 2, task: null })).rejects.toThrow("nothing to roll back");
    await expect(opened.app.previewRollback({ to: 99, task: null })).rejects.toThrow("Revision 99 is not kept");
  });
});

describe("a rollback that was decided on another revision", () => {
  it("does nothing, and tells which revision stands and who made it", async () => {
    await pin();
    const late = opened.app.rollback({ to: 1, task: null, trigger: "telegram:2", expectedRevision: 2 });
    await expect(late).rejects.toThrow(
      /revision 3 now \(pin by Telegram user 1 at .*\), not 2, so nothing was rolled back/,
    );
    expect(program.configuration().revision).toBe(3);
    expect((await opened.app.settings()).tasks["fill-mask"]?.pin?.model).toBe(pinned);
  });

  it("is done where that revision still stands", async () => {
    await opened.app.rollback({ to: 1, task: null, trigger: "telegram:2", expectedRevision: 2 });
    expect(program.configuration().revision).toBe(3);
  });
});
