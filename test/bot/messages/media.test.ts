import { Api } from "grammy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type StoredMessage, startTelegram, type Telegram } from "../../../demo/world/telegram/telegram.ts";
import { FormattedString } from "../../../src/bot/messages/formatting.ts";
import { type MediaOptions, sendMedia } from "../../../src/bot/messages/media.ts";
import { UserFacingError } from "../../../src/domain/errors.ts";
import { readRecording } from "../../support/recordings.ts";
import { mp4, pictureHead, startsLike, webp } from "../../support/sample-files.ts";
import { makeWav } from "../../support/wav.ts";

const chatId = 7;
let telegram: Telegram;
let api: Api;

beforeEach(async () => {
  telegram = await startTelegram();
  telegram.user(chatId, { hasStarted: true });
  api = new Api(telegram.token, { apiRoot: telegram.url });
});

afterEach(() => telegram.stop());

async function send(
  file: { bytes: Uint8Array; mediaType?: string; name?: string },
  options: MediaOptions = {},
): Promise<StoredMessage> {
  const { bytes, mediaType = "application/octet-stream", name = null } = file;
  const id = await sendMedia({ api, chatId }, { bytes, mediaType, name }, options);
  const message = telegram.messages(chatId).find(({ messageId }) => messageId === id);
  if (!message) throw new Error("No message has the id that was answered.");
  return message;
}

/** As what it is shown: "photo", "voice", "document". */
function kindOf({ photo, document, media }: StoredMessage): string | undefined {
  return photo ? "photo" : document ? "document" : media?.kind;
}

function uploads(): string[] {
  return telegram.calls.filter(({ method }) => method.startsWith("send")).map(({ method }) => method);
}

describe("a file that a model has made", () => {
  it.each<[string, Uint8Array, string]>([
    ["a PNG", pictureHead({ width: 640, height: 480 }), "photo"],
    ["a GIF", startsLike("GIF89a"), "animation"],
    ["Ogg Opus", readRecording("tone"), "voice"],
    ["an MP3", startsLike("ID3\x03"), "audio"],
    ["an M4A", startsLike("\0\0\0\x20ftypM4A "), "audio"],
    ["an MP4", mp4, "video"],
    ["a WAV", makeWav(), "voice"],
    ["a WAV that cannot be read", startsLike("RIFF\0\0\0\0WAVEfmt "), "document"],
    ["a FLAC", startsLike("fLaC"), "document"],
    ["Ogg that is not Opus", startsLike("OggS"), "document"],
    ["a WebM", startsLike("\x1aE\xdf\xa3"), "document"],
    ["something else", startsLike("glTF"), "document"],
  ])("is shown as what it is by its bytes: %s", async (_what, bytes, kind) => {
    expect(kindOf(await send({ bytes }))).toBe(kind);
    expect(uploads()).toHaveLength(1);
  });

  it.each([
    ["too wide and high", { width: 9_000, height: 2_000 }],
    ["too thin", { width: 4_100, height: 200 }],
  ])("is a document where it is a picture that is %s", async (_what, size) => {
    const { document } = await send({ bytes: pictureHead(size) });
    expect(document).toMatchObject({ name: "picture.png", contentType: "image/png" });
    expect(uploads()).toEqual(["sendDocument"]);
  });

  it("is a document where it is a picture of more than 10 MB", async () => {
    const bytes = Buffer.concat([pictureHead({ width: 640, height: 480 }), Buffer.alloc(10 * 1_024 * 1_024)]);
    expect(kindOf(await send({ bytes }))).toBe("document");
  });

  it.each(["IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS"])(
    "is a document where Telegram says %s",
    async (word) => {
      telegram.fail({ kind: "status", error_code: 400, description: `Bad Request: ${word}`, methods: ["sendPhoto"] });
      expect(kindOf(await send({ bytes: pictureHead({ width: 64, height: 48 }) }))).toBe("document");
      expect(uploads()).toEqual(["sendPhoto", "sendDocument"]);
    },
  );

  it("is a document for a person who takes no voice messages", async () => {
    const description = "Bad Request: VOICE_MESSAGES_FORBIDDEN";
    telegram.fail({ kind: "status", error_code: 400, description, methods: ["sendVoice"] });
    expect((await send({ bytes: readRecording("tone") })).document?.name).toBe("speech.ogg");
  });

  it("is the recording itself for a person who takes no voice messages, where a voice was made of it", async () => {
    const description = "Bad Request: VOICE_MESSAGES_FORBIDDEN";
    telegram.fail({ kind: "status", error_code: 400, description, methods: ["sendVoice"] });
    const wav = makeWav();
    const { document } = await send({ bytes: wav, name: "morning.wav" });
    expect(document).toMatchObject({ name: "morning.wav", contentType: "audio/wav", bytes: wav });
    expect(uploads()).toEqual(["sendVoice", "sendDocument"]);
  });

  it("is tried as a photo where it is a WebP", async () => {
    await send({ bytes: webp({ width: 640, height: 480 }) });
    expect(uploads()[0]).toBe("sendPhoto");
  });

  it.each([
    { error_code: 403 },
    { error_code: 400, description: "Bad Request: chat not found" },
    { error_code: 429, retry_after: 5 },
  ])("is sent once where Telegram refuses more than the file: $error_code", async (answer) => {
    telegram.fail({ kind: "status", ...answer });
    await expect(send({ bytes: pictureHead({ width: 64, height: 48 }) })).rejects.toThrow(String(answer.error_code));
    expect(uploads()).toEqual(["sendPhoto"]);
  });

  it("is refused in a sentence where it has more than 50 MB", async () => {
    const asked = send({ bytes: new Uint8Array(50 * 1_024 * 1_024 + 1) });
    await expect(asked).rejects.toThrow(UserFacingError);
    expect(telegram.calls).toEqual([]);
  });

  it("is not sent where it would be a voice that nobody waits for", async () => {
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(send({ bytes: makeWav() }, { signal })).rejects.toThrow("stopped");
    expect(uploads()).toEqual([]);
  });

  it.each([
    ["Ogg Opus", readRecording("tone"), 2],
    ["a WAV", makeWav({ seconds: 3.2 }), 3],
  ])("tells how long a voice lasts: %s", async (_what, bytes, duration) => {
    expect((await send({ bytes })).media).toMatchObject({ kind: "voice", contentType: "audio/ogg", duration });
  });
});

