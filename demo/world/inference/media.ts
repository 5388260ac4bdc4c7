import { readFileSync } from "node:fs";
import { join } from "node:path";
import { drawScene } from "./drawing.ts";
import type { PictureSize } from "./picture-size.ts";
import { makeTune } from "./tune.ts";

export type Medium = "picture" | "video" | "sound" | "voice";

/**
 * The files that this demo's models make: small, and ones that a browser shows and plays. The same words have the same
 * file; others have another one, but for the voice, which says of itself that it cannot read.
 */
export const media: Readonly<
  Record<Medium, { type: string; extension: string; make(words: string, size?: PictureSize): Buffer }>
> = {
  picture: { type: "image/png", extension: "png", make: drawScene },
  video: { type: "video/mp4", extension: "mp4", make: film },
  sound: { type: "audio/wav", extension: "wav", make: makeTune },
  voice: { type: "audio/ogg", extension: "ogg", make: () => readFileSync(join(import.meta.dirname, "voice.ogg")) },
};

/** A weathervane that turns for two seconds, with the words in a box that every player passes over. */
function film(words: string): Buffer {
  const text = Buffer.from(words);
  const head = Buffer.from("....free");
  head.writeUInt32BE(head.length + text.length);
  return Buffer.concat([readFileSync(join(import.meta.dirname, "film.mp4")), head, text]);
}
