/**
 * Asks the database at a path, notes a call and closes it: `PATH thread|same`. Writes how many calls it holds, or what was
 * said instead, how many routes, how many turns of a conversation, what was said of keeping another, then the lines of the
 * log.
 */
import { systemClock } from "../../src/shared/clock.ts";
import { createLogger } from "../../src/shared/logger.ts";
import { openStore } from "../../src/store/open-store.ts";
import { usageWith } from "./usage-record.ts";

const [path = "", thread = "same"] = process.argv.slice(2);
const logger = await createLogger({ level: "info", format: "json", output: process.stdout, secrets: [] });
const store = openStore({ path, hasThread: thread === "thread", clock: systemClock, logger });
const said = await store.stats({ task: null, days: 3_650 }).then(
  ({ total }) => String(total),
  (error: Error) => error.message,
);
process.stdout.write(`${said}\n${(await store.routeFacts()).length}\n`);
const place = { chat: "telegram:1", topic: "" };
process.stdout.write(`${(await store.conversation(place))?.turns.length}\n`);
const kept = await store.keepConversation(place, { turns: [] }, Date.now()).then(
  () => "kept",
  (error: Error) => `${error.name}: ${error.message}`,
);
process.stdout.write(`${kept}\n`);
store.record(usageWith({ at: Date.now() }));
await store.close();
