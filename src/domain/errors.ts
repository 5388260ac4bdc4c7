/**
 * An error whose message is a sentence for a person: what was wrong and what to do. Surfaces print it as it is;
 * any other error is a defect of the program.
 */
export class UserFacingError extends Error {
  override name = "UserFacingError";
}

/** Only whoever runs the program can mend it, and only they are told what it is: the message may name files and servers. */
export class OperationError extends UserFacingError {
  override name = "OperationError";
}

/** The settings, the policy or the command's own words are wrong: exit code 2. */
export class UsageError extends UserFacingError {
  override name = "UsageError";
}
