import { bold, fmt } from "../../messages/formatting.ts";

/** The next scheduled update, in words; null where none is known. */
type Next = { at: string; relative: string } | null;

const next = (moment: Next) => (moment === null ? fmt`` : fmt` Next update: ${bold(moment.at)} (${moment.relative}).`);

/** /pause and /resume */
export const pauseTexts = {
  paused: fmt`⏸ Scheduled updates are paused, across restarts too. What serves now goes on serving, and /manual_update still works. /resume lets them go on.`,
  alreadyPaused: fmt`Scheduled updates are paused already. /resume lets them go on.`,
  resumed: (moment: Next) => fmt`🟢 Scheduled updates go on.${next(moment)}`,
  alreadyRunning: (moment: Next) => fmt`Scheduled updates are not paused.${next(moment)}`,
  /** Over the chat, for a tap. */
  notice: {
    pause: { done: "Paused.", already: "It was paused already." },
    resume: { done: "Updates go on.", already: "It was not paused." },
  },
};
