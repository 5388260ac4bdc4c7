/** The seconds that a recording lasts, of a WAV or an Ogg Opus; null where it is neither, or broken. */
export function secondsOf(recording: Buffer): number | null {
  if (recording.toString("latin1", 0, 4) === "RIFF") return secondsOfWav(recording);
  if (recording.toString("latin1", 0, 4) === "OggS") return secondsOfOpus(recording);
  return null;
}

/** The length of the sound by the bytes of a second, as the header has them. */
function secondsOfWav(recording: Buffer): number | null {
  const at = recording.indexOf("data", 12, "latin1");
  if (at === -1 || recording.length < 44) return null;
  const bytesPerSecond = recording.readUInt32LE(28);
  // A header written before the end was known says nothing of the length.
  const bytes = Math.min(recording.readUInt32LE(at + 4), recording.length - at - 8);
  return bytesPerSecond > 0 ? bytes / bytesPerSecond : null;
}

/** Opus counts 48,000 places a second; those of `pre-skip` are not heard (RFC 7845, 4). */
function secondsOfOpus(recording: Buffer): number | null {
  const head = recording.indexOf("OpusHead", 0, "latin1");
  const lastPage = recording.lastIndexOf("OggS", undefined, "latin1");
  if (head === -1 || lastPage + 14 > recording.length || head + 12 > recording.length) return null;
  const places = Number(recording.readBigInt64LE(lastPage + 6)) - recording.readUInt16LE(head + 10);
  return places > 0 ? places / 48_000 : null;
}
