import type { MediaFile } from "../domain/input.ts";

/** A file as the address that holds it (RFC 2397). */
export function toDataUrl({ bytes, mediaType }: Pick<MediaFile, "bytes" | "mediaType">): string {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return `data:${mediaType};base64,${base64}`;
}

/** The file that an address holds; null for any other address. */
export function fromDataUrl(address: string): MediaFile | null {
  const head = /^data:([\w.+-]+\/[\w.+-]+)(?:;[^;,]*)*;base64,/i.exec(address.slice(0, 200));
  if (head === null) return null;
  const bytes = Buffer.from(address.slice(head[0].length), "base64");
  return { bytes, mediaType: head[1] ?? "", name: null };
}
