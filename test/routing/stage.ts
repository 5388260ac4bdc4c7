import type { AnswerEvent } from "../../src/domain/answer.ts";
import type { Configuration } from "../../src/domain/configuration.ts";
import type { ChatInput } from "../../src/domain/input.ts";
import type { Choice, Route } from "../../src/domain/route.ts";
import type { TaskName } from "../../src/domain/task.ts";
import type { UsageRecord } from "../../src/domain/usage.ts";
import { type Policy, policySchema } from "../../src/policy.ts";
import { CallError, type FailureKind, type RouteCall } from "../../src/providers/invocation.ts";
import type { Provider } from "../../src/providers/provider.ts";
import type { StandingTrials } from "../../src/routing/live-trials.ts";
import type { RoutedAnswer, RoutedEvent, RouterRequest } from "../../src/routing/request.ts";
import { hostedRouteKey } from "../../src/routing/route-key.ts";
import { createRouter, type RunningRouter } from "../../src/routing/router.ts";
import type { RouteFacts } from "../../src/store/store.ts";
import { createSteppedClock, type SteppedClock } from "./stepped-clock.ts";

/** What a model does when it is called: the events it sends, or an error to throw, in their order. */
export type Script = (call: RouteCall) => AsyncIterable<AnswerEvent>;

export const text = (value: string): AnswerEvent => ({ type: "text", text: value });
export const finish: AnswerEvent = { type: "finish", reason: "stop" };

export function failure(
  kind: FailureKind,
  options: { code?: number; retryAfterMs?: number; othersMay?: boolean } = {},
): CallError {
  return new CallError(`It failed as ${kind}.`, { kind, code: 500, ...options });
}

/** Resolves never, and rejects when the signal is aborted. */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

export type Step = AnswerEvent | Error | "hang";

/** A script of steps. */
export function plays(...steps: Step[]): Script {
  return async function* ({ signal }) {
    for (const step of steps) {
      if (step === "hang") await hang(signal);
      else if (step instanceof Error) throw step;
      else yield step;
    }
  };
}

export const says = (...words: string[]): Script => plays(...words.map(text), finish);
export const fails = (kind: FailureKind, options?: Parameters<typeof failure>[1]): Script =>
  plays(failure(kind, options));

export function routeTo(model: string, facts: Partial<Route> = {}): Route {
  return { provider: "huggingface", model, version: null, host: "novita", interface: "chat", ...facts };
}

export function choose(route: Route): Choice {
  return { ...route, score: null, origin: "update", verifiedAt: null };
}

export function configure(
  routes: readonly Route[],
  { task = "conversational", revision = 7 }: { task?: TaskName; revision?: number } = {},
): Configuration {
  const since = "2026-11-20T03:00:00.000Z";
  const [primary, ...fallbacks] = routes.map(choose);
  const entry = primary && { primary, fallbacks, trial: null, since, reason: "best" };
  return {
    $schema: "./models.schema.json",
    schemaVersion: "1.0.0",
    revision,
    generatedAt: since,
    tasks: entry ? { [task]: entry } : {},
    intents: {},
  };
}

export function factsOf(route: Route, facts: Partial<RouteFacts> = {}): RouteFacts {
  const { provider, model, host, version, interface: spoken } = route;
  return {
    provider,
    model,
    host,
    version,
    interface: spoken,
    inputPrice: null,
    outputPrice: null,
    isFree: null,
    contextLength: null,
    firstTokenMs: null,
    tokensPerSecond: null,
    supportsTools: null,
    supportsVision: null,
    isLocal: true,
    ...facts,
  };
}

export const chat = (content = "Hello", options: ChatInput["options"] = {}): ChatInput => ({
  kind: "chat",
  messages: [{ role: "user", content }],
  options,
});

export interface Stage {
  router: RunningRouter;
  clock: SteppedClock;
  calls: RouteCall[];
  records: UsageRecord[];
  /** What each of them may have cost, beside the record. */
  estimates: (number | null)[];
  warnings: string[];
  policy: Policy;
  configuration: Configuration | null;
  trials: StandingTrials;
  facts: RouteFacts[];
  providers: Map<string, Provider>;
  /** What each model does, by its id. */
  scripts: Record<string, Script>;
  ask(request?: Partial<RouterRequest>): Promise<RoutedAnswer>;
  /** Asks, and reads to the end. */
  answer(request?: Partial<RouterRequest>): Promise<Outcome>;
}

export interface Outcome {
  events: RoutedEvent[];
  text: string;
  /** What was thrown; null where it ended well. */
  error: unknown;
  attempts: string[];
}

/** Reads an answer to its end, or to its error. */
export async function read(answer: RoutedAnswer): Promise<Outcome> {
  const events: RoutedEvent[] = [];
  let error: unknown = null;
  try {
    for await (const event of answer.events) events.push(event);
  } catch (thrown) {
    error = thrown;
  }
  const written = events.map((event) => (event.type === "text" ? event.text : "")).join("");
  const attempts = answer.attempts().map(({ model, role, outcome }) => `${model} ${role} ${outcome}`);
  return { events, text: written, error, attempts };
}

export function fakeProvider(name: string, stage: Pick<Stage, "calls" | "scripts">): Provider {
  return {
    name,
    catalogue: {
      name,
      emptyMeans: "ill",
      open: () => {
        throw new Error("Nobody lists here.");
      },
    },
    invocation: {
      call(call) {
        stage.calls.push(call);
        const script = stage.scripts[call.route.model];
        return (script ?? says("Hello from ", call.route.model))(call);
      },
    },
    isLocal: name === "ollama",
    usesOwnKey: name === "own",
    reachability: [],
  };
}

/** A router over models that do what a test says. Three models serve conversation: a/first, b/second, c/third. */
export function setStage(
  routes: readonly Route[] = ["a/first", "b/second", "c/third"].map((model) => routeTo(model)),
): Stage {
  const clock = createSteppedClock();
  const stage: Omit<Stage, "router" | "ask" | "answer"> = {
    clock,
    calls: [],
    records: [],
    estimates: [],
    warnings: [],
    policy: policySchema.parse({}),
    configuration: configure(routes),
    trials: new Map(),
    facts: [],
    providers: new Map(),
    scripts: {},
  };
  for (const name of ["huggingface", "ollama", "own"]) stage.providers.set(name, fakeProvider(name, stage));
  const router = createRouter({
    configuration: () => stage.configuration,
    trials: () => stage.trials,
    policy: () => stage.policy,
    providers: () => stage.providers,
    facts: {
      factsOf: (route) => stage.facts.find((each) => hostedRouteKey(each) === hostedRouteKey(route)),
      routesOf: ({ provider, model }) =>
        stage.facts.filter((each) => each.model === model && (provider === null || each.provider === provider)),
    },
    usage: {
      record(usage, estimatedCost) {
        stage.records.push(usage);
        stage.estimates.push(estimatedCost);
      },
    },
    clock,
    logger: { warn: (message) => void stage.warnings.push(message) },
    random: () => 0,
  });
  const ask = (request: Partial<RouterRequest> = {}) =>
    router.ask({ target: { task: "conversational" }, ask: chat(), signal: new AbortController().signal, ...request });
  return Object.assign(stage, {
    router,
    ask,
    answer: async (request?: Partial<RouterRequest>) => await read(await ask(request)),
  });
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}
