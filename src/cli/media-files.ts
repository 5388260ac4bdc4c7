import { mkdir, mkdtemp, open, readFile, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import mime from "mime";
import { UsageError, UserFacingError } from "../domain/errors.ts";
import type { MediaFile } from "../domain/input.ts";
import { toFileError } from "../shared/file-fault.ts";
import { errorCode } from "../shared/file-system.ts";

/** Larger files are for uploads of another kind; the services behind take less, too. */
const largestFileBytes = 50 * 1_024 * 1_024;

/** Reads a file that goes to a model; its kind is told by its name. Throws a `UsageError` where it cannot be used. */
export async function readMediaFile(path: string): Promise<MediaFile> {
  const mediaType = mime.getType(path);
  if (mediaType === null) {
    throw new UsageError(`What kind of file ${path} is cannot be told from its name. Give it an ending such as .png.`);
  }
  let bytes: Buffer;
  try {
    // A film would fill the memory before its size is known.
    if ((await stat(path)).size > largestFileBytes) {
      throw new UsageError(`${path} is larger than 50 MB. Give a smaller one.`);
    }
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (errorCode(error) === "ENOENT") throw new UsageError(`There is no file ${path}.`);
    if (errorCode(error) === "EISDIR") throw new UsageError(`${path} is a folder. Give a file in it.`);
    throw new UsageError(toFileError(error, `${path} cannot be read`).message);
  }
  if (bytes.length === 0) throw new UsageError(`${path} is empty.`);
  return { bytes, mediaType, name: basename(path) };
}

function outputFault(error: unknown, what: string): UserFacingError {
  return new UserFacingError(`${toFileError(error, what).message} Or name another folder with --output.`, {
    cause: error,
  });
}

/** One by one: Node's own `recursive` tries for ever where a file system says of a folder that there is no place for it (/proc). */
async function makeFolders(folder: string): Promise<void> {
  const known = await stat(folder).catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT") throw error;
    return null;
  });
  if (known?.isDirectory()) return;
  if (known === null) await makeFolders(dirname(folder));
  await mkdir(folder).catch(async (error: unknown) => {
    // Another program has made it in the meantime.
    if (errorCode(error) !== "EEXIST" || !(await stat(folder)).isDirectory()) throw error;
  });
}

/** Makes the folder where it is missing. Throws a `UserFacingError` where it cannot be made, or not be written to. */
export async function makeOutputFolder(folder: string): Promise<void> {
  try {
    await makeFolders(resolve(folder));
  } catch (error) {
    // What Node says of a file in the place of the folder.
    if (errorCode(error) === "EEXIST") throw new UsageError(`${folder} is a file. Name a folder with --output.`);
    throw outputFault(error, `The folder ${folder} cannot be made`);
  }
  try {
    // Only writing shows it: rights say nothing of a disk that is mounted to be read.
    await rmdir(await mkdtemp(join(folder, ".modelvane-")));
  } catch (error) {
    throw outputFault(error, `The folder ${folder} cannot be written to`);
  }
}

/** Writes beside what is there already, never over it: a number makes the name a new one. */
async function writeNew(bytes: Uint8Array, pathOf: (number: number) => string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = pathOf(number);
    try {
      const file = await open(path, "wx");
      try {
        await file.writeFile(bytes);
      } finally {
        await file.close();
      }
      return path;
    } catch (error) {
      if (errorCode(error) === "EEXIST") continue;
      throw outputFault(error, `${path} cannot be written`);
    }
  }
}

/** Puts an answer's file into the folder; answers the path. */
export async function writeMediaFile(
  file: MediaFile,
  { folder, stem }: { folder: string; stem: string },
): Promise<string> {
  const ending = mime.getExtension(file.mediaType) ?? "bin";
  return await writeNew(file.bytes, (number) => join(folder, `${stem}-${number}.${ending}`));
}
