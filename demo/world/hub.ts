import { createHash } from "node:crypto";
import { type Answer, jsonAnswer, type Question } from "./answer.ts";
import { answerDatasetList, answerLeaderboard } from "./benchmarks.ts";
import type { Leaderboards } from "./hub-record.ts";
import { answerModelDetail, answerModelList } from "./models.ts";
import { createRateLimit } from "./rate-limit.ts";
import type { RecordSource } from "./record-store.ts";

export interface HubOptions {
  source: RecordSource;
  leaderboards: Leaderboards;
  token: string;
  now: () => number;
  /** Requests per window after which it answers 429. */
  quota?: number;
}

/** Answers as the Hugging Face Hub does, on the routes that the product and the official client use. */
export function createHub(options: HubOptions): (question: Question) => Answer {
  const rateLimit = createRateLimit({ now: options.now, ...(options.quota && { quota: options.quota }) });
  return (question) => {
    const { isRefused, headers } = rateLimit.count(question.headers.authorization !== undefined);
    const answer = isRefused ? jsonAnswer({ error: "We had to rate limit you" }, 429) : route(question, options);
    return { ...answer, headers: { "X-Request-Id": requestIdOf(question), ...headers, ...answer.headers } };
  };
}

function route(question: Question, options: HubOptions): Answer {
  const { authorization } = question.headers;
  const isKnown = authorization === `Bearer ${options.token}`;
  const { pathname } = question.url;
  if (question.method !== "GET" && question.method !== "HEAD") return jsonAnswer({ error: "Method not allowed" }, 405);
  if (authorization !== undefined && !isKnown) return jsonAnswer({ error: "Invalid username or password." }, 401);
  if (pathname === "/api/whoami-v2") return answerWhoAmI(isKnown);
  if (pathname === "/api/models") return answerModelList(question.url, options.source);
  if (pathname === "/api/datasets") return answerDatasetList(question.url, options.leaderboards);
  const board = /^\/api\/datasets\/([^/]+\/[^/]+)\/leaderboard$/.exec(pathname)?.[1];
  if (board) return answerLeaderboard({ ...options, dataset: decodeURIComponent(board), url: question.url });
  const model = /^\/api\/models\/([^/]+(?:\/[^/]+)?)(?:\/revision\/[^/]+)?$/.exec(pathname)?.[1];
  if (model) {
    return answerModelDetail({ ...options, model: decodeURIComponent(model), url: question.url, isKnown });
  }
  return jsonAnswer({ error: "Sorry, we can't find the page you are looking for." }, 404);
}

function answerWhoAmI(isKnown: boolean): Answer {
  if (!isKnown) return jsonAnswer({ error: "Invalid username or password." }, 401);
  return jsonAnswer({
    type: "user",
    id: "65f0c0ffee65f0c0ffee65f0",
    name: "demo",
    fullname: "Demo User",
    email: "demo@example.org",
    emailVerified: true,
    canPay: false,
    isPro: false,
    periodEnd: null,
    avatarUrl: "/avatars/demo.svg",
    orgs: [],
    auth: {
      type: "access_token",
      accessToken: { displayName: "demo", role: "read", createdAt: "2026-01-01T00:00:00.000Z" },
    },
  });
}

function requestIdOf(question: Question): string {
  return `Root=1-${createHash("sha256").update(question.url.href).digest("hex").slice(0, 24)}`;
}
