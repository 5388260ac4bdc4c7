import { hash, timingSafeEqual } from "node:crypto";
import type { Clock } from "../shared/clock.ts";

export interface SecretCheckOptions {
  secret: string;
  /** What is kept, as the log names it: "at the webhook, for lack of the right secret (WEBHOOK_SECRET)". */
  what: string;
  clock: Clock;
  logger: { warn(message: string): void };
}

const warningIntervalMs = 60_000;

function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}

/** Counts refusals: a flood of them is one warning a minute. */
function createRefusalLog({ what, clock, logger }: SecretCheckOptions): () => void {
  let refused = 0;
  let warnedAt = Number.NEGATIVE_INFINITY;
  return () => {
    refused += 1;
    if (clock.now() - warnedAt < warningIntervalMs) return;
    logger.warn(`Refused ${what}: ${refused} request(s).`);
    warnedAt = clock.now();
    refused = 0;
  };
}

/** Tells whether what somebody brings (empty where they bring nothing) is the secret; where it is not, the log is told. */
export function createSecretCheck(options: SecretCheckOptions): (given: string) => boolean {
  const wanted = digest(options.secret);
  const noteRefusal = createRefusalLog(options);
  return (given) => {
    // Digests have one length, so that the time that a comparison takes tells nothing of the secret, nor its length.
    const isRight = timingSafeEqual(digest(given), wanted);
    if (!isRight) noteRefusal();
    return isRight;
  };
}
