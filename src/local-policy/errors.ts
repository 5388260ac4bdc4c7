import { UserFacingError } from "../domain/errors.ts";

/** The policy says something else than whoever asked for a change had seen. */
export class SettingsChangedError extends UserFacingError {
  override name = "SettingsChangedError";

  constructor() {
    super("The settings have changed meanwhile, so nothing was changed. Look at them again.");
  }
}
