import { promisify } from "node:util";
import { crc32, inflate } from "node:zlib";

const inflated = promisify(inflate);
const signature = "\x89PNG\r\n\x1a\n";
/** Samples of a pixel by colour type (ISO/IEC 15948, 11.2.1). */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const mostChunks = 100_000;
/** A picture of 4,096 by 4,096 with eight bits a sample. */
const mostPixelBytes = 4_096 * (4_096 * 4 + 1);

interface Chunk {
  type: string;
  body: Buffer;
}

/** The chunks up to the end of the picture; null where one is damaged, or the end is missing. */
function chunksOf(file: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  let at = signature.length;
  while (at + 12 <= file.length && chunks.length < mostChunks) {
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length || crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) return null;
    const type = file.toString("latin1", at + 4, at + 8);
    if (type === "IEND") return chunks;
    chunks.push({ type, body: file.subarray(at + 8, end) });
    at = end + 4;
  }
  return null;
}

interface Header {
  width: number;
  height: number;
  /** Of a pixel, rounded up. */
  pixelBytes: number;
  /** Of a line, without its filter. */
  lineBytes: number;
  isInterlaced: boolean;
}

function readHeader(body: Buffer): Header | null {
  if (body.length !== 13) return null;
  const bits = (body[8] ?? 0) * (samplesOf[body[9] ?? 0] ?? 0);
  const [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
  if (bits === 0 || width === 0 || height === 0) return null;
  const lineBytes = Math.ceil((width * bits) / 8);
  return { width, height, pixelBytes: Math.ceil(bits / 8), lineBytes, isInterlaced: body[12] !== 0 };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** What a filter adds to a byte (ISO/IEC 15948, 9.2). */
const filters: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

interface Line {
  /** As it stands in the file; becomes the samples themselves. */
  line: Buffer;
  above: Buffer;
  filter: number;
  pixelBytes: number;
}

/** Takes the filter off a line. */
function unfilter({ line, above, filter, pixelBytes }: Line): void {
  const add = filters[filter] ?? (() => 0);
  for (let x = 0; x < line.length; x += 1) {
    const before = x - pixelBytes;
    const corner = before < 0 ? 0 : (above[before] ?? 0);
    line[x] = (line[x] ?? 0) + add(line[before] ?? 0, above[x] ?? 0, corner);
  }
}

/** The numbers of the filters, which stand before the lines. */
function filtersOf(lines: Buffer, { height, lineBytes }: Header): number[] {
  return Array.from({ length: height }, (_, y) => lines[y * (lineBytes + 1)] ?? 0);
}

/** Whether every pixel is as the first one. */
function isPlain(lines: Buffer, header: Header): boolean {
  const { lineBytes, pixelBytes } = header;
  let above = Buffer.alloc(lineBytes);
  const first = Buffer.from(lines.subarray(1, 1 + pixelBytes));
  for (const [y, filter] of filtersOf(lines, header).entries()) {
    const start = y * (lineBytes + 1) + 1;
    const line = Buffer.from(lines.subarray(start, start + lineBytes));
    unfilter({ line, above, filter, pixelBytes });
    if (line.some((sample, x) => sample !== first[x % pixelBytes])) return false;
    above = line;
  }
  return true;
}

export interface PngPicture {
  width: number;
  height: number;
  /** Null where that is too costly to tell: an interlaced one. */
  isPlain: boolean | null;
}

/** Decodes a PNG as far as it has to be known that it is whole. Null where it is none, or damaged. */
export async function readPng(bytes: Uint8Array): Promise<PngPicture | null> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = file.toString("latin1", 0, 8) === signature ? chunksOf(file) : null;
  const header = chunks?.[0]?.type === "IHDR" ? readHeader(chunks[0].body) : null;
  if (!chunks || !header) return null;
  const data = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ body }) => body));
  const { width, height, lineBytes, isInterlaced } = header;
  const size = height * (lineBytes + 1);
  if (size > mostPixelBytes) return null;
  try {
    const lines = await inflated(data, { maxOutputLength: isInterlaced ? 2 * size + 4_096 : size });
    if (isInterlaced) return lines.length >= size ? { width, height, isPlain: null } : null;
    if (lines.length !== size || filtersOf(lines, header).some((filter) => filters[filter] === undefined)) return null;
    return { width, height, isPlain: isPlain(lines, header) };
  } catch {
    return null;
  }
}
