import type { DiscoveryReport, SourceDiscovery } from "../discovery/report.ts";
import type { Configuration } from "../domain/configuration.ts";
import { preferenceWords } from "../domain/preference.ts";
import { type TaskName, taskNames } from "../domain/task.ts";
import { type Policy, taskPolicyOf } from "../policy.ts";
import type { Catalogue } from "../providers/provider.ts";

export interface SourceFaultOptions {
  policy: Policy;
  configuration: Configuration | null;
  catalogues: readonly Catalogue[];
  /** Declared kinds that this version does not know. */
  unknown: readonly string[];
  report: DiscoveryReport;
}

/** The providers that the policy declares and has not turned off, and that are none of the catalogues. */
export function unaskedProviders(policy: Policy, catalogues: readonly Catalogue[]): string[] {
  const declared = Object.entries(policy.providers).filter(([, { enabled }]) => enabled);
  return declared.map(([name]) => name).filter((name) => !catalogues.some((catalogue) => catalogue.name === name));
}

/** What is wrong with the policy's providers: a kind that is not known, or none that is. */
function declarationFaults({ unknown, catalogues }: Pick<SourceFaultOptions, "unknown" | "catalogues">): string[] {
  const faults = unknown.map(
    (kind) =>
      `The policy declares a provider of the kind "${kind}", which this version does not know. Check its spelling.`,
  );
  if (catalogues.length > 0) return faults;
  return [...faults, "The policy declares no provider that can be asked for models."];
}

/** What the policy prefers that there is not. The update goes on without it: so a slip of the pen stops nothing. */
function preferenceFaults({ policy }: Pick<SourceFaultOptions, "policy">): string[] {
  const known: string[] = [...preferenceWords, ...Object.keys(policy.providers)];
  const others = policy.prefer.filter((each) => !known.includes(each));
  return others.map(
    (each) => `The policy prefers "${each}", which there is not. It can prefer these: ${known.join(", ")}.`,
  );
}

/** What is wrong with what a valid policy says of providers, as sentences. */
export function policyFaults(options: Pick<SourceFaultOptions, "policy" | "unknown" | "catalogues">): string[] {
  return [...declarationFaults(options), ...preferenceFaults(options)];
}

/** Whether the configuration or the policy names the source, or a model of it. */
function isInUse(source: string, { policy, configuration }: SourceFaultOptions): boolean {
  const pins = taskNames.map((task: TaskName) => taskPolicyOf(policy, task).pin);
  const configured = Object.values(configuration?.tasks ?? {}).flatMap(({ primary, fallbacks }) => [
    primary,
    ...fallbacks,
  ]);
  return policy.prefer.includes(source) || [...pins, ...configured].some((each) => each?.provider === source);
}

/** A source that is off is none's fault where nobody need have asked for it, and others are there. */
function isNote({ source, isOff }: SourceDiscovery, options: SourceFaultOptions): boolean {
  const { catalogues, report } = options;
  const isOptional = catalogues.some(({ name, isOptional }) => name === source && isOptional);
  return isOptional && isOff && report.sources.some((other) => !other.isOff) && !isInUse(source, options);
}

/** What went wrong, as sentences: with the policy, in the sources, and each listing that came empty. */
export function faultsOf(options: SourceFaultOptions): string[] {
  const { report } = options;
  const sources = report.sources.filter((source) => !isNote(source, options)).flatMap(({ errors }) => errors);
  const empty = report.tasks
    .flatMap((task) => task.sources)
    .filter(({ status }) => status === "empty")
    .flatMap(({ errors }) => errors);
  return [...policyFaults(options), ...sources, ...new Set(empty)];
}
