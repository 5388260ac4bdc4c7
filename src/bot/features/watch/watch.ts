import type { FeatureDependencies } from "../../context.ts";
import type { Feature } from "../../feature.ts";
import { backButton } from "./back.ts";
import { keepButton } from "./keep.ts";
import { lookButton } from "./look.ts";
import { beginTrialButton } from "./trial-begin.ts";
import { endTrialButton } from "./trial-end.ts";
import { planTrialButton } from "./trial-plan.ts";

/** What is done by the buttons of the watch's cards, and those that begin and end trials. */
export function createWatchFeature(dependencies: FeatureDependencies): Feature {
  return {
    name: "watch",
    commands: [],
    buttons: [
      keepButton(dependencies),
      backButton(dependencies),
      lookButton(dependencies),
      planTrialButton(dependencies),
      beginTrialButton(dependencies),
      endTrialButton(dependencies),
    ],
  };
}
