import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DemoModel } from "../../../demo/world/replicate/model.ts";
import { demoModels } from "../../../demo/world/replicate/models.ts";
import type { Work } from "../../../demo/world/replicate/work.ts";
import type { AnswerEvent } from "../../../src/domain/answer.ts";
import { type ScriptedServer, startScriptedServer } from "../../support/scripted-server.ts";
import { callOf, faultOf, pipeline, type ReplicateFixture, startFixture, textOf } from "./fixture.ts";

let fixture: ReplicateFixture;
/** Somebody's server: a store of files, or a service that a caller wants to have asked. */
let store: ScriptedServer;

beforeEach(async () => {
  fixture = await startFixture();
  store = await startScriptedServer();
  store.script((_, response) => response.writeHead(200, { "content-type": "image/png" }).end("a picture"));
});
afterEach(async () => {
  store.stop();
  await fixture.stop();
});

const media = { model: "black-forest-labs/flux-schnell", interface: "text-to-image" };
const uri = { type: "string", format: "uri" };
const anything = {};

/** A model that answers with this JSON, by this schema. */
function answering(output: DemoModel["output"], value: (input: Parameters<Work>[0]["input"]) => unknown): void {
  const model = demoModels.find(({ id }) => id === media.model);
  if (!model) throw new Error("no model");
  fixture.standIn.setModels([{ ...model, output, work: ({ input }) => ({ kind: "json", value: value(input) }) }]);
}

const record = (properties: Record<string, unknown>) => ({ type: "object", properties });
const filesIn = (events: readonly AnswerEvent[]) => events.filter(({ type }) => type === "file").length;
const asked = (path: string) =>
  fixture.standIn.requests.filter(({ method, url }) => method === "GET" && url.startsWith(path));

describe("an output with a file and the prompt", () => {
  it("gives the file, and not what the prompt's address has", async () => {
    answering(record({ image: uri, prompt: { type: "string" } }), ({ prompt }) => ({ image: store.url, prompt }));
    const events = await callOf(fixture.provider, pipeline(`${fixture.standIn.url}/v1/predictions`), media);
    expect(filesIn(events)).toBe(1);
    expect(store.received).toHaveLength(1);
    expect(asked("/v1/predictions?")).toEqual([]);
    expect(asked("/v1/predictions").map(({ url }) => url)).not.toContain("/v1/predictions");
  });

  it.each<[string, DemoModel["output"], (prompt: unknown) => unknown]>([
    ["in a field of files", record({ image: uri }), (image) => ({ image })],
    ["in a list of files", { type: "array", items: uri }, (image) => [image]],
    ["where no schema says what it is", anything, (image) => image],
    ["under a file's usual name", anything, (image) => ({ image })],
    ["in a field that no schema names", record({ image: uri }), (other) => ({ image: null, other })],
  ])("is no file that the caller has named: %s", async (_, output, value) => {
    answering(output, ({ prompt }) => value(prompt));
    await callOf(fixture.provider, pipeline(store.url), media).catch(() => {});
    expect(fixture.standIn.runs()).toHaveLength(1);
    expect(store.received).toEqual([]);
  });

  it("is no file either where the prompt says more than the address", async () => {
    answering(uri, ({ prompt }) => String(prompt).split(" ").at(-1));
    const fault = await faultOf(fixture.provider, pipeline(`Show ${store.url}`), media);
    expect([fault.kind, store.received]).toEqual(["broken", []]);
  });
});

describe("an output's files", () => {
  it.each<[string, DemoModel["output"], (url: string) => unknown]>([
    ["the one that it is", uri, (url) => url],
    ["a list's", { type: "array", items: uri }, (url) => [url]],
    ["a list's of lists", { type: "array", items: { type: "array", items: uri } }, (url) => [[url]]],
    ["a field's", record({ picture: uri, seed: { type: "integer" } }), (picture) => ({ picture, seed: 7 })],
    ["those of a schema that says nothing", anything, (url) => url],
    ["a list's of which the schema says nothing", { type: "array", items: anything }, (url) => [url]],
    ["one under its usual name", anything, (image) => ({ image, page: image })],
    ["one under its usual name further down", anything, (video) => ({ result: [{ video }] })],
    ["one of an older version", { type: "array", items: uri }, (file) => [{ file }]],
  ])("are found: %s", async (_, output, value) => {
    answering(output, () => value(store.url));
    const events = await callOf(fixture.provider, pipeline("A lighthouse"), media);
    expect([filesIn(events), store.received.length]).toEqual([1, 1]);
  });

  it.each<[string, DemoModel["output"], (url: string) => unknown]>([
    ["a text", { type: "string" }, (url) => url],
    ["a text beside others", { type: "array", items: { type: "string" } }, (url) => [url]],
    ["a field of text", record({ picture: uri, source: { type: "string" } }), (source) => ({ source })],
    ["under a name that says nothing of files", anything, (source) => ({ source })],
  ])("are no addresses that are said to be %s", async (_, output, value) => {
    answering(output, () => value(store.url));
    const events = await callOf(fixture.provider, pipeline("A lighthouse"), media);
    expect([filesIn(events), textOf(events), store.received]).toEqual([0, store.url, []]);
  });
});

describe("the token", () => {
  const withToken = (path: string) => asked(path).map(({ headers }) => headers.authorization !== undefined);

  it("is shown for a file of the account's own", async () => {
    answering(uri, () => `${fixture.standIn.url}/v1/files/abc123`);
    await callOf(fixture.provider, pipeline("A lighthouse"), media).catch(() => {});
    expect(new Set(withToken("/v1/files/abc123"))).toEqual(new Set([true]));
  });

  it.each([
    "/v1/predictions",
    "/v1/files",
    "/v1/files/",
    "/v1/files/../predictions",
    "/v1/files/..%2fpredictions",
    "/v1/filesystem",
    "/delivery/abc/output.png",
  ])("is for no other address that a model names: %s", async (path) => {
    answering(uri, () => fixture.standIn.url + path);
    await callOf(fixture.provider, pipeline("A lighthouse"), media).catch(() => {});
    const { pathname } = new URL(path, fixture.standIn.url);
    const tokens = fixture.standIn.requests
      .filter(({ method, url }) => method === "GET" && url === pathname)
      .map(({ headers }) => headers.authorization);
    expect(new Set(tokens)).toEqual(new Set([undefined]));
  });

  it("is for nobody else", async () => {
    answering(uri, () => store.url);
    await callOf(fixture.provider, pipeline("A lighthouse"), media);
    expect(store.received[0]?.headers.authorization).toBeUndefined();
  });

  it("does not follow to where a store leads", async () => {
    const home = `${fixture.standIn.url}/v1/files/abc123`;
    store.script((_, response) => response.writeHead(302, { location: home }).end());
    answering(uri, () => store.url);
    await callOf(fixture.provider, pipeline("A lighthouse"), media).catch(() => {});
    expect(new Set(withToken("/v1/files/abc123"))).toEqual(new Set([false]));
  });
});
