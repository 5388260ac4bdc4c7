import { type Choice, describeRoute } from "../../domain/route.ts";

/** Most choices are its models, which need no word of where they run as long as that is left open. */
const usualProvider = "huggingface";

/** A name from outside without what a terminal would obey, or what turns the words around it (Unicode's category C). */
export function nameText(name: string): string {
  return name.replace(/\p{C}+/gu, "");
}

/** A route as a person reads it: "zai-org/GLM-5 on novita", "llama3.2:3b on ollama". */
export function routeText(route: Parameters<typeof describeRoute>[0]): string {
  return nameText(describeRoute(route));
}

/** A choice as a person reads it: its route, and the model alone where the host is left open. */
export function choiceText(choice: Choice | null): string {
  if (choice === null) return "nothing";
  return choice.host === null && choice.provider === usualProvider ? nameText(choice.model) : routeText(choice);
}

/** A score of 0 to 100 to one decimal; a dash where nothing was scored. */
export function scoreText(score: number | null): string {
  return score === null ? "-" : score.toFixed(1);
}

/** "1 model", "2 models". */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? singular : plural}`;
}

/** How long ago, roughly: "just now", "5 minutes ago", "3 days ago". */
export function agoText(timestamp: string, now: number): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(timestamp)) / 60_000));
  if (minutes < 1) return "just now";
  if (minutes < 120) return `${countText(minutes, "minute")} ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${countText(hours, "hour")} ago` : `${countText(Math.round(hours / 24), "day")} ago`;
}

/** "2026-11-21 03:00 UTC". */
export function timeText(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${timestamp.slice(11, 16)} UTC`;
}
