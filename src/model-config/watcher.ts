import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { hashOf } from "./configuration-file.ts";
import { readPresentText, type Store, secondLookMs } from "./store.ts";

export interface Subscription {
  listener: (configuration: Configuration) => void;
  onError: (error: unknown) => void;
}

/** A rename or a save comes as several events. */
const debounceMs = 10;
/** The system may lose events, and some mounted folders have none. */
const pollMs = 2_000;

interface Look {
  hash: string | null;
  read(): Configuration;
}

function lookAt(store: Store): Look {
  const path = store.paths.configuration;
  const text = readPresentText(store);
  if (text !== null) return { hash: hashOf(text), read: () => store.parse(text, path) };
  return {
    hash: null,
    read() {
      throw new UserFacingError(`${path} is missing; the last configuration stays in use.`);
    },
  };
}

/** A file that cannot be read yet is told once it can. */
function hashOrNull(store: Store): string | null {
  try {
    return lookAt(store).hash;
  } catch {
    return null;
  }
}

/** Tells what stands from what was told before; `again` asks for a second look at an invalid file. */
function createObserver(store: Store, { listener, onError }: Subscription, again: () => void): () => void {
  let told = hashOrNull(store);
  let doubted: string | null | undefined;

  function tell({ hash, read }: Look): void {
    let configuration: Configuration;
    try {
      configuration = read();
    } catch (error) {
      if (doubted !== hash) {
        doubted = hash;
        again();
        return;
      }
      told = hash;
      throw error;
    }
    told = hash;
    listener(configuration);
  }

  return () => {
    try {
      const look = lookAt(store);
      if (look.hash !== told) tell(look);
      else doubted = undefined;
    } catch (error) {
      onError(error);
    }
  };
}

function watchFolder(path: string, onChange: () => void): FSWatcher | null {
  try {
    const name = basename(path);
    const watcher = watch(dirname(path), { persistent: false }, (_event, changed) => {
      if (changed === null || changed === name) onChange();
    });
    // From here on polling serves alone.
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}

function makeFolderIfPossible({ fileSystem, paths }: Store): void {
  try {
    fileSystem.makeFolder(paths.configFolder);
  } catch {
    // There is nothing to watch then, and polling finds the file once somebody makes it.
  }
}

/**
 * Calls the listener with the configuration within 100 ms of a change on the disk, whoever made it; a file that cannot
 * be used is told to `onError`, once. Does not keep the process alive. Returns what ends it.
 */
export function watchConfiguration(store: Store, subscription: Subscription): () => void {
  let timer: NodeJS.Timeout | undefined;
  const lookIn = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => observe(), milliseconds).unref();
  };
  const observe = createObserver(store, subscription, () => lookIn(secondLookMs));
  makeFolderIfPossible(store);
  const watcher = watchFolder(store.paths.configuration, () => lookIn(debounceMs));
  const poll = setInterval(observe, pollMs).unref();
  return () => {
    clearTimeout(timer);
    clearInterval(poll);
    watcher?.close();
  };
}
