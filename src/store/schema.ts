import type { Kysely } from "kysely";
import type { CallOutcome } from "../domain/usage.ts";
import type { VerdictOutcome } from "../domain/verification.ts";

/*
 * What every table keeps to, so that the same queries run on SQLite and PostgreSQL: time in integer milliseconds since
 * the epoch, amounts as integers (`bigint`), yes and no as 1 and 0, lists and objects as JSON in text, and the empty
 * text, never null, in a column of a key that has no value (a route without a host), since null equals nothing. Sums of
 * USD nanos fit a JavaScript number: 2^53 of them are nine million dollars.
 */

type Flag = 0 | 1;

interface Seen {
  first_seen: number;
  last_seen: number;
}

interface Observed extends Seen {
  /** A hash of the facts, so that what has not changed is not written again. */
  fingerprint: string;
}

export interface ModelRow extends Observed {
  provider: string;
  model: string;
  pipeline_tag: string | null;
  tags: string;
  created_at: number | null;
  downloads: number | null;
  likes: number | null;
  licence: string | null;
  is_gated: Flag | null;
  is_disabled: Flag | null;
  parameters: number | null;
  family: string | null;
  quantization: string | null;
  is_local: Flag;
  is_trusted: Flag;
  benchmarks: string;
  /** What any of its routes can do: see `capabilitiesOf`. */
  capabilities: string;
}

export interface ModelVersionRow extends Seen {
  provider: string;
  model: string;
  version: string;
}

export interface RouteRow extends Observed {
  provider: string;
  model: string;
  version: string;
  host: string;
  interface: string;
  status: string;
  is_adapter: Flag;
  input_price: number | null;
  output_price: number | null;
  is_free: Flag | null;
  context_length: number | null;
  first_token_ms: number | null;
  tokens_per_second: number | null;
  supports_tools: Flag | null;
  supports_vision: Flag | null;
}

/** What calls are counted by: a task done by a model on a host. */
export interface UsageSeriesRow {
  /** Made from the four texts: see `seriesId`. */
  id: number;
  task: string;
  provider: string;
  model: string;
  host: string;
}

/** An attempt. Its task, provider, model and host stand in its series: the index by series is a third of one by texts. */
export interface UsageRow {
  id: string;
  at: number;
  request: string;
  attempt: number;
  role: string;
  series: number;
  version: string;
  interface: string;
  revision: number | null;
  chat: string | null;
  person: string | null;
  outcome: CallOutcome;
  error: string | null;
  first_token_ms: number | null;
  duration_ms: number;
  input_tokens: number | null;
  output_tokens: number | null;
  input_price: number | null;
  output_price: number | null;
  input_cost: number | null;
  output_cost: number | null;
  own_key: Flag;
}

/** What a person thought of the answer to a request; the last word counts. */
export interface FeedbackRow {
  request: string;
  person: string;
  at: number;
  /** 1 good, -1 bad, 0 asked for another answer. */
  rating: number;
  task: string;
  provider: string;
  model: string;
  host: string;
}

/** The memory of a chat's topic, as short as the model's context wants it. */
export interface ConversationRow {
  chat: string;
  topic: string;
  started_at: number;
  updated_at: number;
  /** JSON: the turns, oldest first. */
  messages: string;
}

/** What somebody who chats has chosen. */
export interface ChatPersonRow {
  person: string;
  /** Apart from the rest, so that it is known where that cannot be read, and when old rows are removed. */
  is_remembered: Flag;
  /** JSON: all else. */
  facts: string;
  updated_at: number;
}

/** What live calls have proved of a route for a task. */
export interface VerdictRow {
  task: string;
  provider: string;
  model: string;
  version: string;
  host: string;
  interface: string;
  at: number;
  outcome: VerdictOutcome;
  reason: string;
  /** Questions of the longer set; null where it was not asked. */
  asked: number | null;
  answered_rightly: number | null;
  is_damaged: Flag;
  calls: number;
  first_token_ms: number | null;
  tokens_per_second: number | null;
  /** USD nanos. */
  cost: number | null;
}

/** A look at a configured route. */
export interface WatchCheckRow {
  /** A UUID of version 7 with the time of the look, so that the key is in the order of time. */
  id: string;
  at: number;
  kind: string;
  task: string;
  provider: string;
  model: string;
  version: string;
  host: string;
  interface: string;
  outcome: string;
  reason: string | null;
  calls: number;
  first_token_ms: number | null;
  tokens_per_second: number | null;
  input_tokens: number | null;
  asked: number | null;
  answered_rightly: number | null;
  /** USD nanos. */
  cost: number | null;
}

/** A document of the watch. */
export interface WatchNoteRow {
  kind: string;
  key: string;
  /** Grows with each change; a removal is one. */
  version: number;
  at: number;
  /** JSON; null where it was removed: the row stays until the cleanup, so that no version ever comes back. */
  body: string | null;
}

export interface StoreTables {
  models: ModelRow;
  model_versions: ModelVersionRow;
  routes: RouteRow;
  usage_series: UsageSeriesRow;
  usage: UsageRow;
  feedback: FeedbackRow;
  conversations: ConversationRow;
  chat_people: ChatPersonRow;
  verdicts: VerdictRow;
  watch_checks: WatchCheckRow;
  watch_notes: WatchNoteRow;
}

export type StoreDatabase = Kysely<StoreTables>;
