import type { Configuration } from "../domain/configuration.ts";
import { UserFacingError } from "../domain/errors.ts";
import { hashOf } from "./configuration-file.ts";
import { readPresentText, type Store, secondLookMs } from "./store.ts";
import { watchPlaces } from "./watched-places.ts";

export interface Subscription {
  listener: (configuration: Configuration) => void;
  onError: (error: unknown) => void;
  /** How often the file is looked at although nothing was told of it, in milliseconds; 2,000 unless given. */
  pollMs?: number;
}

/** A rename or a save comes as several events. */
const debounceMs = 10;
/** The system may lose events, and some mounted folders have none. */
const usualPollMs = 2_000;

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

/**
 * Tells what stands from what was told before. `again` asks for a second look at an invalid file: only that can find it
 * to be one, for somebody may be in the middle of writing it.
 */
function createObserver(
  store: Store,
  { listener, onError }: Subscription,
  again: () => void,
): (isSecondLook: boolean) => void {
  let told = hashOrNull(store);
  let doubted: string | null | undefined;

  function tell({ hash, read }: Look, isSecondLook: boolean): void {
    let configuration: Configuration;
    try {
      configuration = read();
    } catch (error) {
      if (doubted !== hash) again();
      const isSure = doubted === hash && isSecondLook;
      doubted = hash;
      if (!isSure) return;
      told = hash;
      throw error;
    }
    told = hash;
    doubted = undefined;
    listener(configuration);
  }

  return (isSecondLook) => {
    try {
      const look = lookAt(store);
      if (look.hash !== told) tell(look, isSecondLook);
      else doubted = undefined;
    } catch (error) {
      onError(error);
    }
  };
}

function makeFolderIfPossible({ fileSystem, paths }: Store): void {
  try {
    fileSystem.makeFolder(paths.configFolder);
  } catch {
    // There is nothing to watch then, and polling finds the file once somebody makes it.
  }
}

/** Timers that do not keep the process alive, one for each purpose. */
function createTimer(milliseconds: number, act: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    isSet: () => timer !== undefined,
    set() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        act();
      }, milliseconds).unref();
    },
    clear: () => clearTimeout(timer),
  };
}

/**
 * Calls the listener with the configuration within 100 ms of a change on the disk, whoever made it; a file that cannot
 * be used is told to `onError`, once. Does not keep the process alive. Returns what ends it.
 */
export function watchConfiguration(store: Store, subscription: Subscription): () => void {
  const soon = createTimer(debounceMs, () => look(false));
  const later = createTimer(secondLookMs, () => look(true));
  const places = watchPlaces(store.paths.configuration, () => {
    // One that is set is not put off: a folder in which much happens would keep it off for ever.
    if (!soon.isSet()) soon.set();
  });
  makeFolderIfPossible(store);
  places.refresh();
  const observe = createObserver(store, subscription, later.set);

  /** The places first, so that what changes after the look is told of. */
  function look(isSecondLook: boolean): void {
    places.refresh();
    observe(isSecondLook);
  }

  const poll = setInterval(() => look(false), subscription.pollMs ?? usualPollMs).unref();
  return () => {
    soon.clear();
    later.clear();
    clearInterval(poll);
    places.close();
  };
}
