import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestBot, isFinal, labels, type TestBot } from "../support/bot.ts";

describe("a model that is not of the Hub", () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await createTestBot({
      world: { hasOllama: true, hasReplicate: true },
      prepare: ({ run }) => run("update", "--task", "conversational"),
    });
  });
  afterAll(() => bot.remove());

  const ask = (text: string) => bot.ask(bot.administrator, text, isFinal);
  const copied = ({ text, entities }: Awaited<ReturnType<typeof ask>>) =>
    entities.filter(({ type }) => type === "code").map(({ offset, length }) => text.slice(offset, offset + length));

  it("is found by /model by its bare id, with commands that fit it", async () => {
    const card = await ask("/model qwen3:8b");
    expect(card.text).toMatch(/^🔎 qwen3:8b\nLicence: apache-2\.0 \(permissive\)\n8\.2B parameters · Q4_K_M\n\n/);
    expect(card.text).toContain("• ollama, chat: live\nfree");
    expect(copied(card)).toEqual([
      "qwen3:8b",
      expect.stringMatching(/^\/pin \S+ ollama:qwen3:8b$/),
      "/ignore qwen3:8b",
    ]);
  });

  it("is found where its source is named before it, and not elsewhere", async () => {
    expect((await ask("/model ollama:qwen3:8b")).text).toMatch(/^🔎 qwen3:8b\n/);
    expect((await ask("/model replicate:acme/none")).text).toMatch(/^There is no model acme\/none that I could find\./);
  });

  it("is pinned where it is, by the command of its card", async () => {
    const [, pin = ""] = copied(await ask("/model gemma3:4b"));
    const { text } = await ask(pin);
    expect(text).toContain("is pinned to\ngemma3:4b · ollama\nIt serves from now on");
    expect(text).not.toContain("⚠️");
    const [, task = ""] = pin.split(" ");
    expect(bot.program.configuration().tasks[task]?.primary).toMatchObject({
      provider: "ollama",
      model: "gemma3:4b",
      host: null,
      interface: "chat",
    });
  });

  it("is pinned by its bare id too, the words in any order", async () => {
    const { text } = await ask("/pin llama3.2:latest summarization");
    expect(text).toContain("summarization is pinned to\nllama3.2:latest · ollama");
    const listing = await ask("/unpin");
    const { message } = await bot.tap(bot.administrator, listing, "Unpin summarization");
    expect(message.text).toContain("this stays: llama3.2:latest · ollama");
  });

  it("is pinned where somebody says that it is, although that source does not answer", async () => {
    bot.program.world.replicate?.fail({ kind: "status", status: 500 });
    const { text } = await ask("/pin text-to-image replicate:acme/painter");
    bot.program.world.replicate?.heal();
    expect(text).toContain("text-to-image is pinned to\nacme/painter · replicate");
  });

  it("warns of a task that it cannot serve", async () => {
    const { text } = await ask("/pin text-to-speech nomic-embed-text:latest");
    expect(text).toContain("nomic-embed-text:latest is known, but no host serves it for text-to-speech now.");
    await ask("/unpin text-to-speech");
  });

  it("is ignored by its bare id, and let in again by a tap", async () => {
    const done = await ask("/ignore conversational qwen3:8b");
    expect(done.text).toContain("🚫 qwen3:8b is not chosen any more for conversational.");
    expect((await ask("/model qwen3:8b")).text).toContain("• the policy ignores it");
    const { message } = await bot.tap(bot.administrator, done, "Undo");
    expect(message.text).toContain("✅ qwen3:8b may be chosen again for conversational.");
    expect((await ask("/ignore ollama:qwen3:8b")).text).toContain("🚫 qwen3:8b is not chosen any more for every task.");
    await bot.tap(bot.administrator, await ask("/ignore"), "✕ 1");
  });

  it("stands in /rank with its source", async () => {
    const ranking = await bot.ask(bot.administrator, "/rank feature-extraction", (message) =>
      labels(message).includes("As a picture"),
    );
    expect(ranking.text).toContain("nomic-embed-text:latest · ollama");
  });
});

describe("an id that two sources know", () => {
  it("is the Hub's, unless another source is named before it", async () => {
    const bot = await createTestBot({
      prepare: (program) => program.writePolicy({ providers: { twin: { kind: "huggingface" }, huggingface: {} } }),
    });
    try {
      const isPinned = ({ text }: { text: string }) => text.includes("is pinned to");
      const ask = (text: string) => bot.ask(bot.administrator, text, isPinned);
      expect((await ask("/pin translation Qwen/Qwen3-32B")).text).toContain("Qwen/Qwen3-32B · huggingface");
      expect((await ask("/pin translation twin:Qwen/Qwen3-32B")).text).toContain("Qwen/Qwen3-32B · twin");
    } finally {
      await bot.remove();
    }
  });
});
