import { cpSync } from "node:fs";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { setUpConfiguration } from "./configuration-setup.ts";
import { watchFileSystem } from "./watched-file-system.ts";

/** The numbers of those file-system calls of a commit over a copy of the folder that write text. */
export async function countWrites(template: string): Promise<number[]> {
  const home = `${template}-counted`;
  cpSync(template, home, { recursive: true });
  const writes: number[] = [];
  const fileSystem = watchFileSystem(nodeFileSystem, {
    after(call) {
      if (call.name === "write") writes.push(call.number);
    },
  });
  await setUpConfiguration({ home, fileSystem }).commitModel("new/model");
  return writes;
}
