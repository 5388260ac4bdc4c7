import type { Feature } from "../feature.ts";

/** The *Cancel* of a question: it goes away, and nothing has happened. */
export function createDismissFeature(): Feature {
  return {
    name: "dismiss",
    commands: [],
    buttons: [
      {
        name: "dismiss",
        access: "administrator",
        effect: null,
        run: async (context) => void (await context.deleteMessage()),
      },
    ],
  };
}
