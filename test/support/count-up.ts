/** Adds one to the count in a JSON document, as often as told: `PATH TIMES`. */
import { z } from "zod";
import { systemClock } from "../../src/shared/clock.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { openJsonDocument } from "../../src/shared/json-document.ts";

const [path = "", times = "0"] = process.argv.slice(2);
const schema = z.object({ count: z.int() });
const document = openJsonDocument({
  path,
  schema,
  initial: { count: 0 },
  fileSystem: nodeFileSystem,
  clock: systemClock,
});
for (let done = 0; done < Number(times); done += 1) await document.update(({ count }) => ({ count: count + 1 }));
