import { Api } from "grammy";
import type { Message, Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram, type TelegramUser } from "../../../demo/world/telegram/telegram.ts";
import { createFileReader, type FileReader } from "../../../src/bot/files/file-reader.ts";
import { type Attachment, readAttachment } from "../../../src/bot/files/received-file.ts";
import { sentence } from "../../../src/bot/languages/portuguese/sentences/sentences.ts";
import { UserFacingError } from "../../../src/domain/errors.ts";
import { englishIn } from "../../support/english.ts";
import { createFakeClock, type FakeClock } from "../../support/fake-clock.ts";
import { readRecording } from "../../support/recordings.ts";
import { pictureHead } from "../../support/sample-files.ts";
import { type ScriptedServer, startScriptedServer } from "../../support/scripted-server.ts";

const { signal } = new AbortController();
let telegram: Telegram;
let person: TelegramUser;
let server: ScriptedServer;
let clock: FakeClock;
let log: string[];
let reader: FileReader;

beforeEach(async () => {
  telegram = await startTelegram();
  server = await startScriptedServer();
  person = telegram.user(7, { firstName: "Ana" });
  clock = createFakeClock();
  log = [];
  reader = readerAt(telegram.url);
});

afterEach(async () => {
  server.stop();
  await telegram.stop();
});

function readerAt(apiRoot: string, files = apiRoot): FileReader {
  const api = new Api(telegram.token, { apiRoot });
  const logger = { warn: (message: unknown) => log.push(String(message)) };
  return createFileReader({ api, apiRoot: files, token: telegram.token, clock, logger });
}

type Sent = Parameters<TelegramUser["sendFile"]>[0];

/** What the bot is told of a file that a person has just sent. */
async function attachmentOf(file: Sent): Promise<Attachment> {
  person.sendFile(file);
  const api = new Api(telegram.token, { apiRoot: telegram.url });
  const updates: Update[] = await api.getUpdates();
  const message: Message | undefined = updates.at(-1)?.message;
  const attachment = message ? readAttachment(message) : null;
  if (attachment === null) throw new Error("The bot is told of no file.");
  return attachment;
}

async function failureOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => new Error("It was read."),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserFacingError);
  const { message, stack } = error as UserFacingError;
  expect(`${stack} ${log.join(" ")}`).not.toContain(telegram.token);
  expect(englishIn(sentence(message))).toBeNull();
  return message;
}

describe("a file that a person has sent", () => {
  it.each<[Sent, object]>([
    [
      { kind: "photo", bytes: pictureHead({ width: 640, height: 480 }) },
      { mediaType: "image/png", name: null },
    ],
    [
      { kind: "voice", bytes: readRecording("tone"), duration: 2 },
      { mediaType: "audio/ogg", name: null },
    ],
    [{ kind: "document", bytes: Buffer.from("# Notes"), name: "a b.md" }, { name: "a b.md" }],
    [
      { kind: "document", bytes: pictureHead({ width: 6, height: 4 }), name: "scan.jpg", contentType: "image/jpeg" },
      { mediaType: "image/png", name: "scan.jpg" },
    ],
  ])("is fetched whole, and its kind told by its bytes: %o", async (sent, facts) => {
    const file = await reader.read(await attachmentOf(sent), signal);
    expect(file).toMatchObject(facts);
    expect(Buffer.from(file.bytes).equals(sent.bytes ?? Buffer.of())).toBe(true);
  });

  it("is refused where it is larger than was told", async () => {
    const attachment = await attachmentOf({ kind: "document", name: "a.txt", bytes: Buffer.alloc(1_100_000), size: 5 });
    expect(await failureOf(reader.read(attachment, signal))).toBe("The file is larger than 1 MB. Send a smaller one.");
  });

  it("is refused where Telegram does not hand it over for its size", async () => {
    const attachment = await attachmentOf({ kind: "audio", size: 21 * 1_024 * 1_024, bytes: Buffer.from("ID3") });
    expect(await failureOf(reader.read(attachment, signal))).toBe(
      "The recording is larger than 20 MB. Send a smaller one.",
    );
    expect(log).toEqual([]);
  });

  it("is refused where it is empty", async () => {
    const attachment = await attachmentOf({ kind: "photo", bytes: pictureHead({ width: 6, height: 4 }) });
    server.script((_, response) => response.end());
    const asked = readerAt(telegram.url, new URL(server.url).origin).read(attachment, signal);
    expect(await failureOf(asked)).toBe("The picture is empty. Send another.");
  });
});

describe("a file that cannot be had", () => {
  const sentenceOf = "The picture could not be fetched from Telegram. Send it again.";
  let attachment: Attachment;
  beforeEach(async () => {
    attachment = await attachmentOf({ kind: "photo", bytes: pictureHead({ width: 6, height: 4 }) });
  });

  it.each<[string, Parameters<ScriptedServer["script"]>[0]]>([
    ["is refused", (_, response) => response.writeHead(404).end()],
    ["is redirected", (_, response) => response.writeHead(302, { location: "http://127.0.0.1:9/x" }).end()],
    [
      "breaks off",
      (_, response) => response.writeHead(200, { "content-length": "9" }).write("x", () => response.destroy()),
    ],
    ["is dropped", (request) => request.destroy()],
    ["never comes", () => {}],
  ])("is told in a sentence, where it %s", async (_what, handler) => {
    clock.hurry();
    server.script(handler);
    const asked = readerAt(telegram.url, new URL(server.url).origin).read(attachment, signal);
    expect(await failureOf(asked)).toBe(sentenceOf);
    expect(log).toHaveLength(1);
  });

  it.each([
    { kind: "status", error_code: 400, description: "Bad Request: wrong file_id" } as const,
    { kind: "status", error_code: 500 } as const,
    { kind: "drop" } as const,
  ])("is told in a sentence, where Telegram does not say where it lies: %o", async (fault) => {
    telegram.fail({ ...fault, methods: ["getFile"] });
    expect(await failureOf(reader.read(attachment, signal))).toBe(sentenceOf);
    expect(log).toHaveLength(1);
  });

  it("is nobody's business any more where the person has gone", async () => {
    const controller = new AbortController();
    server.script(() => controller.abort(new Error("stopped")));
    const asked = readerAt(telegram.url, new URL(server.url).origin).read(attachment, controller.signal);
    await expect(asked).rejects.toThrow("stopped");
    await expect(reader.read(attachment, controller.signal)).rejects.toThrow("stopped");
    expect(log).toEqual([]);
  });
});
