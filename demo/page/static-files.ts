import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

const folder = join(import.meta.dirname, "static");

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ogg": "audio/ogg",
};

/** The page's own files by their path; read once, so no path of a request ever reaches the disk. */
export function readStaticFiles(): ReadonlyMap<string, { type: string; bytes: Buffer }> {
  const files = readdirSync(folder).map((name): [string, { type: string; bytes: Buffer }] => [
    name === "index.html" ? "/" : `/${name}`,
    { type: types[extname(name)] ?? "application/octet-stream", bytes: readFileSync(join(folder, name)) },
  ]);
  return new Map(files);
}
