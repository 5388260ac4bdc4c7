import { allOf } from "../checkers/check.ts";
import { statesFacts } from "../checkers/facts.ts";
import { hasWords, isExactly, isUpperCase, lacksLetters, lists } from "../checkers/instructions.ts";
import { isJson } from "../checkers/json-answer.ts";
import { isNumber } from "../checkers/number.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { chatProbe } from "./make-probe.ts";

/** A question whose answer is a number. */
function sum(id: string, question: string, is: number, ...words: string[]): Probe {
  return chatProbe({ id, question, check: isNumber({ is, question, words }), reference: String(is) });
}

/** A question whose answer is one name. */
function fact(options: { id: string; question: string; names: string[]; never?: string[] }): Probe {
  const { id, question, names, never = [] } = options;
  const [reference = ""] = names;
  return chatProbe({ id, question, check: statesFacts({ says: [names], never }), reference });
}

const smoke = sum("chat-smoke", "What is 17 + 26? Answer with the number alone.", 43, "forty three");

const arithmetic = [
  sum("chat-arithmetic-1", "What is 12 × 13? Answer with the number alone.", 156),
  sum("chat-arithmetic-2", "What is 4,807 + 3,596? Answer with the number alone.", 8_403),
  sum(
    "chat-arithmetic-3",
    "A baker puts 24 rolls on each of 7 trays and sells 95 of them. How many rolls are left? Answer with the number alone.",
    73,
    "seventy three",
  ),
  sum(
    "chat-arithmetic-4",
    "A coat costs 80 euros. Its price is raised by 25 percent, and the new price is then cut by 30 percent. How many euros does it cost in the end? Answer with the number alone.",
    70,
    "seventy",
  ),
  sum("chat-arithmetic-5", "What is 387 × 46? Answer with the number alone.", 17_802),
  sum(
    "chat-arithmetic-6",
    "Two taps fill a tank together in 6 hours; the first one alone takes 10 hours. How many hours does the second one take alone? Answer with the number alone.",
    15,
    "fifteen",
  ),
  sum(
    "chat-arithmetic-7",
    "How many whole numbers from 1 to 200 can be divided by 3 or by 7, but not by both? Answer with the number alone.",
    76,
    "seventy six",
  ),
];

const reasoning = [
  fact({
    id: "chat-reasoning-1",
    question:
      "Olga is older than Piet. Piet is older than Runa. Sven is younger than Runa. Who is the second oldest? Answer with the name alone.",
    names: ["Piet"],
    never: ["Olga", "Runa", "Sven"],
  }),
  sum(
    "chat-reasoning-2",
    "Nadja has four brothers. Each of her brothers has exactly two sisters. How many sisters does Nadja herself have? Answer with the number alone.",
    1,
    "one",
  ),
  fact({
    id: "chat-reasoning-3",
    question:
      "If the day after tomorrow is a Sunday, what day was it yesterday? Answer with the name of the day alone.",
    names: ["Thursday"],
    never: ["Monday", "Tuesday", "Wednesday"],
  }),
  sum(
    "chat-reasoning-4",
    "A snail climbs a wall of 11 metres. By day it climbs 3 metres, by night it slides back 2 metres. On which day does it reach the top? Answer with the number of the day alone.",
    9,
    "nine",
    "ninth",
  ),
  fact({
    id: "chat-reasoning-5",
    question:
      "Three boxes stand in a row: a red, a green and a white one. The coin is not in the box in the middle. The green box is at the left end. The white box is directly beside the green one. The coin is not in the green box. What colour is the box with the coin? Answer with one word.",
    names: ["red"],
    never: ["green", "white"],
  }),
  sum(
    "chat-reasoning-6",
    "A clock shows 20 minutes past 4. How many degrees wide is the smaller angle between its two hands? Answer with the number alone.",
    10,
    "ten",
  ),
];

