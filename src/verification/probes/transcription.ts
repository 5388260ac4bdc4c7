import { transcribes } from "../checkers/transcript.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { recordings } from "./files/recordings.ts";
import { bundledFile, textProbe } from "./make-probe.ts";

const tokens = 512;

function spoken(id: string, recording: keyof typeof recordings, ...phrases: [string, ...string[]]): Probe {
  const file = bundledFile(recordings[recording], "audio/ogg", `${recording}.ogg`);
  return textProbe({
    id,
    ask: { text: "", files: [file] },
    check: transcribes(phrases),
    reference: phrases[0],
    maximumTokens: tokens,
  });
}

/** Phrases read by a machine, which good models understand well enough. */
export const transcription: ProbeSet = {
  smoke: spoken(
    "speech-smoke",
    "station",
    "The train to the harbour leaves at seven in the morning.",
    "The train to the harbor leaves at 7 in the morning.",
  ),
  graded: [
    spoken("speech-1", "garden", "She planted apples and cherries behind the old house."),
    spoken("speech-2", "weather", "Tomorrow it will rain in the north and stay dry in the south."),
    spoken(
      "speech-3",
      "numbers",
      "Please bring three chairs and two tables to the library.",
      "Please bring 3 chairs and 2 tables to the library.",
    ),
    spoken("speech-4", "letter", "I wrote you a letter last winter, but it never arrived."),
    spoken("speech-5", "doctor", "The doctor told him to drink more water and to sleep longer."),
    spoken("speech-6", "river", "Nobody had crossed the river since the bridge was closed in autumn."),
    spoken("speech-7", "museum", "We met outside the museum, because the entrance was locked from inside."),
    spoken("speech-8", "praia", "Amanhã vamos de comboio à praia com os nossos amigos."),
  ],
};
