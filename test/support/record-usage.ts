/**
 * Records calls at the path of a database, then does as told: `PATH COUNT close|wait|leave`. It closes the store, waits
 * to be ended without writing anything out, or just comes to its end. Lines of its log go to standard output.
 */
import { systemClock } from "../../src/shared/clock.ts";
import { createLogger } from "../../src/shared/logger.ts";
import { openStore } from "../../src/store/open-store.ts";
import { usageWith } from "./usage-record.ts";

const [path = "", count = "1", then = "close"] = process.argv.slice(2);
const logger = await createLogger({ level: "info", format: "json", output: process.stdout, secrets: [] });
const store = openStore({ path, hasThread: true, clock: systemClock, logger });
for (let done = 0; done < Number(count); done += 1) store.record(usageWith({ at: Date.now() }));
process.stdout.write("recorded\n");
if (then === "close") await store.close();
if (then === "wait") setInterval(() => {}, 1_000);
