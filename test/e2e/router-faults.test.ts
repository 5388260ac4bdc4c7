import { APIError } from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FaultKind } from "../../demo/world/fault.ts";
import { type ServedProgram, serveProgram } from "../support/served-program.ts";

let program: ServedProgram;
let models: { model: string; host: string | null }[];

beforeAll(async () => {
  program = await serveProgram();
  const { primary, fallbacks = [] } = program.configuration().tasks.conversational ?? {};
  models = [...(primary ? [primary] : []), ...fallbacks].map(({ model, host }) => ({ model, host }));
  expect(models).toHaveLength(3);
}, 30_000);

afterEach(() => program.recover());
afterAll(() => program.remove());

const question = { model: "task:conversational", messages: [{ role: "user" as const, content: "Hello?" }] };
/** How every answer of the world's models ends. */
const ending = /finds its way back\.$/;

/** Spoils the calls of the first so many models. */
function spoil(fault: FaultKind, count: number): void {
  for (const { model, host } of models.slice(0, count)) {
    program.world.router.fail({ ...fault, model, ...(host !== null && { host }) });
  }
}

/** A whole answer, who gave it, and how each attempt ended. */
async function answered() {
  const { data, response } = await program.client.chat.completions.create(question).withResponse();
  const attempts = response.headers.get("x-modelvane-attempts") ?? "";
  return {
    model: data.model,
    text: data.choices[0]?.message.content ?? "",
    outcomes: [...attempts.matchAll(/outcome=([\w-]+)/g)].map(([, outcome]) => outcome),
  };
}

async function streamed() {
  const stream = await program.client.chat.completions.create({ ...question, stream: true });
  const found = { model: "", text: "" };
  for await (const { model, choices } of stream) {
    found.text += choices[0]?.delta.content ?? "";
    found.model = model;
  }
  return found;
}

async function refused(): Promise<APIError> {
  const error = await answered().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(APIError);
  return error as APIError;
}

const status = (code: number, more: { headers?: Record<string, string>; body?: unknown } = {}): FaultKind => ({
  kind: "status",
  status: code,
  ...more,
});
const notSupported = {
  error: { message: "The requested model 'a/b' is not supported by any provider you have enabled.", code: null },
};

type Row = [name: string, fault: FaultKind, outcome: string, sentence: RegExp, retryAfter?: string];

