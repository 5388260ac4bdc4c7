import { describe, expect, it } from "vitest";
import { safeName } from "../../../src/bot/files/file-name.ts";
import { readTextFile } from "../../../src/bot/files/text-file.ts";

describe("a text file", () => {
  const text = "Olá, 世界 🙂\r\n\tשלום";

  it.each<[string, Uint8Array]>([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16, the lower byte first", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, the higher byte first", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ])("is read as %s", (_encoding, bytes) => {
    expect(readTextFile(bytes)).toBe(text);
  });

  it("may be empty", () => {
    expect(readTextFile(new Uint8Array())).toBe("");
  });

  it.each<[string, Uint8Array]>([
    ["a picture", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1")],
    ["a program", Buffer.from("\x7fELF\0\0\0", "latin1")],
    ["another encoding", Buffer.from("Olá", "latin1")],
    ["UTF-16 that is cut short", Buffer.from(`\ufeff${text}`, "utf16le").subarray(0, 9)],
  ])("is none where it is %s", (_what, bytes) => {
    expect(readTextFile(bytes)).toBeNull();
  });
});

describe("the name of a file", () => {
  it.each([
    ["notes.md", "notes.md"],
    ["C:\\Users\\Ana\\notas de voz.ogg", "notas de voz.ogg"],
    ["../../.bashrc", "bashrc"],
    ["a\nb\u0000c\u202e.txt", "abc.txt"],
    ['<b>"x"</b>|?.txt', "b___.txt"],
    ["日本語.txt", "日本語.txt"],
    [" .. ", null],
    ["", null],
    [null, null],
    [undefined, null],
  ])("is made safe: %j", (given, name) => {
    expect(safeName(given)).toBe(name);
  });

  it("is made short, and keeps its ending", () => {
    expect(safeName(`${"é".repeat(200)}.flac`)).toBe(`${"é".repeat(75)}.flac`);
    expect(safeName("x".repeat(200))).toHaveLength(80);
  });
});