describe("its name", () => {
  const picture = pictureHead({ width: 9_000, height: 2_000 });

  it.each([
    [undefined, "picture.png"],
    ["cat.png", "cat.png"],
    ["../../etc/passwd", "passwd.png"],
    ["a\u202egnp.exe", "agnp.exe.png"],
    ["...", "picture.png"],
    [`${"x".repeat(300)}.png`, `${"x".repeat(76)}.png`],
  ])("is made safe, and says what it is: %s", async (given, name) => {
    const { document } = await send({ bytes: picture, ...(given !== undefined && { name: given }) });
    expect(document?.name).toBe(name);
  });

  it.each<[Uint8Array, string, string]>([
    [startsLike("RIFF\0\0\0\0WAVE"), "audio/mpeg", "speech.wav"],
    [startsLike("glTF"), "model/gltf-binary", "file.glb"],
    [startsLike("nothing known"), "application/x-unknown", "file.bin"],
  ])("comes from its kind where it has none", async (bytes, mediaType, name) => {
    expect((await send({ bytes, mediaType })).document?.name).toBe(name);
  });
});

describe("what stands with it", () => {
  const bytes = pictureHead({ width: 64, height: 48 });
  const buttons = [[{ text: "👍", callback_data: "like" }]];

  it("is its caption with its formats, buttons under it, and what it answers", async () => {
    const question = telegram.user(chatId).send("Draw a cat");
    const caption = FormattedString.bold("A cat");
    const message = await send({ bytes }, { caption, buttons, replyTo: question.messageId });
    expect(message).toMatchObject({ text: "A cat", entities: [{ type: "bold", offset: 0, length: 5 }], buttons });
    expect(message.replyTo).toBe(question.messageId);
  });

  it("is a text after it, with the buttons, where it is too long for a caption", async () => {
    const caption = new FormattedString("A cat. ".repeat(200).trim());
    const text = await send({ bytes }, { caption, buttons });
    expect(text).toMatchObject({ text: caption.text, buttons, photo: null });
    const [picture] = telegram.messages(chatId);
    expect(picture).toMatchObject({ text: "", buttons: [], photo: { contentType: "image/png" } });
  });

  it("may be missing, as may the message that it answers", async () => {
    expect(await send({ bytes }, { replyTo: 4_711, buttons: [] })).toMatchObject({ replyTo: null, buttons: [] });
  });

  it("stays in its topic", async () => {
    telegram.group(-100, "Friends", { isForum: true });
    telegram.user(chatId).send("Draw a cat", { chatId: -100, threadId: 5 });
    await sendMedia({ api, chatId: -100, threadId: 5 }, { bytes, mediaType: "image/png", name: null });
    expect(telegram.messages(-100)).toMatchObject([{}, { threadId: 5, from: "bot" }]);
  });
});
