import { access, constants, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { messageOf } from "../shared/file-fault.ts";
import { type Finding, fine, problem } from "./finding.ts";

const check = "Folders writable";

/** The nearest of a path and the folders above it that exists. */
async function nearestExisting(path: string): Promise<string> {
  const exists = await access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
  return exists || dirname(path) === path ? path : await nearestExisting(dirname(path));
}

/** A folder that is not there yet is fine where it can be made. */
async function faultOf(folder: string): Promise<string | null> {
  const nearest = await nearestExisting(folder);
  if (!(await stat(nearest)).isDirectory()) return `${nearest} is no folder`;
  if (nearest !== folder) {
    return await access(nearest, constants.W_OK).then(
      () => null,
      () => `${folder} is missing and cannot be made`,
    );
  }
  // The rights' bits do not tell of a read-only or a full disk, so a file is really written.
  const probe = join(folder, `.doctor-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, "");
    return null;
  } catch (error) {
    return `${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? messageOf(error)})`;
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

/** Whether the configuration and its history can be written under `home`. */
export async function checkRights(home: string): Promise<Finding> {
  const faults = (await Promise.all(["config", "history"].map((name) => faultOf(join(home, name))))).filter(
    (fault) => fault !== null,
  );
  if (faults.length === 0) return fine(check, `config/ and history/ under ${home} can be written.`);
  return problem(
    check,
    `${faults.join("; ")}.`,
    "Give the service's user the right to write there, or set MODELVANE_HOME to another folder.",
  );
}
