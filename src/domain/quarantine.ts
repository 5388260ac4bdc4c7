import type { ModelIdentity } from "./route.ts";

/** A model that waits for a person, because something about it is suspicious. */
export interface QuarantinedModel extends ModelIdentity {
  /** As it stands among the reasons of its evaluation. */
  reason: string;
  /** The tasks for which it would otherwise be among the best three. */
  tasks: readonly string[];
  /** ISO 8601. */
  since: string;
  /** In 30 days, before it became suspicious; null where nobody saw it then. */
  downloadsBefore: number | null;
}
