import type { Measurement } from "./measure.ts";

/** Ratios with three digits, so that one just beside its target is seen to be there. */
function amount(value: number, unit: Measurement["unit"]): string {
  if (unit === undefined) return value.toFixed(3);
  return `${unit === "MB" ? Math.round(value) : value.toFixed(2)} ${unit}`;
}

function row({ title, value, target, bound, unit, details }: Measurement): string {
  const holds = bound === "at least" ? value >= target : value <= target;
  const cells = [
    title,
    `**${amount(value, unit)}** (${details})`,
    `${bound ?? "at most"} ${target}${unit === undefined ? "" : ` ${unit}`}`,
    holds ? "yes" : "**no**",
  ];
  // A vertical bar would end the cell.
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** The measurements as a table in Markdown. A figure without a unit is a ratio. */
export function renderMeasurements(measurements: readonly Measurement[]): string {
  return ["| What | Measured | Target | Holds |", "|---|---|---|---|", ...measurements.map(row)].join("\n");
}
