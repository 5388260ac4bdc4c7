import { describe, expect, it } from "vitest";
import { createLogger } from "../../src/shared/logger.ts";

const botToken = "123456:AAH-notARealToken_0000000000000000";
const database = 'postgres://user:pa"ss\\word@host/db';

async function logTo(format: "json" | "pretty", level = "trace") {
  const written: string[] = [];
  const output = { write: (text: string) => written.push(text) };
  const logger = await createLogger({ level, format, output, secrets: [botToken, database] });
  return { logger, text: () => written.join("") };
}

describe.each(["json", "pretty"] as const)("the log as %s", (format) => {
  it("shows what was said", async () => {
    const { logger, text } = await logTo(format);
    logger.info({ task: "conversational" }, "The update begins.");
    expect(text()).toContain("The update begins.");
    expect(text()).toContain("conversational");
  });

  it("never shows a secret, wherever it stands", async () => {
    const { logger, text } = await logTo(format);
    const address = `https://api.telegram.org/bot${botToken}/getMe`;
    logger.warn(`It failed at ${address}`);
    logger.warn({ [botToken]: 1, deep: { deeper: { list: [database] } } }, "details");
    logger.error({ err: new Error(`no answer from ${address}`, { cause: new Error(database) }) }, "failed");
    logger.child({ address }).debug("child");
    logger.info({ address: encodeURIComponent(botToken) }, "encoded");
    expect(text()).toContain("[secret]");
    expect(text()).not.toMatch(/notARealToken|ss\\+word/);
  });

  it("shows neither tokens nor headers, also those that are not among the settings", async () => {
    const { logger, text } = await logTo(format);
    logger.info({ token: "unlisted-1", request: { headers: { authorization: "Bearer unlisted-2" } } }, "asked");
    logger.info({ headers: { cookie: "unlisted-3" }, bot: { botToken: "unlisted-4" } }, "asked");
    expect(text()).toContain("asked");
    expect(text()).not.toContain("unlisted");
  });

  it("keeps quiet below its level", async () => {
    const { logger, text } = await logTo(format, "warn");
    logger.info("quiet");
    logger.warn("loud");
    expect(text()).not.toContain("quiet");
    expect(text()).toContain("loud");
  });
});

it("is one JSON object a line", async () => {
  const { logger, text } = await logTo("json");
  logger.info("first\nline");
  logger.warn({ secret: database }, "second");
  const lines = text().trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["first\nline", "second"]);
});
