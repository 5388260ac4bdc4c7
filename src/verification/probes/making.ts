import { toWav } from "../../shared/ogg-opus/wav.ts";
import { isFilm } from "../checkers/film.ts";
import { wordsOf } from "../checkers/fold.ts";
import { isPicture } from "../checkers/picture.ts";
import { isSpeech } from "../checkers/sound.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { pictures } from "./files/pictures.ts";
import { bundledFile, pipelineProbe } from "./make-probe.ts";

function painted(id: string, text: string): Probe {
  const files = [bundledFile(pictures.crowd, "image/png", "picture.png")];
  return pipelineProbe({ id, ask: { text }, check: isPicture(), reference: { files }, maximumTokens: null });
}

/** A picture shows its own faults to eyes alone: what is proven is that there is a whole one. */
export const painting: ProbeSet = {
  smoke: painted("picture-smoke", "A red bicycle leaning against a yellow wall, in daylight"),
  graded: [
    painted("picture-1", "Three green apples in a white bowl on a wooden table"),
    painted("picture-2", "A lighthouse at night, painted in watercolours"),
  ],
};

/** The boxes of the smallest MP4 that has them all; no player shows anything of it. */
function boxes(): Uint8Array {
  const box = (name: string, bytes: number) => {
    const whole = Buffer.alloc(8 + bytes, 1);
    whole.writeUInt32BE(whole.length);
    whole.write(name, 4, "latin1");
    return whole;
  };
  const [type, head, frames] = [box("ftyp", 16), box("moov", 600), box("mdat", 3_000)];
  type.write("isom", 8, "latin1");
  return new Uint8Array(Buffer.concat([type, head, frames]));
}

function filmed(id: string, text: string): Probe {
  const files = [{ bytes: boxes(), mediaType: "video/mp4", name: "video.mp4" }];
  return pipelineProbe({ id, ask: { text }, check: isFilm(), reference: { files }, maximumTokens: null });
}

/** Videos are dear. */
export const filming: ProbeSet = {
  smoke: filmed("video-smoke", "A sailing boat crosses a calm bay at sunset"),
  graded: [filmed("video-1", "Snow falls on a quiet street with one lamp")],
};

const samplesPerSecond = 8_000;

/** A tone that lasts as long as somebody needs to read so many words. */
function tone(words: number): Uint8Array {
  const sample = (_: unknown, place: number) => 8_000 * Math.sin((2 * Math.PI * 220 * place) / samplesPerSecond);
  return toWav([Int16Array.from({ length: words * 0.4 * samplesPerSecond }, sample)], samplesPerSecond);
}

function read(id: string, text: string): Probe {
  const words = wordsOf(text).length;
  const files = [{ bytes: tone(words), mediaType: "audio/wav", name: "speech.wav" }];
  return pipelineProbe({ id, ask: { text }, check: isSpeech({ words }), reference: { files }, maximumTokens: null });
}

/** Sentences to read aloud. */
export const reading: ProbeSet = {
  smoke: read("voice-smoke", "The weathervane turned to the west before the rain came."),
  graded: [
    read("voice-1", "Seven boats left the harbour in the morning, and only five came back before dark."),
    read("voice-2", "Doctor Novak paid twelve euros and fifty cents for the book on the third of May."),
    read("voice-3", "Is it really true, she asked, that nobody has ever opened this door?"),
  ],
};
