const longestName = 80;

/** The last of its dot, in lower case and without it ("md"); null where there is none that is a word. */
export function endingOf(name: string): string | null {
  return /\.([a-z0-9]{1,12})$/i.exec(name)?.[1]?.toLowerCase() ?? null;
}

function shortened(name: string): string {
  if (name.length <= longestName) return name;
  const ending = endingOf(name);
  const tail = ending === null ? "" : `.${ending}`;
  return `${name.slice(0, longestName - tail.length).toWellFormed()}${tail}`;
}

/**
 * A file's name as it can be shown and kept anywhere: without folders, control characters, those that turn the
 * direction of writing around, and what some system does not take in a name. Null where nothing is left of it.
 */
export function safeName(name: string | null | undefined): string | null {
  const last = name?.split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  return plain === "" ? null : shortened(plain);
}
