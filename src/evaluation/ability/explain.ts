import type { AbilityEstimate } from "../../domain/ability.ts";
import type { Candidate } from "../../domain/candidate.ts";
import type { Task } from "../../domain/task.ts";
import type { GradedResult } from "../../domain/verification.ts";
import type { ModelFeatures } from "./features.ts";
import type { ModelAge } from "./model-age.ts";
import type { ModelSize, SizeSource } from "./model-size.ts";
import { publishedResults } from "./published-results.ts";
import { groupOf } from "./task-groups.ts";

function billions(count: number): string {
  if (count < 1) return `${Math.round(count * 1000)} million`;
  return `${count < 10 ? Math.round(count * 10) / 10 : Math.round(count)} billion`;
}

const sizeNotes: Record<SizeSource, string> = {
  told: "",
  base: " by its base",
  name: " by its name",
  price: "",
  unknown: "",
};

function describeSize({ total, active, source, log2Billions }: ModelSize): string {
  if (source === "price")
    return `its size is not told; its price is that of some ${billions(2 ** log2Billions)} parameters`;
  if (total === null) return "its size is not known";
  const atWork = active !== null && active < total ? `, ${billions(active)} of them at work` : "";
  return `${billions(total)} parameters${sizeNotes[source]}${atWork}`;
}

const ageNotes: Record<ModelAge["source"], string> = {
  told: "",
  base: "by its base, made",
  generation: "by its generation, made",
  unknown: "",
};

function describeAge({ years, source }: ModelAge): string[] {
  if (source === "unknown") return ["its age is not known"];
  // What the source tells is shown where the age counts by itself.
  if (source === "told") return [];
  const months = Math.round(years * 12);
  const age = months < 24 ? `${months} ${months === 1 ? "month" : "months"}` : `${Math.round(years * 10) / 10} years`;
  return [`${ageNotes[source]} ${age} ago`];
}

function describeLoss({ lineage }: Candidate, { name }: ModelFeatures, task: Task): string[] {
  const bits = name.bits === null ? [] : [`a copy with ${name.bits} bits a weight`];
  const base = name.isBase && groupOf(task) !== "other" ? ["only continues text"] : [];
  const [from] = lineage?.bases ?? [];
  return [...bits, ...base, ...(from === undefined ? [] : [`made from ${from}`])];
}

export interface ExplainedAbility {
  ability: AbilityEstimate;
  features: ModelFeatures;
  graded: GradedResult | undefined;
}

/** The estimate, its interval and what it rests on, as phrases. */
export function explainAbility(candidate: Candidate, task: Task, explained: ExplainedAbility): string[] {
  const { ability, features, graded } = explained;
  const [value, low, high] = [ability.value, ability.low, ability.high].map(Math.round);
  const results = publishedResults(candidate, task);
  const benchmarks = results.map((each) => {
    const who = each.isIndependent ? "" : ", as its makers say";
    return `${each.title}: ${Math.round(each.value)} of 100${who}`;
  });
  const own = graded && graded.asked > 0 ? [`${graded.right} of ${graded.asked} of our own questions right`] : [];
  const isUnmeasured = groupOf(task) === "other" && benchmarks.length === 0 && own.length === 0;
  return [
    `ability ${value} of 100, most likely ${low} to ${high}`,
    ...describeAge(features.age),
    describeSize(features.size),
    ...describeLoss(candidate, features, task),
    ...benchmarks,
    ...own,
    ...(benchmarks.length + own.length === 0 ? ["no benchmark of this task is known"] : []),
    ...(isUnmeasured ? ["so newer and larger ones are taken for a little better"] : []),
  ];
}
