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
  /** An invented model is served from now on. Answers its id and its hosts, without one that is closed. */
  addNewcomer(): { model: string; hosts: string[] };
  stop(): Promise<void>;
}

/** Starts it, with a model in reserve that nobody serves yet. */
export async function startDemoWorld(): Promise<DemoWorld> {
  const now = Date.now();
  const facts = loadDemoFacts(now);
  const newcomer = newcomerRecord(now);
  const world = await startWorld({ records: [...facts.records, newcomer], leaderboards: facts.leaderboards });
  const closedHosts = new Set<string>();
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
      for (const server of [world.hub, world.router]) server.fail({ kind: "status", status: 503 });
    },
    bringHubUp() {
      for (const server of [world.hub, world.router]) server.heal();
    },
    addNewcomer() {
      const mapping = newcomerHosts().filter(({ provider }) => !closedHosts.has(provider));
      world.setFacts(newcomer.id, { inferenceProviderMapping: mapping });
      return { model: newcomer.id, hosts: mapping.map(({ provider }) => provider) };
    },
    stop: world.stop,
  };
}
