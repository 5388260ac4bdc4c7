import { resolve } from "node:path";
import { UsageError } from "./domain/errors.ts";

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];
export type LogFormat = "json" | "pretty";

export interface TelegramSettings {
  botToken: string;
  administratorIds: readonly number[];
  apiRoot: string;
  /** Null stands for long polling. */
  webhook: { url: string; secret: string } | null;
}

/** What the environment says, read once. A surface that is not asked for is null. */
export interface Settings {
  /** The folder that holds config/ and history/. */
  home: string;
  telegram: TelegramSettings | null;
  huggingFace: { token: string | null; endpoint: string; routerEndpoint: string };
  ollama: { host: string };
  replicate: { token: string | null; baseUrl: string };
  /** Null stands for SQLite under history/. */
  databaseUrl: string | null;
  http: { host: string; port: number; token: string | null } | null;
  /** Null where it is not set: then the kind of work and the output decide. */
  log: { level: LogLevel | null; format: LogFormat | null };
  /** A variable that the policy names, such as that of a declared provider's key; null where it is not set. */
  variable(name: string): string | null;
  /** Every value that must never be printed. */
  secrets: readonly string[];
}

// No message shows what a variable holds: a token that was put into the wrong one would stand there.
type Environment = Readonly<Record<string, string | undefined>>;

/** The variable's text; an empty one counts as not set, as in a file of settings that was only half filled in. */
function textOf(environment: Environment, name: string): string | null {
  const text = environment[name]?.trim();
  return text ? text : null;
}

function urlOf(environment: Environment, name: string, fallback: string): string {
  const text = textOf(environment, name) ?? fallback;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UsageError(`${name} must be an address such as ${fallback}, and what is set is none.`);
  }
  const { username, password } = new URL(text);
  if (username || password) {
    throw new UsageError(`${name} must not hold a user name or a password: addresses are shown in messages.`);
  }
  return text.replace(/\/+$/, "");
}

/** An address to which the program adds the path itself, so it must not end in it already. */
function rootOf(
  environment: Environment,
  name: string,
  { fallback, path }: { fallback: string; path: string },
): string {
  const url = urlOf(environment, name, fallback);
  if (url.endsWith(path)) throw new UsageError(`${name} must be the address without ${path}, such as ${fallback}.`);
  return url;
}

const ollamaPort = 11_434;

/**
 * Ollama's own variable is also read by its server: it may be a bare "host" or "host:port", whose missing parts are
 * added, and 0.0.0.0 stands for all addresses of a machine, of which this one's own is asked. With a scheme, a missing
 * port is the scheme's. https://docs.ollama.com/faq
 */
function ollamaHostOf(environment: Environment): string {
  const text = textOf(environment, "OLLAMA_HOST");
  const fallback = `http://127.0.0.1:${ollamaPort}`;
  if (text === null || text.includes("://")) return urlOf(environment, "OLLAMA_HOST", fallback);
  const withPort = /:\d+$/.test(text) ? text : `${text}:${ollamaPort}`;
  return urlOf({ OLLAMA_HOST: `http://${withPort.replace(/^0\.0\.0\.0:/, "127.0.0.1:")}` }, "OLLAMA_HOST", fallback);
}

function oneOf<T extends string>(environment: Environment, name: string, allowed: readonly T[]): T | null {
  const text = textOf(environment, name);
  if (text === null) return null;
  const found = allowed.find((each) => each === text.toLowerCase());
  if (!found) throw new UsageError(`${name} must be one of ${allowed.join(", ")}.`);
  return found;
}

function administratorIdsOf(environment: Environment): number[] {
  const text = textOf(environment, "ADMIN_IDS");
  if (text === null) return [];
  return text.split(",").map((part, position) => {
    const id = part.trim();
    if (!/^\d{1,15}$/.test(id)) {
      throw new UsageError(
        `ADMIN_IDS must be Telegram user ids separated by commas, such as 123456,789012; number ${position + 1} is none.`,
      );
    }
    return Number(id);
  });
}

/** Without the characters that an HTTP router reads as patterns. */
const plainPath = /^[\w.~/-]*$/;

function webhookOf(environment: Environment): TelegramSettings["webhook"] {
  const secret = textOf(environment, "WEBHOOK_SECRET");
  if (textOf(environment, "WEBHOOK_URL") === null) return null;
  const url = urlOf(environment, "WEBHOOK_URL", "https://bot.example.org/telegram");
  if (!plainPath.test(new URL(url).pathname)) {
    throw new UsageError(
      "WEBHOOK_URL must have a path of letters, digits, -, _, . and ~ only, such as https://bot.example.org/telegram.",
    );
  }
  if (textOf(environment, "HTTP_PORT") === null) {
    throw new UsageError("WEBHOOK_URL needs HTTP_PORT: the port on which Telegram's updates are taken.");
  }
  if (secret === null || !/^[\w-]{1,256}$/.test(secret)) {
    throw new UsageError(
      "WEBHOOK_URL needs WEBHOOK_SECRET: 1 to 256 letters, digits, - or _, so that nobody else can post there.",
    );
  }
  return { url, secret };
}

