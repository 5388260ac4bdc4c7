import { describe, expect, it } from "vitest";
import { type Intent, intentNames, readIntent, type Utterance } from "../../src/chat/intent/intent.ts";
import { taskNames, taskOf } from "../../src/domain/task.ts";
import { heldOutMessages } from "./held-out-messages.ts";
import { englishMessages, type LabelledMessage, portugueseMessages, tunedMessages } from "./intent-messages.ts";

function read(text: string, rest: Partial<Utterance> = {}): Intent {
  return readIntent({ text, attachment: null, quoted: null, ...rest });
}

/** The messages that are read otherwise than they are labelled, of so many. */
function misread(messages: readonly LabelledMessage[]): { share: number; texts: string[] } {
  const wrong = messages.filter(([intent, text, circumstances]) => read(text, circumstances).name !== intent);
  return { share: 1 - wrong.length / messages.length, texts: wrong.map(([, text]) => text) };
}

describe("the intent of a message", () => {
  it("is read right for at least 95 % of the messages that the rules were written for", () => {
    expect(englishMessages.length).toBe(portugueseMessages.length);
    expect(tunedMessages.length).toBeGreaterThanOrEqual(160);
    const { share, texts } = misread(tunedMessages);
    expect(share, texts.join("\n")).toBeGreaterThanOrEqual(0.95);
  });

  it("is read right for at least 88 % of the messages that were written after the rules", () => {
    expect(heldOutMessages.length).toBeGreaterThanOrEqual(80);
    const { share, texts } = misread(heldOutMessages);
    expect(share, texts.join("\n")).toBeGreaterThanOrEqual(0.88);
  });

  it("is always one that a task of the table serves", () => {
    const known = new Set(taskNames.flatMap((name) => taskOf(name).intents));
    expect(intentNames.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each([
    "draw a conclusion",
    "desenhe um plano",
    "What is Python?",
    "how to draw a cat",
    "resume the download",
    "",
    "?",
  ])("is conversation for %j", (text) =>
    expect(read(text)).toEqual({ name: "conversation", text, order: null, targetLanguage: null }),
  );

  it("is found in a text that is decomposed, in capitals, or without accents", () => {
    expect(read("TRADUÇÃO DE BOM DIA PARA FRANCÊS".normalize("NFD"))).toMatchObject({ targetLanguage: "French" });
    expect(read("le em voz alta: ola").name).toBe("speech");
    expect(read("trasncribe this", { attachment: "recording" }).name).toBe("transcription");
  });

  it("is found at the beginning and at the end of a long text, and not in its middle", () => {
    const story = "The old man went to the sea and looked at it for a long time. ".repeat(60);
    expect(read(`summarize this: ${story}`)).toMatchObject({ name: "summarization", text: story.trim() });
    expect(read(`${story}\n\ntranslate this to German`)).toMatchObject({ name: "translation", text: story.trim() });
    expect(read(`${story}\nDraw a cat.\n${story}`).name).toBe("conversation");
    expect(read(`${story.replaceAll(".", "")} resume isso pfv`).name).toBe("summarization");
  });

  it("is code where a fence stands anywhere in the text", () => {
    expect(read(`${"word ".repeat(500)}\n\`\`\`\nx\n\`\`\`\n${"word ".repeat(500)}`).name).toBe("code_generation");
  });

  it.each(["a", "[", " ", "draw ", "please ", "can you ", "translate to ", "at a(", "e\u0301", "\n", "<div "])(
    "is read of 100,000 characters of %j",
    (unit) => {
      const text = unit.repeat(Math.ceil(100_000 / unit.length));
      expect(intentNames).toContain(read(text, { quoted: text }).name);
      expect(intentNames).toContain(read(`${text}!`).name);
    },
  );
});

describe("what an order is about", () => {
  it.each<[text: string, work: string, language: string | null]>([
    ["translate to French: hello", "hello", "French"],
    ["translate hello to french", "hello", "French"],
    ['Translate "good luck" into Portuguese please', "good luck", "Portuguese"],
    ["traduza para o francês olá meu amigo", "olá meu amigo", "French"],
    ["translate from english to pt-br: I am tired", "I am tired", "Brazilian Portuguese"],
    ["translate to klingon: we come in peace", "we come in peace", "Klingon"],
    ["how do you say good morning in French", "good morning", "French"],
    ["como é cachorro em espanhol?", "cachorro", "Spanish"],
    ["em inglês: onde fica a estação?", "onde fica a estação?", "English"],
    ["bom dia a todos, translate to english", "bom dia a todos", "English"],
    ["Please translate the following to German:\n\nFirst.\nSecond.", "First.\nSecond.", "German"],
    ["summarise this in 3 points: it rains. it pours.", "it rains. it pours.", null],
    ["resumo do filme matrix", "resumo do filme matrix", null],
    [
      "Dear sir, I apply. I have ten years of work.\n\nmake it shorter",
      "Dear sir, I apply. I have ten years of work.",
      null,
    ],
    ["can you draw me a picture of two dogs playing chess?", "two dogs playing chess", null],
    ["crie um logotipo para a minha padaria", "um logotipo para a minha padaria", null],
    ["say happy birthday out loud", "happy birthday", null],
    ["write a poem about rain", "write a poem about rain", null],
  ])("is cut out of %j", (text, work, language) => {
    expect(read(text)).toMatchObject({ text: work, targetLanguage: language });
  });

  it.each(["translate this", "resume isto", "make it more formal", "lê isto em voz alta", "draw this", "em voz alta"])(
    "is the message that %j replies to",
    (text) => expect(read(text, { quoted: "a red fox" })).toMatchObject({ text: "a red fox", order: text }),
  );

  it("keeps the order beside it, since that may say how", () => {
    expect(read("make it more formal: hey boss").order).toBe("make it more formal:");
    expect(read("translate hello to french").order).toBe("translate to french");
    expect(read("tell me a joke").order).toBeNull();
  });
});
