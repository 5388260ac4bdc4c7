import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../src/domain/errors.ts";
import { policySchema, taskPolicyOf } from "../src/policy.ts";
import { parsePolicy } from "../src/policy-file.ts";

const contractDefaults = {
  $schema: "./policy.schema.json",
  schedule: {
    update: "0 3 * * *",
    availability: "*/30 * * * *",
    speed: "0 */6 * * *",
    drift: "0 4 * * *",
    cleanup: "30 4 * * *",
    digest: "0 9 * * *",
    timeZone: "UTC",
    runOnStart: false,
  },
  autoApply: true,
  minimumScore: 60,
  minimumDownloads: 0,
  margin: 3,
  minimumAgeDays: 3,
  rollbackHoldDays: 30,
  fallbacks: 2,
  freeOnly: false,
  maximumPrice: null,
  allowGated: false,
  allowedLicences: ["permissive", "copyleft", "use-restricted"],
  preferredFamilies: ["Qwen", "DeepSeek", "Mistral", "Llama", "Phi", "Gemma", "Falcon", "StarCoder"],
  prefer: [],
  ignore: [],
  approved: [],
  preset: "balanced",
  hosts: "cheapest",
  minimumSpeed: null,
  verification: {
    enabled: true,
    candidates: 3,
    budget: null,
    calls: 1000,
    seconds: 600,
    unverified: "if-nothing-else",
  },
  steadiness: { misses: 2, changesPerRun: 10, changesPerMonth: 4 },
  guards: { enabled: true, newOwnerDays: 14, downloadJump: 20 },
  watching: {
    enabled: true,
    dailyBudget: 0.002,
    worseBy: 10,
    answers: 200,
    undecidedDays: 14,
    trialShare: 10,
    trialMethod: "fixed",
    quietHours: { from: "22:00", to: "07:00" },
  },
  routing: { firstTokenSeconds: 20, silenceSeconds: 30, mediaSeconds: 300, attempts: 6 },
  historyLimit: 30,
  revisionLimit: 30,
  retentionDays: 30,
  weights: { popularity: 30, performance: 35, recency: 15, compatibility: 20 },
  access: "administrators",
  chat: {
    people: [],
    groups: [],
    memory: true,
    memoryTokens: 8_000,
    messagesPerMinute: 20,
    maximumDailyCostPerPerson: 1,
    maximumDailyCost: 10,
  },
  telegram: { groups: [], dailyDigest: false },
  providers: { huggingface: { enabled: true }, ollama: { enabled: true }, replicate: { enabled: true } },
  tasks: {},
};

