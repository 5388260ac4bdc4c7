import type { ProbeSet } from "../probe.ts";
import { easy, smoke } from "./code/easy.ts";
import { hard } from "./code/hard.ts";
import { middle } from "./code/middle.ts";

/** Functions in JavaScript, from a line to an algorithm. Their tests do not stand in the question. */
export const code: ProbeSet = { smoke, graded: [...easy, ...middle, ...hard] };
