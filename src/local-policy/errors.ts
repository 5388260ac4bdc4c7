import { UserFacingError } from "../domain/errors.ts";

/** The policy says something else than whoever asked for a change had seen. */
export class SettingsChangedError extends UserFacingError {
  override name = "SettingsChangedError";

  constructor() {
    super("The settings have changed meanwhile, so nothing was changed. Look at them again.");
  }
}

/** A change of the settings cannot be taken back, and trying again will not help. */
export class UndoRefusedError extends UserFacingError {
  override name = "UndoRefusedError";
  /** Its keys ("weights.recency") that were changed again since; none where the change is not on record any more. */
  readonly paths: readonly string[];

  constructor(paths: readonly string[]) {
    super(
      paths.length === 0
        ? "That change of the settings is no longer recorded, so change them anew."
        : "What that change set has been changed again since, so it was not taken back. Change it anew.",
    );
    this.paths = paths;
  }
}
