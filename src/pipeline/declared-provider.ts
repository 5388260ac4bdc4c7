import { UsageError } from "../domain/errors.ts";
import type { Policy } from "../policy.ts";

/** Throws a `UsageError` that names the declared ones, for a provider that the policy does not declare. */
export function expectDeclared(provider: string, policy: Policy): void {
  const declared = Object.keys(policy.providers);
  if (declared.includes(provider)) return;
  throw new UsageError(`The policy declares no provider "${provider}". It declares: ${declared.join(", ")}.`);
}
