/** Commits for as long as it lives, or COUNT times: `HOME NAME [COUNT]`. Writes a line before it starts, after its first commit and when done. */
import { StaleConfigurationError } from "../../src/model-config/repository.ts";
import { setUpConfiguration } from "./configuration-setup.ts";

const [home = "", name = "", count = "Infinity"] = process.argv.slice(2);
const { commitModel } = setUpConfiguration({ home, revisionLimit: 1000, historyLimit: 1000 });
let stale = 0;

process.stdout.write("ready\n");
for (let done = 0; done < Number(count); ) {
  try {
    await commitModel(`${name}/model-${done + 1}`, `${name}-${done + 1}-${process.pid}`);
    done += 1;
    if (done === 1) process.stdout.write("committed\n");
  } catch (error) {
    if (!(error instanceof StaleConfigurationError)) throw error;
    stale += 1;
  }
}
process.stdout.write(`${JSON.stringify({ stale })}\n`);
