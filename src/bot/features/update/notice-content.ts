import type { App } from "../../../app.ts";
import type { Notice } from "../../../notices/notice.ts";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { lines, paragraphs } from "../../messages/formatting.ts";
import type { Moments } from "../../messages/moments.ts";
import { runWords, statusContent } from "../status.ts";
import { waitingNotice } from "../waiting-content.ts";
import { expiryOf } from "./proposal.ts";
import { resultCard } from "./result-card.ts";

export interface NoticeOptions {
  app: Pick<App, "plan">;
  texts: Texts;
  moments: Moments;
  /** Who reads it, as the history writes them. */
  reader: string;
}

type NoticeOf<Kind extends Notice["kind"]> = Extract<Notice, { kind: Kind }>;

function silenceContent({ hours, isPaused, lastError }: NoticeOf<"silence">, texts: Texts): Content {
  const { update } = texts;
  return {
    text: lines(
      update.silence(hours),
      isPaused && update.silencePaused,
      lastError !== null && update.silenceReason(texts.sentence(lastError)),
    ),
    buttons: [
      [button({ text: texts.status.test, name: "update.test" }), button({ text: update.status, name: "status.show" })],
    ],
  };
}

function digestContent({ status, updates }: NoticeOf<"digest">, { texts, moments, reader }: NoticeOptions): Content {
  const { update } = texts;
  const wording = { texts, moments, reader };
  const runs = updates.map((entry) => runWords(entry, wording));
  const { text, buttons } = statusContent(status, { ...wording, withoutRuns: true });
  return {
    text: paragraphs(lines(update.digestHead, ...(runs.length > 0 ? runs : [update.digestNothing])), text),
    buttons,
  };
}

/** A notice as an administrator reads it. */
export async function noticeContent(notice: Notice, options: NoticeOptions): Promise<Content> {
  const { app, texts, moments } = options;
  if (notice.kind === "silence") return silenceContent(notice, texts);
  if (notice.kind === "digest") return digestContent(notice, options);
  if (notice.kind === "waiting") return waitingNotice(notice.models, texts);
  const { result } = notice;
  return resultCard({ result, texts, moments, expiresAt: await expiryOf(result.planHash, app) });
}
