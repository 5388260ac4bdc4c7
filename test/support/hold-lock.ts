/** Takes a lock, says so in a line and holds it until it is ended: `PATH PURPOSE`. A refusal is a line too. */
import { systemClock } from "../../src/shared/clock.ts";
import { acquireLock } from "../../src/shared/process-lock.ts";

const [path = "", purpose = ""] = process.argv.slice(2);

try {
  await acquireLock({ path, purpose, clock: systemClock });
  process.stdout.write("held\n");
  setInterval(() => {}, 1000);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
}
