import { describe, expect, it } from "vitest";
import { namesWords } from "../../src/bot/features/settings/values.ts";
import { createFeatures } from "../../src/bot/features.ts";
import { languageCodes } from "../../src/bot/languages/language.ts";
import { textsOf } from "../../src/bot/languages/texts.ts";
import { whatWords } from "../../src/bot/messages/action-words.ts";

const [english, portuguese] = [textsOf("en"), textsOf("pt")];

/** The buttons that change something: a restart may have to speak of each. */
function changingButtons(): string[] {
  // Only what they are called is asked for, so that no use case is needed.
  const features = createFeatures({} as Parameters<typeof createFeatures>[0]);
  return features.flatMap(({ buttons }) => buttons.filter(({ effect }) => effect !== null).map(({ name }) => name));
}

describe("what somebody has set off", () => {
  it.each(languageCodes)("has words in %s for every button that changes something", (language) => {
    expect(changingButtons().sort()).toEqual(Object.keys(textsOf(language).actions).sort());
  });

  it("is told by the command, or by what stands on the button", () => {
    expect(whatWords("/pin", portuguese).text).toBe("/pin");
    expect(whatWords("a tap on plan.apply", english).text).toBe("Apply");
    expect(whatWords("a tap on plan.apply", portuguese).text).toBe("Aplicar");
    expect(whatWords("a tap on toString", english).text).toBe("toString");
  });

  it("names settings as the settings do, each once", () => {
    const paths = ["minimumScore", "weights.recency", "tasks.fill-mask.pin", "minimumScore"];
    expect(namesWords(paths, english).text).toBe("Threshold, recency, 📌 fill-mask");
    expect(namesWords(paths, portuguese).text).toBe("Limiar, novidade, 📌 fill-mask");
  });
});

describe("the texts", () => {
  it("count one as one", () => {
    expect(english.update.held(1).text).toBe("1 task left as it is");
    expect(english.update.held(2).text).toBe("2 tasks left as they are");
    expect(english.update.unchanged(1, 1).text).toBe("👍 Nothing to change: 1 task keeps its model. 1 model seen.");
    expect(portuguese.update.unchanged(1, 1).text).toBe(
      "👍 Nada a mudar: 1 tarefa mantém o seu modelo. 1 modelo visto.",
    );
    expect(portuguese.update.progress(0, 1, 2)).toBe("0 de 1 tarefa · 2 modelos vistos");
    expect(portuguese.rank.more(1)).toBe("E mais 1 modelo que pode ser escolhido.");
  });
});
