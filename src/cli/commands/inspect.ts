import { UserFacingError } from "../../domain/errors.ts";
import { countOf } from "../arguments.ts";
import { done } from "../context.ts";
import { type CommandHost, defineCommand } from "../define-command.ts";
import { modelText } from "../text/model-text.ts";
import { historyText, statusText } from "../text/status-text.ts";

function addModelCommand(host: CommandHost): void {
  defineCommand<{ provider?: string }>(host, {
    name: "model",
    description: "show what is known of one model, who serves it, and what it is worth for each task",
    failure: { candidate: null, serves: [] },
    declare: (command) =>
      command
        .argument("<model>", "the model's id, such as Qwen/Qwen3-32B")
        .option("--provider <provider>", "only this provider; otherwise each is asked"),
    async run({ app, signal, styles }, { provider }, [model = ""]) {
      const inspection = await app.inspectModel({ model, provider, signal });
      if (inspection === null) throw new UserFacingError(`No source knows ${model}. Check its spelling.`);
      return done(inspection, () => modelText(inspection, styles));
    },
  });
}

/** `status`, `history` and `model`: they only read. */
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
  addModelCommand(host);
}
