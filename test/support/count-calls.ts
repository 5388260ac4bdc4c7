import { cpSync } from "node:fs";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { setUpConfiguration } from "./configuration-setup.ts";
import { type FileCall, watchFileSystem } from "./watched-file-system.ts";

const reads: ReadonlySet<FileCall["name"]> = new Set(["readText", "list"]);

/**
 * The numbers of those file-system calls of a commit over a copy of the folder that change something, and of those among
 * them that write text. After a read the disk is as it was before.
 */
export async function countCalls(template: string): Promise<{ changes: number[]; writes: number[] }> {
  const home = `${template}-counted`;
  cpSync(template, home, { recursive: true });
  const counted = { changes: [] as number[], writes: [] as number[] };
  const fileSystem = watchFileSystem(nodeFileSystem, {
    after({ name, number }) {
      if (!reads.has(name)) counted.changes.push(number);
      if (name === "write") counted.writes.push(number);
    },
  });
  await setUpConfiguration({ home, fileSystem }).commitModel("new/model");
  return counted;
}
