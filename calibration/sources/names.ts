/** How the weights are stored: the same model, whichever source says it. */
const formEnd = /-(?:hf|fp8|bf16)$/;
/** What a model was taught: a source may leave it out of a name, but "model" never stands for "model-instruct". */
const roleEnd = /-(?:instruct|it|chat)$/;

/** A name as the sources have in common: without its owner, remarks in brackets, case, and marks between words. */
function fold(name: string): string {
  return name
    .slice(name.lastIndexOf("/") + 1)
    .toLowerCase()
    .replace(/\(.*?\)/g, "")
    .replace(/[-_ .]+/g, "-")
    .replace(/^meta-/, "")
    .replace(/^-|-$/g, "")
    .replace(formEnd, "");
}

/** Finds, for the id of a record, what a list by names says of it: by the same name, or by one without its role. */
export function findByName<Entry>(entries: readonly Entry[], nameOf: (entry: Entry) => string) {
  const byName = new Map(entries.map((entry) => [fold(nameOf(entry)), entry]));
  return (id: string): Entry | undefined => byName.get(fold(id)) ?? byName.get(fold(id).replace(roleEnd, ""));
}

/** Finds, for a name of a list, the record that it speaks of: by the same name, or by one that says its role besides. */
export function findRecord(ids: readonly string[]): (name: string) => string | undefined {
  const exact = new Map(ids.map((id) => [fold(id), id]));
  const short = new Map(ids.map((id) => [fold(id).replace(roleEnd, ""), id]));
  return (name) => exact.get(fold(name)) ?? short.get(fold(name));
}

/** The family of a model: the letters with which its name begins, or those of the family that it was made from. */
export function familyOf(id: string): string {
  const name = fold(id);
  return /^[a-z]+/.exec(name)?.[0] ?? name;
}
