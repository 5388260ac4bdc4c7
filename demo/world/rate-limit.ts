/** The Hub counts in fixed windows of five minutes: 500 requests without a token, 1000 of a free account. */
const windowSeconds = 300;
const anonymousQuota = 500;
const accountQuota = 1000;

interface RateLimitOptions {
  now: () => number;
  /** Refuse requests above it. Without it, the documented quota is announced and never runs down. */
  quota?: number;
}

export interface RateLimitCount {
  isRefused: boolean;
  /** The two headers that every answer of the Hub carries. */
  headers: Record<string, string>;
}

export function createRateLimit({ now, quota }: RateLimitOptions) {
  let windowEnds = now() + windowSeconds * 1000;
  let used = 0;

  function startWindowIfOver(): void {
    if (now() < windowEnds) return;
    windowEnds = now() + windowSeconds * 1000;
    used = 0;
  }

  return {
    count(hasToken: boolean): RateLimitCount {
      startWindowIfOver();
      used += 1;
      const allowed = quota ?? (hasToken ? accountQuota : anonymousQuota);
      const remaining = quota === undefined ? allowed - 1 : Math.max(0, allowed - used);
      const secondsLeft = Math.ceil((windowEnds - now()) / 1000);
      return {
        isRefused: quota !== undefined && used > quota,
        headers: {
          RateLimit: `"api";r=${remaining};t=${secondsLeft}`,
          "RateLimit-Policy": `"fixed window";"api";q=${allowed};w=${windowSeconds}`,
        },
      };
    },
  };
}
