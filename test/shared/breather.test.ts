import { describe, expect, it } from "vitest";
import { createBreather } from "../../src/shared/breather.ts";

/** Does work in steps of a millisecond; answers before which of them somebody else had a turn. */
async function turnsWithin(steps: number): Promise<number[]> {
  let now = 0;
  const breathe = createBreather(() => now);
  const turns: number[] = [];
  let isOver = false;
  function takeTurn() {
    turns.push(now);
    if (!isOver) setImmediate(takeTurn);
  }
  setImmediate(takeTurn);
  for (; now < steps; now += 1) await breathe();
  isOver = true;
  return turns;
}

describe("a breather", () => {
  it("gives others a turn whenever work has gone on for more than five milliseconds, and not before", async () => {
    expect(await turnsWithin(5)).toEqual([]);
    expect(await turnsWithin(20)).toEqual([6, 12, 18]);
  });

  it("lets all that share it go on together", async () => {
    let now = 0;
    const breathe = createBreather(() => now);
    now = 10;
    const first = breathe();
    expect(breathe()).toBe(first);
    await first;
    expect(breathe()).toBeUndefined();
  });
});
