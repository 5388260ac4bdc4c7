import type { Candidate, ServedRoute } from "../../domain/candidate.ts";
import type { ModelInspection, ServedTask } from "../../pipeline/inspect-model.ts";
import type { Styles } from "../terminal.ts";
import { whyText } from "./rank-text.ts";
import { renderTable } from "./table.ts";
import { countText, nameText, scoreText } from "./words.ts";

const unknown = "?";

function countOrUnknown(count: number | null, unit: string): string {
  return `${count === null ? unknown : count.toLocaleString("en")} ${unit}`;
}

function factsText({ licence, parameters, createdAt, downloads, likes }: Candidate): string {
  const created = createdAt === null ? unknown : new Date(createdAt).toISOString().slice(0, 10);
  return [
    `licence ${licence ?? unknown}`,
    countOrUnknown(parameters, "parameters"),
    `created ${created}`,
    countOrUnknown(downloads, "downloads in 30 days"),
    countOrUnknown(likes, "likes"),
  ].join(", ");
}

/** From USD micros per million tokens. */
function priceText({ inputPrice, outputPrice, isFree }: ServedRoute): string {
  if (isFree) return "free";
  const dollars = (micros: number | null) => (micros === null ? unknown : `$${micros / 1_000_000}`);
  return inputPrice === null && outputPrice === null ? "" : `${dollars(inputPrice)} / ${dollars(outputPrice)}`;
}

function routesTable({ routes, provider }: Candidate, styles: Styles): string {
  const rows = routes.map((route) => [
    styles.strong(nameText(route.host ?? provider)),
    nameText(route.interface),
    route.status,
    priceText(route),
    route.contextLength?.toLocaleString("en") ?? "",
  ]);
  return renderTable({ head: ["Host", "Speaks", "Status", "In / out, a million tokens", "Context"], rows }, styles);
}

function standingText({ isPrimary, isFallback, pinned }: ServedTask): string {
  const place = isPrimary ? "serves it" : isFallback ? "stands behind" : "";
  return [place, pinned ? "pinned" : ""].filter((each) => each !== "").join(", ");
}

function tasksTable(serves: readonly ServedTask[], styles: Styles): string {
  const rows = serves.map((served) => [
    styles.strong(served.task),
    scoreText(served.evaluation.score),
    standingText(served),
    styles.faint(whyText(served.evaluation)),
  ]);
  return renderTable({ head: ["Task", "Score", "Now", "Why"], rows, wrapped: { 3: 1 }, alignRight: [1] }, styles);
}

/** What is known of a model, for people. */
export function modelText({ provider, model, candidate, serves, errors }: ModelInspection, styles: Styles): string {
  const routes = candidate.routes.length === 0 ? "No host serves it." : routesTable(candidate, styles);
  const tasks = serves.length === 0 ? "It serves none of the tasks." : tasksTable(serves, styles);
  const faults = errors.map((error) => styles.bad(`fault: ${error}`));
  const summary = `${countText(candidate.routes.length, "route")}, ${countText(serves.length, "task")}.`;
  return [
    `${styles.strong(nameText(model))} (${provider})`,
    factsText(candidate),
    "",
    routes,
    "",
    tasks,
    "",
    ...faults,
    summary,
  ]
    .join("\n")
    .trimEnd();
}
