import { PIPELINE_DATA, PIPELINE_TYPES_SET } from "@huggingface/tasks";
import { describe, expect, it } from "vitest";
import { intentsOf } from "../../src/domain/intents.ts";
import { isTaskName, servesTask, taskNames, taskOf } from "../../src/domain/task.ts";

const known: ReadonlyMap<string, object> = new Map(Object.entries(PIPELINE_DATA));
const queried = [
  ...new Set(
    taskNames.flatMap((name) =>
      taskOf(name).lookups.flatMap((lookup) => (lookup.kind === "pipeline" ? lookup.pipelineTag : [])),
    ),
  ),
];

describe("the table of tasks", () => {
  it("queries some pipelines", () => {
    expect(queried).toContain("text-generation");
    expect(queried.length).toBeGreaterThan(10);
  });

  it.each(queried)("asks for the pipeline %s, which the Hub has and shows", (pipelineTag) => {
    const types: ReadonlySet<string> = PIPELINE_TYPES_SET;
    expect(types.has(pipelineTag)).toBe(true);
    const data = known.get(pipelineTag);
    expect(data).toBeDefined();
    expect(data && "hideInModels" in data && data.hideInModels).toBeFalsy();
  });

  it.each(["code-generation", "conversational", "text2text-generation"])(
    "finds %s elsewhere, since it is no pipeline of the Hub",
    (name) => {
      expect(known.has(name)).toBe(false);
      expect(queried).not.toContain(name);
    },
  );
});

describe("a task", () => {
  it("is known by its name, and nothing else is", () => {
    expect(isTaskName("conversational")).toBe(true);
    for (const name of ["", "Conversational", "constructor", "__proto__"]) expect(isTaskName(name)).toBe(false);
  });

  it.each(taskNames)("can be found, served and asked for: %s", (name) => {
    const { lookups, interfaces, intents, title } = taskOf(name);
    expect(lookups.length).toBeGreaterThan(0);
    expect(interfaces.length).toBeGreaterThan(0);
    expect(intents.length).toBeGreaterThan(0);
    expect(title).not.toBe("");
  });

  it("covers the original nine and the eight that were added", () => {
    const original = `text-generation code-generation conversational question-answering summarization translation
      text2text-generation fill-mask feature-extraction`;
    const added = `text-classification zero-shot-classification token-classification image-text-to-text text-to-image
      text-to-video automatic-speech-recognition text-to-speech`;
    expect([...taskNames].sort()).toEqual(`${original} ${added}`.split(/\s+/).sort());
  });

  it("is served by the interfaces of the table alone", () => {
    expect(servesTask(taskOf("summarization"), "chat")).toBe(true);
    expect(servesTask(taskOf("summarization"), "summarization")).toBe(true);
    expect(servesTask(taskOf("summarization"), "translation")).toBe(false);
    expect(servesTask(taskOf("fill-mask"), "chat")).toBe(false);
  });
});

describe("the intents", () => {
  it("name the tasks that serve them, in the table's order", () => {
    expect(intentsOf(taskNames)).toMatchObject({
      conversation: ["conversational", "text-generation"],
      code_generation: ["code-generation"],
    });
  });
});
