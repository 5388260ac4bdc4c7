import type { Answers } from "./open-answers.ts";
import type { PipelineDependencies } from "./pipeline/dependencies.ts";

/** By what models are called to prove themselves: the chat's own router, so that both know of each other's faults. */
export function openProving({
  answers,
}: {
  /** Asked when it is wanted, since it is made later. */
  answers: () => Answers;
}): NonNullable<PipelineDependencies["proving"]> {
  return {
    async caller() {
      const { router, providers } = await answers().open({ seeds: false });
      return {
        call: (call) => router.callRoute(call),
        lacks(name) {
          const provider = providers().get(name);
          return provider === undefined ? `${name} is not turned on` : (provider.lacks ?? null);
        },
      };
    },
    // Loaded only here: other commands need no questions, and none of what judges answers.
    probes: async () => (await import("./verification/probes/table.ts")).probes,
  };
}
