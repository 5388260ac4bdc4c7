import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { UsageError } from "./domain/errors.ts";
import { presetNames, presets } from "./domain/preset.ts";
import { type Policy, policySchema } from "./policy.ts";
import { mergeDocuments } from "./shared/merge.ts";
import { describeIssue } from "./shared/validation.ts";

export interface PolicyReader {
  /** The policy as it stands now. Throws a `UsageError` that names the file, the path in it, and what was expected. */
  read(): Promise<Policy>;
}

/** Where people's policy stands, and where what is changed by commands is merged over it. */
export function policyPaths(home: string): { policy: string; local: string } {
  return { policy: join(home, "config", "policy.json"), local: join(home, "config", "policy.local.json") };
}

/** The text of a file; null where there is none. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new UsageError(`${path} cannot be read (${(error as Error).message}). Check the rights of the file.`);
  }
}

/** An editor that is just writing a file leaves a part of it to be read: so often is it looked at again, after so long. */
const [looks, pauseMs] = [3, 10];

async function readDocument(path: string): Promise<unknown> {
  for (let look = 1; ; look += 1) {
    const text = await readText(path);
    if (text === null) return {};
    try {
      // Some editors begin a file with a byte order mark.
      return JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch (error) {
      if (look === looks) {
        throw new UsageError(
          `${path} is not valid JSON: ${(error as Error).message}. Mend it, or remove it for the defaults.`,
        );
      }
    }
    await pause(pauseMs);
  }
}

/** The document with what its preset sets beneath it; a preset that there is not is left for the schema to refuse. */
function overPreset(document: unknown): unknown {
  const { preset } = Object(document) as { preset?: unknown };
  const name = presetNames.find((each) => each === preset);
  return name === undefined ? document : mergeDocuments(presets[name], document);
}

/** Checks a document against the policy's schema, over its preset; `name` stands in the message. */
export function parsePolicy(document: unknown, name: string): Policy {
  const parsed = policySchema.safeParse(overPreset(document), { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `${name} is not valid:\n${parsed.error.issues.map((issue) => `  ${describeIssue(issue)}`).join("\n")}`,
  );
}

/** Reads config/policy.json under `home` with config/policy.local.json laid over it, anew each time. */
export function createPolicyReader(home: string): PolicyReader {
  const paths = policyPaths(home);
  return {
    async read() {
      const [own, local] = [await readDocument(paths.policy), await readDocument(paths.local)];
      // Each by itself first, so that the message names the file that is wrong.
      parsePolicy(own, paths.policy);
      parsePolicy(local, paths.local);
      return parsePolicy(mergeDocuments(own, local), `${paths.policy} with ${paths.local} over it`);
    },
  };
}
