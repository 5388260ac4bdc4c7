import { isTaskName, type TaskName, taskNames } from "../domain/task.ts";
import { button } from "./buttons.ts";
import { type CommandName, commandTable } from "./command-table.ts";
import type { Texts } from "./languages/texts.ts";
import type { FormattedString } from "./messages/formatting.ts";
import { shortened } from "./messages/shortened.ts";
import { nearestOf } from "./nearest.ts";

/** Enough to see what was meant of a text that cannot be right. */
const longestEcho = 60;

/** What a person has typed, as an answer repeats it. */
export function echoOf(text: string): string {
  return shortened(text, longestEcho);
}

/** What a command takes, as help and usage show it in a person's language; empty where it takes nothing. */
export function parameterWords(command: CommandName, { common }: Texts): string {
  const { placeholders } = common;
  return commandTable[command].parameters.replaceAll(/\w+/g, (word) =>
    Object.hasOwn(placeholders, word) ? placeholders[word as keyof typeof placeholders] : word,
  );
}

/** How a command is written, with an example of what may stand behind it. */
export function usageOf(command: CommandName, example: string, texts: Texts): FormattedString {
  return texts.common.usage(command, parameterWords(command, texts), example);
}

/** The task that somebody has typed, in whatever case and with spaces or dashes; null where there is none such. */
export function readTask(words: readonly string[]): TaskName | null {
  const name = words.join("-").toLowerCase().replaceAll("_", "-");
  return isTaskName(name) ? name : null;
}

/** The answer to a task that there is not. */
export function unknownTask(words: readonly string[], { common }: Texts): FormattedString {
  const text = echoOf(words.join(" "));
  return common.unknownTask(text, nearestOf(text.replaceAll(/[\s_]+/g, "-"), taskNames), taskNames);
}

/** What a button of `taskButtons` says; null for what none of them does. */
export function readTaskPlace(token: string | undefined): TaskName | null {
  return /^\d{1,3}$/.test(token ?? "") ? (taskNames[Number(token)] ?? null) : null;
}

/** The place of a task in the table, as buttons carry it. */
export function placeOfTask(task: TaskName): number {
  return taskNames.indexOf(task);
}

/** Characters that half the width of a phone shows of a button. */
const halfWidth = 20;

export interface TaskButtonOptions {
  /** The button's, which gets the task's place. */
  name: string;
  tasks?: readonly TaskName[];
  /** What stands on them: the tasks' names unless given. */
  titles?: Readonly<Record<TaskName, string>>;
}

/** A keyboard of tasks, for a command that was given none: two in a row where their names fit. */
export function taskButtons({ name, tasks = taskNames, titles }: TaskButtonOptions) {
  const titleOf = (task: TaskName) => titles?.[task] ?? task;
  const rows: TaskName[][] = [];
  for (const task of tasks) {
    const last = rows.at(-1);
    const hasRoom = last?.length === 1 && [...last, task].every((each) => titleOf(each).length <= halfWidth);
    if (hasRoom) last.push(task);
    else rows.push([task]);
  }
  return rows.map((row) => row.map((task) => button({ text: titleOf(task), name, parameters: [placeOfTask(task)] })));
}
