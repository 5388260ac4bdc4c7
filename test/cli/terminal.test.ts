import { afterEach, describe, expect, it } from "vitest";
import { createTestProgram, type TestProgram, type TestProgramOptions } from "../support/program.ts";

let program: TestProgram;

async function open(options: TestProgramOptions): Promise<void> {
  program = await createTestProgram({ ...options, environment: { FORCE_COLOR: "1", ...options.environment } });
}

afterEach(() => program.remove());

const controlSequence = "\u001b[";
const update = () => program.run("update", "--dry-run", "--task", "fill-mask");

describe("in a terminal", () => {
  it("a spinner shows the phase and the counts, and the result has colours", async () => {
    await open({ terminalColumns: 100 });
    const { exitCode, output, errorOutput } = await update();
    expect(exitCode).toBe(0);
    expect(output).toContain(`${controlSequence}1mfill-mask`);
    expect(errorOutput).toMatch(/Looking for models/);
  });

  it("of no width there is no spinner, and the command ends", async () => {
    await open({ terminalColumns: 0 });
    const { exitCode, output, errorOutput } = await update();
    expect(exitCode).toBe(0);
    expect(errorOutput).toBe("");
    expect(output).toContain("jhu-clsp/mmBERT-base");
  });

  it("there are neither colours nor a spinner where NO_COLOR is set", async () => {
    await open({ terminalColumns: 100, environment: { NO_COLOR: "1" } });
    const { output, errorOutput } = await update();
    expect(`${output}${errorOutput}`).not.toContain(controlSequence);
    expect(errorOutput).toBe("");
  });

  it("a narrow one gets the table wrapped, with every model's id whole", async () => {
    await open({ terminalColumns: 60, environment: { NO_COLOR: "1" } });
    const { output } = await program.run("update", "--dry-run");
    expect(output).not.toContain("…");
    const words = output.replaceAll(/\s+/g, "");
    expect(words).toContain("distilbert/distilbert-base-uncased-finetuned-sst-2-english");
  });

  it("--json prints the document alone", async () => {
    await open({ terminalColumns: 100 });
    const { output, errorOutput } = await program.run("update", "--dry-run", "--json");
    expect(JSON.parse(output)).toHaveProperty("outcome", "dry-run");
    expect(errorOutput).toBe("");
  });
});
