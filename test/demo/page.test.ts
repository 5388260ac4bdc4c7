import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startProgram } from "../../demo/page/program.ts";
import { type PageStage, startPageStage } from "./page-stage.ts";

const ana = 1001;
const staticFolder = join(import.meta.dirname, "..", "..", "demo", "page", "static");

let stage: PageStage;

beforeEach(async () => {
  stage = await startPageStage();
});

afterEach(async () => {
  await stage.stop();
});

describe("the page", () => {
  it("is served whole, and loads nothing from elsewhere", async () => {
    const response = await fetch(stage.page.url);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    const html = await response.text();
    const addresses = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) {
      expect(address).toMatch(/^\/[\w.-]+$/);
      expect((await fetch(`${stage.page.url}${address}`)).status).toBe(200);
    }
  });

  it("has every module that another one imports", async () => {
    const scripts = readdirSync(staticFolder).filter((name) => name.endsWith(".js"));
    const imports = scripts.flatMap((name) => [
      ...readFileSync(join(staticFolder, name), "utf8").matchAll(/from "\.\/([^"]+)"/g),
    ]);
    expect(imports.length).toBeGreaterThan(10);
    for (const [, name] of imports) {
      const response = await fetch(`${stage.page.url}/${name}`);
      expect(response.headers.get("content-type")).toContain("text/javascript");
    }
  });

  it("never makes markup out of a text", () => {
    for (const name of readdirSync(staticFolder)) {
      const text = readFileSync(join(staticFolder, name), "utf8");
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc|eval\(/);
    }
  });

  it("is bound to this machine", () => {
    expect(stage.page.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe("requests of other sites", () => {
  it.each([
    ["a name that was made to point here", { host: "rebound.example.org" }],
    ["this machine under another port", { host: "127.0.0.1:1" }],
    ["a foreign page", { origin: "https://example.org" }],
    ["a page without an origin of its own", { origin: "null" }],
  ])("are refused: %s", async (_what, headers) => {
    for (const path of ["/", "/events", "/actions/send", "/files/1001/1"]) {
      const { status, body } = await stage.ask(path, headers);
      expect(status).toBe(403);
      expect(JSON.parse(body)).toEqual({ error: `This page answers to ${stage.page.url} only.` });
    }
  });

  it("are refused where a form sends them", async () => {
    const response = await fetch(`${stage.page.url}/actions/send`, {
      method: "POST",
      body: new URLSearchParams({ person: String(ana), text: "/start" }),
    });
    expect(response.status).toBe(415);
    expect(stage.page.telegram.messages(ana)).toEqual([]);
  });

  it("are not mistaken for those of the page itself", async () => {
    const port = new URL(stage.page.url).port;
    expect((await stage.ask("/", { host: `localhost:${port}`, origin: `http://localhost:${port}` })).status).toBe(200);
  });
});

describe("wrong requests", () => {
  it.each([
    ["/actions/send", { person: 5, text: "Hi" }, 409, "There is nobody of that id on this page."],
    ["/actions/send", { person: ana }, 400, '"text" must be a text.'],
    ["/actions/send", "Hi", 400, "That is not a JSON object."],
    ["/actions/happening", { name: "rain" }, 409, "There is no such button."],
    ["/nowhere", {}, 405, "This address takes GET only."],
  ])("to %s are told what is wrong: %j", async (path, body, status, error) => {
    expect(await stage.post(path, body)).toEqual({ status, body: { error } });
  });

  it("find no files beside the page's own", async () => {
    for (const path of ["/index.html", "/../page.ts", "/%2e%2e/page.ts", "/files/1001/9", "/files/x/y"]) {
      expect((await stage.ask(path, {})).status).toBe(404);
    }
  });
});

describe("files that the bot sends", () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    "base64",
  );

  async function upload(method: string, field: string, file: File): Promise<void> {
    stage.page.telegram.user(ana).send("/start");
    const form = new FormData();
    form.set("chat_id", String(ana));
    form.set(field, file);
    await stage.call(method, form);
  }

  it("are shown as pictures", async () => {
    await upload("sendPhoto", "photo", new File([png], "chart.png", { type: "image/png" }));
    const watcher = await stage.watch();
    const state = (await watcher.next("state")) as { messages: { photo: string | null }[] };
    const response = await fetch(`${stage.page.url}${state.messages[1]?.photo}`);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
    watcher.close();
  });

  it("are downloads else, whatever they hold", async () => {
    await upload("sendDocument", "document", new File(["<script>"], "a çb.html", { type: "text/html" }));
    const watcher = await stage.watch();
    const state = (await watcher.next("state")) as { messages: { document: { address: string } | null }[] };
    expect(state.messages[1]?.document).toMatchObject({ name: "a çb.html", bytes: 8 });
    const response = await fetch(`${stage.page.url}${state.messages[1]?.document?.address}`);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''a%20%C3%A7b.html");
    expect(await response.text()).toBe("<script>");
    watcher.close();
  });
});

describe("the program behind the page", () => {
  it("is told about with its last lines where it ends", async () => {
    const program = startProgram({ home: stage.home, environment: { BOT_TOKEN: "none", ADMIN_IDS: "1001" } });
    expect(await program.ended).toMatch(/^Modelvane ended by itself \(exit 2\)\. Its last lines:\n {2}.*BOT_TOKEN/s);
    await program.stop();
  });
});
