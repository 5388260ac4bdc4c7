import { describe, expect, it } from "vitest";
import { mediaTypeOf } from "../../src/shared/media-type.ts";
import { pictureSizeOf } from "../../src/shared/picture-size.ts";
import { jpeg, pictureHead, startsLike, webp } from "../support/sample-files.ts";

const size = { width: 1_234, height: 567 };
/** 1234 × 567 as a WebP with extensions and as a lossless one. */
const extended = startsLike("RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xd1\x04\0\x36\x02\0");
const lossless = startsLike("RIFF\x40\0\0\0WEBPVP8L\x30\0\0\0\x2f\xd1\x84\x8d\0");

describe("the size of a picture", () => {
  it.each<[string, Uint8Array]>([
    ["PNG", pictureHead(size)],
    ["JPEG", jpeg(size)],
    ["lossy WebP", webp(size)],
    ["WebP with extensions", extended],
    ["lossless WebP", lossless],
  ])("is read from a %s", (_kind, bytes) => {
    expect(pictureSizeOf(bytes, mediaTypeOf(bytes) ?? "")).toEqual(size);
  });

  it.each<[string, Uint8Array, string]>([
    ["a PNG that is cut short", pictureHead(size).subarray(0, 20), "image/png"],
    ["a JPEG that is cut short", jpeg(size).subarray(0, 22), "image/jpeg"],
    ["a JPEG without a frame", startsLike("\xff\xd8\xff\xe0\0\x02"), "image/jpeg"],
    ["a WebP that is cut short", webp(size).subarray(0, 20), "image/webp"],
    ["a WebP of another form", startsLike("RIFF\x40\0\0\0WEBPALPH"), "image/webp"],
    ["another kind of file", startsLike("fLaC"), "audio/flac"],
  ])("is unknown of %s", (_what, bytes, mediaType) => {
    expect(pictureSizeOf(bytes, mediaType)).toBeNull();
  });
});
