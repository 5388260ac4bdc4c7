/** The thread in which code of models runs: one run after another, each in a context of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { getQuickJS } from "quickjs-emscripten";
import type { CodeRun, SandboxLimits, SandboxMessage } from "./messages.ts";
import { runCode } from "./run-code.ts";

const limits = workerData as SandboxLimits;
const module = await getQuickJS();

function send(message: SandboxMessage): void {
  parentPort?.postMessage(message);
}

parentPort?.on("message", (run: CodeRun) => {
  try {
    send({ kind: "done", outcome: runCode(module, run, limits), isSpent: false });
  } catch {
    // The code has brought the module itself down.
    send({ kind: "done", outcome: { kind: "stopped" }, isSpent: true });
  }
});
send({ kind: "ready" });
