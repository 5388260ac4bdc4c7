import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every file of the home with its text: what somebody could have changed. */
export function filesOf(home: string): Record<string, string> {
  const paths = ["config", "history"].flatMap((folder) =>
    readdirSync(join(home, folder), { recursive: true, encoding: "utf8" }).map((name) => join(home, folder, name)),
  );
  const files = paths.filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, "utf8")]));
}
