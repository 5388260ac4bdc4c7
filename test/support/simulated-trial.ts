import type { Tally, Trial } from "../../src/domain/watch.ts";
import { addTallies, decide } from "../../src/learning/sequential-test.ts";
import { createChallengers } from "../../src/routing/challengers.ts";
import { choiceOf, configurationOf, entryOf } from "./plans.ts";
import { drawTally, mostAnswers, worseBy } from "./simulated-switch.ts";
import { trialOf } from "./trial.ts";

/** How people use a task while a challenger gets a part of it; rates of success from 0 to 1. */
export interface TrialWorld {
  incumbent: number;
  challenger: number;
  /** Recorded answers of the incumbent before it. */
  record: number;
  /** Answers to people in all, and how many of them a conversation has. */
  answers: number;
  perConversation: number;
  /** Whether the test ends the trial, after which all go to whoever has won. */
  isTested: boolean;
}

/** What the challenger gets, 0 to 1, by what is known of both. */
export type ShareRule = (tallies: { challenger: Tally; incumbent: Tally }) => number;

type Side = "challenger" | "incumbent";

const configuration = configurationOf(entryOf(choiceOf("a/first")));

/** Brings conversations to sides, by the program's own rule for a trial with the share of the moment. */
function openSides(method: Trial["method"], name: string) {
  let trial = trialOf({ method, challenger: choiceOf("n/new") });
  const challengers = createChallengers(() => new Map([[trial.task, trial]]));
  return (share: number, conversation: string): Side => {
    trial = { ...trial, share };
    const target = { task: trial.task };
    return challengers({ target, conversation: `${name}:${conversation}`, configuration }) ? "challenger" : "incumbent";
  };
}

/** What more answers were bad, as is to be expected, than if the better one had given all of them. */
export interface SimulatedTrial {
  regret: number;
  /** Answers that the challenger gave while the trial lasted, and who has won it; null where it is open. */
  challenged: number;
  winner: Side | null;
}

export interface SimulateTrialOptions {
  world: TrialWorld;
  shareOf: ShareRule;
  method: Trial["method"];
  /** Sets the conversations of this trial apart from those of others. */
  name: string;
  random: () => number;
}

/** Lives through one trial. */
export function simulateTrial({ world, shareOf, method, name, random }: SimulateTrialOptions): SimulatedTrial {
  const sides = openSides(method, name);
  const seen = { challenger: { good: 0, bad: 0 }, incumbent: drawTally(world.incumbent, world.record, random) };
  const loss = (side: Side) => Math.max(world.incumbent, world.challenger) - world[side];
  const result: SimulatedTrial = { regret: 0, challenged: 0, winner: null };
  let share = 0;
  for (let at = 0; at < world.answers; at += 1) {
    // A conversation stays on the side that it begins on.
    if (at % world.perConversation === 0 && result.winner === null) share = shareOf(seen);
    const side = result.winner ?? sides(share, String(Math.floor(at / world.perConversation)));
    result.regret += loss(side);
    if (result.winner !== null) continue;
    if (side === "challenger") result.challenged += 1;
    seen[side] = addTallies(seen[side], drawTally(world[side], 1, random));
    if (world.isTested && side === "challenger") result.winner = winnerOf(seen);
  }
  return result;
}

function winnerOf(seen: { challenger: Tally; incumbent: Tally }): Side | null {
  const decision = decide({ ...seen, probes: { good: 0, bad: 0 }, worseBy, mostAnswers });
  if (decision === "open") return null;
  return decision === "fine" ? "challenger" : "incumbent";
}
