import { describe, expect, it } from "vitest";
import type { ChatInput, PipelineInput } from "../../src/domain/input.ts";
import type { TaskName } from "../../src/domain/task.ts";
import type { Ask } from "../../src/routing/request.ts";
import { chat, routeTo, setStage } from "./stage.ts";

const plain: PipelineInput = {
  kind: "pipeline",
  text: "Bom dia",
  context: null,
  labels: [],
  targetLanguage: null,
  sourceLanguage: null,
  files: [],
};
const picture = { bytes: new Uint8Array([1, 2, 3]), mediaType: "image/png", name: "a.png" };
const recording = { bytes: new Uint8Array([1]), mediaType: "audio/mpeg", name: null };

/** What the route was called with; undefined where it was not. */
async function inputOf(ask: Ask, spoken: string, task: TaskName = "conversational") {
  const stage = setStage();
  const route = routeTo("a/model", { interface: spoken });
  await stage.answer({ ask, target: { task }, ownChoice: route });
  return stage.calls[0]?.input;
}

const asChat = (...messages: ChatInput["messages"]): ChatInput => ({ kind: "chat", messages, options: {} });
const user = (content: string) => ({ role: "user" as const, content });
const system = (content: string) => ({ role: "system" as const, content });

describe("what is asked", () => {
  it("goes as it is to a route that takes it so", async () => {
    expect(await inputOf(chat(), "chat")).toEqual(chat());
    expect(await inputOf(plain, "summarization")).toEqual(plain);
    const embedding = { kind: "embedding" as const, texts: ["a", "b"], dimensions: 8 };
    expect(await inputOf(embedding, "feature-extraction")).toEqual(embedding);
  });

  it("goes to a chat model as the user's words alone, where the task has no instruction", async () => {
    expect(await inputOf(plain, "chat")).toEqual(asChat(user("Bom dia")));
  });

  it("goes to a chat model with the task's instruction", async () => {
    const ask = { ...plain, targetLanguage: "English", sourceLanguage: "Portuguese" };
    expect(await inputOf(ask, "chat", "translation")).toEqual(
      asChat(
        system("Translate the text into the language that is named. Answer with the translation alone."),
        user("Bom dia\n\nThe text's language: Portuguese\n\nThe language to translate into: English"),
      ),
    );
    expect(await inputOf({ ...plain, labels: ["good", "bad"] }, "chat", "zero-shot-classification")).toMatchObject({
      messages: [{}, { content: "Bom dia\n\nThe labels: good, bad" }],
    });
    expect(await inputOf({ ...plain, context: "A greeting." }, "chat", "question-answering")).toMatchObject({
      messages: [{}, { content: "Bom dia\n\nThe text:\nA greeting." }],
    });
  });

  it("takes its pictures along, both ways", async () => {
    const url = "data:image/png;base64,AQID";
    const shown = {
      role: "user" as const,
      content: [
        { type: "text", text: "Bom dia" },
        { type: "image_url", image_url: { url } },
      ],
    };
    expect(await inputOf({ ...plain, files: [picture] }, "chat", "image-text-to-text")).toEqual(asChat(shown));
    const file = { bytes: Buffer.from([1, 2, 3]), mediaType: "image/png", name: null };
    expect(await inputOf(asChat(shown), "image-text-to-text")).toEqual({ ...plain, files: [file] });
  });

  it("goes to a pipeline as the last that the user said", async () => {
    const talk = asChat(user("Hello"), { role: "assistant", content: "Hi" }, user("Bom dia"), {
      role: "assistant",
      content: "?",
    });
    expect(await inputOf(talk, "summarization")).toEqual(plain);
  });

  it("goes as a text to embed to a route that makes vectors", async () => {
    const embedding = { kind: "embedding", texts: ["Bom dia"], dimensions: null };
    expect(await inputOf(plain, "sentence-similarity")).toEqual(embedding);
    expect(await inputOf(chat("Bom dia"), "feature-extraction")).toEqual(embedding);
  });

  it.each<[string, Ask, string]>([
    ["a recording to a chat model", { ...plain, files: [recording] }, "chat"],
    ["texts to embed to a chat model", { kind: "embedding", texts: ["a"], dimensions: null }, "chat"],
    ["a talk in which the user says nothing to a pipeline", asChat(system("Hello")), "summarization"],
    ["tools to a pipeline", chat("Hello", { tools: [{}] }), "summarization"],
    ["a response format to a pipeline", chat("Hello", { response_format: { type: "json_object" } }), "summarization"],
  ])("does not go as %s", async (_what, ask, spoken) => {
    const stage = setStage([routeTo("a/model", { interface: spoken })]);
    expect((await stage.answer({ ask })).attempts).toEqual([]);
  });
});
