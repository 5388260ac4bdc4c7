import { describe, expect, it } from "vitest";
import { AnswerBrokenError } from "../../src/routing/errors.ts";
import { chat, configure, factsOf, failure, plays, routeTo, says, setStage, text } from "./stage.ts";

/** What becomes of an answer with these options that breaks off half-way. */
async function brokenWith(options: Record<string, unknown>) {
  const stage = setStage();
  stage.scripts["a/first"] = plays(text('{"a": 1, '), failure("busy"));
  stage.scripts["b/second"] = says("and more");
  return await stage.answer({ ask: chat("Hello", options) });
}

const schema = { type: "object", properties: { a: { type: "integer" } } };
const look = { name: "look", parameters: schema };

describe("an answer in a form of its own", () => {
  it.each<[string, Record<string, unknown>]>([
    ["functions", { functions: [look] }],
    ["a call of a function", { functions: [look], function_call: { name: "look" } }],
    ["a response format", { response_format: { type: "json_schema", json_schema: { schema } } }],
    ["a response format by its name", { response_format: "json_object" }],
    ["vLLM's guided JSON", { guided_json: schema }],
    ["vLLM's guided pattern", { guided_regex: "[a-z]+" }],
    ["vLLM's guided choice", { guided_choice: ["yes", "no"] }],
    ["vLLM's guided grammar", { guided_grammar: "root ::= yes" }],
    ["vLLM's structured outputs", { structured_outputs: { json: schema } }],
    ["SGLang's pattern", { regex: "[a-z]+" }],
    ["SGLang's grammar", { ebnf: "root ::= yes" }],
    ["llama.cpp's grammar", { grammar: "root ::= yes" }],
    ["llama.cpp's schema", { json_schema: schema }],
    ["Ollama's format", { format: "json" }],
    ["probabilities", { logprobs: true, top_logprobs: 3 }],
    ["several answers", { n: 2 }],
  ])("is not continued by another model as plain text: %s", async (_what, options) => {
    const { error, text: written, attempts } = await brokenWith(options);
    expect(error).toBeInstanceOf(AnswerBrokenError);
    expect(written).toBe('{"a": 1, ');
    expect(attempts).toEqual(["a/first primary busy"]);
  });

  it.each<[string, Record<string, unknown>]>([
    ["text", { response_format: { type: "text" } }],
    [
      "nothing",
      { response_format: null, functions: [], guided_choice: [], grammar: "", format: "", json_schema: null },
    ],
    ["no probabilities", { logprobs: false, top_logprobs: 0 }],
    ["one answer", { n: 1 }],
    ["other things", { temperature: 0, seed: 1, stop: ["."] }],
  ])("is none where the request names %s", async (_what, options) => {
    const { error, attempts } = await brokenWith(options);
    expect(error).toBeNull();
    expect(attempts).toEqual(["a/first primary busy", "b/second fallback answered"]);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ["functions", { functions: [look] }, ["c/third"]],
    ["a grammar", { grammar: "root ::= yes" }, ["b/second"]],
    ["probabilities", { logprobs: true }, ["a/first"]],
  ])("with %s goes only to models that can give it", async (_what, options, models) => {
    const task = "summarization";
    const routes = [routeTo("a/first", { interface: task }), routeTo("b/second"), routeTo("c/third")];
    const stage = setStage();
    stage.configuration = configure(routes, { task });
    stage.facts = routes.map((route) => factsOf(route, { supportsTools: route.model !== "b/second" }));
    await stage.answer({ target: { task }, ask: chat("Hello", options) });
    expect(stage.calls.map(({ route }) => route.model)).toEqual(models);
  });
});
