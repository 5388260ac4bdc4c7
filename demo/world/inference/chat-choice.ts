import type { HubMapping } from "../hub-record.ts";
import type { RecordSource } from "../record-store.ts";
import { offersOf, type ServedModel } from "./served.ts";

type Rank = (mapping: HubMapping) => number;

/** The ways to choose a host that the router knows, each with what it prefers: more is better. */
const policies: Readonly<Record<string, Rank>> = {
  fastest: ({ performance }) => performance?.tokensPerSecond ?? -1,
  cheapest: ({ providerDetails }) => -(providerDetails?.pricing?.output ?? Number.MAX_VALUE),
  preferred: () => 0,
};

/** The two parts of a model as a chat names it ("zai-org/GLM-5:novita"). Without the second, the fastest host answers. */
export function splitModel(wanted: string): { id: string; choice: string } {
  const at = wanted.lastIndexOf(":");
  return at === -1 ? { id: wanted, choice: "fastest" } : { id: wanted.slice(0, at), choice: wanted.slice(at + 1) };
}

/** The host that answers a chat with the model; null where none does. */
export function chooseForChat(source: RecordSource, wanted: string): ServedModel | null {
  const { id, choice } = splitModel(wanted);
  const record = source.find(id);
  if (!record) return null;
  const offers = offersOf(record).filter(({ task }) => task === "conversational");
  const rank = policies[choice];
  const mapping = rank
    ? offers.filter(({ status }) => status === "live").toSorted((a, b) => rank(b) - rank(a))[0]
    : offers.find(({ provider }) => provider === choice);
  return mapping ? { record, mapping } : null;
}
