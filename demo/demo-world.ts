import { cast, type Part, type PartName } from "./cast.ts";
import { loadDemoFacts, loadInventedFacts } from "./facts/records.ts";
import type { HubMapping } from "./world/hub-record.ts";
import { startWorld, type World } from "./world/world.ts";

/** The demo's miniature internet, and what its story, or the page's buttons, do to it. */
export interface DemoWorld {
  environment: World["environment"];
  /** Answers how many models lost the host. */
  closeHost(host: string): number;
  reopenHost(host: string): void;
  takeHubDown(): void;
  bringHubUp(): void;
  /** So many of the next chat answers break off after some words; what was said here before no longer holds. */
  breakOffAnswers(count: number): void;
  /** From now on the model's longer answers break off after some words; what comes back ends that. */
  breakOffAnswersOf(model: string): () => void;
  /** An invented model is served from now on. Answers its id and its hosts, without one that is closed. */
  appear(part: PartName): { model: string; hosts: string[] };
  /** From now on the model answers every known question wrongly; with a host, on that host alone. */
  turnBad(model: string, host?: string): void;
  /** It answers as at first. */
  recover(model: string, host?: string): void;
  stop(): Promise<void>;
}

/**
 * Starts it, with invented models in reserve that nobody serves yet. Chat models stream as fast as they can, or at
 * `tokensPerSecond`.
 */
export async function startDemoWorld(options: { tokensPerSecond?: number } = {}): Promise<DemoWorld> {
  const { world, hostsOf } = await startWithCast(options);
  const closedHosts = new Set<string>();
  return {
    environment: { ...world.environment, HF_TOKEN: world.token },
    ...outageOf(world),
    ...breaksOf(world),
    closeHost(host) {
      closedHosts.add(host);
      return world.closeHost(host);
    },
    reopenHost(host) {
      closedHosts.delete(host);
      world.reopenHost(host);
    },
    appear(part) {
      const { model } = cast[part];
      const mapping = hostsOf(model).filter(({ provider }) => !closedHosts.has(provider));
      world.setFacts(model, { inferenceProviderMapping: mapping });
      return { model, hosts: mapping.map(({ provider }) => provider) };
    },
    turnBad: (model, host) => world.setQuality(model, 0, host),
    recover: (model, host) => world.setQuality(model, null, host),
    stop: world.stop,
  };
}

const parts: readonly Part[] = Object.values(cast);

function partOf(model: string): Part | undefined {
  return parts.find((part) => part.model === model);
}

/** The demo's models, and the cast, whom nobody serves; `hostsOf` are those who will. */
async function startWithCast(options: { tokensPerSecond?: number }) {
  const now = Date.now();
  const [facts, invented] = [loadDemoFacts(now), loadInventedFacts(now)];
  const hosts = new Map(
    invented.records.map(({ id, inferenceProviderMapping = [] }) => [id, inferenceProviderMapping]),
  );
  const waiting = invented.records.map((each) => (partOf(each.id) ? { ...each, inferenceProviderMapping: [] } : each));
  const world = await startWorld({
    ...options,
    records: [...facts.records, ...waiting],
    leaderboards: facts.leaderboards,
    qualityOf: (model) => partOf(model)?.quality ?? facts.qualityOf(model),
  });
  for (const { model, isGone } of parts) if (isGone) refuseCallsOf(world, model);
  return { world, hostsOf: (model: string): HubMapping[] => hosts.get(model) ?? [] };
}

/** In the words in which hosts take a model out of service. */
function refuseCallsOf(world: World, model: string): void {
  const error = `Model ${model} is deprecated and no longer supported by its provider.`;
  world.router.fail({ kind: "status", status: 410, body: { error }, model });
}

function outageOf(world: World): Pick<DemoWorld, "takeHubDown" | "bringHubUp"> {
  let lifts: (() => void)[] = [];
  return {
    takeHubDown() {
      lifts = [
        world.hub.fail({ kind: "status", status: 503 }),
        // Models go on answering: only what the router tells of them is gone.
        world.router.fail({ kind: "status", status: 503, when: ({ pathname }) => pathname.startsWith("/v1/models") }),
      ];
    },
    bringHubUp() {
      for (const lift of lifts) lift();
    },
  };
}

/** Pieces of an answer that come before it breaks off. */
const piecesBeforeBreak = 14;

const breakOff = { kind: "truncated", cut: true, after: piecesBeforeBreak, streamed: true } as const;

function breaksOf(world: World): Pick<DemoWorld, "breakOffAnswers" | "breakOffAnswersOf"> {
  let lift = () => {};
  return {
    breakOffAnswers(count) {
      lift();
      lift = world.router.fail({ ...breakOff, times: count });
    },
    breakOffAnswersOf: (model) => world.router.fail({ ...breakOff, model }),
  };
}
