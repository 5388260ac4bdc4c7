import { FormattedString } from "../formatting.ts";
import { entitiesOf } from "./entities.ts";
import { withoutHidden } from "./safety.ts";

/**
 * Somebody else's words as they are, without Markdown: what Telegram would take for a command, a mention or an address
 * within the app is code and does nothing, and hidden characters are left out.
 */
export function quietText(text: string): FormattedString {
  const shown = withoutHidden(text);
  return new FormattedString(shown, entitiesOf({ text: shown, marks: [] }));
}
