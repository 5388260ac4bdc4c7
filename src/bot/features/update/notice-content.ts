import type { App } from "../../../app.ts";
import type { Notice, RunNotice } from "../../../notices/notice.ts";
import { button } from "../../buttons.ts";
import type { Texts } from "../../languages/texts.ts";
import type { Content } from "../../messages/content.ts";
import { lines, paragraphs } from "../../messages/formatting.ts";
import type { Moments } from "../../messages/moments.ts";
import { runWords, statusContent } from "../status.ts";
import { waitingNotice } from "../waiting-content.ts";
import { watchCards } from "../watch/event-card.ts";
import { readTrialShare } from "../watch/trial-buttons.ts";
import { expiryOf } from "./proposal.ts";
import { resultCard } from "./result-card.ts";

export interface NoticeOptions {
  app: Pick<App, "plan" | "settings">;
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

async function runContent({ result }: RunNotice, { app, texts, moments }: NoticeOptions): Promise<Content> {
  const [expiresAt, trialShare] = [await expiryOf(result.planHash, app), await readTrialShare(app)];
  return resultCard({ result, texts, moments, expiresAt, trialShare });
}

/** A notice as an administrator reads it, in one message or several. */
export async function noticeContents(notice: Notice, options: NoticeOptions): Promise<Content[]> {
  const { texts } = options;
  if (notice.kind === "watch") return watchCards(notice.events, options);
  if (notice.kind === "silence") return [silenceContent(notice, texts)];
  if (notice.kind === "digest") return [digestContent(notice, options)];
  if (notice.kind === "waiting") return [waitingNotice(notice.models, texts)];
  return [await runContent(notice, options)];
}
