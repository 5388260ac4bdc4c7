import type { FileSystem } from "../../src/shared/file-system.ts";

export interface FileCall {
  /** Counted from 1. */
  number: number;
  name: keyof FileSystem;
  path: string;
}

export interface FileCallWatcher {
  /** Before the call; may throw in its place. For a write, `writeHalf` lets half of the text through first. */
  before?(call: FileCall, writeHalf: () => void): void;
  after?(call: FileCall): void;
}

/** A file system that tells of every call that changes something, or reads. */
export function watchFileSystem(base: FileSystem, watcher: FileCallWatcher): FileSystem {
  let count = 0;
  const paths = new Map<number, string>();

  function watched<T>(name: keyof FileSystem, path: string, call: () => T, writeHalf = () => {}): T {
    count += 1;
    const told = { number: count, name, path };
    watcher.before?.(told, writeHalf);
    const result = call();
    watcher.after?.(told);
    return result;
  }

  const pathOf = (descriptor: number) => paths.get(descriptor) ?? "?";
  return {
    open: (path, flags) =>
      watched("open", path, () => {
        const descriptor = base.open(path, flags);
        paths.set(descriptor, path);
        return descriptor;
      }),
    write: (descriptor, text) =>
      watched(
        "write",
        pathOf(descriptor),
        () => base.write(descriptor, text),
        () => base.write(descriptor, text.slice(0, Math.floor(text.length / 2))),
      ),
    sync: (descriptor) => watched("sync", pathOf(descriptor), () => base.sync(descriptor)),
    close: (descriptor) => watched("close", pathOf(descriptor), () => base.close(descriptor)),
    rename: (from, to) => watched("rename", to, () => base.rename(from, to)),
    unlink: (path) => watched("unlink", path, () => base.unlink(path)),
    makeFolder: (path) => watched("makeFolder", path, () => base.makeFolder(path)),
    list: (path) => watched("list", path, () => base.list(path)),
    readText: (path) => watched("readText", path, () => base.readText(path)),
  };
}

/** An error as the system gives it. */
export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: a fault of the test's making`), { code });
}
