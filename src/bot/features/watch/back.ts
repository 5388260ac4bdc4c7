import type { App } from "../../../app.ts";
import { isSameRoute, type Route } from "../../../domain/route.ts";
import type { TaskName } from "../../../domain/task.ts";
import type { Exchange, FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import { questionContent } from "../rollback-content.ts";
import { type EventOf, type FoundEvent, findEvent, probationOf } from "./kept-event.ts";

type Changed = EventOf<"replaced" | "trial-won">;

/** What would be brought back, or why nothing can be: at most 200 characters. */
type Target = { task: TaskName; revision: number } | { refusal: string };

async function serves(task: TaskName, route: Route, app: Pick<App, "status">): Promise<boolean> {
  const present = (await app.status()).tasks.find((each) => each.task === task);
  return present !== undefined && isSameRoute(present.primary, route);
}

/** What stood before a change, as long as what it has brought still serves. */
async function beforeChange(event: Changed, app: App, { watch }: Exchange["texts"]): Promise<Target> {
  const { task } = event;
  const route = event.kind === "replaced" ? event.to : event.challenger;
  if (!(await serves(task, route, app))) return { refusal: watch.changedSince(task) };
  const before = (await app.revisions()).find(({ revision }) => revision < event.revision);
  return before === undefined ? { refusal: watch.nothingBefore } : { task, revision: before.revision };
}

async function targetOf({ event, report }: FoundEvent, app: App, texts: Exchange["texts"]): Promise<Target> {
  if (event.kind === "replaced" || event.kind === "trial-won") return await beforeChange(event, app, texts);
  if (event.kind !== "probation-undecided") return { refusal: texts.common.deadButton };
  const probation = probationOf(event, report);
  if (probation === undefined) return { refusal: texts.watch.probationOver };
  return { task: event.task, revision: probation.previousRevision };
}

/** *Roll back*: shows below the card what that would change for its task, as /rollback does, and asks. */
export function backButton({ app }: FeatureDependencies): ButtonHandler {
  return {
    name: "watch.back",
    access: "administrator",
    effect: null,
    async run({ exchange }, [token]) {
      const { texts } = exchange;
      const found = await findEvent(token, { app, exchange });
      if (found === null) return;
      const target = await targetOf(found, app, texts);
      if ("refusal" in target) return await exchange.notify(target.refusal, { alert: true });
      const { task, revision } = target;
      const preview = await app.previewRollback({ to: revision, task });
      const { rollbackHoldDays: holdDays } = await app.settings();
      await exchange.say(questionContent({ preview, holdDays, task, page: null }, texts));
    },
  };
}
