import { UsageError } from "../domain/errors.ts";
import { isKnownLicence } from "../domain/licence.ts";
import type { PipelineDependencies } from "../pipeline/dependencies.ts";
import { policyFaults } from "../pipeline/source-faults.ts";
import type { ReachabilityCheck } from "../providers/provider.ts";
import { messageOf } from "../shared/file-fault.ts";
import type { DatabaseCheck } from "../store/store.ts";
import { checkDiscovery, checkFreshness, checkScores } from "./check-configuration.ts";
import { checkDatabase } from "./check-database.ts";
import { checkRights } from "./check-rights.ts";
import { checkEventLoop, checkSchedule } from "./check-service.ts";
import { type Finding, fine, problem, warning } from "./finding.ts";
import type { StatusDependencies } from "./status.ts";

export interface DoctorDependencies extends StatusDependencies {
  home: string;
  database: DatabaseCheck;
  /** The catalogues that a policy declares, and the kinds of those that are not known. */
  catalogues: PipelineDependencies["catalogues"];
  /** What the declared providers need. Rejects where the policy is not valid. */
  reachability(): Promise<readonly ReachabilityCheck[]>;
}

export interface Diagnosis {
  healthy: boolean;
  findings: Finding[];
}

const onlineCheck = "Servers reachable";

async function checkReachability(dependencies: DoctorDependencies, signal: AbortSignal): Promise<Finding[]> {
  // An invalid policy is a finding of its own; which providers it declares is then unknown.
  const checks = await dependencies.reachability().catch(() => []);
  return await Promise.all(
    checks.map(async ({ what, run }) => {
      try {
        return fine(onlineCheck, `${what}: ${await run(signal)}`);
      } catch (error) {
        const remedy = "Check the network, the address in the settings, and the token; then run doctor again.";
        return problem(onlineCheck, `${what}: ${messageOf(error)}`, remedy);
      }
    }),
  );
}

async function checkPolicy({ policy, catalogues }: DoctorDependencies): Promise<Finding> {
  try {
    const read = await policy.read();
    const faults = policyFaults({ policy: read, ...catalogues(read) });
    if (faults.length > 0) return problem("Policy", faults.join(" "), "Correct it in config/policy.json.");
    const odd = read.allowedLicences.filter((licence) => !isKnownLicence(licence));
    if (odd.length === 0) return fine("Policy", "The policy is valid.");
    const message = `allowedLicences names ${odd.map((licence) => `"${licence}"`).join(", ")}, which is no class and no licence that is known here.`;
    return warning("Policy", message, "Check its spelling; a licence newer than this version works all the same.");
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return problem("Policy", error.message, "Correct the named keys; config/policy.schema.json says what each may be.");
  }
}

/** A check that itself breaks is a finding too: the others still run. */
async function guarded(check: string, run: () => Promise<Finding>): Promise<Finding> {
  try {
    return await run();
  } catch (error) {
    return problem(check, messageOf(error), "Mend what is named here, then run doctor again.");
  }
}

/** Looks at everything that can be wrong, changes nothing, and says how to mend it. */
export async function diagnose(dependencies: DoctorDependencies, signal: AbortSignal): Promise<Diagnosis> {
  const checks: [string, () => Promise<Finding>][] = [
    ["Policy", () => checkPolicy(dependencies)],
    ["Folders writable", () => checkRights(dependencies.home)],
    ["Database", () => checkDatabase(dependencies.database)],
    ["Configuration not updated", () => checkFreshness(dependencies)],
    ["No models discovered", () => checkDiscovery(dependencies)],
    ["Low scores", () => checkScores(dependencies)],
    ["Schedule", () => checkSchedule(dependencies)],
    ["Event loop blocked", () => checkEventLoop(dependencies)],
  ];
  const local = await Promise.all(checks.map(([name, run]) => guarded(name, run)));
  const findings = [...local, ...(await checkReachability(dependencies, signal))];
  return { healthy: findings.every((finding) => finding.status !== "problem"), findings };
}
