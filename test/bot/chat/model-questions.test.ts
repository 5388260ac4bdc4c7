import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { TestBot } from "../../support/bot.ts";
import { createChatBot, isAnswer } from "./chat-bot.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await createChatBot();
}, 60_000);

afterAll(() => bot.remove());

afterEach(() => bot.program.world.router.heal());

interface Sent {
  messages: { role: string; content: string | null }[];
  tools?: { function: { name: string } }[];
}

const chats = () =>
  bot.program.world.router.requests
    .filter(({ url }) => url.includes("/chat/completions"))
    .map(({ body }) => JSON.parse(body.toString()) as Sent);

const codeModel = () => bot.program.configuration().tasks["code-generation"]?.primary.model ?? "?";

describe("a question about the bot's own models", () => {
  it("is answered by the model from what it looks up", async () => {
    const answer = await bot.ask(bot.administrator, "Which model do you use for code, and why?", isAnswer);
    expect(answer.text).toContain(codeModel());
    const [offered, told] = chats().slice(-2);
    expect(offered?.tools?.map((tool) => tool.function.name)).toEqual([
      "current_models",
      "ranking",
      "model_facts",
      "recent_changes",
    ]);
    expect(told?.messages.at(-1)).toMatchObject({ role: "tool" });
    expect(told?.messages.at(-1)?.content).toContain(codeModel());
  });

  it("tells the model nothing of who has set runs off, and no secret", async () => {
    await bot.ask(bot.administrator, "What has changed lately in your models?", isAnswer);
    const sent = JSON.stringify(chats().at(-1));
    expect(sent).toContain("recent_changes");
    for (const secret of ["telegram:1001", "1001", "hf_demo", "DEMO-token"]) expect(sent).not.toContain(secret);
  });

  it("is answered from the facts themselves where no model can be reached", async () => {
    bot.program.world.router.fail({ kind: "status", status: 503 });
    const answer = await bot.ask(bot.administrator, "Which model do you use for code, and why?", ({ text }) =>
      text.includes("Why:"),
    );
    expect(answer.text).toContain(codeModel());
    // Routes that have failed rest for a while.
    bot.program.clock.advance(3_600_000);
  });

  it("offers no tools to any other question", async () => {
    await bot.ask(bot.administrator, "Why is the sky blue?", isAnswer);
    expect(chats().at(-1)?.tools).toBeUndefined();
  });
});

describe("the same question to a model that calls no tools", () => {
  beforeAll(async () => {
    // A person's own choice of which nobody knows that it calls tools.
    const models = bot.program.configuration().tasks["text-generation"];
    expect(models).toBeDefined();
    for (const person of [bot.administrator, bot.second]) await bot.ask(person, "/use chat google/gemma-2-9b-it");
  });

  it.each([
    ["Which model do you use for code, and why?", () => codeModel(), "Why:"],
    [
      "What is best for video?",
      () => bot.program.configuration().tasks["text-to-video"]?.primary.model ?? "?",
      "Best for: Videos",
    ],
    ["Which models do you use?", () => codeModel(), "What serves each task"],
    ["Tell me about the model Qwen/Qwen3.6-27B", () => "Qwen/Qwen3.6-27B", "per million tokens"],
    ["What has changed lately in your models?", () => codeModel(), "The last changes"],
  ])("%j is answered from the facts themselves", async (question, model, words) => {
    const before = chats().length;
    const answer = await bot.ask(bot.administrator, question, ({ text }) => text.includes(words));
    expect(answer.text).toContain(model());
    expect(answer.text).not.toContain("telegram:");
    expect(chats().length).toBe(before);
  });

  it("is answered in the person's language", async () => {
    const answer = await bot.ask(bot.second, "Que modelo usas para código, e porquê?", ({ text }) =>
      text.includes("Porquê:"),
    );
    expect(answer.text).toContain(codeModel());
  });

  it("looks at the market once, whoever asks", async () => {
    const count = () => bot.program.world.hub.requests.length;
    await bot.ask(bot.administrator, "What is best for speech?", ({ text }) => text.includes("Best for"));
    const after = count();
    await bot.ask(bot.second, "Qual é o melhor para fala?", ({ text }) => text.includes("Os melhores para"));
    expect(count()).toBe(after);
  });
});
