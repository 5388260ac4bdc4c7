import type { AnswerData } from "../../domain/answer.ts";
import type { MediaFile, PipelineInput } from "../../domain/input.ts";
import { type AnswerCheck, guarded, type TextCheck } from "../checkers/check.ts";
import { ofText } from "../checkers/said.ts";
import type { Probe, ProbeAnswer } from "../probe.ts";

/** Models that think first take most of it for that; the answers themselves are of some words. */
const usualTokens = 2_048;

/** An answer of words, files or data. */
export function answer({ text = "", files = [], data = null }: Partial<ProbeAnswer>): ProbeAnswer {
  return { text, files, data };
}

export interface ChatProbeOptions {
  id: string;
  question: string;
  check: TextCheck;
  /** An answer that is right. */
  reference: string;
  maximumTokens?: number;
}

/** A question as a chat, at a temperature of 0. */
export function chatProbe({ id, question, check, reference, maximumTokens = usualTokens }: ChatProbeOptions): Probe {
  return {
    id,
    ask: { kind: "chat", messages: [{ role: "user", content: question }], options: { temperature: 0 } },
    maximumTokens,
    check: guarded(ofText(question, check)),
    reference: answer({ text: reference }),
  };
}

/** What a pipeline is given, without what most do not take. */
export type PipelineAsk = Pick<PipelineInput, "text"> & Partial<Omit<PipelineInput, "kind" | "text">>;

export interface PipelineProbeOptions {
  id: string;
  ask: PipelineAsk;
  check: AnswerCheck;
  reference: Partial<ProbeAnswer>;
  /** Null where no text is answered. */
  maximumTokens: number | null;
}

/** A question as a pipeline takes it, which chat models get in words. */
export function pipelineProbe({ id, ask, check, reference, maximumTokens }: PipelineProbeOptions): Probe {
  const nothing = { context: null, labels: [], targetLanguage: null, sourceLanguage: null, files: [] };
  return {
    id,
    ask: { kind: "pipeline", ...nothing, ...ask },
    maximumTokens,
    check: guarded(check),
    reference: answer(reference),
  };
}

/** The same, where the answer is a text. */
export function textProbe(options: {
  id: string;
  ask: PipelineAsk;
  check: TextCheck;
  reference: string;
  maximumTokens?: number;
}): Probe {
  const { id, ask, check, reference, maximumTokens = usualTokens } = options;
  return pipelineProbe({ id, ask, check: ofText(ask.text, check), reference: { text: reference }, maximumTokens });
}

/** The same, where the answer is data. */
export function dataProbe(options: { id: string; ask: PipelineAsk; check: AnswerCheck; reference: AnswerData }): Probe {
  return pipelineProbe({ ...options, reference: { data: options.reference }, maximumTokens: null });
}

/** A file that is bundled as text. */
export function bundledFile(base64: string, mediaType: string, name: string): MediaFile {
  return { bytes: new Uint8Array(Buffer.from(base64, "base64")), mediaType, name };
}