function telegramOf(environment: Environment): TelegramSettings | null {
  const administratorIds = administratorIdsOf(environment);
  const botToken = textOf(environment, "BOT_TOKEN");
  const apiRoot = urlOf(environment, "TELEGRAM_API_ROOT", "https://api.telegram.org");
  const webhook = webhookOf(environment);
  if (botToken === null) return null;
  if (!/^\d+:[\w-]+$/.test(botToken)) {
    throw new UsageError("BOT_TOKEN is not a bot's token: it looks like 123456:ABC-DEF and comes from @BotFather.");
  }
  if (administratorIds.length === 0) {
    throw new UsageError(
      "BOT_TOKEN needs ADMIN_IDS: the Telegram user ids, separated by commas, of those who may run the bot.",
    );
  }
  return { botToken, administratorIds, apiRoot, webhook };
}

/** What clients can send in a header as it stands: of a token with anything else in it, the right one would be refused. */
const visibleAscii = /^[\x21-\x7e]+$/;

function httpTokenOf(environment: Environment): string | null {
  const token = textOf(environment, "HTTP_TOKEN");
  if (token !== null && !visibleAscii.test(token)) {
    throw new UsageError(
      "HTTP_TOKEN must be visible ASCII characters without white space: programs can send no others as their key.",
    );
  }
  return token;
}

function httpOf(environment: Environment): Settings["http"] {
  const port = textOf(environment, "HTTP_PORT");
  if (port === null) return null;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError("HTTP_PORT must be a port from 0 to 65535.");
  }
  return {
    host: textOf(environment, "HTTP_HOST") ?? "127.0.0.1",
    port: Number(port),
    token: httpTokenOf(environment),
  };
}

function databaseUrlOf(environment: Environment): string | null {
  const text = textOf(environment, "DATABASE_URL");
  if (text !== null && !/^(postgres(ql)?|sqlite|file):/.test(text)) {
    throw new UsageError("DATABASE_URL must begin with postgres:// (or be left out for SQLite under history/).");
  }
  return text;
}

const secretNames = ["BOT_TOKEN", "HF_TOKEN", "REPLICATE_API_TOKEN", "HTTP_TOKEN", "WEBHOOK_SECRET", "DATABASE_URL"];

/** By these names the policy names keys (`apiKeyEnv`); one that is a word of few letters would blank out texts. */
const secretName = /(?:KEY|TOKEN|SECRET)$/;
const shortestSecret = 8;

function secretsOf(environment: Environment): string[] {
  const own = secretNames.map((name) => textOf(environment, name)).filter((secret) => secret !== null);
  const declared = Object.keys(environment)
    .filter((name) => secretName.test(name))
    .map((name) => textOf(environment, name))
    .filter((secret) => secret !== null && secret.length >= shortestSecret);
  return [...new Set([...own, ...(declared as string[])])];
}

/** Reads the environment. Throws a `UsageError` of one sentence that names the variable. */
export function parseSettings(environment: Environment): Settings {
  return {
    home: resolve(textOf(environment, "MODELVANE_HOME") ?? "."),
    telegram: telegramOf(environment),
    huggingFace: {
      token: textOf(environment, "HF_TOKEN"),
      endpoint: rootOf(environment, "HF_ENDPOINT", { fallback: "https://huggingface.co", path: "/api" }),
      routerEndpoint: rootOf(environment, "HF_ROUTER_ENDPOINT", {
        fallback: "https://router.huggingface.co",
        path: "/v1",
      }),
    },
    ollama: { host: ollamaHostOf(environment) },
    replicate: {
      token: textOf(environment, "REPLICATE_API_TOKEN"),
      baseUrl: urlOf(environment, "REPLICATE_BASE_URL", "https://api.replicate.com/v1"),
    },
    databaseUrl: databaseUrlOf(environment),
    http: httpOf(environment),
    log: {
      level: oneOf(environment, "LOG_LEVEL", logLevels),
      format: oneOf(environment, "LOG_FORMAT", ["json", "pretty"] as const),
    },
    variable: (name) => textOf(environment, name),
    secrets: secretsOf(environment),
  };
}
