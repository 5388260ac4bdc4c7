import type { App } from "../../../app.ts";
import type { BotContext } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import { isViewName } from "./table.ts";
import { overviewContent, settingsHistoryContent, viewContent } from "./views.ts";

const shownChanges = 10;

/** The buttons under the settings that only show. */
export function createLookButtons(app: Pick<App, "settings" | "settingsHistory">): ButtonHandler[] {
  async function main({ exchange }: BotContext): Promise<void> {
    await exchange.replace(overviewContent(await app.settings(), exchange.texts));
  }

  async function open({ exchange }: BotContext, [name]: string[]): Promise<void> {
    if (!isViewName(name)) return await exchange.notify(exchange.texts.common.deadButton, { alert: true });
    await exchange.replace(viewContent(name, await app.settings(), exchange.texts));
  }

  async function history({ exchange }: BotContext): Promise<void> {
    const changes = await app.settingsHistory(shownChanges);
    const { texts, trigger: reader } = exchange;
    await exchange.replace(settingsHistoryContent(changes, { texts, moments: await exchange.moments(), reader }));
  }

  return [
    { name: "settings.main", access: "administrator", effect: null, run: main },
    { name: "settings.open", access: "administrator", effect: null, run: open },
    { name: "settings.history", access: "administrator", effect: null, run: history },
  ];
}
