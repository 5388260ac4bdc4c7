import type { App } from "../../../app.ts";
import { isSameRoute } from "../../../domain/route.ts";
import type { WatchReport } from "../../../domain/watch.ts";
import type { WatchEvent } from "../../../domain/watch-event.ts";
import type { Exchange } from "../../context.ts";
import { eventToken } from "./event-card.ts";

export type EventOf<Kind extends WatchEvent["kind"]> = Extract<WatchEvent, { kind: Kind }>;

/** What a card speaks of, with how things stand now. */
export interface FoundEvent {
  event: WatchEvent;
  report: WatchReport;
}

/** The event of a card, by its button's token; tells whoever has tapped where it is not kept any more. */
export async function findEvent(
  token: string | undefined,
  { app, exchange }: { app: Pick<App, "watch">; exchange: Exchange },
): Promise<FoundEvent | null> {
  const report = await app.watch();
  const event = report.events.find((each) => eventToken(each) === token);
  if (event !== undefined) return { event, report };
  await exchange.notify(exchange.texts.watch.tooOld, { alert: true });
  return null;
}

/** The probation that a card speaks of, where it still goes on. */
export function probationOf({ task, route, at }: EventOf<"probation-undecided">, { probations }: WatchReport) {
  return probations.find((each) => each.task === task && isSameRoute(each.route, route) && each.since <= at);
}
