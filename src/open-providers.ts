import { join } from "node:path";
import type { Policy } from "./policy.ts";
import type { SharedDependencies } from "./providers/dependencies.ts";
import {
  type BenchmarkCache,
  type CachedLeaderboards,
  cachedLeaderboardsSchema,
  emptyLeaderboards,
} from "./providers/hugging-face/benchmark-cache.ts";
import type { Provider } from "./providers/provider.ts";
import { createProviders, type DeclaredProviders } from "./providers/registry.ts";
import { type DocumentDependencies, openJsonDocument } from "./shared/json-document.ts";

export interface OpenProviders {
  /** The policy's providers; made once for the same policy, so that what they remember lasts. */
  declared(policy: Policy): DeclaredProviders;
  /** The same by their names. */
  byName(policy: Policy): ReadonlyMap<string, Provider>;
}

function openBenchmarkCache({ home, ...dependencies }: DocumentDependencies): BenchmarkCache {
  const document = openJsonDocument<CachedLeaderboards>({
    ...dependencies,
    path: join(home, "history", "benchmarks.json"),
    schema: cachedLeaderboardsSchema,
    initial: emptyLeaderboards(),
  });
  return {
    read: () => document.read(),
    async write(value) {
      await document.update(() => value);
    },
  };
}

/** The providers, as policies declare them. */
export function openProviders(
  dependencies: Omit<SharedDependencies, "benchmarks">,
  documents: DocumentDependencies,
): OpenProviders {
  const shared = { ...dependencies, benchmarks: openBenchmarkCache(documents) };
  // The policy is read anew again and again; what it declares of providers is nearly always the same.
  let last: { declaration: string; declared: DeclaredProviders; byName: ReadonlyMap<string, Provider> } | null = null;

  function made(policy: Policy) {
    const declaration = JSON.stringify(policy.providers);
    if (last?.declaration !== declaration) {
      const declared = createProviders(policy, shared);
      last = { declaration, declared, byName: new Map(declared.providers.map((each) => [each.name, each])) };
    }
    return last;
  }

  const byPolicy = new WeakMap<Policy, ReadonlyMap<string, Provider>>();
  return {
    declared: (policy) => made(policy).declared,
    // Asked at every request, with the same policy until somebody changes it.
    byName(policy) {
      const known = byPolicy.get(policy);
      if (known) return known;
      const { byName } = made(policy);
      byPolicy.set(policy, byName);
      return byName;
    },
  };
}
