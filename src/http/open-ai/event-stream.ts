import process from "node:process";
import type { Clock } from "../../shared/clock.ts";
import { commonHeaders } from "../direct.ts";
import { endWith, type Outflow, pieceBytes, room, sendLong } from "../outflow.ts";

/** A stream of server-sent events to one caller. */
export interface EventStream {
  /**
   * Sends text as it is. Where the caller reads more slowly than the answer comes, it answers what resolves when there
   * is room again, or when the caller is gone: whoever writes waits for that, so that little is held here.
   */
  write(text: string): Promise<void> | null;
  /** Sends the last text, and ends the stream. */
  end(text: string): void;
}

/** Silence after which a comment is sent, so that proxies and callers know that the connection stands. */
const keepAliveMs = 15_000;

export interface EventStreamOptions extends Outflow {
  headers: Readonly<Record<string, string>>;
}

/** Calls back after each silence of `keepAliveMs`; a text that was sent is noted, for a timer for each costs more. */
function createSilenceWatch(clock: Clock, onSilence: () => void) {
  let heardAt = clock.now();
  let isOver = false;
  let callOff = () => {};

  function wait(): void {
    if (isOver) return;
    callOff = clock.after(keepAliveMs - (clock.now() - heardAt), () => {
      if (clock.now() - heardAt >= keepAliveMs) {
        heardAt = clock.now();
        onSilence();
      }
      wait();
    });
  }

  wait();
  return {
    heard() {
      heardAt = clock.now();
    },
    stop() {
      isOver = true;
      callOff();
    },
  };
}

/** Begins a stream: status 200, these headers, and what is written. */
export function openEventStream(options: EventStreamOptions): EventStream {
  const { outgoing, headers, clock } = options;
  outgoing.writeHead(200, {
    ...commonHeaders,
    "content-type": "text/event-stream; charset=utf-8",
    // nginx would hold the events back otherwise.
    "x-accel-buffering": "no",
    ...headers,
  });
  const silence = createSilenceWatch(clock, () => {
    if (!outgoing.writableNeedDrain) outgoing.write(": keep-alive\n\n");
  });
  outgoing.once("close", silence.stop);
  let pending = "";

  function takePending(): string {
    const text = pending;
    pending = "";
    return text;
  }

  function flush(): void {
    const text = takePending();
    if (text !== "" && !outgoing.destroyed) outgoing.write(text);
  }

  return {
    write(text) {
      silence.heard();
      // What a model's server has sent at once comes in at once: it is sent on as one piece, and none the later.
      if (pending === "") process.nextTick(flush);
      pending += text;
      if (pending.length > pieceBytes) return sendLong(options, takePending());
      return outgoing.writableNeedDrain && !outgoing.destroyed ? room(options) : null;
    },
    end(text) {
      silence.stop();
      endWith(options, takePending() + text);
    },
  };
}
