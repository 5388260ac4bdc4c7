import type { HonoRequest } from "hono";

/**
 * A request's body as text, or null where it is larger than `limitBytes`; then no more of it is read. (Hono's own
 * limiter needs Node's `Request` to be replaced for the whole program.)
 */
export async function readBody({ raw }: HonoRequest, limitBytes: number): Promise<string | null> {
  if (Number(raw.headers.get("content-length") ?? 0) > limitBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Bodies of unknown length are counted as they come; a length that was told is held to by Node.
  for await (const chunk of raw.body ?? []) {
    size += chunk.byteLength;
    if (size > limitBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString("utf8");
}
