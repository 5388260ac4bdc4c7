/**
 * Addresses that are a licence's own, with the id by which the Hub names it. Most models only link to a file named
 * LICENSE in somebody's repository, which may hold anything: those stay unknown.
 */
const wellKnown: readonly (readonly [RegExp, string])[] = [
  [/^(?:www\.)?apache\.org\/licenses\/license-2\.0/, "apache-2.0"],
  [/^(?:www\.)?opensource\.org\/licenses?\/mit\b/, "mit"],
  [/^(?:www\.)?opensource\.org\/licenses?\/apache-2(?:\.0|-0)\b/, "apache-2.0"],
  [/^(?:www\.)?opensource\.org\/licenses?\/bsd-3-clause\b/, "bsd-3-clause"],
  [/^(?:www\.)?gnu\.org\/licenses\/(?:old-licenses\/)?agpl-3\.0\b/, "agpl-3.0"],
  [/^(?:www\.)?gnu\.org\/licenses\/(?:old-licenses\/)?lgpl-3\.0\b/, "lgpl-3.0"],
  [/^(?:www\.)?gnu\.org\/licenses\/(?:old-licenses\/)?gpl-3\.0\b/, "gpl-3.0"],
  [/^creativecommons\.org\/publicdomain\/zero\/1\.0\b/, "cc0-1.0"],
  [/^huggingface\.co\/spaces\/compvis\/stable-diffusion-license\b/, "creativeml-openrail-m"],
  [/^ai\.google\.dev\/gemma\/terms\b/, "gemma"],
  [/^(?:www\.)?llama\.com\/llama-?3[_.]([1-3])\/license\b/, "llama3.$1"],
  [/^(?:www\.)?llama\.com\/llama-?([34])\/license\b/, "llama$1"],
  [/^github\.com\/meta-llama\/llama3\/blob\/[\w.-]+\/license\b/, "llama3"],
  [/^github\.com\/meta-llama\/llama-models\/blob\/[\w.-]+\/models\/llama3_([1-3])\/license\b/, "llama3.$1"],
  [/^github\.com\/meta-llama\/llama-models\/blob\/[\w.-]+\/models\/llama([34])\/license\b/, "llama$1"],
  [/^github\.com\/(?:facebookresearch|meta-llama)\/llama\/blob\/[\w.-]+\/license\b/, "llama2"],
  [/^creativecommons\.org\/licenses\/(by(?:-(?:nc|nd|sa)){0,2})\/(\d\.\d)\b/, "cc-$1-$2"],
  [/^(?:www\.)?choosealicense\.com\/licenses\/([a-z0-9.-]+)/, "$1"],
  [/^(?:www\.)?spdx\.org\/licenses\/([a-z0-9.-]+?)(?:\.html)?$/, "$1"],
];

/** The licence's id in lower case that an address clearly names; null where it does not. */
export function licenceOfAddress(address: unknown): string | null {
  if (typeof address !== "string" || !URL.canParse(address)) return null;
  const { hostname, pathname } = new URL(address);
  const place = `${hostname}${pathname}`.toLowerCase().replace(/\/+$/, "");
  for (const [pattern, id] of wellKnown) {
    const match = pattern.exec(place);
    if (match) return id.replace(/\$(\d)/g, (_, group) => match[Number(group)] ?? "");
  }
  return null;
}
