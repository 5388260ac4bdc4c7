import { isSpan } from "../checkers/span.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { textProbe } from "./make-probe.ts";
import * as texts from "./question-texts.ts";

interface Asked {
  id: string;
  context: string;
  question: string;
  /** What is right, the shortest words for it first. */
  spans: readonly string[];
  never?: readonly string[];
}

function asked({ id, context, question, spans, never = [] }: Asked): Probe {
  const [reference = ""] = spans;
  return textProbe({ id, ask: { text: question, context }, check: isSpan({ spans, never }), reference });
}

const { lighthouse, bridge, bakery, expedition, museum, river, school, orchestra, farol } = texts;

const smoke = asked({
  id: "qa-smoke",
  context: lighthouse,
  question: "In which year was the lighthouse of Corvin Point first lit?",
  spans: ["1874"],
  never: ["1931", "1988"],
});

/** The words stand in the text as they are asked for. */
const plain = [
  {
    id: "qa-1",
    context: lighthouse,
    question: "How tall is the tower of the lighthouse?",
    spans: ["38 metres", "38 m", "38"],
    never: ["14", "1874"],
  },
  {
    id: "qa-2",
    context: lighthouse,
    question: "Who was the last keeper of the lighthouse?",
    spans: ["Ida Morrow"],
    never: ["Thomas Brandt"],
  },
  {
    id: "qa-3",
    context: bridge,
    question: "What is the Salter Bridge made of?",
    spans: ["oak", "oak beams"],
    never: ["iron", "stone"],
  },
  {
    id: "qa-4",
    context: bridge,
    question: "Which village lies at the northern end of the Salter Bridge?",
    spans: ["Penwick"],
    never: ["Hollow Mere"],
  },
  {
    id: "qa-5",
    context: bakery,
    question: "On which day is the bakery closed?",
    spans: ["Tuesday", "Tuesdays"],
    never: ["Sunday", "Saturday", "Monday"],
  },
  {
    id: "qa-6",
    context: bakery,
    question: "What does the bakery put into its dark loaf instead of sugar?",
    spans: ["pear syrup"],
    never: ["honey"],
  },
  {
    id: "qa-7",
    context: expedition,
    question: "What were the sledges of the expedition pulled by?",
    spans: ["ponies", "eleven ponies"],
    never: ["dogs"],
  },
  {
    id: "qa-8",
    context: expedition,
    question: "How many members of the expedition spent the winter at Cape Lorne?",
    spans: ["nine", "9"],
    never: ["fourteen", "eleven"],
  },
];

/** The text has something much like it that is not meant. */
const misleading = [
  {
    id: "qa-9",
    context: museum,
    question: "Who gave the museum its collection of clocks?",
    spans: ["Helene Varga"],
    never: ["Arthur Quill", "Dorrit Lane"],
  },
  {
    id: "qa-10",
    context: museum,
    question: "What is shown on the second floor of the museum?",
    spans: ["maps", "sea charts", "maps and sea charts"],
    never: ["clocks", "coins"],
  },
  {
    id: "qa-11",
    context: river,
    question: "Into which water does the Tarn Beck flow?",
    spans: ["Lake Eddern", "Eddern"],
    never: ["Osk", "North Sea"],
  },
  {
    id: "qa-12",
    context: river,
    question: "Which fish came back to the river Osk after the weir had been taken down?",
    spans: ["salmon"],
    never: ["eel", "eels", "trout"],
  },
  {
    id: "qa-13",
    context: school,
    question: "Which instrument is taught at the school on Wednesdays?",
    spans: ["cello", "the cello"],
    never: ["harp", "flute"],
  },
  {
    id: "qa-14",
    context: school,
    question: "Who taught mathematics at the school before Mr Adeyemi?",
    spans: ["Mrs Lindqvist", "Lindqvist"],
    never: ["Adeyemi", "Okafor"],
  },
  {
    id: "qa-15",
    context: orchestra,
    question: "Why did the orchestra move its concert into the church?",
    spans: ["a burst pipe", "burst pipe", "pipe had burst", "pipe burst"],
    never: ["rain", "strike"],
  },
];

/** The answer takes two sentences together. */
const linked = [
  {
    id: "qa-16",
    context: lighthouse,
    question: "Which island can be seen from the home of the last keeper's daughter?",
    spans: ["Skerra"],
    never: ["Corvin", "Little Hame"],
  },
  {
    id: "qa-17",
    context: bridge,
    question: "What was carried over the bridge that the younger of the two builders finished?",
    spans: ["salt"],
    never: ["wool", "coal"],
  },
  {
    id: "qa-18",
    context: expedition,
    question: "In which town was the navigator of the expedition born?",
    spans: ["Arbroath"],
    never: ["Tromso", "Hobart"],
  },
  {
    id: "qa-19",
    context: museum,
    question: "Which floor of the museum shows the things that Dorrit Lane collected?",
    spans: ["the third floor", "third floor", "third", "3rd"],
    never: ["first", "second", "ground"],
  },
  {
    id: "qa-20",
    context: river,
    question: "Which town lies where the longer one of the two side rivers joins the Osk?",
    spans: ["Maddon"],
    never: ["Crail Bridge", "Eddern"],
  },
  {
    id: "qa-21",
    context: orchestra,
    question: "Which instrument does the person play who found the new hall?",
    spans: ["viola", "the viola"],
    never: ["oboe", "violin", "horn"],
  },
  {
    id: "qa-22",
    context: school,
    question: "On which day does the teacher who came from Lagos hold the chess club?",
    spans: ["Friday", "Fridays"],
    never: ["Monday", "Wednesday", "Thursday"],
  },
];

/** In Portuguese. */
const portuguese = [
  {
    id: "qa-23",
    context: farol,
    question: "Quem restaurou o relógio da torre de Vila Serena?",
    spans: ["Amélia Torres"],
    never: ["Joaquim Prates"],
  },
  {
    id: "qa-24",
    context: farol,
    question: "Em que mês se realiza a feira de Vila Serena?",
    spans: ["setembro", "em setembro"],
    never: ["maio", "janeiro"],
  },
];

/** Questions on texts of our own, about places that there are not: whoever knows the answer has read it. */
export const questionAnswering: ProbeSet = {
  smoke,
  graded: [...plain, ...misleading, ...linked, ...portuguese].map(asked),
};
