export interface PictureSize {
  width: number;
  height: number;
}

function sizeOfPng(file: Buffer): PictureSize | null {
  return file.length < 24 ? null : { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

/** The markers at which a JPEG tells its size: all beginnings of a frame (ITU-T T.81, table B.1). */
function beginsFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function sizeOfJpeg(file: Buffer): PictureSize | null {
  let at = 2;
  while (at + 9 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0;
    if (beginsFrame(marker)) return { width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) };
    // Any number of 0xff may stand before a marker; each other part tells how long it is.
    at += marker === 0xff ? 1 : 2 + file.readUInt16BE(at + 2);
  }
  return null;
}

/** The three forms of WebP: with extensions, lossless, lossy (RFC 9649). */
function sizeOfWebp(file: Buffer): PictureSize | null {
  if (file.length < 30) return null;
  const form = file.toString("latin1", 12, 16);
  if (form === "VP8X") return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
  if (form === "VP8 ") return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
  const bits = file.readUInt32LE(21);
  return form === "VP8L" ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } : null;
}

const readers: Readonly<Record<string, (file: Buffer) => PictureSize | null>> = {
  "image/png": sizeOfPng,
  "image/jpeg": sizeOfJpeg,
  "image/webp": sizeOfWebp,
};

/** How large a picture is, in pixels, by its header; null where it does not tell, or is of another kind. */
export function pictureSizeOf(bytes: Uint8Array, mediaType: string): PictureSize | null {
  return readers[mediaType]?.(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? null;
}
