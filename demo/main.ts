import { parseArgs } from "node:util";
import { playOnce } from "./once.ts";
import { playLive } from "./page/live.ts";

const usage = `Modelvane's demo, in a miniature internet on this machine. Nothing leaves it, nothing of yours is touched.

  npm run demo                opens a page in the browser: a stand-in for Telegram, to type commands and tap buttons
  npm run demo -- --once      plays a short story in this terminal and ends by itself

  --port N     the page's port (default: 8787, or any free one)
  --no-open    only prints the page's address
  --help       shows this

The world that it plays in runs alone by: npm run demo:world -- --help`;

/** A call that cannot be understood. */
class CallError extends Error {}

function readCall() {
  try {
    return parseArgs({
      options: {
        once: { type: "boolean", default: false },
        port: { type: "string" },
        "no-open": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    // Node adds advice on "--" after the first sentence, which is of no use here.
    const [sentence = ""] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new CallError(`${sentence.replace(/\.$/, "")}.`);
  }
}

function portOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CallError(`--port wants a number from 0 to 65535, not "${text}".`);
}

async function main(): Promise<void> {
  const call = readCall();
  if (call.help) return console.log(usage);
  const port = portOf(call.port);
  if (call.once) return await playOnce();
  const opensBrowser = !call["no-open"] && process.stdout.isTTY === true && !process.env.CI;
  await playLive({ port, opensBrowser, tell: (line) => console.log(line) });
}

try {
  await main();
} catch (error) {
  if (error instanceof CallError) console.error(`${error.message}\n\n${usage}`);
  else console.error(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof CallError ? 2 : 1;
}
