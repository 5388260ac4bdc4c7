import { type Entity, type EntityKind, findsEntities } from "../checkers/entities.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { dataProbe } from "./make-probe.ts";

const labelOf: Readonly<Record<EntityKind, string>> = { person: "PER", place: "LOC", organisation: "ORG" };

function named(id: string, text: string, wanted: Partial<Record<EntityKind, readonly string[]>>): Probe {
  const kinds: readonly EntityKind[] = ["person", "place", "organisation"];
  const entities = kinds.flatMap((kind) => (wanted[kind] ?? []).map((name): Entity => ({ text: name, kind })));
  const found = entities.map((entity) => {
    const start = text.indexOf(entity.text);
    return { label: labelOf[entity.kind], text: entity.text, start, end: start + entity.text.length, score: 0.99 };
  });
  return dataProbe({
    id,
    ask: { text },
    check: findsEntities(text, entities),
    reference: { kind: "entities", entities: found },
  });
}

/** Sentences with names of people, places and organisations. */
export const tokenClassification: ProbeSet = {
  smoke: named("names-smoke", "Marie Curie worked in Paris.", { person: ["Marie Curie"], place: ["Paris"] }),
  graded: [
    named("names-1", "Last week John Lennox flew from Berlin to Madrid.", {
      person: ["John Lennox"],
      place: ["Berlin", "Madrid"],
    }),
    named("names-2", "Angela Weber has been working for Siemens in Munich since 2015.", {
      person: ["Angela Weber"],
      place: ["Munich"],
      organisation: ["Siemens"],
    }),
    named("names-3", "The letter that Peter Hall sent to Microsoft never arrived.", {
      person: ["Peter Hall"],
      organisation: ["Microsoft"],
    }),
    named("names-4", "Nobody in Norway had heard of Lucas Silva before he joined Barcelona in Spain.", {
      person: ["Lucas Silva"],
      place: ["Norway", "Spain"],
    }),
    named("names-5", "Toyota opened a factory in Poland, said Hiro Tanaka.", {
      person: ["Hiro Tanaka"],
      place: ["Poland"],
      organisation: ["Toyota"],
    }),
    named("names-6", "Paris Miller met her brother in Chicago.", { person: ["Paris Miller"], place: ["Chicago"] }),
    named("names-7", "In Lisbon, Maria Santos leads the office of Google.", {
      person: ["Maria Santos"],
      place: ["Lisbon"],
      organisation: ["Google"],
    }),
    named("names-8", "Jordan Price crossed Jordan on foot and wrote about it for Reuters.", {
      person: ["Jordan Price"],
      organisation: ["Reuters"],
    }),
    named("names-9", "Both Sarah Klein and Omar Haddad studied in Vienna before they moved to Canada.", {
      person: ["Sarah Klein", "Omar Haddad"],
      place: ["Vienna", "Canada"],
    }),
  ],
};
