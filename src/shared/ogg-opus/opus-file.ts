import { mostSegments, segmentsOf, writePage } from "./write-ogg.ts";

/** Opus counts positions at this rate, whatever the recording's own was. */
const positionsPerSecond = 48_000;
const packetsPerSecond = 50;
/** What a packet of 20 ms moves the position on by. */
export const positionsPerPacket = positionsPerSecond / packetsPerSecond;

/** A file has one stream, so that any number tells it apart. */
const serial = 1;

export interface OpusFileOptions {
  /** Samples at 48 kHz that the encoder puts before the sound. */
  preSkip: number;
  /** What the sound was made with, for whoever wants to know. */
  samplesPerSecond: number;
  /** How long the sound is, in samples at 48 kHz, without what is to be skipped. */
  length: number;
}

/** The first packet (RFC 7845, section 5.1): version 1, one channel, no gain, no layout. */
function headOf({ preSkip, samplesPerSecond }: OpusFileOptions): Buffer {
  const head = Buffer.alloc(19);
  head.write("OpusHead", "latin1");
  head.set([1, 1], 8);
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(samplesPerSecond, 12);
  return head;
}

/** The second packet (RFC 7845, section 5.2): who wrote it, and no comments. */
function tags(): Buffer {
  const vendor = "modelvane";
  const packet = Buffer.alloc(8 + 4 + vendor.length + 4);
  packet.write("OpusTags", "latin1");
  packet.writeUInt32LE(vendor.length, 8);
  packet.write(vendor, 12, "latin1");
  return packet;
}

/**
 * Collects packets of 20 ms, mono, to an Ogg Opus file. It has a page a second, as RFC 7845 asks for, or shorter ones
 * where a page has no room for that.
 */
export function createOpusFile(options: OpusFileOptions) {
  const pages: Buffer[] = [];
  let waiting: Uint8Array[] = [];
  let segments = 0;
  let position = 0;

  function endPage({ isLast }: { isLast: boolean }): void {
    pages.push(writePage({ serial, sequence: pages.length, position, packets: waiting, isLast }));
    waiting = [];
    segments = 0;
  }

  for (const packet of [headOf(options), tags()]) {
    waiting = [packet];
    endPage({ isLast: false });
  }
  return {
    add(packet: Uint8Array): void {
      const added = segmentsOf(packet);
      if (waiting.length === packetsPerSecond || segments + added > mostSegments) endPage({ isLast: false });
      waiting.push(packet);
      segments += added;
      position += positionsPerPacket;
    },
    /** The whole file. The last packet counts as far as the sound goes. */
    end(): Buffer<ArrayBuffer> {
      position = Math.min(position, options.preSkip + options.length);
      endPage({ isLast: true });
      return Buffer.concat(pages);
    },
  };
}
