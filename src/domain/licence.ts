/** How freely a licence lets a model be used. `unclear` needs a person: "other", unknown ids, and no licence at all. */
export const licenceClasses = ["permissive", "copyleft", "use-restricted", "non-commercial", "unclear"] as const;
export type LicenceClass = (typeof licenceClasses)[number];

/**
 * Licence ids of the Hub (its documentation's list of repository licences) by class. The Hub has no such flag: the
 * classification is ours. Ids that are missing here are `unclear`.
 */
const licenceIds: Record<Exclude<LicenceClass, "unclear">, string> = {
  permissive: `apache-2.0 mit bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear isc bsl-1.0 zlib ncsa postgresql ms-pl
    artistic-2.0 afl-3.0 ecl-2.0 cc0-1.0 unlicense wtfpl pddl cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0
    cdla-permissive-1.0 cdla-permissive-2.0 odc-by ofl-1.1 openmdw-1.0 openmdw-1.1 etalab-2.0`,
  copyleft: `gpl gpl-2.0 gpl-3.0 lgpl lgpl-2.1 lgpl-3.0 lgpl-lr agpl-3.0 mpl-2.0 epl-1.0 epl-2.0 eupl-1.1 eupl-1.2
    osl-3.0 lppl-1.3c gfdl cc-by-sa-3.0 cc-by-sa-4.0 odbl cdla-sharing-1.0`,
  "use-restricted": `openrail bigscience-openrail-m creativeml-openrail-m bigscience-bloom-rail-1.0 bigcode-openrail-m
    openrail++ llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 gemma grok2-community`,
  "non-commercial": `cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0
    cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 apple-amlr h-research intel-research
    fair-noncommercial-research-license deepfloyd-if-license`,
};

const classById: ReadonlyMap<string, LicenceClass> = new Map(
  (Object.keys(licenceIds) as (keyof typeof licenceIds)[]).flatMap((licenceClass) =>
    licenceIds[licenceClass].split(/\s+/).map((id): [string, LicenceClass] => [id, licenceClass]),
  ),
);

/** Ids of the Hub that say nothing by themselves. */
const wordlessIds: ReadonlySet<string> = new Set(["other", "unknown", "cc", "c-uda", "apple-ascl"]);

/** Whether a policy's entry is a class or an id that we know: anything else may be a slip, or newer than our table. */
export function isKnownLicence(entry: string): boolean {
  const name = entry.toLowerCase();
  return licenceClasses.some((each) => each === name) || classById.has(name) || wordlessIds.has(name);
}

/** The class of a licence id in lower case; null stands for a model that names none. */
export function classifyLicence(licence: string | null): LicenceClass {
  return (licence === null ? undefined : classById.get(licence)) ?? "unclear";
}
