import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram } from "../../../demo/world/telegram/telegram.ts";
import { callApi, pngOf, refusal, upload } from "./call-api.ts";

let telegram: Telegram;

beforeEach(async () => {
  telegram = await startTelegram();
  telegram.user(7, { firstName: "Ana", hasStarted: true });
});

afterEach(() => telegram.stop());

const picture = (bytes: Buffer) => new File([new Uint8Array(bytes)], "chart.png");

describe("an upload", () => {
  it("puts a picture with its caption into the chat, which can be fetched again", async () => {
    const bytes = pngOf(800, 600);
    const reply = await upload(telegram, "sendPhoto", { photo: picture(bytes), caption: "Scores" });
    const { photo, caption } = reply.result as { photo: { file_id: string; width: number }[]; caption: string };
    expect({ photo, caption }).toMatchObject({
      photo: [{ width: 800, height: 600, file_size: 33 }],
      caption: "Scores",
    });
    expect(telegram.messages(7)).toMatchObject([
      { text: "Scores", photo: { contentType: "image/png", bytes }, document: null },
    ]);
    const file = await callApi(telegram, "getFile", { file_id: photo[0]?.file_id });
    const path = (file.result as { file_path: string }).file_path;
    const fetched = await fetch(`${telegram.url}/file/bot${telegram.token}/${path}`);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
    expect((await callApi(telegram, "sendPhoto", { chat_id: 7, photo: photo[0]?.file_id })).ok).toBe(true);
  });

  it("puts a document into the chat, to the byte", async () => {
    const bytes = Buffer.from("line\r\n--x\r\n\r\n\u0000é", "utf8");
    await upload(telegram, "sendDocument", { document: new File([new Uint8Array(bytes)], "a plan.json") });
    expect(telegram.messages(7)).toMatchObject([
      { document: { name: "a plan.json", contentType: "application/json", bytes }, photo: null },
    ]);
  });

  it("replaces the picture of a message, and its caption", async () => {
    await upload(telegram, "sendPhoto", { photo: picture(pngOf(10, 10)), caption: "old" });
    const media = JSON.stringify({ type: "photo", media: "attach://fresh", caption: "new" });
    const reply = await upload(telegram, "editMessageMedia", { fresh: picture(pngOf(20, 10)), message_id: "1", media });
    expect(reply.result).toMatchObject({ photo: [{ width: 20 }], caption: "new" });
    expect((await callApi(telegram, "editMessageCaption", { chat_id: 7, message_id: 1, caption: "newer" })).ok).toBe(
      true,
    );
    expect(telegram.messages(7)).toMatchObject([{ text: "newer", edits: 2, photo: { bytes: pngOf(20, 10) } }]);
  });

  it.each([
    ["is no picture", Buffer.from("hello"), {}, "IMAGE_PROCESS_FAILED"],
    ["is empty", Buffer.alloc(0), {}, "file must be non-empty"],
    ["is too wide", pngOf(2100, 100), {}, "PHOTO_INVALID_DIMENSIONS"],
    ["is too large", pngOf(6000, 5000), {}, "PHOTO_INVALID_DIMENSIONS"],
    ["has too long a caption", pngOf(10, 10), { caption: "x".repeat(1025) }, "message caption is too long"],
  ])("is refused where it %s", async (_what, bytes, more, reason) => {
    const reply = await upload(telegram, "sendPhoto", { photo: picture(bytes), ...more });
    expect(reply).toMatchObject({ status: 400, description: `Bad Request: ${reason}` });
    expect(telegram.messages(7)).toEqual([]);
  });

  it("keeps its kind when it is sent again", async () => {
    const reply = await upload(telegram, "sendPhoto", { photo: picture(pngOf(10, 10)) });
    const { photo } = reply.result as { photo: { file_id: string }[] };
    const asDocument = { chat_id: 7, document: photo[0]?.file_id };
    expect(await refusal(telegram, "sendDocument", asDocument)).toBe(
      "Bad Request: can't use file of type Photo as Document",
    );
  });

  it("may be a JPEG picture", async () => {
    const jpeg = Buffer.from("ffd8ffe000044a46ffc0000b0801e0028001011100", "hex");
    const reply = await upload(telegram, "sendPhoto", { photo: picture(jpeg) });
    expect(reply.result).toMatchObject({ photo: [{ width: 640, height: 480 }] });
  });

  it("is refused where the file is missing or unknown", async () => {
    expect(await refusal(telegram, "sendPhoto", { chat_id: 7 })).toBe("Bad Request: there is no photo in the request");
    expect(await refusal(telegram, "sendDocument", { chat_id: 7, document: "nonsense" })).toContain(
      "wrong remote file",
    );
    expect(await refusal(telegram, "sendPhoto", { chat_id: 7, photo: "https://example.org/x.png" })).toContain(
      "HTTP URL",
    );
  });
});
