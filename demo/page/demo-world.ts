import { loadDemoFacts } from "../facts/records.ts";
import { startWorld, type World } from "../world/world.ts";
import { newcomerHosts, newcomerRecord } from "./newcomer.ts";

/** The demo's miniature internet, and what the page's buttons do to it. */
export interface DemoWorld {
  environment: World["environment"];
  /** Answers how many models lost the host. */
  closeHost(host: string): number;
  reopenHost(host: string): void;
  takeHubDown(): void;
  bringHubUp(): void;
  /** So many of the next chat answers break off after some words; what was said here before no longer holds. */
  breakOffAnswers(count: number): void;
  /** An invented model is served from now on. Answers its id and its hosts, without one that is closed. */
  addNewcomer(): { model: string; hosts: string[] };
  stop(): Promise<void>;
}

/** Pieces of an answer that come before it breaks off. */
const piecesBeforeBreak = 14;

/**
 * Starts it, with a model in reserve that nobody serves yet. Chat models stream as fast as they can, or at
 * `tokensPerSecond`.
 */
export async function startDemoWorld(options: { tokensPerSecond?: number } = {}): Promise<DemoWorld> {
  const now = Date.now();
  const facts = loadDemoFacts(now);
  const newcomer = newcomerRecord(now);
  const records = [...facts.records, newcomer];
  const world = await startWorld({ records, leaderboards: facts.leaderboards, ...options });
  const closedHosts = new Set<string>();
  let liftOutage: (() => void)[] = [];
  let liftBreak = () => {};
  return {
    environment: { ...world.environment, HF_TOKEN: world.token },
    closeHost(host) {
      closedHosts.add(host);
      return world.closeHost(host);
    },
    reopenHost(host) {
      closedHosts.delete(host);
      world.reopenHost(host);
    },
    takeHubDown() {
      liftOutage = [
        world.hub.fail({ kind: "status", status: 503 }),
        // Models go on answering: only what the router tells of them is gone.
        world.router.fail({ kind: "status", status: 503, when: ({ pathname }) => pathname.startsWith("/v1/models") }),
      ];
    },
    bringHubUp() {
      for (const lift of liftOutage) lift();
    },
    breakOffAnswers(count) {
      liftBreak();
      liftBreak = world.router.fail({
        ...{ kind: "truncated", cut: true, after: piecesBeforeBreak },
        ...{ streamed: true, times: count },
      });
    },
    addNewcomer() {
      const mapping = newcomerHosts().filter(({ provider }) => !closedHosts.has(provider));
      world.setFacts(newcomer.id, { inferenceProviderMapping: mapping });
      return { model: newcomer.id, hosts: mapping.map(({ provider }) => provider) };
    },
    stop: world.stop,
  };
}
