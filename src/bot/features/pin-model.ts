import type { App } from "../../app.ts";
import { isHubModelId } from "../../domain/model-id.ts";
import type { ModelInspection } from "../../pipeline/inspect-model.ts";
import type { Policy } from "../../policy.ts";
import { messageOf } from "../../shared/file-fault.ts";
import { hub, type NamedModel } from "../model-names.ts";

/** Where a model was found, or why it was not. */
export type Sighting =
  | { kind: "found"; provider: string; inspection: ModelInspection }
  /** It could not be looked up, but it is clear whose it is: a person's word counts. */
  | { kind: "unseen"; provider: string }
  | { kind: "unknown" }
  /** It could not be looked up, and nobody knows whose it is. `reason` is a sentence. */
  | { kind: "unclear"; reason: string };

interface SightingOptions {
  app: Pick<App, "inspectModel">;
  policy: Policy;
  signal: AbortSignal;
}

type Look = ModelInspection | null | { reason: string };

async function look({ model, provider }: NamedModel, { app, signal }: SightingOptions): Promise<Look> {
  try {
    return await app.inspectModel({ model, provider: provider ?? undefined, signal });
  } catch (error) {
    return { reason: messageOf(error) };
  }
}

function sightingOf(seen: Look, provider: string | null): Sighting {
  if (seen === null) return { kind: "unknown" };
  if ("candidate" in seen) return { kind: "found", provider: seen.provider, inspection: seen };
  return provider === null ? { kind: "unclear", reason: seen.reason } : { kind: "unseen", provider };
}

/**
 * Finds out whose a model is. Where nobody has said it, the Hub's counts before others with the same id; a model with an
 * id like the Hub's is taken for one of the Hub's while that cannot be asked, and no other source knows it.
 */
export async function sight(named: NamedModel, options: SightingOptions): Promise<Sighting> {
  const mayBeHubs = isHubModelId(named.model) && options.policy.providers[hub]?.enabled === true;
  if (named.provider !== null || !mayBeHubs) return sightingOf(await look(named, options), named.provider);
  const there = sightingOf(await look({ ...named, provider: hub }, options), hub);
  if (there.kind === "found") return there;
  const anywhere = sightingOf(await look(named, options), null);
  return anywhere.kind === "unclear" && there.kind === "unseen" ? there : anywhere;
}
