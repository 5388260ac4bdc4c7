const headerBytes = 44;

/** A WAV file of 16-bit PCM, mono. `pieces` are samples of this machine's own kind, in their order. */
export function toWav(pieces: readonly Int16Array[], samplesPerSecond: number): Uint8Array<ArrayBuffer> {
  const size = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  const file = Buffer.from(new ArrayBuffer(headerBytes + size));
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(headerBytes - 8 + size, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // channels
  file.writeUInt32LE(samplesPerSecond, 24);
  file.writeUInt32LE(samplesPerSecond * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(size, 40);
  let place = headerBytes;
  for (const { buffer, byteOffset, byteLength } of pieces) {
    file.set(new Uint8Array(buffer, byteOffset, byteLength), place);
    place += byteLength;
  }
  return new Uint8Array(file.buffer);
}
