import { describe, expect, it } from "vitest";
import { piecesOf, type Reply, replyTo } from "../../demo/world/open-ai/reply.ts";

const model = "zai-org/GLM-5";

function answerTo(content: string, extra: object = {}): Reply {
  return replyTo(model, { messages: [{ role: "user", content }], ...extra });
}

function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

describe("a stand-in for a chat model", () => {
  it("speaks plainly where nothing else is asked for", () => {
    expect(answerTo("Why is the sky blue?").text).toMatch(/^This is the demo's stand-in for [^\n*|`]*way back\.$/);
  });

  it.each([
    ["Explain it with a table", ["\n| Part |"], ["```", "\n1. "]],
    ["Uma tabela e código, por favor", ["\n| Part |", "```typescript\n"], ["\n1. "]],
    ["Python code, please", ["```python\n"], ["typescript"]],
    ["Give me a list", ["\n1. ", "\n   - "], ["```", "| Part |"]],
    ["Show me Markdown", ["\n| Part |", "```typescript\n", "\n   - "], []],
  ])("writes the Markdown that is asked for: %s", (question, has, hasNot) => {
    const { text } = answerTo(question);
    for (const each of [...has, "**no real model**", "\n> ", "](https://"]) expect(text).toContain(each);
    for (const each of hasNot) expect(text).not.toContain(each);
  });

  it.each([
    ["A long answer, please", 600],
    ["A long answer of 1,500 words", 1_500],
    ["Uma resposta longa, por favor", 600],
    ["Escreve 300 palavras", 300],
    ["Something long, of 90000 words", 20_000],
  ])("talks as long as it is asked to: %s", (question, words) => {
    expect(countWords(answerTo(question).text)).toBe(words);
  });

  it.each(["How long is a day?", "Say it in 5 words", "A long text about the sea"])(
    "does not talk long because of %s",
    (question) => {
      expect(countWords(answerTo(question).text)).toBeLessThan(80);
    },
  );

  it("thinks first where it is asked to, apart from the answer or between tags", () => {
    const apart = answerTo("think about it");
    expect([apart.reasoning.length > 50, apart.text.includes("<think>")]).toEqual([true, false]);
    const tagged = answerTo("use think tags");
    expect([tagged.reasoning, /^<think>\n[^<]+\n<\/think>\n\nThis is/.test(tagged.text)]).toEqual(["", true]);
  });

  it("goes on with any of it where it was broken off", () => {
    const content = "a long answer with a table, code and a list";
    const whole = piecesOf(answerTo(content).text);
    for (const count of [3, 40, 90, 300]) {
      const begun = whole.slice(0, count).join("");
      const messages = [
        { role: "user", content },
        { role: "assistant", content: begun },
      ];
      expect(begun + replyTo(model, { messages }).text).toBe(whole.join(""));
    }
  });
});

describe("a stand-in that has the bot's tools", () => {
  const task = { type: "string", enum: ["conversational", "code-generation", "text-to-video"] };
  const tools = [
    toolOf("current_models", { task }),
    toolOf("ranking", { task, count: { type: "integer" } }, ["task"]),
    toolOf("model_facts", { model: { type: "string" } }, ["model"]),
    toolOf("recent_changes", {}),
  ];

  function toolOf(name: string, properties: object, required: string[] = []) {
    return { type: "function", function: { name, parameters: { type: "object", properties, required } } };
  }

  it.each([
    ["Which model do you use for code, and why?", "current_models", { task: "code-generation" }],
    ["Qual modelo usas?", "current_models", {}],
    ["What is best for video?", "ranking", { task: "text-to-video" }],
    ["What do you know of the model zai-org/GLM-5?", "model_facts", { model: "zai-org/GLM-5" }],
    ["Which models have changed lately?", "recent_changes", {}],
  ])("looks up what it is asked: %s", (question, name, values) => {
    const { toolCall, finish } = answerTo(question, { tools });
    expect([toolCall?.name, JSON.parse(toolCall?.arguments ?? "null"), finish]).toEqual([name, values, "tool_calls"]);
  });

  it("answers by itself where it is asked about something else", () => {
    expect(answerTo("What does a weathervane do?", { tools }).toolCall).toBeNull();
  });

  it("puts in words what the tools have answered, whatever it is", () => {
    const results = [{ tasks: [{ task: "code-generation", model: "a/b", score: 91, host: null }], revision: 3 }];
    const texts = [...results.map((each) => JSON.stringify(each)), "nothing else"];
    const told = texts.map((content) => ({ role: "tool", content }));
    const asked = { role: "user", content: "Which model for code?" };
    const called = { role: "assistant", content: null, tool_calls: [] };
    const one = replyTo(model, { tools, messages: [asked, called, ...told.slice(0, 1)] });
    expect(one.toolCall).toBeNull();
    expect(one.text).toContain("- task: code-generation, model: a/b, score: 91\n- **revision**: 3");
    expect(replyTo(model, { messages: [asked, called, ...told] }).text).toContain("nothing else");
  });
});
