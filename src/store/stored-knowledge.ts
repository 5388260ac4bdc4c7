import { modelKey } from "../domain/evaluation.ts";
import type { PastModel } from "../domain/knowledge.ts";
import type { ModelIdentity, Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import { type GradedResult, poolGrades } from "../domain/verification.ts";
import type { Ask } from "./asker.ts";
import type { PastModelColumns } from "./queries/read-past-models.ts";
import type { StoredFinding, StoredGrade } from "./queries/verdicts.ts";
import type { Finding, RouteGrade, StoredKnowledge } from "./store.ts";

/** Put into the map on the main thread in about 2 ms. */
const modelsAtOnce = 2_000;

/** Where a model stands: its page, and its place there. */
type Place = readonly [page: PastModelColumns, at: number];

const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);

function pastOf([page, at]: Place): PastModel {
  return {
    createdAt: known(page.createdAt[at]),
    parameters: known(page.parameters[at]),
    downloads: known(page.downloads[at]),
    firstSeen: page.firstSeen[at] ?? 0,
    lastSeen: page.lastSeen[at] ?? 0,
  };
}

async function readModels(ask: Ask): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  let after: ModelIdentity | null = null;
  for (;;) {
    const page: PastModelColumns = await ask<"past-models">({ kind: "past-models", after, limit: modelsAtOnce });
    for (const [at, provider] of page.providers.entries()) {
      after = { provider, model: page.models[at] ?? "" };
      places.set(modelKey(after), [page, at]);
    }
    if (page.providers.length < modelsAtOnce) return places;
  }
}

const taskKey = (task: string, model: ModelIdentity) => `${task}\u0000${modelKey(model)}`;
const routeKey = (task: string, { version, host, interface: spoken, ...model }: Route) =>
  [taskKey(task, model), version ?? "", host ?? "", spoken].join("\u0000");

/** What a model has answered, week after week and on all of its hosts, but for those that serve a damaged copy now. */
function byModel(grades: readonly StoredGrade[], newest: ReadonlyMap<string, RouteGrade>): Map<string, GradedResult> {
  const sound = grades.filter(
    ({ task, route, isDamaged }) => !isDamaged && !newest.get(routeKey(task, route))?.isDamaged,
  );
  const grouped = Map.groupBy(sound, ({ task, route }) => taskKey(task, route));
  return new Map([...grouped].map(([key, some]) => [key, poolGrades(some.map(({ graded }) => graded))]));
}

/** Of a model's routes, the one that has answered tells of it, or else one that might have. */
const tellingFirst = ["passed", "unproven", "failed"];

function findingsByModel(findings: readonly StoredFinding[]): Map<string, Finding> {
  const sorted = findings.toSorted((a, b) => tellingFirst.indexOf(b.outcome) - tellingFirst.indexOf(a.outcome));
  return new Map(sorted.map((each) => [taskKey(each.task, each.route), each]));
}

/** Reads what is known of models from earlier runs, page by page, so that who else asks the store is not kept waiting. */
export async function readKnowledge(ask: Ask): Promise<StoredKnowledge> {
  const places = await readModels(ask);
  const grades = await ask<"grades">({ kind: "grades" });
  // They come in the order of their times, so that the newest of a route stays.
  const ofRoutes = new Map<string, RouteGrade>(grades.map((each) => [routeKey(each.task, each.route), each]));
  const graded = byModel(grades, ofRoutes);
  const found = await ask<"findings">({ kind: "findings" });
  const findings = findingsByModel(found);
  const passed = new Map(
    found.filter(({ outcome }) => outcome === "passed").map((each) => [routeKey(each.task, each.route), each.at]),
  );
  return {
    past(model) {
      const place = places.get(modelKey(model));
      return place && pastOf(place);
    },
    *models() {
      for (const [page, at] of places.values()) {
        yield { provider: page.providers[at] ?? "", model: page.models[at] ?? "" };
      }
    },
    graded: (task: TaskName, model) => graded.get(taskKey(task, model)),
    finding: (task, model) => findings.get(taskKey(task, model)),
    passedAt: (task, route) => passed.get(routeKey(task, route)),
    gradeOfRoute: (task, route) => ofRoutes.get(routeKey(task, route)),
  };
}
