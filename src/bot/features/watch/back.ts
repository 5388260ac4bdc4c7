import type { App } from "../../../app.ts";
import { isSameRoute } from "../../../domain/route.ts";
import type { TaskName } from "../../../domain/task.ts";
import type { WatchEvent } from "../../../domain/watch-event.ts";
import { placeOfTask } from "../../arguments.ts";
import { button } from "../../buttons.ts";
import type { FeatureDependencies } from "../../context.ts";
import type { ButtonHandler } from "../../feature.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { questionContent } from "../rollback-content.ts";
import { type EventOf, type FoundEvent, findEvent, probationOf } from "./kept-event.ts";

type Changed = EventOf<"replaced" | "trial-won">;

/** What would be brought back, for a task or one of several, or why nothing can be: at most 200 characters. */
type Target = { tasks: TaskName[]; revision: number } | { refusal: string };

interface Means {
  app: App;
  texts: Texts;
}

/** The tasks of one change for which what it has brought still serves. */
async function stillChanged(changes: readonly Changed[], app: Pick<App, "status">): Promise<TaskName[]> {
  const { tasks } = await app.status();
  const isStanding = (event: Changed) => {
    const route = event.kind === "replaced" ? event.to : event.challenger;
    return tasks.some(({ task, primary }) => task === event.task && isSameRoute(primary, route));
  };
  return changes.filter(isStanding).map(({ task }) => task);
}

/** What stood before a change, as long as what it has brought still serves. */
async function beforeChange(event: Changed, { report }: FoundEvent, { app, texts }: Means): Promise<Target> {
  const isOfChange = (each: WatchEvent): each is Changed =>
    each.kind === event.kind && each.revision === event.revision;
  const tasks = await stillChanged(report.events.filter(isOfChange), app);
  if (tasks.length === 0) return { refusal: texts.watch.changedSince(event.task) };
  const before = (await app.revisions()).find(({ revision }) => revision < event.revision);
  return before === undefined ? { refusal: texts.watch.nothingBefore } : { tasks, revision: before.revision };
}

async function targetOf(found: FoundEvent, means: Means): Promise<Target> {
  const { event, report } = found;
  const { texts } = means;
  if (event.kind === "replaced" || event.kind === "trial-won") return await beforeChange(event, found, means);
  if (event.kind !== "probation-undecided") return { refusal: texts.common.deadButton };
  const probation = probationOf(event, report);
  if (probation === undefined) return { refusal: texts.watch.probationOver };
  return { tasks: [event.task], revision: probation.previousRevision };
}

/** Of tasks that were changed together each is rolled back by itself. */
function whichTask(
  { tasks, revision }: { tasks: readonly TaskName[]; revision: number },
  { watch, common }: Texts,
): Content {
  const rows = tasks.map((task) => [
    button({ text: task, name: "rollback.show", parameters: [revision, placeOfTask(task)] }),
  ]);
  return { text: watch.whichTask, buttons: [...rows, [button({ text: common.cancel, name: "dismiss" })]] };
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
      const target = await targetOf(found, { app, texts });
      if ("refusal" in target) return await exchange.notify(target.refusal, { alert: true });
      const { tasks, revision } = target;
      const [task, ...others] = tasks;
      if (task === undefined || others.length > 0) return void (await exchange.say(whichTask(target, texts)));
      const preview = await app.previewRollback({ to: revision, task });
      const { rollbackHoldDays: holdDays } = await app.settings();
      await exchange.say(questionContent({ preview, holdDays, task, page: null }, texts));
    },
  };
}
