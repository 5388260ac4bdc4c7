import type { Language } from "../checkers/language.ts";
import { isTranslation } from "../checkers/translation.ts";
import type { Probe, ProbeSet } from "../probe.ts";
import { textProbe } from "./make-probe.ts";

interface Translated {
  id: string;
  from: string;
  to: string;
  source: string;
  /** How the language is told by its small words; null where it is not. */
  language: Language | null;
  words: readonly (readonly string[])[];
  mayLack?: number;
  never?: readonly string[];
  reference: string;
}

function translated({ id, from, to, source, reference, ...options }: Translated): Probe {
  return textProbe({
    id,
    ask: { text: source, sourceLanguage: from, targetLanguage: to },
    check: isTranslation({ source, ...options }),
    reference,
  });
}

const smoke = translated({
  id: "translation-smoke",
  from: "English",
  to: "French",
  source: "The cat is sleeping on the chair.",
  language: "french",
  words: [["chat", "chatte"], ["dort"], ["chaise"]],
  reference: "Le chat dort sur la chaise.",
});

const graded = [
  translated({
    id: "translation-1",
    from: "English",
    to: "Portuguese",
    source: "My sister bought three red apples at the market yesterday.",
    language: "portuguese",
    words: [["irmã"], ["comprou"], ["três"], ["vermelhas"], ["maçãs"], ["mercado", "feira"], ["ontem"]],
    reference: "A minha irmã comprou três maçãs vermelhas no mercado ontem.",
  }),
  translated({
    id: "translation-2",
    from: "English",
    to: "Spanish",
    source: "The library is closed on Monday, but the museum next to it is open until eight.",
    language: "spanish",
    words: [["biblioteca"], ["cerrada", "cierra"], ["lunes"], ["museo"], ["ocho", "8"]],
    never: ["martes", "domingo", "librería"],
    reference: "La biblioteca está cerrada el lunes, pero el museo de al lado está abierto hasta las ocho.",
  }),
  translated({
    id: "translation-3",
    from: "English",
    to: "German",
    source: "If it rains tomorrow, we will stay at home and read the old letters.",
    language: "german",
    words: [["morgen"], ["regnet", "regnen"], ["bleiben"], ["alten"], ["Briefe"], ["lesen"]],
    reference: "Wenn es morgen regnet, bleiben wir zu Hause und lesen die alten Briefe.",
  }),
  translated({
    id: "translation-4",
    from: "Portuguese",
    to: "English",
    source: "O comboio chegou atrasado porque uma árvore caiu sobre a linha durante a noite.",
    language: "english",
    words: [
      ["train"],
      ["late", "delayed", "delay"],
      ["tree"],
      ["fell", "fallen", "had fallen"],
      ["night", "overnight"],
    ],
    reference: "The train arrived late because a tree fell on the line during the night.",
  }),
  translated({
    id: "translation-5",
    from: "German",
    to: "English",
    source: "Der Arzt sagte, dass die Wunde am linken Knie nicht tief sei und bald heilen werde.",
    language: "english",
    words: [
      ["doctor", "physician"],
      ["wound", "cut", "injury"],
      ["left"],
      ["knee"],
      ["deep"],
      ["not", "wasn t", "isn t"],
      ["heal"],
    ],
    never: ["right knee"],
    reference: "The doctor said that the wound on the left knee was not deep and would heal soon.",
  }),
  translated({
    id: "translation-6",
    from: "French",
    to: "Portuguese",
    source: "Nous avons perdu la clé de la cave, mais le voisin en garde une autre dans sa cuisine.",
    language: "portuguese",
    words: [["perdemos"], ["chave"], ["cave", "adega", "porão"], ["vizinho"], ["cozinha"], ["outra"]],
    reference: "Perdemos a chave da cave, mas o vizinho guarda outra na sua cozinha.",
  }),
  translated({
    id: "translation-7",
    from: "English",
    to: "Italian",
    source: "The fishermen mend their nets in the morning and go out to sea before sunset.",
    language: "italian",
    words: [["pescatori"], ["reti"], ["mattina", "mattino"], ["mare"], ["tramonto"]],
    never: ["alba"],
    reference: "I pescatori riparano le loro reti la mattina e vanno in mare prima del tramonto.",
  }),
  translated({
    id: "translation-8",
    from: "English",
    to: "Russian",
    source: "The water in the river is very cold today.",
    language: null,
    words: [["вода"], ["реке", "речке", "река"], ["холодная", "холодна"], ["сегодня"]],
    reference: "Сегодня вода в реке очень холодная.",
  }),
  translated({
    id: "translation-9",
    from: "English",
    to: "Portuguese",
    source: "He kicked the bucket last year, as my uncle likes to say, and left his house to nobody.",
    language: "portuguese",
    words: [
      ["bateu as botas", "morreu", "bateu a bota", "esticou o pernil", "faleceu", "desta para melhor", "o paletó"],
      ["tio"],
      ["casa"],
      ["ninguém"],
    ],
    never: ["chutou", "balde"],
    reference: "Ele bateu as botas no ano passado, como o meu tio gosta de dizer, e não deixou a casa a ninguém.",
  }),
];

/** Sentences with words that every translation of them has. */
export const translation: ProbeSet = { smoke, graded };
