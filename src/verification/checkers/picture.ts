import type { MediaFile } from "../../domain/input.ts";
import { mediaTypeOf } from "../../shared/media-type.ts";
import { type PictureSize, pictureSizeOf } from "../../shared/picture-size.ts";
import { type AnswerCheck, right, wrong } from "./check.ts";
import { readPng } from "./png.ts";

/** Pixels of a side: from an icon to more than any model makes. */
const sides = { least: 64, most: 8_192 };
/** A picture that shows something takes more than so many bytes a pixel, however well it is packed. */
const leastBytesPerPixel = 0.004;
/** Some programs put a few bytes behind the end. */
const tail = 1_024;

function isSane({ width, height }: PictureSize): boolean {
  return Math.min(width, height) >= sides.least && Math.max(width, height) <= sides.most;
}

/** Whether the end of the file is there. PNGs are decoded instead. */
const isWhole: Readonly<Record<string, (file: Buffer) => boolean>> = {
  "image/jpeg": (file) => file.lastIndexOf(Buffer.from([0xff, 0xd9])) >= Math.max(2, file.length - tail),
  "image/webp": (file) => file.length >= 12 && file.readUInt32LE(4) + 8 <= file.length,
};

/** What is known of a picture without decoding all of it; null where it is none, or not whole. */
async function readPicture({ bytes }: MediaFile): Promise<(PictureSize & { isPlain: boolean | null }) | null> {
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === "image/png") return readPng(bytes);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = mediaType === null ? null : pictureSizeOf(bytes, mediaType);
  if (mediaType === null || size === null || !isWhole[mediaType]?.(file)) return null;
  return { ...size, isPlain: file.length < size.width * size.height * leastBytesPerPixel };
}

/** One whole picture (PNG, JPEG, WebP), of the asked size where one is asked for, and not of one colour. */
export function isPicture({ size = null }: { size?: PictureSize | null } = {}): AnswerCheck {
  return async ({ files }) => {
    const [file] = files;
    if (file === undefined) return wrong("nothing");
    const picture = await readPicture(file);
    if (picture === null || !isSane(picture)) return wrong("picture");
    if (size !== null && (picture.width !== size.width || picture.height !== size.height)) return wrong("picture");
    return picture.isPlain === true ? wrong("plain") : right;
  };
}