const beforeTheAnswer: Row[] = [
  ["400 for a model that is not supported", status(400, { body: notSupported }), "gone", /is not served there/, "3600"],
  ["401", status(401), "refused", /the key was not accepted.*Check HF_TOKEN/, "1800"],
  ["404", status(404), "gone", /answered 404: the model is not served there/, "3600"],
  ["410", status(410), "gone", /answered 410: the model is not served there/, "3600"],
  ["429 with Retry-After", status(429, { headers: { "retry-after": "77" } }), "busy", /too busy at the moment/, "77"],
  ["429 without it", status(429), "busy", /too busy at the moment/],
  ["500", status(500), "broken", /answered 500: a fault on its side/],
  ["503", status(503), "busy", /answered 503: it is too busy at the moment/],
  ["a closed socket", { kind: "closed" }, "busy", /could not be reached, or hung up/],
  ["an empty answer", { kind: "empty" }, "broken", /sent an empty answer/],
  ["a web page", { kind: "html" }, "broken", /sent a web page instead of an answer/],
  [
    "what is no JSON",
    status(200, { headers: { "content-type": "application/json" }, body: "{oops" }),
    "broken",
    /not JSON/,
  ],
  ["another content type", { kind: "content-type", type: "application/octet-stream" }, "broken", /content type/],
  ["another role", { kind: "role", role: "user" }, "broken", /in a role that is not the assistant's/],
];

describe("a caller, where the model in front answers with", () => {
  it.each(beforeTheAnswer)("%s, gets the next one's answer, and one honest error where all do", async (...row) => {
    const [, fault, outcome, sentence, retryAfter] = row;
    const waits = program.clock.waits.length;
    spoil(fault, 1);
    const { model, text, outcomes } = await answered();
    expect({ model, outcomes }).toEqual({ model: models[1]?.model, outcomes: [outcome, "answered"] });
    expect(text).toMatch(ending);
    program.recover();

    spoil(fault, 2);
    expect(await streamed()).toEqual({ model: models[2]?.model, text: expect.stringMatching(ending) });
    program.recover();

    spoil(fault, 3);
    const error = await refused();
    expect(error).toMatchObject({ status: 503, code: "no_route", type: "server_error" });
    expect(error.message).toContain("No model could answer (Conversation). Tried in vain:");
    expect(error.message).toMatch(sentence);
    expect(error.headers?.get("retry-after")).toMatch(retryAfter ?? /^\d{1,3}$/);
    // Nobody waited before the next one was asked.
    expect(program.clock.waits).toHaveLength(waits);
  });

  it("402, gets the next one's answer; a second one is the account's doing, and one honest error", async () => {
    spoil(status(402), 1);
    expect((await answered()).outcomes).toEqual(["no-credit", "answered"]);
    program.recover();
    spoil(status(402), 2);
    const error = await refused();
    expect(error.message).toMatch(
      /no credit left.*Buy credits.*Left alone for now, after earlier faults: .* has no credit left/,
    );
    expect(error.headers?.get("retry-after")).toBe("3600");
    program.recover();
    expect((await answered()).model).toBe(models[0]?.model);
  });

  it("comment lines within its stream, never notices", async () => {
    spoil({ kind: "comments" }, 3);
    expect(await streamed()).toEqual({ model: models[0]?.model, text: expect.stringMatching(ending) });
  });

  it("400 for what was asked wrongly, learns that after one other model was asked", async () => {
    const before = program.world.router.calls.length;
    spoil(status(400, { body: { error: { message: "temperature must be at most 2" } } }), 3);
    const error = await refused();
    expect(error).toMatchObject({ status: 400, code: "bad_request", type: "invalid_request_error" });
    expect(error.message).toContain("temperature must be at most 2");
    expect(program.world.router.calls.length - before).toBe(2);
  });
});

describe("a route that failed", () => {
  it("is left alone until its rest is over, and then tried again", async () => {
    spoil(status(404), 1);
    await answered();
    program.world.router.heal();
    expect((await answered()).outcomes).toEqual(["answered"]);
    expect((await answered()).model).toBe(models[1]?.model);
    program.recover();
    expect((await answered()).model).toBe(models[0]?.model);
  });

  it("says, when all rest, since when and until when", async () => {
    spoil(status(404), 3);
    await refused();
    program.world.router.heal();
    const { message } = await refused();
    expect(message).toMatch(
      /Left alone for now, after earlier faults: .* no longer serves the model.* in 60 minutes\./,
    );
    program.recover();
    expect((await answered()).model).toBe(models[0]?.model);
  });
});

// Last, since deadlines pass soon from here on.
describe("a caller, where the model in front never answers,", () => {
  beforeAll(() => program.clock.hurry());
  afterAll(() => program.clock.takeTime());

  it("gets the next one's answer when the deadline of the first token has passed", async () => {
    spoil({ kind: "silence" }, 1);
    const { model, outcomes } = await answered();
    expect({ model, outcomes }).toEqual({ model: models[1]?.model, outcomes: ["timeout", "answered"] });
    const { model: first } = models[0] ?? {};
    await expect
      .poll(() => program.world.router.calls.findLast((call) => call.model === first)?.outcome)
      .toBe("cancelled");
  });

  it("gets one honest error where all hang", async () => {
    spoil({ kind: "silence" }, 3);
    const error = await refused();
    expect(error.status).toBe(503);
    expect(error.message.match(/it said nothing for 20 s/g)).toHaveLength(3);
  });
});
