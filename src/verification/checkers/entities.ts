import type { AnswerData } from "../../domain/answer.ts";
import { type AnswerCheck, right, wrong } from "./check.ts";
import { fold } from "./fold.ts";

type Found = Extract<AnswerData, { kind: "entities" }>["entities"][number];

/** What the kinds of names are called by models. */
const kinds = {
  person: ["per", "person", "name", "persons", "b-per", "i-per"],
  place: ["loc", "location", "gpe", "place", "lugar", "fac", "city", "country"],
  organisation: ["org", "organization", "organisation", "corp", "corporation", "company", "group"],
} as const;

export type EntityKind = keyof typeof kinds;

export interface Entity {
  text: string;
  kind: EntityKind;
}

const mostEntities = 500;
/** Models find titles, nationalities or dates besides: some more are no fault. */
const mostOthers = 3;

function isOfKind(label: string, kind: EntityKind): boolean {
  const name = label.toLowerCase().replace(/^[bilesu]-/, "");
  return (kinds[kind] as readonly string[]).includes(name);
}

/** Pieces of one name that stand side by side, as one; `source` is the text that they were found in. */
function joined(found: readonly Found[], source: string): Found[] {
  const whole: Found[] = [];
  for (const entity of found.toSorted((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    const isNext = last && entity.start - last.end <= 1 && entity.label.slice(-3) === last.label.slice(-3);
    if (isNext) whole[whole.length - 1] = { ...last, end: entity.end, text: source.slice(last.start, entity.end) };
    else whole.push(entity);
  }
  return whole;
}

/** The names of a text, each with its kind, and not many besides. */
export function findsEntities(source: string, wanted: readonly Entity[]): AnswerCheck {
  return ({ data }) => {
    if (data?.kind !== "entities") return wrong("nothing");
    if (data.entities.length > mostEntities) return wrong("entities");
    const found = joined(data.entities, source);
    const isFound = ({ text, kind }: Entity) =>
      found.some((entity) => fold(entity.text) === fold(text) && isOfKind(entity.label, kind));
    if (!wanted.every(isFound)) return wrong("entities");
    return found.length <= wanted.length + mostOthers ? right : wrong("entities");
  };
}
