import { join } from "node:path";
import { createLogger } from "../../src/shared/logger.ts";
import { type OpenStore, openStore } from "../../src/store/open-store.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createTemporaryHome } from "./temporary-home.ts";

export interface LoggedLine {
  level: number;
  msg: string;
  lost?: number;
}

export interface StoreStage {
  folder: string;
  path: string;
  clock: FakeClock;
  logged: LoggedLine[];
  /** Another store on the same file. */
  open(): Promise<OpenStore>;
  /** Closes what was opened and removes the home. */
  end(): Promise<void>;
}

export interface StoreStageOptions {
  hasThread?: boolean;
  lockPatienceMs?: number;
}

/** A home of its own for stores, which work in the test's thread or in their own. */
export function setUpStores({ hasThread = false, ...options }: StoreStageOptions = {}): StoreStage {
  const { home, remove } = createTemporaryHome();
  const folder = join(home, "history");
  const path = join(folder, "modelvane.db");
  const clock = createFakeClock();
  const logged: LoggedLine[] = [];
  const stores: OpenStore[] = [];
  const output = { write: (text: string) => void logged.push(JSON.parse(text) as LoggedLine) };
  return {
    folder,
    path,
    clock,
    logged,
    async open() {
      const logger = await createLogger({ level: "info", format: "json", output, secrets: [] });
      const store = openStore({ path, hasThread, clock, logger, ...options });
      stores.push(store);
      return store;
    },
    async end() {
      await Promise.all(stores.map((store) => store.close()));
      remove();
    },
  };
}
