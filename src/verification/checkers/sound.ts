import { readWav } from "../../shared/ogg-opus/read-wav.ts";
import { type AnswerCheck, right, wrong } from "./check.ts";
import { soundSeconds } from "./sound-length.ts";

/** Between the fastest and the slowest that anybody reads aloud, with silence before and after. */
const secondsPerWord = { least: 0.1, most: 3 };
const mostSecondsAround = 10;
/** The bytes of samples that are looked at. */
const longestLook = 4_000_000;

/** Whether all samples of a WAV are the same; other recordings are packed so that this is costly to tell. */
function isSilent(bytes: Uint8Array): boolean {
  const wav = readWav(bytes);
  if (wav === null) return false;
  const frame = wav.channels * wav.bytesPerSample;
  const { data } = wav;
  const end = Math.min(data.length, longestLook);
  for (let at = frame; at < end; at += 1) if (data[at] !== data[at % frame]) return false;
  return true;
}

/** A recording that is as long as it takes to say so many words. */
export function isSpeech({ words }: { words: number }): AnswerCheck {
  return ({ files }) => {
    const [file] = files;
    if (file === undefined) return wrong("nothing");
    const seconds = soundSeconds(file.bytes);
    const isSane =
      seconds !== null &&
      seconds >= words * secondsPerWord.least &&
      seconds <= words * secondsPerWord.most + mostSecondsAround;
    if (!isSane) return wrong("sound");
    return isSilent(file.bytes) ? wrong("silent") : right;
  };
}
