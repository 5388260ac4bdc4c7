import type { CallUsage } from "../../domain/answer.ts";
import type { Route } from "../../domain/route.ts";
import type { RoutedAnswer, RoutedEvent, Target } from "../../routing/request.ts";
import type { Call } from "./post-route.ts";
import type { Serving } from "./serving.ts";

/** Looks on while an answer comes in, for the metrics and the headers. */
export interface AnswerWatch {
  see(event: RoutedEvent): void;
  /** Who answers at the moment; null until that is known. */
  route(): Route | null;
  /** The answer has ended, in whatever way. */
  end(): void;
}

const signsOfLife: ReadonlySet<RoutedEvent["type"]> = new Set(["route", "life", "usage"]);

export function watchAnswer(
  { target, answer }: { target: Target; answer: RoutedAnswer },
  { began }: Call,
  { metrics, clock }: Serving,
): AnswerWatch {
  let route: Route | null = null;
  let usage: CallUsage | null = null;
  let hasBegun = false;
  return {
    see(event) {
      if (event.type === "route") route = event.route;
      if (event.type === "usage") usage = event.usage;
      if (hasBegun || signsOfLife.has(event.type)) return;
      hasBegun = true;
      metrics.firstToken(target, clock.now() - began);
    },
    route: () => route,
    end: () => metrics.answer({ target, attempts: answer.attempts(), usage }),
  };
}
