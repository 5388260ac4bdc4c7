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
  /**
   * A sign of life buys time before the first token up to this; null where it does not: a chat model that only lives
   * has nothing to say.
   */
  firstOfLivingMs: number | null;
}

const mediaInterface = /image|video|audio|speech|upscal/;

/** Pictures, videos and recordings take their time; a pipeline may have to be started first, and says so. */
export function deadlinesOf(
  route: Route,
  input: RouteInput,
  { firstTokenMs, silenceMs, mediaMs }: Patience,
): Deadlines {
  if (inputKindOf(route) === "chat") return { firstMs: firstTokenMs, silenceMs, firstOfLivingMs: null };
  const isMedia = mediaInterface.test(route.interface) || (input.kind === "pipeline" && input.files.length > 0);
  if (isMedia) return { firstMs: mediaMs, silenceMs: mediaMs, firstOfLivingMs: mediaMs };
  return { firstMs: firstTokenMs, silenceMs, firstOfLivingMs: mediaMs };
}
