import { z } from "zod";
import type { CalibrationResult } from "../table.ts";

const schema = z.record(
  z.string(),
  z.object({ link: z.string().nullish(), "pass@1": z.record(z.string(), z.number().nullable()) }),
);

const hubAddress = /^https:\/\/huggingface\.co\/([^/?#]+\/[^/?#]+)/;

/** Shares of programs that pass stricter tests (HumanEval+), of models that name their place on the Hub. */
export function readEvalPlus(text: string): CalibrationResult[] {
  return Object.values(schema.parse(JSON.parse(text))).flatMap(({ link, "pass@1": passed }) => {
    const id = hubAddress.exec(link ?? "")?.[1];
    const value = passed["humaneval+"];
    return id === undefined || value === null || value === undefined ? [] : [{ id, test: "HumanEval+", value }];
  });
}
