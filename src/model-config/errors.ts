import { UserFacingError } from "../domain/errors.ts";

/** A file of the configuration's is not JSON, or has another shape. */
export class CorruptConfigurationError extends UserFacingError {
  override name = "CorruptConfigurationError";
}

/** A file is in order, but this version of the program cannot read its format. */
export class UnsupportedConfigurationError extends UserFacingError {
  override name = "UnsupportedConfigurationError";
}

/** The configuration is no longer the one that a plan was made from. */
export class StaleConfigurationError extends UserFacingError {
  override name = "StaleConfigurationError";

  constructor() {
    super(
      "The configuration has changed since this plan was made, so nothing was written. Make a new plan and try again.",
    );
  }
}
