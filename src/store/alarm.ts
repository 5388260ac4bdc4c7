export interface Alarm {
  /** Rings once after so many milliseconds, or sooner where it was set so before. */
  set(milliseconds: number): void;
  clear(): void;
}

/** A timer that keeps no process alive. */
export function createAlarm(ring: () => void): Alarm {
  let timer: NodeJS.Timeout | null = null;
  let delay = Number.POSITIVE_INFINITY;

  function clear(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    delay = Number.POSITIVE_INFINITY;
  }

  return {
    clear,
    set(milliseconds) {
      if (delay <= milliseconds) return;
      clear();
      delay = milliseconds;
      timer = setTimeout(() => {
        clear();
        ring();
      }, milliseconds).unref();
    },
  };
}
