import { expect, it } from "vitest";
import { createRouteFacts } from "../../src/routing/route-facts.ts";
import type { RouteFacts } from "../../src/store/store.ts";
import { servedRoute } from "../support/candidates.ts";
import { createFakeClock } from "../support/fake-clock.ts";

const { status: _status, isAdapter: _isAdapter, ...served } = servedRoute();
const route: RouteFacts = { ...served, provider: "huggingface", model: "maker/model", isLocal: false };

function setUp() {
  const warnings: string[] = [];
  let found: RouteFacts[] | Error = [route];
  const facts = createRouteFacts({
    registry: {
      async routeFacts() {
        if (found instanceof Error) throw found;
        return found;
      },
    },
    clock: createFakeClock(),
    logger: { warn: (message) => void warnings.push(message) },
  });
  return {
    facts,
    warnings,
    async find(next: typeof found) {
      found = next;
      await facts.refresh();
      return facts.factsOf(route)?.outputPrice;
    },
  };
}

it("what is known of routes stays known where a new database knows of none", async () => {
  const { find, warnings } = setUp();
  expect(await find([route])).toBe(route.outputPrice);
  expect(await find([])).toBe(route.outputPrice);
  expect(await find([{ ...route, outputPrice: 7 }])).toBe(7);
  expect(warnings).toEqual([]);
});

it("what is known of routes stays known where it cannot be read, with one warning", async () => {
  const { find, warnings } = setUp();
  await find([route]);
  for (let times = 0; times < 2; times += 1) expect(await find(new Error("locked"))).toBe(route.outputPrice);
  expect(warnings).toEqual([expect.stringContaining("locked")]);
});
