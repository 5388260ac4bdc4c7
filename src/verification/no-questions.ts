import { taskNames } from "../domain/task.ts";
import type { Probe, ProbeSet, ProbeTable } from "./probe.ts";

const unasked: Probe = {
  id: "unasked",
  ask: { kind: "chat", messages: [], options: {} },
  maximumTokens: 0,
  check: () => ({ isRight: false, why: "it is empty" }),
  reference: { text: "", files: [], data: null },
};
const set: ProbeSet = { smoke: unasked, graded: [] };

/**
 * In the place of the questions where nobody can be asked any: those take a tenth of a second to load, with all that is
 * shown and heard in them.
 */
export const noQuestions = Object.fromEntries(taskNames.map((name) => [name, set])) as unknown as ProbeTable;
