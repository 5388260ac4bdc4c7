import semver, { type SemVer } from "semver";
import type { Knowledge } from "../../domain/knowledge.ts";
import type { ModelIdentity } from "../../domain/route.ts";

/** A family's name, by its letters alone, and which of its generations a model is of. */
export interface Generation {
  family: string;
  version: SemVer;
}

/** "Qwen3.5", "gemma-3-27b", "DeepSeek-V3-0324", "phi-4": letters, then a number that is no size and no date. */
const generationMark =
  /^([a-z][a-z_-]*?)[-_ ]?v?(\d{1,2}(?:\.\d{1,2}){0,2})(?![\d.]*[a-z\d]*\d*[bmk](?:[^a-z]|$))(?![\dx])/i;
const versionAtEnd = /^([a-z][a-z_]*)[-_].*[-_]v(\d{1,2}(?:\.\d{1,2}){1,2})(?:[-_:]|$)/i;
const mostCharacters = 100;

/** The generation that a model's name tells; null where it tells none. */
export function generationOf(model: string): Generation | null {
  const name = model.slice(model.lastIndexOf("/") + 1).slice(0, mostCharacters);
  const found = generationMark.exec(name) ?? versionAtEnd.exec(name);
  const version = found && semver.coerce(found[2]);
  const family = found?.[1]?.toLowerCase().replace(/[^a-z]/g, "");
  return version && family ? { family, version } : null;
}

/** When the generations of families came, as far as earlier runs have seen their models. */
export interface GenerationBook {
  /** When an owner's first model of a later generation of the same family was created; null where none is known. */
  succeededAt(model: ModelIdentity, generation: Generation): number | null;
  /** When the first model of a generation was created, whoever's it is; null where none is known. */
  arrivedAt(generation: Generation): number | null;
}

interface Arrival {
  version: SemVer;
  at: number;
}

function ownerOf(model: string): string {
  return model.slice(0, Math.max(0, model.lastIndexOf("/"))).toLowerCase();
}

/** The earliest of each version. */
function note(arrivals: Map<string, Arrival[]>, key: string, { version, at }: Arrival): void {
  const known = arrivals.get(key) ?? [];
  const same = known.find((each) => semver.eq(each.version, version));
  if (same === undefined) known.push({ version, at });
  else same.at = Math.min(same.at, at);
  arrivals.set(key, known);
}

/** Reads all models of earlier runs once: a microsecond or two each. */
function readArrivals(knowledge: Knowledge): { byOwner: Map<string, Arrival[]>; byFamily: Map<string, Arrival[]> } {
  const byOwner = new Map<string, Arrival[]>();
  const byFamily = new Map<string, Arrival[]>();
  for (const identity of knowledge.models?.() ?? []) {
    const at = knowledge.past(identity)?.createdAt ?? null;
    const generation = at === null ? null : generationOf(identity.model);
    if (at === null || generation === null) continue;
    const arrival = { version: generation.version, at };
    note(byOwner, `${ownerOf(identity.model)}/${generation.family}`, arrival);
    note(byFamily, generation.family, arrival);
  }
  return { byOwner, byFamily };
}

/** A book of what the knowledge holds; read when it is first asked. */
export function createGenerationBook(knowledge: Knowledge): GenerationBook {
  let read: ReturnType<typeof readArrivals> | null = null;
  const arrivals = () => {
    read ??= readArrivals(knowledge);
    return read;
  };
  return {
    succeededAt({ model }, { family, version }) {
      const known = arrivals().byOwner.get(`${ownerOf(model)}/${family}`) ?? [];
      const later = known.filter((each) => semver.gt(each.version, version)).map(({ at }) => at);
      return later.length === 0 ? null : Math.min(...later);
    },
    arrivedAt({ family, version }) {
      return (
        arrivals()
          .byFamily.get(family)
          ?.find((each) => semver.eq(each.version, version))?.at ?? null
      );
    },
  };
}
