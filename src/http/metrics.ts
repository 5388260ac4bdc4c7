import { Counter, Histogram, Registry } from "prom-client";
import type { CallUsage } from "../domain/answer.ts";
import type { Attempt, Target } from "../routing/request.ts";
import type { AnsweredRequest } from "./route.ts";

/** An answer that has ended, well or not. */
export interface EndedAnswer {
  target: Target;
  attempts: readonly Attempt[];
  /** Null where nothing is known of it. */
  usage: CallUsage | null;
}

/** What the HTTP surface counts. Labels hold names of ours only: what a caller wrote would make series without end. */
export interface HttpMetrics {
  request(request: AnsweredRequest): void;
  /** `ms` from the request's start to the first part of its answer. */
  firstToken(target: Target, ms: number): void;
  answer(answer: EndedAnswer): void;
  /** All of it in Prometheus' text format. */
  render(): Promise<{ text: string; contentType: string }>;
}

/** Seconds: from an answer out of a cache to a video. */
const durationBuckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

function createSeries(registers: Registry[]) {
  const series = <Name extends string>(name: string, help: string, labelNames: Name[]) => ({
    name: `modelvane_${name}`,
    help,
    labelNames,
    registers,
  });
  const buckets = durationBuckets;
  return {
    requests: new Counter(series("http_requests_total", "Requests that ended.", ["route", "status"])),
    durations: new Histogram({
      ...series("http_request_duration_seconds", "From a request's start to its answer's end.", ["route"]),
      buckets,
    }),
    firstTokens: new Histogram({
      ...series("http_first_token_seconds", "From a request's start to the first part of its answer.", ["task"]),
      buckets,
    }),
    attempts: new Counter(
      series("http_attempts_total", "Calls of models for requests.", ["task", "provider", "outcome"]),
    ),
    tokens: new Counter(series("http_tokens_total", "Tokens of answers, where known.", ["task", "direction"])),
  };
}

function taskLabel(target: Target): string {
  return "task" in target ? target.task : "none";
}

/** Metrics in a registry of their own. A provider that is not declared counts as "other". */
export function createHttpMetrics(options: { providerNames(): { has(name: string): boolean } }): HttpMetrics {
  const registry = new Registry();
  const { requests, durations, firstTokens, attempts, tokens } = createSeries([registry]);
  return {
    request({ route, status, ms }) {
      requests.inc({ route, status: String(status) });
      durations.observe({ route }, ms / 1_000);
    },
    firstToken: (target, ms) => firstTokens.observe({ task: taskLabel(target) }, ms / 1_000),
    answer({ target, attempts: made, usage }) {
      const task = taskLabel(target);
      for (const { provider, outcome } of made) {
        attempts.inc({ task, provider: options.providerNames().has(provider) ? provider : "other", outcome });
      }
      tokens.inc({ task, direction: "input" }, usage?.inputTokens ?? 0);
      tokens.inc({ task, direction: "output" }, usage?.outputTokens ?? 0);
    },
    render: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}
