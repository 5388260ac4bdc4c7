import type { HistoryEntry } from "../domain/history.ts";
import { type Finding, fine, problem, warning } from "./finding.ts";
import { lastSuccessOf, silenceHours } from "./freshness.ts";
import type { StatusDependencies } from "./status.ts";

const millisecondsPerHour = 3_600_000;

async function lastUpdate({ history }: StatusDependencies): Promise<HistoryEntry | undefined> {
  return (await history.list()).find((entry) => entry.kind === "update");
}

/** When the last update succeeded. */
export async function checkFreshness(dependencies: StatusDependencies): Promise<Finding> {
  const check = "Configuration not updated";
  const remedy = 'Run "update --dry-run" to see what an update says, and keep the service running.';
  if ((await dependencies.repository.read()) === null) {
    return warning(check, "There is no config/models.json yet.", 'Run "update", or start the service.');
  }
  const success = lastSuccessOf(await dependencies.history.list());
  if (!success) return warning(check, "No update has succeeded yet.", remedy);
  const hours = Math.floor((dependencies.clock.now() - Date.parse(success.at)) / millisecondsPerHour);
  if (hours < silenceHours) return fine(check, `The last successful update was ${hours} hours ago.`);
  const last = await lastUpdate(dependencies);
  const why = last && !last.success ? ` The last one failed: ${last.errors.join("; ")}` : "";
  return problem(check, `The last successful update was ${hours} hours ago.${why}`, remedy);
}

/** Whether the last update found any models. */
export async function checkDiscovery(dependencies: StatusDependencies): Promise<Finding> {
  const check = "No models discovered";
  const last = await lastUpdate(dependencies);
  if (!last) return fine(check, "No update has run yet.");
  if (last.discovered > 0) {
    const errors = last.errors.length === 0 ? "" : ` It also met faults: ${last.errors.join("; ")}`;
    const message = `The last update saw ${last.discovered} candidates.${errors}`;
    return errors === ""
      ? fine(check, message)
      : warning(check, message, "They often mend themselves; if not, see the servers below.");
  }
  const errors = last.errors.join("; ") || "no fault was reported";
  return problem(
    check,
    `The last update found no models (${errors}).`,
    "Check the network, HF_ENDPOINT and HF_TOKEN; the servers below say which is at fault.",
  );
}

/** Whether what is configured reaches the policy's minimum. */
export async function checkScores(dependencies: StatusDependencies): Promise<Finding> {
  const check = "Low scores";
  const { minimumScore } = await dependencies.policy.read();
  const present = await dependencies.repository.read();
  const last = await lastUpdate(dependencies);
  const tasks = Object.entries(present?.configuration.tasks ?? {});
  const low = tasks.filter(([, { primary }]) => primary.score !== null && primary.score < minimumScore);
  const unproven = tasks.filter(([, { primary }]) => primary.origin === "seed");
  const remedy =
    'See "rank --task NAME" for what stands in the way, then mend minimumScore, allowedLicences or the other limits in config/policy.json.';
  if (last && last.discovered > 0 && last.qualified === 0) {
    return problem(check, `The last update found models, but none reached ${minimumScore} points.`, remedy);
  }
  if (low.length > 0)
    return warning(check, `Below ${minimumScore} points: ${low.map(([task]) => task).join(", ")}.`, remedy);
  if (last && unproven.length > 0) {
    return warning(
      check,
      `Still with the built-in model, which was never checked: ${unproven.map(([task]) => task).join(", ")}.`,
      remedy,
    );
  }
  return fine(check, `Everything that was scored has at least ${minimumScore} points.`);
}
