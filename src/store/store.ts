import type { Candidate, ServedRoute } from "../domain/candidate.ts";
import type { ChatPerson } from "../domain/chat-person.ts";
import type { Conversation, ConversationPlace } from "../domain/conversation.ts";
import type { Knowledge } from "../domain/knowledge.ts";
import type { ModelIdentity, Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { CallOutcome, UsageRecord } from "../domain/usage.ts";
import type { GradedResult, Verdict } from "../domain/verification.ts";
import type { Observation, Tally, WatchCheck } from "../domain/watch.ts";

/** What is known of a route, with the names of its provider and model. */
export interface RouteFacts extends Omit<ServedRoute, "status" | "isAdapter"> {
  provider: string;
  model: string;
  /** It runs on machines of the user's own: a server there may hand some of its models' calls on to others. */
  isLocal: boolean;
}

/** The registry of models that the sources have named. */
export interface ModelRegistry {
  /** Notes what a source says of a model, sooner or later: it costs the caller next to nothing, and never throws. */
  observe(candidate: Candidate): void;
  /** The newest facts of every route seen in the last 30 days. Rejects with a `UserFacingError`. */
  routeFacts(): Promise<RouteFacts[]>;
}

export interface StatsQuery {
  /** Null for all. */
  task: TaskName | null;
  days: number;
}

/** The calls of one route for one task. */
export interface ModelStats {
  /** Null where a concrete model was asked for. */
  task: string | null;
  provider: string;
  model: string;
  host: string | null;
  calls: number;
  outcomes: Record<CallOutcome, number>;
  /**
   * The share of calls that were answered, of those whose outcome is the model's doing (not `cancelled`, not
   * `bad-request`), 0 to 1, and the lower bound of its 95 % interval by Wilson; null where there is none.
   */
  success: { rate: number | null; lower: number | null };
  /** Of answered calls, until the answer was whole. */
  latencyMs: { p50: number | null; p95: number | null };
  /** USD nanos of the calls whose cost is known; null where none is. */
  costUsdNanos: number | null;
  /**
   * Calls × rate of success × 100, rounded, as the first version of this program had it: to be looked at, and not used to
   * choose. Null where no call tells of success.
   */
  popularityScore: number | null;
}

export interface StatsReport {
  days: number;
  /** When the oldest call that is kept, of any task, was made (ISO 8601, UTC); null where none is. */
  keptSince: string | null;
  /** Calls in all. */
  total: number;
  /** By task, then most calls first. */
  models: ModelStats[];
}

export interface UsageLog {
  /** Notes an attempt, sooner or later (within a second): costs microseconds, and never throws. */
  record(usage: UsageRecord): void;
  /** Rejects with a `UserFacingError` where the store cannot be read. */
  stats(query: StatsQuery): Promise<StatsReport>;
}

/** What a day has cost, as far as costs are known, in USD nanos. */
export interface Spending {
  /** Of the person that was asked for. */
  person: number;
  /** Of all calls that people have made (programs, which name no person, are left out). */
  everybody: number;
}

/** What calls were made, one by one. Rejects with a `UserFacingError` where the store cannot be read. */
export interface CallLog {
  /** The attempts of one request in their order; none where there is no such request, or not any more. */
  attemptsOf(request: string): Promise<UsageRecord[]>;
  /** What was spent since a moment (milliseconds since the epoch). */
  spendingSince(since: number, person: string): Promise<Spending>;
}

/** 1 good, -1 bad, 0 another answer was asked for. */
export type Rating = 1 | 0 | -1;

/** What somebody thought of the answer to a request; their last word counts, and that they asked for another is none. */
export interface Opinion {
  request: string;
  /** As the surface names them ("telegram:123"). */
  person: string;
  /** Milliseconds since the epoch. */
  at: number;
  rating: Rating;
  task: TaskName | null;
  provider: string;
  model: string;
  host: string | null;
}

/** What the chat keeps of what people say, choose and think. All reject with a `UserFacingError` where it fails. */
export interface ChatMemory {
  /** Null where nothing is kept. */
  conversation(place: ConversationPlace): Promise<Conversation | null>;
  /** In the place of what was kept; `at` in milliseconds since the epoch. */
  keepConversation(place: ConversationPlace, conversation: Conversation, at: number): Promise<void>;
  forgetConversation(place: ConversationPlace): Promise<void>;
  /** Null where they have chosen nothing. */
  chatPerson(person: string): Promise<ChatPerson | null>;
  keepChatPerson(person: string, facts: ChatPerson, at: number): Promise<void>;
  /** Their choices, their opinions, and the conversations of the chat of the same name; that they are not remembered stays. */
  forgetPerson(person: string): Promise<void>;
  keepOpinion(opinion: Opinion): Promise<void>;
}

/** What calls have shown, with its reason: a part of a sentence that follows "when it was called, it". */
export type Finding = Pick<Verdict, "outcome" | "reason">;

/** What a route has answered of a longer set of questions, the last time that it was asked. */
export interface RouteGrade {
  /** Milliseconds since the epoch. */
  at: number;
  graded: GradedResult;
  /** It was found to serve a damaged copy. */
  isDamaged: boolean;
}

/** What is kept of earlier runs: as it was when it was read. */
export interface StoredKnowledge extends Knowledge {
  /** Undefined where the route was not asked so much. */
  gradeOfRoute(task: TaskName, route: Route): RouteGrade | undefined;
  /** What calls have shown of a model the last time that it was called for the task; undefined where it was not. */
  finding(task: TaskName, model: ModelIdentity): Finding | undefined;
  /** When a route has answered rightly, where that was the last time that its model was called: ms since the epoch. */
  passedAt(task: TaskName, route: Route): number | undefined;
}

/** What live calls have proved, and what is known of models besides. Both reject with a `UserFacingError`. */
export interface VerdictLog {
  keepVerdicts(verdicts: readonly Verdict[]): Promise<void>;
  knowledge(): Promise<StoredKnowledge>;
}

/** Which route's use for a task is asked for. */
export interface UseQuery {
  task: TaskName;
  route: Pick<Route, "provider" | "model" | "host">;
  /** Milliseconds since the epoch; with both ends, of the attempts that began between them. */
  since: number;
  until?: number;
  /** The newest so many. */
  limit: number;
}

/** The use of a route on one day (UTC), for what updates learn of it. */
export interface DayOfUse extends Tally {
  task: TaskName;
  provider: string;
  model: string;
  host: string | null;
  /** When the day began: milliseconds since the epoch. */
  day: number;
  /** Of answered calls, the mean; null where none tells. */
  firstTokenMs: number | null;
}

/** A document that the watch keeps, such as a task's probation; `version` grows with each change. */
export interface WatchNote {
  kind: string;
  key: string;
  version: number;
  /** Milliseconds since the epoch. */
  at: number;
  body: unknown;
}

/** What is watched between updates. All reject with a `UserFacingError` where the store fails. */
export interface WatchLog {
  keepChecks(checks: readonly WatchCheck[]): Promise<void>;
  /** The looks since then (milliseconds since the epoch), the oldest first; of one model only where it is named. */
  checks(query: { since: number; model?: ModelIdentity }): Promise<WatchCheck[]>;
  /** What was called since then, and what it cost in USD nanos as far as that is known. */
  checkTotals(since: number): Promise<{ calls: number; costUsdNanos: number }>;
  /** A route's attempts in real use, whatever their role, with the opinions on their answers; the oldest first. */
  observations(query: UseQuery): Promise<Observation[]>;
  /** The use of every route since then, day by day, by the rules of `countAnswers`. */
  useByDay(since: number): Promise<DayOfUse[]>;
  /** All documents of a kind, by their keys. */
  notes(kind: string): Promise<WatchNote[]>;
  /**
   * Puts a document in the place of the version that was read (null: where there is none); a body of null removes it.
   * Answers false, and changes nothing, where somebody else was first.
   */
  writeNote(note: Pick<WatchNote, "kind" | "key" | "body"> & { expected: number | null; at: number }): Promise<boolean>;
}

/** `absent`: nothing was written yet. `damaged`: the file is no whole database, and set aside when it is next used. */
export type DatabaseState = "absent" | "sound" | "damaged";

export interface DatabaseCheck {
  /** Looks at the database and changes nothing. Rejects with a `UserFacingError` where it cannot be read and written. */
  check(): Promise<DatabaseState>;
}

/** What is kept in the database. Faults of writing are logged once and harm nobody; a corrupt file is set aside. */
export interface Store extends ModelRegistry, UsageLog, CallLog, ChatMemory, VerdictLog, WatchLog, DatabaseCheck {
  /** Resolves when all that was noted so far is written, or cannot be. */
  flush(): Promise<void>;
  /** Flushes and closes. */
  close(): Promise<void>;
}
