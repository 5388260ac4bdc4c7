import { modelKey } from "../domain/evaluation.ts";
import type { Route } from "../domain/route.ts";
import { placeKey } from "./contender.ts";

/** It no longer serves the model, or the key may not use it. */
export type Death = "gone" | "refused";

/** What the calls of a run have taught so far: what is of no use is not tried again. */
export interface RunNotes {
  /** Why none of a provider's routes is called any more in this run; undefined where they are. */
  blocked(provider: string): string | undefined;
  block(provider: string, why: string): void;
  /** Why a route is not called any more that nothing will bring back in this run; undefined where it is. */
  deathOf(route: Route): Death | undefined;
  bury(route: Route, death: Death): void;
  noteCall(route: Route): void;
  noteAnswer(route: Route, probe: string): void;
  hasAnswered(provider: string): boolean;
  /** Whether another model has answered the same question by the same interface. */
  hasOtherAnswered(route: Route, probe: string): boolean;
  /** How many routes of a provider were called. */
  calledRoutes(provider: string): number;
  /** How many models were called. */
  models(): number;
}

const questionKey = (probe: string, spoken: string) => `${probe}\u0000${spoken}`;

class Notes implements RunNotes {
  private readonly blocks = new Map<string, string>();
  private readonly deaths = new Map<string, Death>();
  private readonly called = new Map<string, Set<string>>();
  private readonly calledModels = new Set<string>();
  private readonly answering = new Set<string>();
  /** By question and interface, the models that have answered. */
  private readonly answers = new Map<string, Set<string>>();

  blocked(provider: string): string | undefined {
    return this.blocks.get(provider);
  }

  block(provider: string, why: string): void {
    if (!this.blocks.has(provider)) this.blocks.set(provider, why);
  }

  deathOf(route: Route): Death | undefined {
    return this.deaths.get(placeKey(route));
  }

  bury(route: Route, death: Death): void {
    this.deaths.set(placeKey(route), death);
  }

  noteCall(route: Route): void {
    const routes = this.called.get(route.provider) ?? new Set();
    this.called.set(route.provider, routes.add(placeKey(route)));
    this.calledModels.add(modelKey(route));
  }

  noteAnswer(route: Route, probe: string): void {
    this.answering.add(route.provider);
    const key = questionKey(probe, route.interface);
    const models = this.answers.get(key) ?? new Set();
    this.answers.set(key, models.add(modelKey(route)));
  }

  hasAnswered(provider: string): boolean {
    return this.answering.has(provider);
  }

  hasOtherAnswered(route: Route, probe: string): boolean {
    const models = this.answers.get(questionKey(probe, route.interface));
    return models !== undefined && [...models].some((model) => model !== modelKey(route));
  }

  calledRoutes(provider: string): number {
    return this.called.get(provider)?.size ?? 0;
  }

  models(): number {
    return this.calledModels.size;
  }
}

/** Nothing is known yet. */
export function createRunNotes(): RunNotes {
  return new Notes();
}
