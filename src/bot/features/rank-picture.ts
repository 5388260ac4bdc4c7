import { criterionNames } from "../../domain/criteria.ts";
import { renderRankPicture } from "../../pictures/rank-picture.ts";
import type { RankResult, RankRow } from "../../pipeline/rank.ts";
import type { Policy } from "../../policy.ts";
import type { Texts } from "../languages/texts.ts";
import { amountWords } from "../messages/facts.ts";
import type { Picture } from "../messages/later.ts";

export interface RankPictureFacts {
  result: RankResult;
  /** When it was looked at, in words. */
  at: string;
  weights: Policy["weights"];
}

/** A ranking as a bar chart: as long as the score, stacked by what each criterion adds to it. */
export async function drawRank({ result, at, weights }: RankPictureFacts, texts: Texts): Promise<Picture> {
  const { rank: words, facts, locale } = texts;
  const { task, ranking, discovered, minimumScore } = result;
  const partsOf = ({ components }: RankRow) =>
    criterionNames.map((name) => ({ name: facts.criteria[name], value: components[name], weight: weights[name] }));
  const bytes = await renderRankPicture({
    title: words.pictureTitle(task),
    subtitle: words.pictureSubtitle(at, discovered),
    rows: ranking.map((row) => ({
      label: row.model,
      detail: row.host ?? row.provider,
      score: row.score,
      components: partsOf(row),
      eligible: row.eligible,
    })),
    threshold: { score: minimumScore, label: words.pictureThreshold(amountWords(minimumScore, texts)) },
    legend: { unknown: words.pictureUnknown, ineligible: words.pictureExcluded },
    footer: words.pictureFooter,
    locale,
  });
  return { bytes, name: "rank.png", caption: words.caption(task, at) };
}
