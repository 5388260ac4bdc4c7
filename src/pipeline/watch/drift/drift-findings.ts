import type { GradedResult } from "../../../domain/verification.ts";
import type { WatchCheck } from "../../../domain/watch.ts";
import { median } from "../../../shared/statistics.ts";
import { chanceOfWorse } from "../../../verification/statistics.ts";
import type { Baseline, BaselineFacts, DriftKind } from "./baseline.ts";

/** One thing that is no longer what it was, as a part of a sentence that follows "it". */
export interface DriftFinding {
  kind: DriftKind;
  text: string;
  /** It is to nobody's harm, such as a lower price. */
  isHarmless: boolean;
}

const dayMs = 86_400_000;

/** The last looks against all before them: three nights, so that one bad night is not taken for another model. */
const recentLooks = 3;
/** So many answers before are needed to know what it was. */
const fewestBefore = 12;
/** Each night each route is tested: a chance of 1 in 200 makes a false alarm of a route every half year or so. */
const mostChance = 0.005;

function pooled(checks: readonly WatchCheck[]): GradedResult {
  const sum = (name: "asked" | "right") => checks.reduce((total, check) => total + (check[name] ?? 0), 0);
  return { asked: sum("asked"), right: sum("right") };
}

/** Whether the fixed questions are answered worse than they were. `looks`: of this route for drift, the oldest first. */
export function behaviourFinding(looks: readonly WatchCheck[]): DriftFinding | null {
  const answered = looks.filter(({ asked }) => (asked ?? 0) > 0);
  const [before, recent] = [pooled(answered.slice(0, -recentLooks)), pooled(answered.slice(-recentLooks))];
  if (before.asked < fewestBefore || chanceOfWorse(recent, before) >= mostChance) return null;
  const words = ({ right, asked }: GradedResult) => `${right} of ${asked}`;
  const text = `answers ${words(recent)} fixed questions rightly, after ${words(before)} before`;
  return { kind: "behaviour", text, isHarmless: false };
}

/** A host counts the same question alike as long as the model and its template stay the same. */
export function tokensFinding(now: number | null, before: number | null): DriftFinding | null {
  if (now === null || before === null || now === before) return null;
  const text = `counts ${now} tokens of the question of which it counted ${before}: another model or template stands behind the name`;
  return { kind: "tokens", text, isHarmless: false };
}

const dollars = (micros: number) => `$${Number((micros / 1_000_000).toPrecision(3))}`;

function priceFinding(what: string, now: number | null, before: number | null): DriftFinding[] {
  if (now === null || before === null || now === before) return [];
  const text = `costs ${dollars(now)} per million ${what} tokens, after ${dollars(before)}`;
  return [{ kind: "price", text, isHarmless: now < before }];
}

function contextFinding(now: number | null, before: number | null): DriftFinding[] {
  if (now === null || before === null || now === before) return [];
  const tokens = (count: number) => count.toLocaleString("en");
  const text = `takes ${tokens(now)} tokens of context, after ${tokens(before)}`;
  return [{ kind: "context", text, isHarmless: now > before }];
}

/** What its source says otherwise than before. */
export function factsFindings(now: BaselineFacts | null, before: BaselineFacts | null): DriftFinding[] {
  if (now === null || before === null) return [];
  return [
    ...priceFinding("input", now.inputPrice, before.inputPrice),
    ...priceFinding("output", now.outputPrice, before.outputPrice),
    ...contextFinding(now.contextLength, before.contextLength),
  ];
}

/** A route is slower where it takes so many times as long, and at least so many milliseconds longer. */
const slowerBy = { factor: 3, milliseconds: 500 };
const fewestMeasures = { now: 4, before: 8 };

/** Whether its first token takes much longer than in the weeks before. `now` in milliseconds since the epoch. */
export function speedFinding(checks: readonly WatchCheck[], now: number): DriftFinding | null {
  const measured = checks.flatMap(({ at, firstTokenMs }) => (firstTokenMs === null ? [] : [{ at, firstTokenMs }]));
  const times = (isWanted: (at: number) => boolean) =>
    measured.filter(({ at }) => isWanted(at)).map(({ firstTokenMs }) => firstTokenMs);
  const [recent, before] = [times((at) => at > now - dayMs), times((at) => at <= now - dayMs)];
  if (recent.length < fewestMeasures.now || before.length < fewestMeasures.before) return null;
  const [slow, usual] = [median(recent) ?? 0, median(before) ?? 0];
  if (slow < usual * slowerBy.factor || slow - usual < slowerBy.milliseconds) return null;
  const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;
  const text = `begins to answer after ${seconds(slow)}, where ${seconds(usual)} was usual`;
  return { kind: "speed", text, isHarmless: false };
}

/** What goes on is told again after a week. */
const quietMs = 7 * dayMs;

/** Of what was found, what people were not told lately. */
export function newsOf(findings: readonly DriftFinding[], told: Baseline["told"], now: number): DriftFinding[] {
  return findings.filter(({ kind }) => now - (told[kind] ?? Number.NEGATIVE_INFINITY) >= quietMs);
}
