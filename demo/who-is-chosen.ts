import { cast, type PartName } from "./cast.ts";
import type { CommandLine } from "./command-line.ts";
import type { DemoWorld } from "./demo-world.ts";

interface Scene {
  world: DemoWorld;
  modelvane: CommandLine;
  tell(text: string): void;
}

/** What a reader is told of each before anything is decided. */
const introductions: Readonly<Record<PartName, string>> = {
  newcomer: "is good, and so new that nobody has published a result of it",
  favourite: "is the most downloaded of all, and small and old",
  boaster: "has the best results of its own telling, and answers nonsense",
  mute: "looks good in every list, and does not answer",
  lookAlike: "has two letters “v” where Qwen has a “w”, an owner four days old, and millions of downloads",
};

const names = Object.keys(introductions) as PartName[];

/** Lets the invented models appear, lets an update decide, and shows what the ranking says of each of them. */
export async function showWhoIsChosen({ world, modelvane, tell }: Scene): Promise<void> {
  for (const name of names) world.appear(name);
  const lines = names.map((name) => `  ${cast[name].model} ${introductions[name]}.`);
  tell(`Five chat models appear overnight, all of them invented:\n\n${lines.join("\n")}

What is known of a model lets expect something; before one is chosen, the best are called and have to answer a question:`);
  await modelvane("update", "--task", "conversational");

  tell("What the ranking says of each of the five:");
  const ranking = JSON.parse(await modelvane.read("rank", "--task", "conversational", "--json")) as Ranking;
  for (const name of names) console.log(explain(cast[name].model, ranking));
}

interface Row {
  model: string;
  score: number;
  eligible: boolean;
  evidence: string[];
  reasons: string[];
}

interface Ranking {
  /** What is below is not chosen. */
  minimumScore: number;
  ranking: Row[];
}

function explain(model: string, { ranking, minimumScore }: Ranking): string {
  const place = ranking.findIndex((row) => row.model === model);
  const row = ranking[place];
  if (!row) return `${model}: not listed`;
  const { eligible, score, reasons, evidence } = row;
  const tooFew = score < minimumScore ? `, and ${minimumScore} are needed` : "";
  const head = eligible ? `${model}: place ${place + 1}, ${score} points${tooFew}` : `${model}: not chosen`;
  const lines = wrapped((eligible ? evidence : reasons).join(", "));
  return [head, ...lines.map((line) => `    ${line}`)].join("\n");
}

const lineLength = 92;

function wrapped(text: string): string[] {
  return text.match(new RegExp(`\\S.{0,${lineLength - 1}}(?=\\s|$)`, "g")) ?? [text];
}
