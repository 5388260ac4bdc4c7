/** One value of a `Link` header (RFC 8288, 3): a target in angle brackets, and its parameters. */
const linkValues =
  /(?:\s*,)*\s*<([^>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?|\s*;)*)\s*(?:,|$)/gy;
const linkParameters = /;\s*([^\s=;,"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

function isNext(parameters: string): boolean {
  // Only the first `rel` of a link counts; it may hold several relations.
  for (const [, name, quoted, plain] of parameters.matchAll(linkParameters)) {
    if (name?.toLowerCase() === "rel") return (quoted ?? plain ?? "").toLowerCase().split(/\s+/).includes("next");
  }
  return false;
}

/**
 * The target of the relation "next" in a `Link` header, as it stands there, in any legal spelling; null where there is
 * none. Throws a `SyntaxError` where the header cannot be read.
 */
function nextTarget(header: string): string | null {
  const text = header.trim();
  let target: string | null = null;
  let readLength = 0;
  for (const [value, address = "", parameters = ""] of text.matchAll(linkValues)) {
    readLength += value.length;
    if (target === null && isNext(parameters)) target = address;
  }
  if (readLength < text.length) throw new SyntaxError("the header is not a list of links");
  return target;
}

/**
 * The query of the page after `asked`, from the `Link` header of its answer; null where that page is the last. What
 * `first`, the listing's first page, asked for is asked for again: the header adds where to go on, and decides neither
 * the host nor what is listed. Throws a `SyntaxError` or a `TypeError` where the header cannot be read.
 */
export function nextPageQuery(header: string | null, asked: { first: URL; present: URL }): URLSearchParams | null {
  const target = header === null ? null : nextTarget(header);
  if (target === null) return null;
  const query = new URLSearchParams(asked.first.searchParams);
  const named = new URL(target, asked.present).searchParams;
  for (const [name, value] of named) {
    if (!asked.first.searchParams.has(name.replace(/\[\]$/, ""))) query.append(name, value);
  }
  return query;
}
