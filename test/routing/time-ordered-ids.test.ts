import { validate, version } from "uuid";
import { expect, it } from "vitest";
import { createTimeOrderedIds } from "../../src/routing/time-ordered-ids.ts";
import { createSteppedClock } from "./stepped-clock.ts";

it("makes ids of version 7 that sort in the order in which they were made, also where the clock stands or is set back", () => {
  const clock = createSteppedClock();
  const createId = createTimeOrderedIds(clock);
  const ids = Array.from({ length: 1_000 }, (_, position) => {
    if (position % 100 === 0) clock.advance(position % 300 === 0 ? -5 : 7);
    return createId();
  });
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});
