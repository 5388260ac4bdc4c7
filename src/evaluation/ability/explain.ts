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

function describeTotal(total: number, source: SizeSource): string {
  if (source === "base") return `${billions(total)} parameters, by its base`;
  return source === "name" ? `${billions(total)} parameters, by its name` : `${billions(total)} parameters`;
}

function describeSize({ total, active, source, log2Billions }: ModelSize): string[] {
  if (source === "price") {
    return [`its size is not told; its price is that of some ${billions(2 ** log2Billions)} parameters`];
  }
  if (total === null) return ["its size is not known"];
  const isMixture = active !== null && active < total;
  return [describeTotal(total, source), ...(isMixture ? [`${billions(active)} of them at work`] : [])];
}

/** What the source tells is shown where the age counts by itself. */
function describeAge({ years, source }: ModelAge): string[] {
  const months = Math.round(years * 12);
  if (source === "base") return [`counts as ${months} months old, like its base`];
  if (source === "generation") return [`counts as ${months} months old, like its generation`];
  return source === "unknown" ? ["its age is not known"] : [];
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
    const value = Math.round(each.value);
    return each.isIndependent ? `${each.title}: ${value} of 100` : `${each.title}: ${value} of 100, as its makers say`;
  });
  const own = graded && graded.asked > 0 ? [`${graded.right} of ${graded.asked} of our own questions right`] : [];
  const isUnmeasured = groupOf(task) === "other" && benchmarks.length === 0 && own.length === 0;
  return [
    `ability ${value} of 100, most likely ${low} to ${high}`,
    ...describeAge(features.age),
    ...describeSize(features.size),
    ...describeLoss(candidate, features, task),
    ...benchmarks,
    ...own,
    ...(benchmarks.length + own.length === 0 ? ["no benchmark of this task is known"] : []),
    ...(isUnmeasured ? ["newer and larger ones are taken for a little better"] : []),
  ];
}
