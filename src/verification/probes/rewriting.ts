import { allOf, rightIf, type TextCheck } from "../checkers/check.ts";
import { statesFacts } from "../checkers/facts.ts";
import { fold } from "../checkers/fold.ts";
import { bare, isExactly, isUpperCase, lists } from "../checkers/instructions.ts";
import { isJson } from "../checkers/json-answer.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { textProbe } from "./make-probe.ts";

/** Rewriting with one right outcome, of which case and punctuation do not count. */
function becomes(...texts: readonly string[]): TextCheck {
  const wanted = new Set(texts.map(fold));
  return (said) => rightIf(wanted.has(fold(bare(said))), "form");
}

function rewritten(id: string, text: string, check: TextCheck, reference: string): Probe {
  return textProbe({ id, ask: { text }, check, reference });
}

const smoke = rewritten(
  "rewriting-smoke",
  "Put this sentence into the past tense: She walks to the market.",
  becomes("She walked to the market"),
  "She walked to the market.",
);

const graded = [
  rewritten(
    "rewriting-1",
    "Put every letter of this sentence into upper case: The train leaves at noon.",
    allOf(isUpperCase(), becomes("The train leaves at noon")),
    "THE TRAIN LEAVES AT NOON.",
  ),
  rewritten(
    "rewriting-2",
    "Correct the spelling and change nothing else: Tomorow we wil vizit the libary.",
    becomes("Tomorrow we will visit the library"),
    "Tomorrow we will visit the library.",
  ),
  rewritten(
    "rewriting-3",
    "Make all nouns plural and change what depends on them: The child opens the box.",
    becomes("The children open the boxes"),
    "The children open the boxes.",
  ),
  rewritten(
    "rewriting-4",
    "Put into the passive voice, naming who did it: The gardener planted two trees.",
    becomes("Two trees were planted by the gardener", "The two trees were planted by the gardener"),
    "Two trees were planted by the gardener.",
  ),
  rewritten(
    "rewriting-5",
    "Sort these words by the alphabet and separate them by commas: pear, apple, fig, cherry, banana",
    lists(["apple", "banana", "cherry", "fig", "pear"]),
    "apple, banana, cherry, fig, pear",
  ),
  rewritten(
    "rewriting-6",
    'Write this as a JSON object with the keys "name", "age" (a number) and "city": Marek is 34 and lives in Brno.',
    isJson({ name: "Marek", age: 34, city: "Brno" }),
    '{"name": "Marek", "age": 34, "city": "Brno"}',
  ),
  rewritten(
    "rewriting-7",
    "Write the date in the form YYYY-MM-DD: the fifth of March, 2021",
    isExactly(["2021-03-05"]),
    "2021-03-05",
  ),
  rewritten(
    "rewriting-8",
    "Rewrite as reported speech, beginning with 'She said that': \"I am tired,\" she said.",
    becomes("She said that she was tired", "She said she was tired"),
    "She said that she was tired.",
  ),
  rewritten(
    "rewriting-9",
    "Replace each person's name by the letter X and change nothing else: Anna wrote to Boris because Carla was ill.",
    becomes("X wrote to X because X was ill"),
    "X wrote to X because X was ill.",
  ),
  rewritten(
    "rewriting-10",
    "Passe para o plural: O gato preto dorme na cadeira velha.",
    becomes("Os gatos pretos dormem nas cadeiras velhas"),
    "Os gatos pretos dormem nas cadeiras velhas.",
  ),
  rewritten(
    "rewriting-11",
    "Rewrite in one polite sentence as a question that begins with 'Could you': Shut the window now, it is cold!",
    statesFacts({ says: [["Could you"], ["window"], ["close", "shut"]], never: ["now it is cold"], mostWords: 25 }),
    "Could you please close the window, since it is rather cold?",
  ),
];

/** Sentences to rewrite, as an instruction says. */
export const rewriting: ProbeSet = { smoke, graded };
