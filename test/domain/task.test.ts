import { PIPELINE_DATA, PIPELINE_TYPES_SET } from "@huggingface/tasks";
import { describe, expect, it } from "vitest";
import { taskNames, taskOf } from "../../src/domain/task.ts";

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
