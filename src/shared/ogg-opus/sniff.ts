import { positionIn, serialIn } from "./ogg-pages.ts";
import { readOpusHead } from "./opus-head.ts";

/** The first page of an Opus stream: a header of 28 bytes, for one segment, and in it the stream's own header. */
const headAt = 28;
const headEnd = headAt + 19;
/** Opus counts its samples at this rate, whatever the recording's own was. */
const samplesPerSecond = 48_000;
/** Marks that are looked at for the last page, from the end: sound may hold the mark by chance. */
const mostMarks = 50;

function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Whether it is what Telegram makes of a voice: an Ogg file that begins with a stream of Opus. */
export function isOggOpus(bytes: Uint8Array): boolean {
  const head = toBuffer(bytes.subarray(0, headEnd)).toString("latin1");
  return head.startsWith("OggS") && head.startsWith("OpusHead", headAt);
}

/** How many samples, at 48 kHz, there are to the end of the last page; null where no page tells. */
function lastPosition(file: Buffer, serial: number): number | null {
  let at = file.lastIndexOf("OggS");
  for (let marks = 0; at >= 0 && marks < mostMarks; marks += 1) {
    const page = file.subarray(at);
    const isPage = page.length >= headAt && page[4] === 0 && serialIn(page) === serial;
    const position = isPage ? positionIn(page) : null;
    if (position !== null) return position;
    at = at === 0 ? -1 : file.lastIndexOf("OggS", at - 1);
  }
  return null;
}

/**
 * How long a recording in Ogg Opus lasts, in seconds, by what its last page says: nothing is decoded. Null where it is
 * none, or does not tell.
 */
export function oggOpusDuration(bytes: Uint8Array): number | null {
  if (!isOggOpus(bytes)) return null;
  const file = toBuffer(bytes);
  const head = readOpusHead(file.subarray(headAt));
  const position = lastPosition(file, serialIn(file));
  if (head === null || position === null || position <= head.preSkip) return null;
  return (position - head.preSkip) / samplesPerSecond;
}
