import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import type { Policy } from "../policy.ts";
import type { Provider } from "../providers/provider.ts";
import type { Clock } from "../shared/clock.ts";
import { accountOf } from "./account.ts";
import { callRoute, type DirectAnswer, type DirectCall } from "./call-route.ts";
import { type Challengers, createChallengers } from "./challengers.ts";
import { resolveConstraints } from "./constraints.ts";
import { createHealth, type HealthRecord } from "./health.ts";
import type { KnownRoutes } from "./known-routes.ts";
import type { StandingTrials } from "./live-trials.ts";
import { findOwnModels } from "./locality.ts";
import { createNewsListener } from "./news.ts";
import type { RoutedAnswer, Router, RouterRequest } from "./request.ts";
import { HealthForRequest } from "./request-health.ts";
import { needsOf } from "./request-needs.ts";
import { select } from "./select.ts";
import { rememberStops, type StopsOfEntry, stopsOf } from "./targets.ts";
import { createTimeOrderedIds } from "./time-ordered-ids.ts";
import { tryInOrder } from "./try.ts";
import type { AttemptLog } from "./usage-record.ts";
import type { Work } from "./work.ts";

/** What routing reads and writes. The getters are asked at every request, so that changes count from the next one on. */
export interface RouterDependencies {
  configuration(): Configuration | null;
  policy(): Policy;
  /** By their declared names. */
  providers(): ReadonlyMap<string, Provider>;
  /** The trials that stand; none unless given. */
  trials?: () => StandingTrials;
  facts: KnownRoutes;
  usage: AttemptLog;
  clock: Clock;
  logger: { warn(message: string): void };
  /** From 0 to 1; Math.random unless given. */
  random?: () => number;
}

/** The router, with its end. */
export interface RunningRouter extends Router {
  /** One call of one route, as `callRoute`; for who wants to know whether it answers. */
  callRoute(call: DirectCall): DirectAnswer;
  /** Takes no requests any more. Answers that are under way are ended by those who asked, through their signals. */
  close(): void;
}

interface RouterParts {
  dependencies: RouterDependencies;
  health: HealthRecord;
  stopsOfEntry: StopsOfEntry;
  challengers: Challengers;
  hearNews: (configuration: Configuration | null) => void;
  createId: () => string;
}

/** A request with an id of its own. */
type NamedRequest = RouterRequest & { requestId: string };

async function selectionFor(
  request: NamedRequest,
  { dependencies, stopsOfEntry, challengers }: RouterParts,
  configuration: Configuration | null,
) {
  const { facts, clock } = dependencies;
  const [providers, policy] = [dependencies.providers(), dependencies.policy()];
  const constraints = resolveConstraints({ policy, request });
  const conversation = request.chat ?? request.person ?? request.requestId;
  // Where nothing is watched, nobody would judge a trial.
  const isTried = policy.watching.enabled;
  const challenger = isTried ? challengers({ target: request.target, conversation, configuration }) : null;
  const stops = stopsOf({ request, challenger, configuration, facts, providers, stopsOfEntry });
  const needs = needsOf(request.ask, request.needs);
  const ownModels = await findOwnModels({ stops, constraints, providers, facts, clock, signal: request.signal });
  const selection = select({ stops, ask: request.ask, needs, constraints, providers, facts, ownModels });
  return { selection, constraints };
}

/** Puts together what a request needs on its way. Rejects with an `UnknownTargetError`. */
async function toWork(request: NamedRequest, parts: RouterParts): Promise<Work> {
  const { dependencies, health, createId } = parts;
  const configuration = dependencies.configuration();
  const policy = dependencies.policy();
  parts.hearNews(configuration);
  const { selection, constraints } = await selectionFor(request, parts, configuration);
  const { target, signal, requestId, chat, person, hops } = request;
  return {
    request,
    selection,
    limit: constraints.attempts,
    context: {
      health: new HealthForRequest({
        record: health,
        routes: selection.routes,
        accountOf: (provider) => accountOf(provider, policy),
      }),
      usage: dependencies.usage,
      createId,
      clock: dependencies.clock,
      request: {
        request: requestId,
        task: "task" in target ? target.task : null,
        revision: configuration?.revision ?? null,
        chat: chat ?? null,
        person: person ?? null,
      },
      patience: constraints.patience,
      logger: dependencies.logger,
      hops: hops ?? 0,
      signal,
      attempts: [],
    },
  };
}

const noTrials: StandingTrials = new Map();

/** Brings requests to models that answer: selects, tries in order, and records. */
export function createRouter(dependencies: RouterDependencies): RunningRouter {
  const { clock, random } = dependencies;
  const sourceOf = (provider: string) => ({
    account: accountOf(provider, dependencies.policy()),
    isLocal: dependencies.providers().get(provider)?.isLocal ?? false,
  });
  const health = createHealth({ clock, random, sourceOf });
  const stopsOfEntry = rememberStops();
  const hearNews = createNewsListener({ health, stopsOfEntry });
  const challengers = createChallengers(dependencies.trials ?? (() => noTrials));
  const parts = { dependencies, health, stopsOfEntry, challengers, hearNews, createId: createTimeOrderedIds(clock) };
  let isClosed = false;

  function expectOpen(): void {
    if (!isClosed) return;
    throw new UserFacingError("Modelvane is being stopped, so it takes no more requests. Try again soon.");
  }

  return {
    callRoute(call) {
      expectOpen();
      const provider = dependencies.providers().get(call.route.provider);
      const context = { clock, logger: dependencies.logger, createId: parts.createId };
      return callRoute(call, { provider, policy: dependencies.policy(), health, context });
    },
    async ask(request): Promise<RoutedAnswer> {
      expectOpen();
      const work = await toWork({ ...request, requestId: request.requestId ?? parts.createId() }, parts);
      const { attempts, request: facts } = work.context;
      return { requestId: facts.request, events: tryInOrder(work), attempts: () => attempts };
    },
    close() {
      isClosed = true;
    },
  };
}
