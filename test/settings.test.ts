import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../src/domain/errors.ts";
import { parseSettings } from "../src/settings.ts";

const token = "123456:AAH-notARealToken_0000000000000000";

function refusalOf(environment: Record<string, string>): string {
  try {
    parseSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error("the settings were taken");
}

describe("the settings", () => {
  it("need nothing: without a token there is no Telegram, without a port no HTTP", () => {
    expect(parseSettings({})).toEqual({
      home: resolve("."),
      telegram: null,
      huggingFace: { token: null, endpoint: "https://huggingface.co", routerEndpoint: "https://router.huggingface.co" },
      ollama: { host: "http://127.0.0.1:11434" },
      replicate: { token: null, baseUrl: "https://api.replicate.com/v1" },
      databaseUrl: null,
      http: null,
      log: { level: null, format: null },
      variable: expect.any(Function),
      secrets: [],
    });
  });

  it("take an empty or blank value for one that is not set", () => {
    const names = `BOT_TOKEN ADMIN_IDS TELEGRAM_API_ROOT HF_TOKEN HF_ENDPOINT HF_ROUTER_ENDPOINT OLLAMA_HOST
      REPLICATE_API_TOKEN REPLICATE_BASE_URL DATABASE_URL MODELVANE_HOME HTTP_HOST HTTP_PORT HTTP_TOKEN WEBHOOK_URL
      WEBHOOK_SECRET LOG_LEVEL LOG_FORMAT`.split(/\s+/);
    for (const blank of ["", "  "]) {
      const settings = parseSettings(Object.fromEntries(names.map((name) => [name, blank])));
      expect(settings).toEqual({ ...parseSettings({}), variable: expect.any(Function) });
    }
  });

  it("read every variable of the contract", () => {
    const settings = parseSettings({
      BOT_TOKEN: token,
      ADMIN_IDS: "42, 7",
      TELEGRAM_API_ROOT: "http://127.0.0.1:1/",
      HF_TOKEN: "hf_secret",
      HF_ENDPOINT: "http://127.0.0.1:2//",
      HF_ROUTER_ENDPOINT: "http://127.0.0.1:3/",
      OLLAMA_HOST: "192.168.1.5:11434",
      REPLICATE_API_TOKEN: "r8_secret",
      REPLICATE_BASE_URL: "http://127.0.0.1:4/v1/",
      DATABASE_URL: "postgres://user:password@host/modelvane",
      MODELVANE_HOME: "/srv/modelvane",
      HTTP_HOST: "0.0.0.0",
      HTTP_PORT: "8080",
      HTTP_TOKEN: "http_secret",
      WEBHOOK_URL: "https://bot.example.org/hook/",
      WEBHOOK_SECRET: "hook_secret-1",
      LOG_LEVEL: "DEBUG",
      LOG_FORMAT: "Pretty",
    });
    expect(settings).toEqual({
      home: "/srv/modelvane",
      telegram: {
        botToken: token,
        administratorIds: [42, 7],
        apiRoot: "http://127.0.0.1:1",
        webhook: { url: "https://bot.example.org/hook", secret: "hook_secret-1" },
      },
      huggingFace: { token: "hf_secret", endpoint: "http://127.0.0.1:2", routerEndpoint: "http://127.0.0.1:3" },
      ollama: { host: "http://192.168.1.5:11434" },
      replicate: { token: "r8_secret", baseUrl: "http://127.0.0.1:4/v1" },
      databaseUrl: "postgres://user:password@host/modelvane",
      http: { host: "0.0.0.0", port: 8080, token: "http_secret" },
      log: { level: "debug", format: "pretty" },
      variable: expect.any(Function),
      secrets: [
        token,
        "hf_secret",
        "r8_secret",
        "http_secret",
        "hook_secret-1",
        "postgres://user:password@host/modelvane",
      ],
    });
  });

  it("tell the variables that a policy names, and keep secret what their names say is one", () => {
    const settings = parseSettings({ VLLM_KEY: " vllm_secret ", SPARE_TOKEN: "", MONKEY: "tail", HOME: "/home/me" });
    expect(settings.variable("VLLM_KEY")).toBe("vllm_secret");
    expect(settings.variable("SPARE_TOKEN")).toBeNull();
    expect(settings.variable("NONE_KEY")).toBeNull();
    // A word of four letters would blank out half of every text.
    expect(settings.secrets).toEqual(["vllm_secret"]);
  });

  it.each([
    ["192.168.1.5", "http://192.168.1.5:11434"],
    ["ollama.lan:8080", "http://ollama.lan:8080"],
    ["0.0.0.0", "http://127.0.0.1:11434"],
    ["0.0.0.0:8080", "http://127.0.0.1:8080"],
    ["https://ollama.example.org/", "https://ollama.example.org"],
  ])("read OLLAMA_HOST as Ollama does: %s", (text, host) => {
    expect(parseSettings({ OLLAMA_HOST: text }).ollama.host).toBe(host);
  });

  it("listen on this machine alone, where a port is given and no host", () => {
    expect(parseSettings({ HTTP_PORT: "0" }).http).toEqual({ host: "127.0.0.1", port: 0, token: null });
  });

  it.each([
    ["ADMIN_IDS", { ADMIN_IDS: "me" }],
    ["ADMIN_IDS", { ADMIN_IDS: "42," }],
    ["ADMIN_IDS", { ADMIN_IDS: "-42" }],
    ["ADMIN_IDS", { BOT_TOKEN: token }],
    ["BOT_TOKEN", { BOT_TOKEN: "not-a-token-at-all", ADMIN_IDS: "42" }],
    ["TELEGRAM_API_ROOT", { TELEGRAM_API_ROOT: "telegram" }],
    ["HF_ENDPOINT", { HF_ENDPOINT: "huggingface.co" }],
    ["HF_ENDPOINT", { HF_ENDPOINT: "https://huggingface.co/api" }],
    ["HF_ENDPOINT", { HF_ENDPOINT: "file:///etc/passwd" }],
    ["HF_ROUTER_ENDPOINT", { HF_ROUTER_ENDPOINT: "https://router.huggingface.co/v1/" }],
    ["OLLAMA_HOST", { OLLAMA_HOST: "ftp://127.0.0.1" }],
    ["OLLAMA_HOST", { OLLAMA_HOST: "not an address" }],
    ["REPLICATE_BASE_URL", { REPLICATE_BASE_URL: "v1" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://user:the-password@host/db" }],
    ["HTTP_PORT", { HTTP_PORT: "http" }],
    ["HTTP_PORT", { HTTP_PORT: "65536" }],
    ["HTTP_PORT", { HTTP_PORT: "-1" }],
    ["HTTP_PORT", { HTTP_PORT: "80.5" }],
    ["HTTP_TOKEN", { HTTP_PORT: "0", HTTP_TOKEN: "two words" }],
    ["HTTP_TOKEN", { HTTP_PORT: "0", HTTP_TOKEN: "a\ttab" }],
    ["HTTP_TOKEN", { HTTP_PORT: "0", HTTP_TOKEN: "tökén" }],
    ["WEBHOOK_SECRET", { WEBHOOK_URL: "https://bot.example.org", HTTP_PORT: "0" }],
    [
      "WEBHOOK_SECRET",
      { WEBHOOK_URL: "https://bot.example.org", HTTP_PORT: "0", WEBHOOK_SECRET: "the secret with spaces" },
    ],
    ["HTTP_PORT", { WEBHOOK_URL: "https://bot.example.org/telegram", WEBHOOK_SECRET: "secret" }],
    ["WEBHOOK_URL", { WEBHOOK_URL: "https://bot.example.org/*", WEBHOOK_SECRET: "secret", HTTP_PORT: "0" }],
    ["WEBHOOK_URL", { WEBHOOK_URL: "https://bot.example.org/:hook", WEBHOOK_SECRET: "secret", HTTP_PORT: "0" }],
    ["WEBHOOK_URL", { WEBHOOK_URL: "bot.example.org", WEBHOOK_SECRET: "secret" }],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
    ["LOG_FORMAT", { LOG_FORMAT: "xml" }],
  ])("refuse a malformed value in one sentence that names %s: %j", (name, environment) => {
    const message = refusalOf(environment);
    expect(message).toContain(name);
    expect(message).toMatch(/^[^\n]+\.$/);
    expect(message.match(/[.!?] [A-Z]/)).toBeNull();
  });

  it("never show a secret in a refusal", () => {
    const secrets = { BOT_TOKEN: "not-a-token-at-all", WEBHOOK_SECRET: "the secret with spaces" };
    const environments = [
      { ...secrets, ADMIN_IDS: "42" },
      { ...secrets, WEBHOOK_URL: "https://bot.example.org", HTTP_PORT: "0" },
      { DATABASE_URL: "mysql://user:the-password@host/db" },
      { HTTP_PORT: "0", HTTP_TOKEN: "the token with spaces" },
    ];
    for (const environment of environments) {
      expect(refusalOf(environment)).not.toMatch(/not-a-token-at-all|with spaces|the-password/);
    }
  });
});
