import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestBot, isFinal, type TestBot } from "../support/bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createTestBot();
}, 60_000);

afterAll(() => bot.remove());

afterEach(() => {
  bot.telegram.heal();
  bot.program.world.hub.heal();
  bot.program.world.router.heal();
});

const ask = (text: string) => bot.ask(bot.administrator, text, isFinal);

describe("/model", () => {
  it("tells the facts of a model, where it runs at which price, and what it is worth for which task", async () => {
    const { text } = await ask("/model Qwen/Qwen3.6-27B");
    expect(text).toMatch(/Licence: apache-2\.0 \(permissive\)\n27\.8B parameters\nCreated \d+ days ago\n/);
    expect(text).toMatch(/• ovhcloud, chat: live\n\$0\.47 in, \$2\.71 out per million tokens\n/);
    expect(text).toMatch(/first word after 0\.68 s, 58 tokens a second\n131k tokens of context · calls tools\n/);
    const score = bot.program.configuration().tasks["image-text-to-text"]?.primary.score?.toFixed(1);
    expect(text).toMatch(
      new RegExp(`\nimage-text-to-text\n${score} · first choice now\n\\d+ · \\d+ · \\d+ · \\d+, \\d+% known`),
    );
    expect(text).toContain("MMLU-Pro: 93 of 100");
    expect(text).not.toMatch(/\n\n\n/);
  });

  it("gives the commands that fit it, to be copied by a tap", async () => {
    const { text, entities } = await ask("/model Qwen/Qwen3.6-27B");
    const copied = entities.filter(({ type }) => type === "code").map((e) => text.slice(e.offset, e.offset + e.length));
    expect(copied).toEqual([
      "Qwen/Qwen3.6-27B",
      "/pin image-text-to-text Qwen/Qwen3.6-27B",
      "/ignore Qwen/Qwen3.6-27B",
    ]);
  });

  it("tells every reason why a model is not chosen", async () => {
    const { text } = await ask("/model black-forest-labs/FLUX.1-dev");
    expect(text).toContain("🔒 Gated");
    expect(text).toMatch(/Not chosen for text-to-image:\n• it is gated.*\n• its licence "other" is not one/);
  });

  it("marks a model that is pinned", async () => {
    await bot.program.run("pin", "--task", "summarization", "--model", "openai/gpt-oss-120b");
    expect((await ask("/model openai/gpt-oss-120b")).text).toMatch(/summarization\n.*first choice now · pinned/);
  });

  it("marks scores that do not reach the threshold", async () => {
    bot.program.writePolicy({ minimumScore: 95 });
    expect((await ask("/model Qwen/Qwen3.6-27B")).text).toContain("below the threshold of 95");
  });

  it("takes the address of a model's page for its id", async () => {
    const { text } = await ask("/model https://huggingface.co/Qwen/Qwen3.6-27B/");
    expect(text).toMatch(/^🔎 Qwen\/Qwen3\.6-27B\n/);
  });

  it("says so where there is no such model", async () => {
    expect((await ask("/model nobody/nothing")).text).toMatch(/^There is no model nobody\/nothing that I could find\./);
  });

  it("says why it could not be looked up", async () => {
    bot.program.world.hub.fail({ kind: "status", status: 500 });
    bot.program.world.router.fail({ kind: "status", status: 500 });
    const { text } = await ask("/model Qwen/Qwen3.6-27B");
    expect(text).toMatch(/answered 500: a fault on its side/);
  });

  it("shows how it is written where the model is missing", async () => {
    expect((await ask("/model")).text).toBe("Write it like this: /model <model>\nFor example: /model Qwen/Qwen3-32B");
  });

  it.each(["Qwen / Qwen3", "<script>/x", "../../etc", "huggingface:gpt2"])("refuses %j, which is no id", async (id) => {
    const { text } = await ask(`/model ${id}`);
    expect(text).toContain(`${id} cannot be a model's id. Ids look like Qwen/Qwen3-32B or llama3.2:3b;`);
  });

  it.each(["llama3.2:3b", "a/b/c"])("says why nobody could be asked for %j", async (id) => {
    const { text } = await ask(`/model ${id}`);
    expect(text).toContain('ids of the Hub look like "owner/name"');
    expect(text).toContain("Ollama does not answer at");
  });

  it("speaks Portuguese", async () => {
    const { text } = await bot.ask(bot.second, "/model Qwen/Qwen3.6-27B", isFinal);
    expect(text).toMatch(/Licença: apache-2\.0 \(permissiva\)\n27,8B parâmetros\nCriado há \d+ dias\n/);
    expect(text).toContain("MMLU-Pro: 93 em 100");
    expect(text).not.toMatch(/\b(the|of|in|days|licence|known|downloads|likes|live|hosts|calls|created|benchmark)\b/i);
  });

  it("is a command that a stranger does not have", async () => {
    const { text } = await bot.ask(bot.stranger, "/model Qwen/Qwen3.6-27B");
    expect(text).toMatch(/^I do not know \/model\./);
  });
});
