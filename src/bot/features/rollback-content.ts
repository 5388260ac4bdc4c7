import type { TaskName } from "../../domain/task.ts";
import type { RollbackPreview, RollbackResult } from "../../pipeline/results.ts";
import type { RevisionSummary } from "../../pipeline/revisions.ts";
import { placeOfTask } from "../arguments.ts";
import { button } from "../buttons.ts";
import type { Texts } from "../languages/texts.ts";
import { changeWords } from "../messages/changes.ts";
import type { Content } from "../messages/content.ts";
import { type FormattedString, folded, lines, paragraphs } from "../messages/formatting.ts";
import type { Moments } from "../messages/moments.ts";
import { pageButtons, pageOf } from "../messages/pages.ts";

const revisionsPerPage = 8;
/** Stands in a button for all tasks. */
export const allTasks = "-";

interface Wording {
  texts: Texts;
  moments: Moments;
}

function tokenOfTask(task: TaskName | null): string | number {
  return task === null ? allTasks : placeOfTask(task);
}

function madeWords({ kind }: RevisionSummary, { rollback }: Texts): string {
  return kind === null ? rollback.madeOtherwise : rollback.made[kind];
}

export interface RevisionChoice {
  revisions: readonly RevisionSummary[];
  /** The number of what stands. */
  present: number;
  task: TaskName | null;
  page: number;
}

/** The kept revisions as buttons, newest first. */
export function choiceContent(
  { revisions, present, task, page }: RevisionChoice,
  { texts, moments }: Wording,
): Content {
  const { rollback } = texts;
  const current = revisions.find(({ isCurrent }) => isCurrent);
  const standing =
    current === undefined
      ? rollback.standingEdited(present)
      : rollback.standing(present, moments.at(current.generatedAt), madeWords(current, texts));
  const others = revisions.filter(({ isCurrent }) => !isCurrent);
  if (others.length === 0) return { text: paragraphs(lines(rollback.head(task), standing), rollback.noOthers) };
  const shown = pageOf(others, page, revisionsPerPage);
  const rows = shown.items.map((each) => [
    button({
      text: [each.revision, moments.at(each.generatedAt), ...(each.kind ? [rollback.made[each.kind]] : [])].join(" · "),
      name: "rollback.show",
      parameters: [each.revision, tokenOfTask(task), shown.page],
    }),
  ]);
  return {
    text: paragraphs(lines(rollback.head(task), standing), rollback.choose),
    buttons: [...rows, ...pageButtons(shown, { name: "rollback.list", parameters: [tokenOfTask(task)] })],
  };
}

interface Consequences extends Pick<RollbackResult, "tasks" | "unpinned" | "held"> {
  /** For how long what goes is held. */
  holdDays: number;
}

/** More tasks than that are folded away, so that the question stays beside its buttons. */
const mostUnfolded = 4;

function changesWords(tasks: RollbackResult["tasks"], texts: Texts): FormattedString[] {
  const { rollback } = texts;
  if (tasks.length === 0) return [rollback.sameChoices];
  const changes = tasks.map((change) => changeWords(change, texts));
  if (tasks.length <= mostUnfolded) return changes;
  return [lines(rollback.tasks(tasks.length), folded(paragraphs(...changes)))];
}

function consequenceWords({ tasks, unpinned, held, holdDays }: Consequences, texts: Texts): FormattedString[] {
  const { rollback } = texts;
  return [
    ...changesWords(tasks, texts),
    ...(unpinned.length > 0 ? [rollback.unpinned(unpinned)] : []),
    ...(held > 0 ? [rollback.held(holdDays)] : []),
  ];
}

export interface RollbackQuestion {
  preview: RollbackPreview;
  holdDays: number;
  task: TaskName | null;
  /** The page of the list to go back to; null where nobody comes from there. */
  page: number | null;
}

/** What a rollback would change, with the buttons that do it or do not. */
export function questionContent({ preview, holdDays, task, page }: RollbackQuestion, texts: Texts): Content {
  const { rollback, common } = texts;
  const { restored, present } = preview;
  const leave =
    page === null
      ? button({ text: common.cancel, name: "dismiss" })
      : button({ text: common.back, name: "rollback.list", parameters: [page, tokenOfTask(task)] });
  return {
    text: paragraphs(
      rollback.question(restored, present, task),
      ...consequenceWords({ ...preview, holdDays }, texts),
      rollback.nothingYet,
    ),
    buttons: [
      [
        button({
          text: rollback.act,
          name: "rollback.do",
          parameters: [restored, tokenOfTask(task), present],
          style: "danger",
        }),
        leave,
      ],
    ],
  };
}

export interface RollbackOutcome {
  result: RollbackResult;
  holdDays: number;
  task: TaskName | null;
  /** The revision that stood before; null where it is not kept. */
  replaced: number | null;
}

/** What a rollback has changed, with the way back. */
export function outcomeContent({ result, holdDays, task, replaced }: RollbackOutcome, texts: Texts): Content {
  const { rollback } = texts;
  const text = paragraphs(
    rollback.done(result.restored ?? 0, result.revision ?? 0, task),
    ...consequenceWords({ ...result, holdDays }, texts),
  );
  if (replaced === null) return { text };
  const back = { text: rollback.takeBack, name: "rollback.show", parameters: [replaced, tokenOfTask(task)] };
  return { text, buttons: [[button(back)]] };
}
