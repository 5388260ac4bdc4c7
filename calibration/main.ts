import { resolve } from "node:path";
import { messageOf } from "../src/shared/file-fault.ts";
import { calibrate } from "./calibrate.ts";

const files = {
  tables: import.meta.dirname,
  coefficients: resolve(import.meta.dirname, "..", "src", "evaluation", "ability", "coefficients.json"),
};

try {
  console.log(calibrate(process.argv.slice(2), files));
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
