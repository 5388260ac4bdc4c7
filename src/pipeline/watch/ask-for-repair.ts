import { messageOf } from "../../shared/file-fault.ts";
import type { ProbeOutcome } from "../../verification/ask-probe.ts";
import { type LookQuestion, measuredBy, shownBy } from "./look.ts";
import type { WatchRun } from "./watch-run.ts";

/**
 * Puts a question that a repair depends on, and keeps it as a look, so that it counts among the day's calls; where the
 * store fails, the repair goes on. Rejects with the signal's reason alone.
 */
export async function askForRepair(question: LookQuestion, run: WatchRun): Promise<ProbeOutcome> {
  const { watchLog, clock, logger } = run.dependencies;
  const { repair } = await run.questions();
  const asked = await repair.ask(question);
  if (asked.calls === 0) return asked.outcome;
  const { route, task } = question;
  const { outcome, reason } = shownBy(asked.outcome);
  const measured = measuredBy([asked], { isJudged: false });
  const check = { at: clock.now(), kind: "availability", task, route, outcome, reason, ...measured } as const;
  await watchLog.keepChecks([check]).catch((error: unknown) => logger.warn(messageOf(error)));
  return asked.outcome;
}
