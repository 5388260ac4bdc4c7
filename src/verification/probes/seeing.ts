import { rightIf, type TextCheck } from "../checkers/check.ts";
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

/** This letter alone, however it is wrapped in words; the words "A" and "I" are none. */
function isLetter(letter: string): TextCheck {
  return (said) => {
    const letters = said.match(/(?<![\p{L}\p{N}'’])[A-Z](?![\p{L}\p{N}'’])/gu) ?? [];
    const named = new Set(letters.filter((each) => each !== "A" && each !== "I"));
    return rightIf(named.size === 1 && named.has(letter), "fact");
  };
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
      check: isLetter("M"),
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
