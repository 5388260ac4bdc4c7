import { describeUrl } from "../../shared/http-failure.ts";
import { isLoopbackUrl } from "../../shared/loopback.ts";
import type { ProviderDeclaration } from "../dependencies.ts";

/** Where a declared server is, and how it knows who asks. */
export interface ServerAddress {
  /** The provider's declared name. */
  name: string;
  /** Without a slash at its end. */
  baseUrl: string;
  /** Null where it needs none. */
  key: string | null;
  /** The variable that holds the key; null where none is declared. */
  keyVariable: string | null;
}

/** A sentence where the declaration, or the environment, lacks something: then nothing can be asked. */
export type DeclaredAddress = { address: ServerAddress; fault: null } | { address: null; fault: string };

/** Reads a declaration. `variable` answers what the environment holds. */
export function readDeclaration(
  name: string,
  { baseUrl, apiKeyEnv }: ProviderDeclaration,
  variable: (name: string) => string | null,
): DeclaredAddress {
  if (baseUrl === undefined) {
    const fault = `The provider ${name} has no address: set providers.${name}.baseUrl in the policy, such as http://127.0.0.1:8000/v1.`;
    return { address: null, fault };
  }
  const key = apiKeyEnv === undefined ? null : variable(apiKeyEnv);
  if (apiKeyEnv !== undefined && key === null) {
    const fault = `The provider ${name} needs a key: set the environment variable ${apiKeyEnv}, which the policy names for it.`;
    return { address: null, fault };
  }
  return { address: { name, baseUrl: baseUrl.replace(/\/+$/, ""), key, keyVariable: apiKeyEnv ?? null }, fault: null };
}

/** Whether it runs on machines of the user's own, as the policy says, or by its address. */
export function isLocalServer({ local, baseUrl }: ProviderDeclaration): boolean {
  return local ?? (baseUrl !== undefined && isLoopbackUrl(baseUrl));
}

/** The server as it begins a sentence. */
export function whoIs({ name, baseUrl }: ServerAddress): string {
  return `${name} at ${describeUrl(baseUrl)}`;
}

/** What to do where the key is not accepted. */
export function keyAdvice({ keyVariable, name }: ServerAddress): string {
  return keyVariable === null
    ? `If it needs a key, name its variable as providers.${name}.apiKeyEnv in the policy.`
    : `Check ${keyVariable}.`;
}
