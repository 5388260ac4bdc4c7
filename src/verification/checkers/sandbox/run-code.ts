import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from "quickjs-emscripten";
import { harness, lookUp, surroundings } from "./harness.ts";
import type { CodeOutcome, CodeRun, SandboxLimits } from "./messages.ts";

/** The code threw, or was stopped. */
class Stopped extends Error {}

/** The value that the code has. The caller disposes of it. @throws Stopped */
function evaluate(context: QuickJSContext, code: string): QuickJSHandle {
  const result = context.evalCode(code, "answer.js", { type: "global" });
  if (!result.error) return result.value;
  result.error.dispose();
  throw new Stopped();
}

/** What one call came to, as text. @throws Stopped */
function callOnce(
  context: QuickJSContext,
  { call, called, given }: Record<"call" | "called", QuickJSHandle> & { given: string },
): string {
  using text = context.newString(given);
  const result = context.callFunction(call, context.undefined, called, text);
  if (result.error) {
    result.error.dispose();
    throw new Stopped();
  }
  using value = result.value;
  return context.getString(value);
}

function runIn(context: QuickJSContext, { code, name, calls }: CodeRun): CodeOutcome {
  using call = evaluate(context, harness);
  evaluate(context, surroundings).dispose();
  evaluate(context, code).dispose();
  using called = evaluate(context, lookUp(name));
  if (context.typeof(called) !== "function") return { kind: "missing" };
  return { kind: "results", results: calls.map((given) => callOnce(context, { call, called, given })) };
}

/** The limits count for the whole run. */
function limit(runtime: QuickJSRuntime, { memoryBytes, stackBytes, interrupts }: SandboxLimits): void {
  runtime.setMemoryLimit(memoryBytes);
  runtime.setMaxStackSize(stackBytes);
  let asked = 0;
  runtime.setInterruptHandler(() => {
    asked += 1;
    return asked > interrupts;
  });
}

/**
 * Runs code in a context of its own, which has nothing but the language: no files, no network, no timers. Throws where
 * the WebAssembly module itself has failed, after which it must not be used any more.
 */
export function runCode(module: QuickJSWASMModule, run: CodeRun, limits: SandboxLimits): CodeOutcome {
  using runtime = module.newRuntime();
  limit(runtime, limits);
  using context = runtime.newContext();
  try {
    return runIn(context, run);
  } catch (error) {
    if (error instanceof Stopped) return { kind: "stopped" };
    throw error;
  }
}
