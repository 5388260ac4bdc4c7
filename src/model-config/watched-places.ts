import { type FSWatcher, lstatSync, readlinkSync, realpathSync, statSync, watch } from "node:fs";
import { basename, dirname, resolve } from "node:path";

/** Places on the disk at which the system tells of changes. */
export interface WatchedPlaces {
  /** Watches anew where something else stands now than what is watched. */
  refresh(): void;
  close(): void;
}

interface Place {
  folder: string;
  /** What is watched for in it; null for everything. */
  name: string | null;
}

interface Listeners {
  onChange: () => void;
  /** The system watches no longer; the next refresh tries again. */
  onLost: () => void;
}

interface Watched {
  watcher: FSWatcher;
  /** The folder's, when the watch was set. */
  identity: string;
}

/** A chain of links that is longer leads nowhere, as the system has it (Linux, path_resolution(7): 40). */
const longestChain = 40;

/** Where a link leads, by one step; null where it is none, or nothing stands there. */
function targetOf(path: string): string | null {
  try {
    if (!lstatSync(path).isSymbolicLink()) return null;
    // A folder above may be a link itself, and then ".." leads out of what it stands for.
    return resolve(realpathSync(dirname(path)), readlinkSync(path));
  } catch {
    return null;
  }
}

/**
 * Where a change may put something else under the path: the folder of the file, and of each link on the way to it, in
 * which any entry may lead on; and above, where the folder itself may be replaced.
 */
function placesOf(path: string): Place[] {
  const folder = dirname(path);
  const places: Place[] = [{ folder: dirname(folder), name: basename(folder) }];
  for (let each: string | null = path; each !== null && places.length < longestChain; each = targetOf(each)) {
    places.push({ folder: dirname(each), name: null });
  }
  return places;
}

/** Tells a folder from another that was put in its place, even where that has taken over its inode. */
function identityOf(folder: string): string | null {
  try {
    const { dev, ino, birthtimeNs } = statSync(folder, { bigint: true });
    return `${dev}:${ino}:${birthtimeNs}`;
  } catch {
    return null;
  }
}

function watchPlace({ folder, name }: Place, { onChange, onLost }: Listeners): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, changed) => {
      if (name === null || changed === null || changed === name) onChange();
    });
    watcher.on("error", () => {
      watcher.close();
      onLost();
    });
    return watcher;
  } catch {
    return null;
  }
}

/**
 * Follows what stands at a path through replaced folders and links: a watch by itself holds on to what it was set on.
 * Nothing is watched before the first `refresh`, and where the system cannot watch, nothing is told. Does not keep the
 * process alive.
 */
export function watchPlaces(path: string, onChange: () => void): WatchedPlaces {
  let watched = new Map<string, Watched>();

  function watchedAt(place: Place, key: string): Watched | null {
    const identity = identityOf(place.folder);
    const known = watched.get(key);
    if (identity === null) return null;
    if (identity === known?.identity) return known;
    const watcher = watchPlace(place, { onChange, onLost: () => watched.delete(key) });
    return watcher && { watcher, identity };
  }

  function change(next: Map<string, Watched>): void {
    for (const [key, each] of watched) if (next.get(key) !== each) each.watcher.close();
    watched = next;
  }

  return {
    refresh() {
      const next = new Map<string, Watched>();
      for (const place of placesOf(path)) {
        const key = `${place.folder}\n${place.name ?? ""}`;
        const each = next.has(key) ? null : watchedAt(place, key);
        if (each) next.set(key, each);
      }
      change(next);
    },
    close: () => change(new Map()),
  };
}
