import { bold, type FormattedString, fmt, italic } from "../../messages/formatting.ts";

/** /autoupdate_status */
export const statusTexts = {
  running: fmt`🟢 ${bold("Running")}`,
  paused: fmt`⏸ ${bold("Paused")}: scheduled updates wait for /resume.`,
  notRunning: fmt`🔴 ${bold("No service runs")}: scheduled updates do not happen.`,
  next: (at: string, relative: string) => fmt`Next update: ${bold(at)} (${relative})`,
  last: (at: string, relative: string, hasFailed: boolean) =>
    fmt`Last update: ${at} (${relative})${hasFailed ? ", it failed" : ""}`,
  never: fmt`No update yet.`,
  schedule: (words: FormattedString, timeZone: string) => fmt`Schedule: ${words}, ${timeZone}`,
  threshold: (points: string) => fmt`Threshold: ${points}`,
  revision: (revision: number | null) =>
    revision === null
      ? fmt`There is no configuration yet: /manual_update makes one.`
      : fmt`Revision: ${bold(revision)}`,
  origin: { seed: "built in", pin: "pinned", person: "set by hand", update: "not scored" },
  since: (duration: string) => `for ${duration}`,
  runs: bold("Last runs"),
  noRuns: italic("none"),
  picture: "As a picture",
  test: "Test update",
  update: "Update now",
  pause: "Pause",
  resume: "Resume",
  refresh: "Refresh",
  pictureTitle: "What serves each task",
  pictureSubtitle: (revision: number, at: string) => `Revision ${revision} · ${at}`,
  pictureThreshold: (points: string) => `threshold ${points}`,
};
