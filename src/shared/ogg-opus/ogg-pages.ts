import { checksumOf } from "./ogg-checksum.ts";

/** A page of an Ogg file that has arrived whole (RFC 3533, section 6). */
export interface OggPage {
  /** Which of the streams in the file it belongs to. */
  serial: number;
  /** Counts the pages of a stream, so that a gap shows. */
  sequence: number;
  /** How many samples there are to the end of the page, in the codec's own count; null where no packet ends on it. */
  position: number | null;
  isLast: boolean;
  /** It begins with the rest of a packet of the page before. */
  isContinued: boolean;
  /** Pieces of packets, in their order. The last goes on in the next page where it is not `isWhole`. */
  pieces: { bytes: Uint8Array; isWhole: boolean }[];
}

const mark = Buffer.from("OggS");
const headerBytes = 27;
/** A segment of this length is not the last of its packet. */
const fullSegment = 255;
/** A damaged page costs a search; a file that is nothing but damaged pages is none to read to its end. */
const mostDamagedPages = 100;

/** Where the page at `start` ends; null where no page begins there, or the file ends before it. */
function endOfPage(file: Buffer, start: number): number | null {
  const segmentCount = file[start + headerBytes - 1];
  if (segmentCount === undefined || file[start + 4] !== 0) return null;
  const segments = file.subarray(start + headerBytes, start + headerBytes + segmentCount);
  const end = start + headerBytes + segmentCount + segments.reduce((sum, length) => sum + length, 0);
  return end <= file.length ? end : null;
}

function piecesOf(page: Buffer): OggPage["pieces"] {
  const bodyAt = headerBytes + (page[headerBytes - 1] ?? 0);
  const pieces: OggPage["pieces"] = [];
  let start = bodyAt;
  let end = bodyAt;
  for (const length of page.subarray(headerBytes, bodyAt)) {
    end += length;
    if (length === fullSegment) continue;
    pieces.push({ bytes: page.subarray(start, end), isWhole: true });
    start = end;
  }
  if (end > start) pieces.push({ bytes: page.subarray(start, end), isWhole: false });
  return pieces;
}

/** The position that a page's header tells; null where it tells none. */
export function positionIn(page: Buffer): number | null {
  const position = page.readBigInt64LE(6);
  return position < 0n || position > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(position);
}

export function serialIn(page: Buffer): number {
  return page.readUInt32LE(14);
}

function readPage(page: Buffer): OggPage {
  const flags = page[5] ?? 0;
  return {
    serial: serialIn(page),
    sequence: page.readUInt32LE(18),
    position: positionIn(page),
    isLast: (flags & 4) !== 0,
    isContinued: (flags & 1) !== 0,
    pieces: piecesOf(page),
  };
}

/** The pages of a file, one by one. Those whose checksum is wrong, and what stands between pages, are left out. */
export function* oggPages(bytes: Uint8Array): Generator<OggPage> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let damaged = 0;
  let start = file.indexOf(mark);
  while (start >= 0 && damaged < mostDamagedPages) {
    const end = endOfPage(file, start);
    const page = end === null ? null : file.subarray(start, end);
    const isIntact = page !== null && checksumOf(page) === page.readUInt32LE(22);
    if (isIntact) yield readPage(page);
    else damaged += 1;
    start = file.indexOf(mark, isIntact && end !== null ? end : start + mark.length);
  }
}
