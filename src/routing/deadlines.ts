import { UserFacingError } from "../domain/errors.ts";
import type { RouteInput } from "../domain/input.ts";
import type { Route } from "../domain/route.ts";
import type { Patience } from "./constraints.ts";
import { inputKindOf } from "./route-input.ts";

/** The time was up: no first token, or silence within an answer. */
export class DeadlineError extends UserFacingError {
  override name = "DeadlineError";
  readonly phase: "first-token" | "silence";

  constructor(phase: "first-token" | "silence", milliseconds: number) {
    const seconds = Math.round(milliseconds / 100) / 10;
    super(phase === "silence" ? `it said nothing more for ${seconds} s` : `it said nothing for ${seconds} s`);
    this.phase = phase;
  }
}

/** The deadlines of one call, in milliseconds. */
export interface Deadlines {
  /** Until the first token. */
  firstMs: number;
  /** Between two signs of life, once there was one. */
  silenceMs: number;
  /** Between two pieces of the answer itself (its text, its reasoning), whatever lives in between. */
  barrenMs: number;
  /**
   * A sign of life buys time before the first token up to this; null where it does not: a chat model that only lives
   * has nothing to say.
   */
  firstOfLivingMs: number | null;
}

/**
 * So many silences a sign of life may fill within an answer. A gateway that loses its own model half-way keeps the
 * connection alive by comments for as long as it finds out (a silence) and asks others (a first token each); beyond that,
 * a model that stalled and a server that keeps its connection open for ever look the same.
 */
const livingSilences = 4;

const mediaInterface = /image|video|audio|speech|upscal/;

/** Pictures, videos and recordings take their time; a pipeline may have to be started first, and says so. */
export function deadlinesOf(
  route: Route,
  input: RouteInput,
  { firstTokenMs, silenceMs, mediaMs }: Patience,
): Deadlines {
  const barrenMs = livingSilences * silenceMs;
  if (inputKindOf(route) === "chat") return { firstMs: firstTokenMs, silenceMs, barrenMs, firstOfLivingMs: null };
  const isMedia = mediaInterface.test(route.interface) || (input.kind === "pipeline" && input.files.length > 0);
  if (isMedia) return { firstMs: mediaMs, silenceMs: mediaMs, barrenMs: mediaMs, firstOfLivingMs: mediaMs };
  return { firstMs: firstTokenMs, silenceMs, barrenMs, firstOfLivingMs: mediaMs };
}
