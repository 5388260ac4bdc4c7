import type { Finding } from "../../operations/finding.ts";
import type { CommandResult } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import type { Styles } from "../terminal.ts";

const marks = { ok: "ok", warning: "look", problem: "PROBLEM" };

function findingText({ check, status, message, remedy }: Finding, styles: Styles): string {
  const paint = status === "ok" ? styles.good : status === "problem" ? styles.bad : styles.strong;
  const advice = remedy === null ? "" : `\n${" ".repeat(9)}${styles.faint("→")} ${remedy}`;
  return `${paint(marks[status].padEnd(8))} ${styles.strong(check)}: ${message}${advice}`;
}

function exitCodeOf(findings: readonly Finding[]): CommandResult["exitCode"] {
  const problems = findings.filter((finding) => finding.status === "problem");
  if (problems.some((finding) => finding.check === "Policy")) return 2;
  return problems.length > 0 ? 1 : 0;
}

/** `doctor`: ends with 2 for a wrong policy, with 1 for any other problem. */
export function addDoctorCommand(host: CommandHost): void {
  defineCommand(host, {
    name: "doctor",
    description: "look at settings, rights, files, schedule and servers, and say how to mend what is wrong",
    onlyLooks: true,
    failure: { healthy: false, findings: [] },
    async run({ app, signal, styles }) {
      const diagnosis = await app.doctor(signal);
      const lines = diagnosis.findings.map((finding) => findingText(finding, styles));
      const verdict = diagnosis.healthy ? "Nothing stands in the way." : "Something needs to be mended: see above.";
      return {
        json: diagnosis,
        text: [...lines, "", styles.strong(verdict)].join("\n"),
        exitCode: exitCodeOf(diagnosis.findings),
      };
    },
  });
}
