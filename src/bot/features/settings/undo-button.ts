import type { App } from "../../../app.ts";
import { UndoRefusedError } from "../../../local-policy/errors.ts";
import type { BotContext, Exchange } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import type { Content } from "../../messages/content.ts";
import { fmt } from "../../messages/formatting.ts";
import { settingOfPath, viewOf } from "./table.ts";
import { namesWords } from "./values.ts";
import { changeNews, type News, overviewContent, viewContent } from "./views.ts";

/** What was refused once is refused again, so the refusal brings no such button. */
function refusalNews({ paths, message }: UndoRefusedError, { texts }: Exchange): News {
  const isOnRecord = paths.length > 0;
  const text = isOnRecord
    ? texts.settings.undoRefused(namesWords(paths, texts), paths.length)
    : fmt`${texts.sentence(message)}`;
  return { text, undoId: null };
}

/** The button under a change of the settings that takes it back. */
export function createUndoButton(app: Pick<App, "settings" | "undoSettings">): ButtonHandler {
  /** The setting of a key, or all where the chat cannot set it, under what has become of it. */
  async function content(path: string | undefined, news: News, { texts }: Exchange): Promise<Content> {
    const name = settingOfPath(path ?? "");
    const policy = await app.settings();
    return name === null ? overviewContent(policy, texts, news) : viewContent(viewOf(name), policy, texts, news);
  }

  async function undo(id: string, exchange: Exchange): Promise<Content> {
    const { texts, trigger } = exchange;
    try {
      const change = await app.undoSettings(id, trigger);
      const told = changeNews(change, null, texts);
      const news = { text: fmt`${texts.settings.undone}\n${told.text}`, undoId: told.undoId };
      return await content(change.changes[0]?.path, news, exchange);
    } catch (error) {
      if (!(error instanceof UndoRefusedError)) throw error;
      return await content(error.paths[0], refusalNews(error, exchange), exchange);
    }
  }

  async function run({ exchange }: BotContext, [id]: string[]): Promise<void> {
    if (!id) return await exchange.notify(exchange.texts.common.deadButton, { alert: true });
    await exchange.replace(await undo(id, exchange));
  }

  return { name: "settings.undo", access: "administrator", effect: "policy", run };
}
