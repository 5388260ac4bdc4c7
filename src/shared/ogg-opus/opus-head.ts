/** What an Opus stream says of itself in its first packet (RFC 7845, section 5.1). */
export interface OpusHead {
  channels: number;
  /** Samples at 48 kHz to leave out at the beginning: the encoder has made them up. */
  preSkip: number;
  /** What every sample is to be multiplied by. */
  gain: number;
  /** How packets are divided into channels, where there are more than two; null where each is simply mono or stereo. */
  layout: { streamCount: number; coupledStreamCount: number; channelMappingTable: number[] } | null;
}

const magic = "OpusHead";
const headBytes = 19;
/** The gain stands in steps of this part of a decibel. */
const gainSteps = 256;

function readLayout(packet: Buffer, channels: number): OpusHead["layout"] {
  const [streamCount = 0, coupledStreamCount = 0, ...table] = packet.subarray(headBytes);
  return { streamCount, coupledStreamCount, channelMappingTable: table.slice(0, channels) };
}

/** Streams that no decoder could be made for: more channels, or others, than the packets have. */
function isPossible({ channels, layout }: OpusHead): boolean {
  if (channels === 0) return false;
  if (layout === null) return channels <= 2;
  const { streamCount, coupledStreamCount, channelMappingTable } = layout;
  const decoded = streamCount + coupledStreamCount;
  const isKnown = (channel: number) => channel < decoded || channel === 255;
  return (
    streamCount > 0 &&
    coupledStreamCount <= streamCount &&
    decoded <= 255 &&
    channelMappingTable.length === channels &&
    channelMappingTable.every(isKnown)
  );
}

/** Reads a stream's first packet; null where it is none of Opus, or one that cannot be decoded. */
export function readOpusHead(bytes: Uint8Array): OpusHead | null {
  const packet = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (packet.length < headBytes || packet.toString("latin1", 0, magic.length) !== magic) return null;
  const [version = 0, channels = 0] = packet.subarray(magic.length);
  // The upper half of the version is for changes that older readers cannot follow.
  if (version >= 16) return null;
  const family = packet[headBytes - 1];
  const head: OpusHead = {
    channels,
    preSkip: packet.readUInt16LE(10),
    gain: 10 ** (packet.readInt16LE(16) / gainSteps / 20),
    layout: family === 0 || channels <= 2 ? null : readLayout(packet, channels),
  };
  return isPossible(head) ? head : null;
}
