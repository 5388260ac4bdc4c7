import { UserFacingError } from "../domain/errors.ts";
import { errorCode } from "./file-system.ts";

const explanations: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Free some space and try again.",
  EDQUOT: "the disk quota is used up. Free some space and try again.",
  EROFS: "the file system is read-only. Make it writable, or point MODELVANE_HOME to a folder that is.",
  EACCES: "this user has no right to it. Give the user that runs Modelvane access to it.",
  EPERM: "this user has no right to it. Give the user that runs Modelvane access to it.",
  ENOTDIR: "a part of its path is a file, not a folder. Move that file away.",
  EISDIR: "there is a folder of that name. Move it away.",
  EMFILE: "too many files are open. Try again, or raise the limit of open files.",
  EIO: "the disk reported a fault. Check the disk.",
};

/** The message of any thrown value, for a log or to be put into a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * A failed call on a file as a sentence for a person. `what` begins it and names the file ("config/models.json could
 * not be written"). Errors that are sentences already stay as they are.
 */
export function toFileError(error: unknown, what: string): UserFacingError {
  if (error instanceof UserFacingError) return error;
  const explanation = explanations[errorCode(error) ?? ""] ?? `${messageOf(error)}.`;
  return new UserFacingError(`${what}: ${explanation}`, { cause: error });
}
