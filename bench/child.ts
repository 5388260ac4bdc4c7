import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";

const runFile = promisify(execFile);

/** What a process used until it ended. */
export interface Usage {
  /** User and system time, in milliseconds. */
  cpuMs: number;
  /** Resident memory at its highest, in bytes. */
  peakBytes: number;
}

/**
 * The source of a function that answers the `Usage` of its process until now. On Linux `maxRSS` begins with what the
 * parent held when it forked; the high-water mark of /proc does not.
 */
export const usageSource = `
  import { existsSync, readFileSync } from "node:fs";
  function usage() {
    const status = "/proc/self/status";
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const mark = existsSync(status) && /VmHWM:\\s*(\\d+)/.exec(readFileSync(status, "utf8"));
    return { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: (mark ? Number(mark[1]) : maxRSS) * 1024 };
  }
`;

/** Runs in the child and writes, at its end, what it used as the last line of standard error. */
const reporter = `data:text/javascript,${encodeURIComponent(`${usageSource}
  process.on("exit", () => process.stderr.write("\\n" + JSON.stringify(usage())));
`)}`;

/** Runs Node with these words until it ends. Rejects where it fails. */
export async function runNode(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ output: string; usage: Usage }> {
  const { stdout, stderr } = await runFile(process.execPath, ["--import", reporter, ...words], {
    env: { ...process.env, ...environment },
    maxBuffer: 16 * 1024 * 1024,
  });
  return { output: stdout, usage: JSON.parse(stderr.trimEnd().split("\n").at(-1) ?? "") as Usage };
}

/** Runs Node with nothing to do. */
export async function runEmptyNode(): Promise<Usage> {
  return (await runNode(["--eval", "0"])).usage;
}
