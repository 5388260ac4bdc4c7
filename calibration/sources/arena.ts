import { findByName } from "./names.ts";

export interface RatedModel {
  name: string;
  rating: number;
  votes: number;
}

/** Finds a model's rating in a table of head-to-head comparisons (CSV without quoted commas before its columns). */
export function readArena(text: string): (id: string) => RatedModel | undefined {
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const columns = header.split(",");
  const at = (name: string) => columns.indexOf(name);
  const rows = lines.map((line): RatedModel => {
    const cells = line.split(",");
    const cell = (name: string) => cells[at(name)] ?? "";
    return { name: cell("model"), rating: Number(cell("arena_score")), votes: Number(cell("votes")) };
  });
  if (rows.length === 0) throw new Error("it names no model");
  const wrong = rows.find(({ rating, votes }) => !(rating > 0) || !(votes > 0));
  if (wrong) throw new Error(`it has no rating that can be read for ${wrong.name || "a model"}`);
  return findByName(rows, ({ name }) => name);
}
