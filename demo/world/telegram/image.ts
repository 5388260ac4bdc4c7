export interface ImageFacts {
  contentType: string;
  /** Pixels. */
  width: number;
  height: number;
}

const pngSignature = Buffer.from("89504e470d0a1a0a", "hex");

/** The size of a PNG or JPEG picture from its header; null for anything else. */
export function readImage(bytes: Buffer): ImageFacts | null {
  if (bytes.length >= 24 && bytes.subarray(0, 8).equals(pngSignature))
    return { contentType: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8) return readJpeg(bytes);
  return null;
}

/** Goes from marker to marker up to the one that holds the size (SOF0 to SOF15, without DHT, JPG and DAC). */
function readJpeg(bytes: Buffer): ImageFacts | null {
  let place = 2;
  while (place + 9 <= bytes.length && bytes[place] === 0xff) {
    const marker = bytes[place + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { contentType: "image/jpeg", height: bytes.readUInt16BE(place + 5), width: bytes.readUInt16BE(place + 7) };
    place += 2 + bytes.readUInt16BE(place + 2);
  }
  return null;
}
