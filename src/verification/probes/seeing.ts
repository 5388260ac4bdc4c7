import type { TextCheck } from "../checkers/check.ts";
import { statesFacts } from "../checkers/facts.ts";
import { isNumber } from "../checkers/number.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { pictures } from "./files/pictures.ts";
import { bundledFile, textProbe } from "./make-probe.ts";

interface Seen {
  id: string;
  picture: keyof typeof pictures;
  question: string;
  check: TextCheck;
  reference: string;
}

function seen({ id, picture, question, check, reference }: Seen): Probe {
  const file = bundledFile(pictures[picture], "image/png", `${picture}.png`);
  return textProbe({ id, ask: { text: question, files: [file] }, check, reference });
}

/** Simple drawings of our own, with a question each. */
export const seeing: ProbeSet = {
  smoke: seen({
    id: "seeing-smoke",
    picture: "shape",
    question: "Which shape does this picture show, and which colour does it have? Answer with two words.",
    check: statesFacts({ says: [["green"], ["triangle"]], never: ["circle", "square", "red", "blue", "yellow"] }),
    reference: "green triangle",
  }),
  graded: [
    seen({
      id: "seeing-1",
      picture: "digits",
      question: "Which number is written in this picture? Answer with the number alone.",
      check: isNumber({ is: 7_386 }),
      reference: "7386",
    }),
    seen({
      id: "seeing-2",
      picture: "bars",
      question: "Which letter stands below the tallest bar of this picture? Answer with the letter alone.",
      check: statesFacts({ says: [["M"]], never: ["K", "L", "N"], mostWords: 30 }),
      reference: "M",
    }),
    seen({
      id: "seeing-3",
      picture: "crowd",
      question: "How many triangles does this picture show, of all colours together? Answer with the number alone.",
      check: isNumber({ is: 5, words: ["five"] }),
      reference: "5",
    }),
  ],
};
