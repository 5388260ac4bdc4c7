import { conflict } from "./api-error.ts";

export type Update = Record<string, unknown> & { update_id: number };

export interface UpdateQueue {
  /** Queues an update of this kind ("message", "callback_query", ...) unless the bot does not want such. */
  add(kind: string, body: Record<string, unknown>): void;
  /** Queues an update as it is; without an update_id it gets the next. */
  inject(update: Record<string, unknown>): void;
  /** The kinds that the bot wants from now on; an empty list for Telegram's default. */
  allow(kinds: readonly string[]): void;
  allowed(): readonly string[];
  /** Long polling. Resolves with [] at the end of `timeoutMs`, or as soon as `signal` is aborted. */
  poll(request: { offset: number; limit: number; timeoutMs: number; signal: AbortSignal }): Promise<Update[]>;
  /** What is not confirmed, oldest first. */
  pending(): readonly Update[];
  /** Forgets the update, and remembers that it was confirmed. */
  confirm(updateId: number): void;
  drop(): void;
  confirmed(): number;
  /** The poll that waits fails with 409 for this reason. */
  interrupt(reason: string): void;
  /** Calls back whenever an update was added. */
  onAdd(listener: () => void): void;
  /** The poll that waits ends without updates. */
  close(): void;
}

/** "Specify an empty list to receive all update types except" these (getUpdates, allowed_updates). */
const unlessAsked = ["chat_member", "message_reaction", "message_reaction_count"];
const firstId = 700_000_001;

export function createUpdateQueue(): UpdateQueue {
  let queue: Update[] = [];
  let nextId = firstId;
  let confirmed = 0;
  let kinds: readonly string[] = [];
  let waiting: { wake: () => void; fail: (error: Error) => void } | null = null;
  const listeners: (() => void)[] = [];

  function insert(update: Update): void {
    nextId = Math.max(nextId, update.update_id + 1);
    const isLatest = update.update_id > (queue.at(-1)?.update_id ?? 0);
    if (isLatest) queue.push(update);
    else queue = [...queue.filter(({ update_id: id }) => id !== update.update_id), update].sort(byId);
    waiting?.wake();
    for (const listener of listeners) listener();
  }

  function confirmBelow(offset: number): void {
    queue = queue.filter(({ update_id: id }) => id >= offset);
    confirmed = Math.max(confirmed, offset - 1);
  }

  function moveTo(offset: number): void {
    if (offset > 0) confirmBelow(offset);
    if (offset < 0) confirmBelow(queue.at(offset)?.update_id ?? queue.at(0)?.update_id ?? 0);
  }

  function wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const own = { wake: () => resolve(), fail: reject };
    const timer = setTimeout(own.wake, timeoutMs);
    signal.addEventListener("abort", own.wake, { once: true });
    waiting = own;
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", own.wake);
      if (waiting === own) waiting = null;
    });
  }

  function interrupt(reason: string): void {
    waiting?.fail(conflict(reason));
    waiting = null;
  }

  return {
    add(kind, body) {
      const isWanted = kinds.length > 0 ? kinds.includes(kind) : !unlessAsked.includes(kind);
      if (isWanted) insert({ update_id: nextId, [kind]: body });
    },
    inject: (update) =>
      insert({ ...update, update_id: typeof update.update_id === "number" ? update.update_id : nextId }),
    allow(wanted) {
      kinds = wanted;
    },
    allowed: () => kinds,
    async poll({ offset, limit, timeoutMs, signal }) {
      interrupt("terminated by other getUpdates request; make sure that only one bot instance is running");
      moveTo(offset);
      const due = () => queue.filter(({ update_id: id }) => offset <= 0 || id >= offset).slice(0, limit);
      if (due().length === 0 && timeoutMs > 0) await wait(timeoutMs, signal);
      return due();
    },
    pending: () => queue,
    confirm(updateId) {
      queue = queue.filter(({ update_id: id }) => id !== updateId);
      confirmed = Math.max(confirmed, updateId);
    },
    drop() {
      queue = [];
      confirmed = Math.max(confirmed, nextId === firstId ? 0 : nextId - 1);
    },
    confirmed: () => confirmed,
    interrupt,
    onAdd(listener) {
      listeners.push(listener);
    },
    close: () => waiting?.wake(),
  };
}

function byId(one: Update, other: Update): number {
  return one.update_id - other.update_id;
}
