import type { Candidate } from "../../domain/candidate.ts";
import type { SourceCensus } from "./census.ts";
import { formsOf, nameKey, nameOf, ownerOf } from "./names.ts";

/** So many times the downloads make another model the known one of a name. */
const knownFactor = 100;

function declares({ lineage }: Candidate, model: string): boolean {
  return lineage?.bases.some((base) => base.toLowerCase() === model.toLowerCase()) ?? false;
}

/** Whether the owner is one of the hosts that serve the model: hosts keep copies of what they run. */
function isHostsCopy({ model, routes }: Candidate): boolean {
  const forms = formsOf(ownerOf(model));
  return routes.some(({ host }) => host !== null && formsOf(host).some((form) => forms.includes(form)));
}

/** Why the name looks borrowed, as a part of a sentence: a much more used model of another owner bears the same. */
export function borrowedNameReason(candidate: Candidate, census: SourceCensus): string | null {
  const bearer = census.bearers.get(nameKey(nameOf(candidate.model)));
  if (!bearer || bearer.owner === ownerOf(candidate.model)) return null;
  const factor = Math.round(bearer.downloads / Math.max(1, candidate.downloads ?? 0));
  if (factor < knownFactor || declares(candidate, bearer.model) || isHostsCopy(candidate)) return null;
  return `it bears the name of ${bearer.model}, which is ${factor.toLocaleString("en-US")} times as used, and does not say that it was made from it`;
}
