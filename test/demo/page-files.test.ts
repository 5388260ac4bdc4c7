import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { media } from "../../demo/world/inference/media.ts";
import type { StoredMessage } from "../../demo/world/telegram/telegram.ts";
import { type PageStage, startPageStage } from "./page-stage.ts";

const ana = 1001;
const voiceNote = readFileSync(join(import.meta.dirname, "..", "..", "demo", "page", "static", "voice-note.ogg"));

let stage: PageStage;

beforeEach(async () => {
  stage = await startPageStage();
});

afterEach(async () => {
  await stage.stop();
});

interface Sent {
  name?: string;
  type?: string;
  bytes?: Buffer;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

async function sendFile({ name = "a.bin", type = "", bytes = Buffer.from("a file"), query, headers }: Sent) {
  const parameters = new URLSearchParams({ person: String(ana), ...query });
  const response = await fetch(`${stage.page.url}/actions/send-file?${parameters}`, {
    method: "POST",
    headers: headers ?? { "content-type": type, "x-file-name": encodeURIComponent(name) },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function lastMessage(): StoredMessage | undefined {
  return stage.page.telegram.messages(ana).at(-1);
}

describe("a file that a person sends", () => {
  it.each([
    ["a.png", "image/png", "photo"],
    ["a.webp", "image/webp", "photo"],
    ["a.svg", "image/svg+xml", "document"],
    ["a.txt", "text/plain", "document"],
    ["a", "", "document"],
    ["a.mp3", "audio/mpeg", "audio"],
    ["a.ogg", "audio/ogg; codecs=opus", "voice"],
    ["a.opus", "", "voice"],
    ["a.mp4", "video/mp4", "document"],
  ])("goes as Telegram's own clients send it: %s, %s as %s", async (name, type, kind) => {
    expect((await sendFile({ name, type })).status).toBe(200);
    const message = lastMessage();
    const sentAs = message?.photo ? "photo" : message?.document ? "document" : message?.media?.kind;
    expect(sentAs).toBe(kind);
  });

  it("has its caption, its name and its length", async () => {
    await sendFile({ name: "nota ç.ogg", bytes: voiceNote, query: { caption: "Ouve", chat: String(ana) } });
    expect(lastMessage()).toMatchObject({ text: "Ouve", media: { kind: "voice", duration: 2, bytes: voiceNote } });
  });

  it.each<[Sent, number, string]>([
    [{ headers: { "content-type": "text/plain" } }, 415, "Send the file's name as X-File-Name."],
    [{ bytes: Buffer.alloc(0) }, 400, "This file is empty."],
    [{ bytes: Buffer.alloc(20 * 1024 * 1024 + 1) }, 413, "A file may have at most 20 MB here."],
    [{ query: { caption: "x".repeat(1025) } }, 400, "A file's caption has at most 1024 characters; this one has 1025."],
    [{ query: { chat: "1002" } }, 409, "This person is not in that chat."],
    [{ query: { person: "5" } }, 409, "There is nobody of that id on this page."],
  ])("is refused with a sentence where it cannot be sent (%#)", async (sent, status, error) => {
    expect(await sendFile(sent)).toEqual({ status, body: { error } });
    expect(lastMessage()).toBeUndefined();
  });

  it("is refused where another site sends it", async () => {
    const headers = { "x-file-name": "a.txt", origin: "https://example.org" };
    expect((await sendFile({ headers })).status).toBe(403);
  });
});

describe("what is heard and seen in a message", () => {
  async function addressOf(method: string, field: string, file: File): Promise<string> {
    stage.page.telegram.user(ana).send("/start");
    const form = new FormData();
    form.set("chat_id", String(ana));
    form.set(field, file);
    const watcher = await stage.watch();
    await stage.call(method, form);
    const told = (await watcher.next("message")) as Record<"media" | "document", { address: string } | null>;
    watcher.close();
    expect(told.media ?? told.document).toMatchObject({ plays: true });
    return `${stage.page.url}${(told.media ?? told.document)?.address}`;
  }

  it.each([
    ["sendVoice", "voice", "v.ogg", media.voice],
    ["sendVideo", "video", "film.mp4", media.video],
    ["sendDocument", "document", "speech.wav", media.sound],
  ] as const)("is served as what it is after %s", async (method, field, name, { type, make }) => {
    const bytes = make("some words");
    const address = await addressOf(method, field, new File([new Uint8Array(bytes)], name, { type }));
    const response = await fetch(address);
    expect(response.headers.get("content-type")).toBe(type);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    const part = await fetch(address, { headers: { range: "bytes=4-7" } });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 4-7/${bytes.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(4, 8));
    const saved = await fetch(`${address}&download`);
    expect(saved.headers.get("content-disposition")).toContain("attachment");
  });

  it("is never served as something that runs", async () => {
    const user = stage.page.telegram.user(ana);
    const { messageId } = user.sendFile({ kind: "audio", contentType: "text/html", bytes: Buffer.from("<script>") });
    const response = await fetch(`${stage.page.url}/files/${ana}/${messageId}`);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-security-policy")).toContain("media-src 'self'");
  });
});
