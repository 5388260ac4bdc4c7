import { countOf } from "../arguments.ts";
import { done } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { historyText, statusText } from "../text/status-text.ts";

/** `status` and `history`: they only read. */
export function addInspectCommands(host: CommandHost): void {
  defineCommand(host, {
    name: "status",
    description: "show what serves each task, and when the next update is due",
    async run({ app, styles, now }) {
      const status = await app.status();
      return done(status, statusText(status, styles, now()));
    },
  });
  defineCommand<{ limit?: number }>(host, {
    name: "history",
    description: "show the last runs, newest first",
    failure: { entries: [] },
    declare: (command) => command.option("--limit <entries>", "how many entries at the most", countOf("--limit")),
    async run({ app, styles }, { limit = null }) {
      const entries = await app.history({ limit });
      return done({ entries }, historyText(entries, styles));
    },
  });
}
