/** How a benchmark's raw value becomes 0 to 100: `floor` is what guessing or a useless model gets. */
export interface BenchmarkScale {
  title: string;
  /** The raw value, in the benchmark's own unit, that counts as 0. */
  floor: number;
  /** The raw value that counts as 100: about what the best systems reach, so that the scale is used. */
  ceiling: number;
  /** Whether results are published as percentages; such a benchmark may also be reported as a share of 1. */
  isPercentage: boolean;
  /**
   * So hard that models really score below 1 %: a value up to 1 could be 0.8 % or 80 %, and says nothing.
   */
  isAmbiguousBelowOne?: true;
}

function percentage(title: string, floor: number, ceiling: number): BenchmarkScale {
  return { title, floor, ceiling, isPercentage: true };
}

/**
 * The benchmarks that count for our tasks, by the id of their dataset on the Hub. Floors are the chance level of
 * multiple-choice tests (4 choices: 25, 10 choices: 10), ceilings are rounded up from the best published results of
 * 2026; neither has to be exact, since every model is put on the same scale.
 */
export const benchmarkScales = {
  "TIGER-Lab/MMLU-Pro": percentage("MMLU-Pro", 10, 92),
  "Idavidrein/gpqa": percentage("GPQA", 25, 94),
  "cais/hle": { ...percentage("Humanity's Last Exam", 0, 60), isAmbiguousBelowOne: true },
  "openai/gsm8k": percentage("GSM8K", 0, 98),
  "MathArena/aime_2026": percentage("AIME 2026", 0, 100),
  "SWE-bench/SWE-bench_Verified": percentage("SWE-bench Verified", 0, 85),
  "ScaleAI/SWE-bench_Pro": { ...percentage("SWE-bench Pro", 0, 65), isAmbiguousBelowOne: true },
  "LEXam-Benchmark/LEXam": percentage("LEXam", 25, 90),
  "actava/chi-bench": percentage("chi-bench", 0, 100),
  "allenai/olmOCR-bench": percentage("olmOCR-bench", 0, 90),
  "llamaindex/ParseBench": percentage("ParseBench", 0, 100),
  "likaixin/ScreenSpot-Pro": percentage("ScreenSpot-Pro", 0, 80),
} as const satisfies Record<string, BenchmarkScale>;

export type BenchmarkName = keyof typeof benchmarkScales;

/** Results of the embeddings benchmark are published a dataset each ("mteb/arguana"). */
export const embeddingBenchmarkPrefix = "mteb/";
export const embeddingBenchmarkScale: BenchmarkScale = percentage("MTEB", 20, 85);

/** Metrics of the older model cards, by name. In an error rate, fewer is better: its floor is above its ceiling. */
export const modelCardMetricScales: Readonly<Record<string, BenchmarkScale>> = {
  accuracy: percentage("accuracy", 40, 98),
  f1: percentage("F1", 40, 95),
  exact_match: percentage("exact match", 30, 92),
  bleu: percentage("BLEU", 5, 50),
  rouge1: percentage("ROUGE-1", 15, 52),
  rouge2: percentage("ROUGE-2", 5, 28),
  rougel: percentage("ROUGE-L", 12, 45),
  wer: percentage("word error rate", 50, 2),
  cer: percentage("character error rate", 30, 1),
  pass_at_1: percentage("pass@1", 0, 95),
  "pass@1": percentage("pass@1", 0, 95),
};
