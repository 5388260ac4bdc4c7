import type { Configuration } from "../domain/configuration.ts";
import { isSameRoute, type Route, routeOf } from "../domain/route.ts";
import type { Trial } from "../domain/watch.ts";
import { chanceOf } from "./hashed-chance.ts";
import type { StandingTrials } from "./live-trials.ts";
import type { Target } from "./request.ts";

/** Of so many conversations it is remembered on which side of a moving share they are. */
const mostConversations = 10_000;

export interface ChallengeFacts {
  target: Target;
  /** What stays together: a chat, a person, or a single request. */
  conversation: string;
  configuration: Configuration | null;
}

/** The challenger that a conversation is to be answered by; null where it is the task's own first choice. */
export type Challengers = (facts: ChallengeFacts) => Route | null;

/**
 * Whether conversations go to a trial's challenger. By a hash, so that a restart leaves everybody where they are; where
 * the share moves, a conversation stays on the side that it was on when it was first seen, as long as it is remembered.
 */
function createSides(): (trial: Trial, conversation: string) => boolean {
  const sides = new Map<string, boolean>();

  function remember(key: string, side: boolean): boolean {
    // What was seen last stands last.
    sides.delete(key);
    sides.set(key, side);
    const oldest = sides.size > mostConversations ? sides.keys().next().value : undefined;
    if (oldest !== undefined) sides.delete(oldest);
    return side;
  }

  return ({ task, since, share, method }, conversation) => {
    const key = `${task}\n${since}\n${conversation}`;
    if (method === "fixed") return chanceOf(key) < share;
    return remember(key, sides.get(key) ?? chanceOf(key) < share);
  };
}

/** A trial counts as long as what it was begun against is the task's first choice, and no person has pinned that. */
function isApplied({ incumbent }: Trial, facts: ChallengeFacts): boolean {
  const primary = "task" in facts.target ? facts.configuration?.tasks[facts.target.task]?.primary : undefined;
  return primary !== undefined && primary.origin !== "pin" && isSameRoute(primary, incumbent);
}

/** Gives conversations to challengers. It costs a look into a map and, where there is a trial, a hash. */
export function createChallengers(trials: () => StandingTrials): Challengers {
  const isOnTrial = createSides();
  return (facts) => {
    const trial = "task" in facts.target ? trials().get(facts.target.task) : undefined;
    if (trial === undefined || !isApplied(trial, facts) || !isOnTrial(trial, facts.conversation)) return null;
    return routeOf(trial.challenger);
  };
}
