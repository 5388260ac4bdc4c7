import type { Notice } from "./notices/notice.ts";

/** A way in for people or programs that the service keeps open: the Telegram bot, the HTTP server. */
export interface Surface {
  /**
   * Begins to serve; answers lines that tell people so. Resolves when it serves, or when it goes on trying by itself.
   * The signal is aborted when the service ends.
   */
  start(signal: AbortSignal): Promise<string[]>;
  /** Ends what is under way. May be called although `start` has rejected. */
  stop(): Promise<void>;
  /** Tells people, where this surface has somebody to tell; answers whether anybody was reached. */
  announce?(notice: Notice): Promise<boolean>;
}
