import type { Api } from "grammy";
import type { Refusal } from "../../../chat/limits.ts";
import type { FeatureDependencies } from "../../context.ts";
import type { FileReader } from "../../files/file-reader.ts";
import type { ChatPace } from "../../messages/answer/pace.ts";
import type { Gathering } from "./gathering.ts";
import type { KnownOrders } from "./known-orders.ts";
import type { OpenAnswers } from "./open-answers.ts";

/** What the chat works with, besides what every feature has. */
export interface ChatDependencies extends FeatureDependencies {
  /** Calls that are given up at once where Telegram is busy. */
  quick: Api;
  /** Calls whose waiting for Telegram is the answer's own: it knows when nothing is to be waited for any more. */
  steady: Api;
  pace: ChatPace;
  files: FileReader;
  answers: OpenAnswers;
  orders: KnownOrders;
  /** Another number for each page of each answer, never 0: by it Telegram knows drafts apart. */
  nextDraftId(): number;
  gathering: Gathering;
  /** Whether somebody is to be told that they have to wait, and why (null: too much waits already): once a while. */
  tellsRefusal(person: string, refusal: Refusal | null): boolean;
  /** Whether the update is begun again at the next start, where this process does not come to its end. */
  comesAgain(updateId: number): boolean;
}
