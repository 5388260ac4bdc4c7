import type { Timetable } from "../../src/scheduler/timetable.ts";
import type { CronRule } from "../../src/shared/cron.ts";

export interface FakeTimetable extends Timetable {
  /** The rules whose bells are set. */
  rules(): CronRule[];
  /** Rings the bells of all rules, or of one. */
  ring(expression?: string): void;
  /** Rings what repeats. */
  tick(): void;
}

/** A timetable that rings when the test says so. */
export function createFakeTimetable(): FakeTimetable {
  const bells = new Map<object, { rule: CronRule; ring: () => void }>();
  const repeated = new Set<() => void>();
  return {
    every(rule, ring) {
      const key = {};
      bells.set(key, { rule, ring });
      return { cancel: () => void bells.delete(key) };
    },
    repeat(_milliseconds, ring) {
      repeated.add(ring);
      return { cancel: () => void repeated.delete(ring) };
    },
    rules: () => [...bells.values()].map((bell) => bell.rule),
    ring(expression) {
      for (const { rule, ring } of bells.values()) if (rule.expression === (expression ?? rule.expression)) ring();
    },
    tick() {
      for (const ring of repeated) ring();
    },
  };
}
