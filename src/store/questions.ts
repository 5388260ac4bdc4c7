import type { Job } from "./messages.ts";
import { readPerson } from "./queries/chat-people.ts";
import { readConversation } from "./queries/conversations.ts";
import { readAttempts, readSpending } from "./queries/read-calls.ts";
import { noPastModels, readPastModels } from "./queries/read-past-models.ts";
import { readRouteFacts } from "./queries/read-route-facts.ts";
import { readStats } from "./queries/read-stats.ts";
import { readFindings, readGrades } from "./queries/verdicts.ts";
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
      | "findings";
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
      return [];
    case "past-models":
      return noPastModels();
    case "spending":
      return { person: 0, everybody: 0 };
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
  }
}
