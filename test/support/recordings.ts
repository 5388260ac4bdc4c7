import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checksumOf } from "../../src/shared/ogg-opus/ogg-checksum.ts";

/**
 * Recordings in Ogg Opus, made by sox and opusenc: a tone of 440 Hz for 1.5 s; in stereo, 440 Hz on the left and
 * 1000 Hz on the right for 1 s.
 */
export function readRecording(name: "tone" | "two-tones"): Buffer {
  return readFileSync(join(import.meta.dirname, "recordings", `${name}.ogg`));
}

export interface PageOptions {
  /** At 48 kHz, to the end of the page. */
  position: number;
  sequence: number;
  packets: readonly Uint8Array[];
  isFirst?: boolean;
  isLast?: boolean;
  /** The first packet began on the page before. */
  isContinued?: boolean;
  /** The last packet goes on in the next page: its length is a multiple of 255. */
  isUnfinished?: boolean;
  serial?: number;
}

function lacingOf({ length }: Uint8Array): number[] {
  return [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255];
}

/** A page of an Ogg file. */
export function makePage(options: PageOptions): Buffer {
  const { position, sequence, packets, isFirst = false, isLast = false, isContinued = false, serial = 7 } = options;
  const lacing = packets.flatMap(lacingOf);
  if (options.isUnfinished) lacing.pop();
  const header = Buffer.alloc(27);
  header.write("OggS");
  header[5] = (isContinued ? 1 : 0) + (isFirst ? 2 : 0) + (isLast ? 4 : 0);
  header.writeBigInt64LE(BigInt(position), 6);
  header.writeUInt32LE(serial, 14);
  header.writeUInt32LE(sequence, 18);
  header[26] = lacing.length;
  const page = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  page.writeUInt32LE(checksumOf(page), 22);
  return page;
}

/** The first packet of a stream of Opus. */
export function makeHead({ channels = 1, preSkip = 0, gain = 0 } = {}): Buffer {
  const head = Buffer.alloc(19);
  head.write("OpusHead");
  head.set([1, channels], 8);
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(48_000, 12);
  head.writeInt16LE(gain, 16);
  return head;
}

/** A recording with these packets of a second each, one on a page. */
export function makeRecording(packets: readonly Uint8Array[][], samplesPerPage = 48_000): Buffer {
  const pages = packets.map((each, index) =>
    makePage({
      position: (index + 1) * samplesPerPage,
      sequence: index + 2,
      packets: each,
      isLast: index === packets.length - 1,
    }),
  );
  const head = makePage({ position: 0, sequence: 0, packets: [makeHead()], isFirst: true });
  const tags = makePage({ position: 0, sequence: 1, packets: [Buffer.from("OpusTags\0\0\0\0\0\0\0\0", "latin1")] });
  return Buffer.concat([head, tags, ...pages]);
}

/** The samples of a WAV file of 16-bit PCM, mono. */
export function samplesIn(wav: Uint8Array): Int16Array {
  return new Int16Array(wav.slice(44).buffer);
}

/** How strong a tone is in a recording, of 1 for nothing else and as loud as can be (Goertzel). */
export function toneIn(samples: Int16Array, hertz: number, samplesPerSecond = 16_000): number {
  const turn = (2 * Math.PI * hertz) / samplesPerSecond;
  let [real, imaginary] = [0, 0];
  for (const [at, sample] of samples.entries()) {
    real += sample * Math.cos(turn * at);
    imaginary += sample * Math.sin(turn * at);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length / 32_767;
}
