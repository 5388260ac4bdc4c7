import { checksumOf } from "./ogg-checksum.ts";

/** A page to be written, with whole packets alone. */
export interface NewPage {
  /** Of the stream in its file. */
  serial: number;
  /** Counts the pages of a stream from 0. */
  sequence: number;
  /** How many samples there are to the end of the page, in the codec's own count. */
  position: number;
  packets: readonly Uint8Array[];
  isLast: boolean;
}

const headerBytes = 27;
/** A packet takes as many of them as it fills, and one that is not full: an empty one, if need be. */
const fullSegment = 255;
/** So many segments a page has room for. */
export const mostSegments = 255;

export function segmentsOf({ length }: Uint8Array): number {
  return Math.floor(length / fullSegment) + 1;
}

function lacingOf(packet: Uint8Array): number[] {
  const full = segmentsOf(packet) - 1;
  return [...new Array<number>(full).fill(fullSegment), packet.length % fullSegment];
}

/** A page of an Ogg file (RFC 3533, section 6). The packets have no more than 255 segments together. */
export function writePage({ serial, sequence, position, packets, isLast }: NewPage): Buffer {
  const lacing = packets.flatMap(lacingOf);
  const header = Buffer.alloc(headerBytes);
  header.write("OggS", "latin1");
  header[5] = (sequence === 0 ? 2 : 0) + (isLast ? 4 : 0);
  header.writeBigInt64LE(BigInt(position), 6);
  header.writeUInt32LE(serial, 14);
  header.writeUInt32LE(sequence, 18);
  header[headerBytes - 1] = lacing.length;
  const page = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  page.writeUInt32LE(checksumOf(page), 22);
  return page;
}