function refusalOf(document: unknown): string {
  try {
    parsePolicy(document, "policy.json");
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error("the policy was taken");
}

describe("the policy", () => {
  it("has the contract's defaults for every key", () => {
    expect(policySchema.parse({})).toEqual(contractDefaults);
  });

  it("of the repository is valid, and says what the defaults say", () => {
    const text = readFileSync(join(import.meta.dirname, "..", "config", "policy.json"), "utf8");
    expect(parsePolicy(JSON.parse(text), "policy.json")).toEqual(contractDefaults);
  });

  it("takes the contract's example of providers and tasks", () => {
    const policy = parsePolicy(
      {
        providers: {
          "my-vllm": { kind: "openai-compatible", baseUrl: "http://127.0.0.1:8000/v1", apiKeyEnv: "VLLM_KEY" },
        },
        tasks: { conversational: { pin: { provider: "huggingface", model: "zai-org/GLM-5" } } },
      },
      "policy.json",
    );
    expect(taskPolicyOf(policy, "conversational").pin).toEqual({
      provider: "huggingface",
      model: "zai-org/GLM-5",
      host: null,
    });
    expect(taskPolicyOf(policy, "translation")).toEqual({ enabled: true, pin: null, ignore: [] });
  });

  it.each([
    ["margin", { margin: "3" }, "expected number"],
    ["margin", { margin: -1 }, "expected number to be >=0"],
    ["minimumScore", { minimumScore: 101 }, "expected number to be <=100"],
    ["watching.quietHours.from", { watching: { quietHours: { from: "25:00" } } }, 'a time of day such as "22:00"'],
    ["watching.answers", { watching: { answers: 5 } }, "expected number to be >=20"],
    ["fallbacks", { fallbacks: 1.5 }, "expected int"],
    ["fallbacks", { fallbacks: 11 }, "expected number to be <=10"],
    ["historyLimit", { historyLimit: 0 }, "expected number to be >=1"],
    ["rollbackHoldDays", { rollbackHoldDays: 1e9 }, "expected number to be <=36500"],
    ["maximumPrice", { maximumPrice: "free" }, "expected number"],
    ["autoApply", { autoApply: "yes" }, "expected boolean"],
    ["access", { access: "friends" }, 'expected one of "administrators"|"listed"|"everyone"'],
    ["routing.attempts", { routing: { attempts: 0 } }, "expected number to be >=1"],
    ["routing.silenceSeconds", { routing: { silenceSeconds: 0 } }, "expected number to be >=1"],
    [
      "providers.mine.apiKeyEnv",
      { providers: { mine: { apiKeyEnv: "Secret word" } } },
      "that ends in KEY, TOKEN or SECRET",
    ],
    ["providers.mine.keepAlive", { providers: { mine: { keepAlive: "soon" } } }, ""],
    ["ignore", { ignore: "maker/model" }, "expected array"],
    ["ignore.1", { ignore: ["maker/model", 7] }, "expected string"],
    ["preferredFamilies.0", { preferredFamilies: [""] }, "expected string to have >=1 characters"],
    ["weights.recency", { weights: { recency: -5 } }, "expected number to be >=0"],
    [
      "weights",
      { weights: { popularity: 0, performance: 0, recency: 0, compatibility: 0 } },
      "expected at least one weight above 0",
    ],
    ["schedule", { schedule: null }, "expected object"],
    ["schedule.update", { schedule: { update: "every night" } }, 'expected a cron expression such as "0 3 * * *"'],
    ["schedule.update", { schedule: { update: "0 0 31 2 *" } }, "expected a cron expression"],
    ["schedule.timeZone", { schedule: { timeZone: "Mars" } }, "expected the name of a time zone"],
    ["tasks.conversational.pin", { tasks: { conversational: { pin: "maker/model" } } }, "expected object"],
    ["tasks.conversational.pin.model", { tasks: { conversational: { pin: {} } } }, "expected string"],
    ["tasks.conversational.enabled", { tasks: { conversational: { enabled: 1 } } }, "expected boolean"],
    ["providers.mine.baseUrl", { providers: { mine: { baseUrl: "localhost" } } }, "expected an address such as http"],
    ["providers.mine.baseUrl", { providers: { mine: { baseUrl: "ftp://host" } } }, "expected an address such as http"],
    ["providers.mine.baseUrl", { providers: { mine: { baseUrl: "http://me:word@host/v1" } } }, "without a user name"],
    ["(the whole file)", [], "expected object"],
    ["(the whole file)", null, "expected object"],
  ])("names %s where %j stands, and what was expected", (path, document, expected) => {
    const line = refusalOf(document).split("\n")[1] ?? "";
    expect(line.startsWith(`  ${path}: `)).toBe(true);
    expect(line).toContain(expected);
  });

  it.each([
    ["minimunScore", { minimunScore: 70 }],
    ["schedule.updates", { schedule: { updates: "0 3 * * *" } }],
    ["weights.speed", { weights: { speed: 10 } }],
    ["tasks.conversation", { tasks: { conversation: {} } }],
    ["tasks.translation.pinned", { tasks: { translation: { pinned: null } } }],
    ["tasks.translation.pin.modle", { tasks: { translation: { pin: { model: "a", modle: "b" } } } }],
    ["providers.huggingface.token", { providers: { huggingface: { token: "hf_not_shown" } } }],
    ["__proto__", JSON.parse('{"__proto__": {"margin": 50}}')],
  ])("refuses the unknown key %s by its name and without its value", (path, document) => {
    const message = refusalOf(document);
    expect(message).toContain(`  ${path}: is not a known key`);
    expect(message).not.toContain("hf_not_shown");
  });

  it("names all that is wrong at once", () => {
    expect(refusalOf({ margin: "x", fallbacks: -1, nope: true }).split("\n")).toHaveLength(4);
  });
});