const following = [
  chatProbe({
    id: "chat-instruction-1",
    question: "Write the word lantern four times, separated by hyphens, and write nothing else.",
    check: isExactly(["lantern-lantern-lantern-lantern"], { ignoresCase: true }),
    reference: "lantern-lantern-lantern-lantern",
  }),
  chatProbe({
    id: "chat-instruction-2",
    question:
      "Which are the four points of the compass? List their names in alphabetical order, in capital letters only, separated by commas, and write nothing else.",
    check: allOf(isUpperCase(), lists(["east", "north", "south", "west"])),
    reference: "EAST, NORTH, SOUTH, WEST",
  }),
  chatProbe({
    id: "chat-instruction-3",
    question:
      'Answer with a JSON object and nothing else. It has the key "planet" with the name of the planet nearest to the sun, and the key "moons" with the number of its moons as a number.',
    check: isJson({ planet: "Mercury", moons: 0 }),
    reference: '{"planet": "Mercury", "moons": 0}',
  }),
  chatProbe({
    id: "chat-instruction-4",
    question:
      "Describe the sea in exactly six words, one of which is the word blue. Write those six words alone, without a hyphen.",
    check: allOf(hasWords(6), statesFacts({ says: [["blue"]] })),
    reference: "Endless blue waves rolling towards land",
  }),
  chatProbe({
    id: "chat-instruction-5",
    question: "Write the letters of the word 'harvest' in reverse order as one word, and write nothing else.",
    check: isExactly(["tsevrah"], { ignoresCase: true }),
    reference: "tsevrah",
  }),
  chatProbe({
    id: "chat-instruction-6",
    question:
      "Name the large grey animal with a trunk and the tallest living animal, in one English sentence that does not contain the letter u.",
    check: allOf(
      lacksLetters("u"),
      statesFacts({
        says: [
          ["elephant", "elephants"],
          ["giraffe", "giraffes"],
        ],
      }),
    ),
    reference: "The animals are the elephant and the giraffe.",
  }),
];

const facts = [
  fact({
    id: "chat-fact-1",
    question: "Which gas do plants take out of the air to make sugar? Answer with its name alone.",
    names: ["carbon dioxide", "co2", "co 2"],
    never: ["oxygen", "nitrogen"],
  }),
  fact({
    id: "chat-fact-2",
    question: "Which country has Canberra as its capital? Answer with its name alone.",
    names: ["Australia"],
    never: ["New Zealand", "Austria"],
  }),
  fact({
    id: "chat-fact-3",
    question: "Which chemical element has the symbol W? Answer with its name alone.",
    names: ["tungsten", "wolfram"],
  }),
  fact({
    id: "chat-fact-4",
    question:
      "Who wrote the novel 'The Trial', published in 1925 after its author's death? Answer with the name alone.",
    names: ["Franz Kafka", "Kafka"],
  }),
];

const languages = [
  fact({
    id: "chat-portuguese-1",
    question: "Qual é o maior oceano da Terra? Responde só com o nome.",
    names: ["Pacífico"],
    never: ["Atlântico", "Índico"],
  }),
  sum(
    "chat-portuguese-2",
    "A Rita tinha 45 figurinhas, deu um terço delas ao irmão e depois ganhou mais 8. Com quantas ficou? Responda só com o número.",
    38,
    "trinta e oito",
  ),
  fact({
    id: "chat-spanish-1",
    question: "¿Cómo se llama la cría de la vaca? Responde con una sola palabra en español.",
    names: ["ternero", "becerro", "ternera", "becerra"],
  }),
  fact({
    id: "chat-german-1",
    question: "Wie heißt das Gegenteil von 'teuer'? Antworte mit einem einzigen deutschen Wort.",
    names: ["billig", "günstig", "preiswert"],
  }),
  fact({
    id: "chat-japanese-1",
    question: "日本で一番高い山は何ですか。名前だけを答えてください。",
    names: ["富士山", "ふじさん", "Mount Fuji", "Fuji"],
  }),
];

/** Conversation: sums, conclusions, orders to the letter, facts that nobody disputes, and other languages. */
export const conversation: ProbeSet = {
  smoke,
  graded: [...arithmetic, ...reasoning, ...following, ...facts, ...languages],
};
