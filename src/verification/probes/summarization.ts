import { isSummary, type SummaryOptions } from "../checkers/summary.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { textProbe } from "./make-probe.ts";
import * as texts from "./summary-texts.ts";

type Shortened = SummaryOptions & { id: string; reference: string };

function shortened({ id, source, reference, ...options }: Shortened): Probe {
  return textProbe({ id, ask: { text: source }, check: isSummary({ source, ...options }), reference });
}

const english = { language: "english" } as const;

/** Texts of our own, whose facts are spread so that their beginning alone tells too few of them. */
export const summarization: ProbeSet = {
  smoke: shortened({
    id: "summary-smoke",
    source: texts.ferry,
    ...english,
    facts: [
      ["ferry", "boat"],
      ["bridge"],
      ["closed", "closes", "close", "ended", "end", "stop", "stops", "stopped", "last"],
    ],
    mayLack: 1,
    reference:
      "After ninety years the ferry across the Lorn has been closed, because most people now use the new bridge in the north.",
  }),
  graded: [
    shortened({
      id: "summary-1",
      source: texts.bees,
      ...english,
      facts: [["bees", "bee"], ["roof", "roofs", "rooftop", "rooftops"], ["honey"], ["flowers", "meadow", "strips"]],
      mayLack: 1,
      reference:
        "A town keeps bees on the roof of its library; their honey pays for new strips of flowers, which help wild bees as well.",
    }),
    shortened({
      id: "summary-2",
      source: texts.school,
      ...english,
      facts: [
        ["nine", "later", "9"],
        ["sleep", "slept", "rested", "awake"],
        ["buses", "bus"],
        ["marks", "grades", "results"],
      ],
      mayLack: 1,
      reference:
        "A school that began at nine for a year found that its pupils slept longer and got better marks in mathematics, although the buses became a problem.",
    }),
    shortened({
      id: "summary-3",
      source: texts.glacier,
      ...english,
      facts: [["glacier"], ["path", "trail", "hut"], ["stones", "rocks", "rockfall", "rock"], ["guides", "guide"]],
      mayLack: 1,
      never: ["has grown", "is growing"],
      reference:
        "The glacier has shrunk so far that stones fall on the old path to the hut, so the guides have marked a new one on the other side.",
    }),
    shortened({
      id: "summary-4",
      source: texts.theatre,
      ...english,
      facts: [["theatre", "theater"], ["roof"], ["tent"], ["donations", "donors", "donated", "money", "raised"]],
      mayLack: 1,
      reference:
        "Since the roof of the theatre is unsafe, its company plays in a tent until donations and the town have paid for the repairs.",
    }),
    shortened({
      id: "summary-5",
      source: texts.tomatoes,
      ...english,
      facts: [
        ["tomatoes", "tomato", "plants"],
        ["night", "evening", "dusk"],
        ["third", "less"],
        ["water", "watered", "watering"],
      ],
      mayLack: 1,
      reference:
        "Researchers found that tomatoes watered at night need a third less water and bear as much fruit, provided that the leaves stay dry.",
    }),
    shortened({
      id: "summary-6",
      source: texts.archive,
      ...english,
      facts: [
        ["letters", "archive"],
        ["flood", "flooded", "water"],
        ["frozen", "freeze", "freezing", "froze", "freezer"],
        ["volunteers", "volunteer"],
      ],
      mayLack: 1,
      reference:
        "After a flood in the archive the wet letters were frozen at a fish factory, and volunteers have been drying and copying them ever since.",
    }),
    shortened({
      id: "summary-7",
      source: texts.eletrico,
      language: "portuguese",
      facts: [
        ["elétrico", "elétricos", "bonde"],
        ["linha"],
        ["obras", "obra"],
        ["outubro"],
        ["comerciantes", "lojas", "comércio"],
      ],
      mayLack: 1,
      reference:
        "A linha 7 do elétrico reabre em outubro depois das obras no túnel, e os comerciantes da rua alta esperam que os clientes voltem.",
    }),
    shortened({
      id: "summary-8",
      source: texts.inselpost,
      language: "german",
      facts: [["Drohne", "Drohnen"], ["Insel"], ["Medikamente", "Arznei", "Arzneien"], ["Sturm", "Wind"]],
      mayLack: 1,
      reference:
        "Eine Drohne bringt nun Post und Medikamente auf die Insel; nur bei Sturm fährt weiterhin das Boot, und der Versuch ist auf zwei Jahre befristet.",
    }),
  ],
};
