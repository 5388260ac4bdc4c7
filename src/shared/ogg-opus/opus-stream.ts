import { type OggPage, oggPages } from "./ogg-pages.ts";
import { type OpusHead, readOpusHead } from "./opus-head.ts";

/** The packets that end on one page: none, where it is one of another stream, or in the middle of a packet. */
export interface PacketGroup {
  packets: Uint8Array[];
  /**
   * How many samples, at 48 kHz, of these packets count, where the stream ends with them: the rest has only filled up
   * the last packet. Null everywhere else.
   */
  samples: number | null;
}

export interface OpusStream {
  head: OpusHead;
  /** The sound, page by page. */
  groups: Iterable<PacketGroup>;
}

/** The stream's own header, and its comments: neither is sound. */
const headerPackets = 2;
/** Only a file with many streams at once begins with more pages than one, and ours is among the first. */
const mostBeginnings = 20;

/** Puts the packets together of which pieces stand on several pages. */
function createAssembler() {
  /** Of the packet that is not whole yet; null where its beginning is lost. */
  let begun: Uint8Array[] | null = null;
  let expected = 0;

  /** Answers the packet that ends with this piece; null where none does, or it is lost in part. */
  function add({ bytes, isWhole }: OggPage["pieces"][number]): Uint8Array | null {
    begun?.push(bytes);
    if (!isWhole) return null;
    const parts = begun ?? [];
    begun = [];
    return parts.length === 0 ? null : Buffer.concat(parts);
  }

  return ({ sequence, isContinued, pieces }: OggPage): Uint8Array[] => {
    if (!isContinued) begun = [];
    else if (sequence !== expected) begun = null;
    expected = sequence + 1;
    return pieces.flatMap((piece) => add(piece) ?? []);
  };
}

function* groupsOf(pages: Iterable<OggPage>, serial: number): Generator<PacketGroup> {
  const assemble = createAssembler();
  let headers = headerPackets;
  let before = 0;
  for (const page of pages) {
    const packets = page.serial === serial ? assemble(page) : null;
    if (packets === null) {
      yield { packets: [], samples: null };
      continue;
    }
    const sound = packets.slice(headers);
    headers = Math.max(0, headers - packets.length);
    const { position, isLast } = page;
    const samples = isLast && position !== null ? Math.max(0, position - before) : null;
    yield { packets: sound, samples };
    if (isLast) return;
    before = position ?? before;
  }
}

/** The first stream of Opus in an Ogg file; null where there is none. Each of its parts is read when it is asked for. */
export function readOpusStream(bytes: Uint8Array): OpusStream | null {
  let beginnings = 0;
  for (const { serial, pieces } of oggPages(bytes)) {
    const [first] = pieces;
    const head = first ? readOpusHead(first.bytes) : null;
    if (head !== null) return { head, groups: groupsOf(oggPages(bytes), serial) };
    if (++beginnings === mostBeginnings) return null;
  }
  return null;
}
