import type { Job } from "./messages.ts";
import { readPerson } from "./queries/chat-people.ts";
import { readConversation } from "./queries/conversations.ts";
import { readAttempts, readSpending } from "./queries/read-calls.ts";
import { readObservations } from "./queries/read-observations.ts";
import { noPastModels, readPastModels } from "./queries/read-past-models.ts";
import { readRouteFacts } from "./queries/read-route-facts.ts";
import { readStats } from "./queries/read-stats.ts";
import { readUse } from "./queries/read-use.ts";
import { readFindings, readGrades } from "./queries/verdicts.ts";
import { readChecks, readCheckTotals } from "./queries/watch-checks.ts";
import { readNotes } from "./queries/watch-notes.ts";
import { createReport } from "./report.ts";
import type { StoreDatabase } from "./schema.ts";

export type Question = Extract<
  Job,
  {
    kind:
      | "stats"
      | "route-facts"
      | "attempts"
      | "spending"
      | "conversation"
      | "person"
      | "past-models"
      | "grades"
      | "findings"
      | "checks"
      | "check-totals"
      | "observations"
      | "use-by-day"
      | "notes";
  }
>;

/** What a database knows of it in which nothing was ever written. */
export function answerOfNone(question: Question) {
  switch (question.kind) {
    case "stats":
      return createReport({ days: question.query.days, keptSince: null, series: [] });
    case "route-facts":
    case "attempts":
    case "grades":
    case "findings":
    case "checks":
    case "observations":
    case "notes":
      return [];
    case "past-models":
      return noPastModels();
    case "spending":
      return { person: 0, everybody: 0 };
    case "check-totals":
      return { calls: 0, costUsdNanos: 0 };
    case "use-by-day":
      return { days: [], last: null };
    case "conversation":
    case "person":
      return null;
  }
}

/** Only reads. */
export function answer(question: Question, database: StoreDatabase, now: number) {
  switch (question.kind) {
    case "stats":
      return readStats(database, question.query, now);
    case "route-facts":
      return readRouteFacts(database, question, now);
    case "attempts":
      return readAttempts(database, question.request);
    case "spending":
      return readSpending(database, question);
    case "conversation":
      return readConversation(database, question.place);
    case "person":
      return readPerson(database, question.person);
    case "past-models":
      return readPastModels(database, question);
    case "grades":
      return readGrades(database);
    case "findings":
      return readFindings(database);
    case "checks":
      return readChecks(database, question);
    case "check-totals":
      return readCheckTotals(database, question.since);
    case "observations":
      return readObservations(database, question.query);
    case "use-by-day":
      return readUse(database, question);
    case "notes":
      return readNotes(database, question.of);
  }
}
