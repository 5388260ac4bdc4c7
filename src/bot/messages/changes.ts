import { type Choice, isSameRoute } from "../../domain/route.ts";
import type { Texts } from "../languages/texts.ts";
import { bold, type FormattedString, fmt, lines, routeWords } from "./formatting.ts";

/** What becomes of one task; null stands for nothing. */
export interface TaskChange {
  task: string;
  from: Choice | null;
  to: Choice | null;
}

/** A task with what served it and what does then, a line each, so that long ids fit a phone. */
export function changeWords({ task, from, to }: TaskChange, { changes }: Texts): FormattedString {
  if (from !== null && to !== null && isSameRoute(from, to)) {
    return lines(bold(task), routeWords(to), changes.onlyBehind);
  }
  return lines(
    bold(task),
    from === null ? changes.nothing : routeWords(from),
    fmt`→ ${to === null ? changes.noLonger : routeWords(to)}`,
  );
}
