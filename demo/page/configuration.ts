import { unwatchFile, watchFile } from "node:fs";
import { readFile } from "node:fs/promises";

/** Often enough to look live; a rename, as the program replaces the file, is noticed on every system. */
const intervalMs = 250;

export interface ChosenModel {
  task: string;
  model: string;
  host: string | null;
  score: number | null;
  reason: string;
}

/** What config/models.json says now. */
export interface ConfigurationView {
  revision: number;
  generatedAt: string;
  tasks: ChosenModel[];
}

export interface WatchedConfiguration {
  /** Null as long as there is no file. */
  current(): ConfigurationView | null;
  stop(): void;
}

/** Follows a file that may not be there yet. `onChange` is called after `current` has changed. */
export function watchConfiguration(path: string, onChange: () => void): WatchedConfiguration {
  let current: ConfigurationView | null = null;
  let isStopped = false;

  async function read(): Promise<void> {
    const text = await readFile(path, "utf8").catch(() => null);
    const next = text === null ? null : viewOf(parse(text));
    if (isStopped || (next === null && current === null)) return;
    current = next;
    onChange();
  }

  const noticed = () => void read();
  watchFile(path, { interval: intervalMs, persistent: false }, noticed);
  noticed();
  return {
    current: () => current,
    stop() {
      isStopped = true;
      unwatchFile(path, noticed);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function viewOf(document: unknown): ConfigurationView | null {
  const tasks = fieldOf(document, "tasks");
  if (typeof tasks !== "object" || tasks === null) return null;
  return {
    revision: Number(fieldOf(document, "revision")),
    generatedAt: String(fieldOf(document, "generatedAt")),
    tasks: Object.entries(tasks).map(([task, entry]) => chosenModelOf(task, entry)),
  };
}

function chosenModelOf(task: string, entry: unknown): ChosenModel {
  const primary = fieldOf(entry, "primary");
  const [host, score] = [fieldOf(primary, "host"), fieldOf(primary, "score")];
  return {
    task,
    model: String(fieldOf(primary, "model")),
    host: typeof host === "string" ? host : null,
    score: typeof score === "number" ? score : null,
    reason: String(fieldOf(entry, "reason")),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : null;
}
