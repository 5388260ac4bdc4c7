import type { RouteStatus } from "../../../domain/candidate.ts";
import type { LicenceClass } from "../../../domain/licence.ts";
import { bold, code, fmt } from "../../messages/formatting.ts";

/** /model */
export const modelTexts = {
  notAnId: (text: string) =>
    fmt`${code(text)} cannot be a model's id. Ids look like ${code("Qwen/Qwen3-32B")} or ${code("llama3.2:3b")}; whose a model is can stand before it: ${code("ollama:llama3.2:3b")}.`,
  looking: (model: string) => fmt`🔎 Looking up ${code(model)}…`,
  unknown: (model: string) =>
    fmt`There is no model ${code(model)} that I could find. Every letter counts, capitals too: copy the id from the address of its page, or from /rank.`,
  licence: (licence: string, kind: string) => `Licence: ${licence} (${kind})`,
  licenceClasses: {
    permissive: "permissive",
    copyleft: "copyleft",
    "use-restricted": "use-restricted",
    "non-commercial": "non-commercial",
    unclear: "to be read by a person",
  } satisfies Record<LicenceClass, string> as Record<LicenceClass, string>,
  noLicence: "It names no licence.",
  gated: "🔒 Gated: its owner asks for consent first.",
  gatingUnknown: "Whether it is gated is unknown.",
  disabled: "⛔ The hub has disabled it.",
  parameters: (count: string) => `${count} parameters`,
  created: (relative: string) => `Created ${relative}`,
  used: (downloads: string, likes: string) => `${downloads} downloads in 30 days, ${likes} likes`,
  routes: bold("Where it runs"),
  noRoutes: fmt`No host serves it at the moment.`,
  statuses: { live: "live", staging: "being set up", error: "reports an error", unknown: "state unknown" } as Record<
    RouteStatus,
    string
  >,
  adapter: "as an adapter only",
  context: (tokens: string) => `${tokens} tokens of context`,
  tools: "calls tools",
  andMore: (count: number) => `and ${count} more`,
  serves: bold("What it could do"),
  servesNothing: fmt`It could serve none of the tasks.`,
  primary: "first choice now",
  fallback: "fallback now",
  pinned: "pinned",
  belowThreshold: (points: string) => `below the threshold of ${points}`,
  because: "For all of them",
  excluded: (tasks: string) => fmt`${bold("Not chosen")} for ${tasks}:`,
  faults: fmt`⚠️ Not everything could be read:`,
  commands: bold("To copy"),
};
