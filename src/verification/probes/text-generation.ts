import { beginsWithFacts } from "../checkers/facts.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { chatProbe } from "./make-probe.ts";

interface Begun {
  id: string;
  /** What is to be gone on with: a base model writes on, a chat model answers. */
  beginning: string;
  /** Of which one stands in the first line of what follows. */
  says: readonly string[];
  never?: readonly string[];
}

function begun({ id, beginning, says, never = [] }: Begun): Probe {
  const [reference = ""] = says;
  const check = beginsWithFacts({ says: [says], never, mostWords: 60 });
  return chatProbe({ id, question: beginning, check, reference });
}

const smoke = begun({
  id: "text-smoke",
  beginning: "Question: What is the capital city of France?\nAnswer:",
  says: ["Paris"],
  never: ["Lyon", "London"],
});

const graded = [
  { id: "text-1", beginning: "Monday, Tuesday, Wednesday,", says: ["Thursday"], never: ["Wednesday"] },
  { id: "text-2", beginning: "The opposite of hot is cold. The opposite of big is", says: ["small", "little"] },
  { id: "text-3", beginning: "3, 6, 9, 12, 15,", says: ["18"], never: ["16", "17", "20"] },
  { id: "text-4", beginning: "English: dog. French: chien.\nEnglish: house. French:", says: ["maison"] },
  {
    id: "text-5",
    beginning: "A triangle has three sides. A hexagon has this many sides:",
    says: ["six", "6"],
    never: ["five", "eight"],
  },
  { id: "text-6", beginning: "Singular: goose. Plural: geese.\nSingular: mouse. Plural:", says: ["mice"] },
  { id: "text-7", beginning: "France: euro.\nJapan: yen.\nUnited Kingdom:", says: ["pound", "pounds", "sterling"] },
  {
    id: "text-8",
    beginning: "The chemical symbol of iron is Fe. The chemical symbol of gold is",
    says: ["Au"],
    never: ["Ag"],
  },
  { id: "text-9", beginning: "1, 1, 2, 3, 5, 8, 13,", says: ["21"], never: ["14", "18", "20", "22"] },
  {
    id: "text-10",
    beginning:
      "All birds on the island are grey. Tilda keeps a parrot that was born on the island. The colour of Tilda's parrot is",
    says: ["grey", "gray"],
    never: ["green"],
  },
  { id: "text-11", beginning: "Past tense of 'to go': went.\nPast tense of 'to bring':", says: ["brought"] },
  { id: "text-12", beginning: "J, F, M, A, M, J, J, A, S, O,", says: ["N"], never: ["M", "P", "Q"] },
].map(begun);

/** Texts to go on with: what comes next can be told. */
export const textGeneration: ProbeSet = { smoke, graded };
