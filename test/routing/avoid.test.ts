import { describe, expect, it } from "vitest";
import { chat, failure, finish, plays, read, routeTo, setStage, text } from "./stage.ts";

const model = (name: string) => ({ provider: "huggingface", model: name });

describe("models that are to be avoided", () => {
  it("are asked last", async () => {
    const stage = setStage();
    const { attempts } = await stage.answer({ avoid: [model("a/first")] });
    expect(attempts).toEqual(["b/second fallback answered"]);
  });

  it("still answer where nobody else can", async () => {
    const stage = setStage([routeTo("a/first")]);
    expect((await stage.answer({ avoid: [model("a/first")] })).attempts).toEqual(["a/first primary answered"]);
  });

  it("may be a person's own choice", async () => {
    const stage = setStage();
    const { attempts } = await stage.answer({ ownChoice: routeTo("o/own"), avoid: [model("o/own"), model("a/first")] });
    expect(attempts).toEqual(["b/second fallback answered"]);
  });
});

describe("a chat whose tools are not to be called any more", () => {
  it("is continued by another model when it breaks off", async () => {
    const stage = setStage();
    stage.scripts["a/first"] = plays(text("Half an "), failure("broken"));
    stage.scripts["b/second"] = plays(text("answer."), finish);
    const tools = [{ type: "function", function: { name: "look" } }];
    const { events } = await read(await stage.ask({ ask: chat("Hi", { tools, tool_choice: "none" }) }));
    expect(events.flatMap((event) => (event.type === "text" ? [event.text] : [])).join("")).toBe("Half an answer.");
  });
});
