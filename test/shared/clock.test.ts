import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/shared/clock.ts";

describe("the system's clock", () => {
  it("rejects a sleep with the signal's own reason", async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(60_000, controller.signal);
    controller.abort(new Error("woken"));
    await expect(sleeping).rejects.toThrow("woken");
  });
});
