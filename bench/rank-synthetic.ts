import process from "node:process";
import { collectEarly } from "../src/bin/tune-runtime.ts";
import { rankEverything } from "./rank-everything.ts";

// As the program itself does once it is loaded.
collectEarly();
process.stdout.write(JSON.stringify(await rankEverything(process.env)));
