import { mediaTypeOf } from "../../shared/media-type.ts";
import { type AnswerCheck, rightIf, wrong } from "./check.ts";

/** Fewer bytes hold no moving picture. */
const leastBytes = 2_000;
const mostBoxes = 10_000;

/** The names of the boxes at the top of an MP4 (ISO/IEC 14496-12, 4.2); null where one is longer than the file. */
function boxesOf(file: Buffer): Set<string> | null {
  const names = new Set<string>();
  let at = 0;
  for (let count = 0; at + 8 <= file.length && count < mostBoxes; count += 1) {
    const told = file.readUInt32BE(at);
    const isLong = told === 1 && at + 16 <= file.length;
    const size = isLong ? Number(file.readBigUInt64BE(at + 8)) : told === 0 ? file.length - at : told;
    if (size < 8 || at + size > file.length) return null;
    names.add(file.toString("latin1", at + 4, at + 8));
    at += size;
  }
  return names;
}

function isWholeMp4(file: Buffer): boolean {
  const boxes = boxesOf(file);
  if (boxes === null || !boxes.has("moov")) return false;
  return boxes.has("mdat") || boxes.has("moof");
}

/** The identifiers of a WebM's segment and of its first cluster, which holds frames (RFC 8794, RFC 9559). */
const webmParts = [Buffer.from([0x18, 0x53, 0x80, 0x67]), Buffer.from([0x1f, 0x43, 0xb6, 0x75])];

/** One whole video: MP4 or WebM, by its structure. */
export function isFilm(): AnswerCheck {
  return ({ files }) => {
    const [film] = files;
    if (film === undefined) return wrong("nothing");
    const file = Buffer.from(film.bytes.buffer, film.bytes.byteOffset, film.bytes.byteLength);
    const mediaType = mediaTypeOf(film.bytes);
    const isWebm = mediaType === "video/webm" && webmParts.every((part) => file.includes(part));
    const isMp4 = (mediaType === "video/mp4" || mediaType === "video/quicktime") && isWholeMp4(file);
    return rightIf(file.length >= leastBytes && (isWebm || isMp4), "video");
  };
}
