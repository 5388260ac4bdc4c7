/** A file that begins like this, character by character, and goes on with nothing. */
export function startsLike(beginning: string): Buffer {
  return Buffer.concat([Buffer.from(beginning, "latin1"), Buffer.alloc(64)]);
}

/** A PNG as far as its header, which is all that anybody here looks at. */
export function pictureHead({ width, height }: { width: number; height: number }): Buffer {
  const head = startsLike("\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}

/** A lossy WebP, as far as its header. */
export function webp({ width, height }: { width: number; height: number }): Buffer {
  const head = startsLike("RIFF\x40\0\0\0WEBPVP8 \x30\0\0\0\0\0\0\x9d\x01\x2a");
  head.writeUInt16LE(width, 26);
  head.writeUInt16LE(height, 28);
  return head;
}

/** A JPEG, as far as the header of its frame. */
export function jpeg({ width, height }: { width: number; height: number }): Buffer {
  const head = startsLike("\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xff\xc0\0\x11\x08");
  const size = head.indexOf("\xff\xc0", 0, "latin1") + 5;
  head.writeUInt16BE(height, size);
  head.writeUInt16BE(width, size + 2);
  return head;
}

export const mp4 = startsLike("\0\0\0\x18ftypisom");
