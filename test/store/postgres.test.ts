import {
  type DatabaseConnection,
  type Driver,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type TransactionSettings,
} from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { migrations } from "../../src/store/migrations/migrations.ts";
import { writeOpinion, writePerson } from "../../src/store/queries/chat-people.ts";
import { writeConversation } from "../../src/store/queries/conversations.ts";
import { purge } from "../../src/store/queries/purge.ts";
import { readSpending } from "../../src/store/queries/read-calls.ts";
import { readObservations } from "../../src/store/queries/read-observations.ts";
import { readPastModels } from "../../src/store/queries/read-past-models.ts";
import { readRouteFacts } from "../../src/store/queries/read-route-facts.ts";
import { readStats } from "../../src/store/queries/read-stats.ts";
import { readUse } from "../../src/store/queries/read-use.ts";
import { readGrades, writeVerdicts } from "../../src/store/queries/verdicts.ts";
import { readChecks, readCheckTotals, writeChecks } from "../../src/store/queries/watch-checks.ts";
import { readNotes, writeNote } from "../../src/store/queries/watch-notes.ts";
import { createModelWriter } from "../../src/store/queries/write-models.ts";
import { createUsageWriter } from "../../src/store/queries/write-usage.ts";
import type { StoreTables } from "../../src/store/schema.ts";
import { candidateWith, servedRoute, testNow } from "../support/candidates.ts";
import { opinionWith } from "../support/opinion.ts";
import { usageWith } from "../support/usage-record.ts";
import { verdictWith } from "../support/verdict.ts";
import { checkWith } from "../support/watch-check.ts";

/** What PostgreSQL would be sent. */
let sent: string[];
let isolation: string[];

/** Every query finds nothing. */
function listeningDriver(): Driver {
  return Object.assign(new DummyDriver(), {
    async beginTransaction(_connection: DatabaseConnection, { isolationLevel }: TransactionSettings) {
      isolation.push(isolationLevel ?? "");
    },
  });
}

const database = new Kysely<StoreTables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: listeningDriver,
    createIntrospector: (each) => new PostgresIntrospector(each),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  log: ({ query }) => void sent.push(query.sql),
});

beforeEach(() => {
  sent = [];
  isolation = [];
});

describe("for PostgreSQL", () => {
  it("the tables are made with whole numbers of 64 bits and no words of SQLite", async () => {
    for (const each of Object.values(migrations)) await each.up(database as unknown as Kysely<unknown>);
    expect(sent.length).toBeGreaterThan(7);
    expect(sent.join("\n")).not.toMatch(/autoincrement|rowid|pragma|without rowid|"at" integer/i);
    expect(sent.join("\n")).toContain('"at" bigint not null');
  });

  it("the statistics read at one moment, and add up what cannot overflow", async () => {
    await readStats(database, { task: "translation", days: 3 }, testNow);
    expect(isolation).toEqual(["repeatable read"]);
    expect(sent.join("\n")).toContain('sum(cast("input_cost" as double precision))');
    expect(sent.join("\n")).toMatch(/"series" in \(select "id" from "usage_series" where "task" = \$\d\)/);
  });

  it("a page of routes begins behind the one before", async () => {
    const after = { provider: "a", model: "b", version: null, host: null, interface: "chat" };
    await readRouteFacts(database, { after, limit: 5 }, testNow);
    expect(sent.at(-1)).toContain(
      '("provider", "model", "version", "host", "interface") > ($2, $3, $4, $5, $6) order by "provider"',
    );
  });

  it("rows are inserted with what is to be done with those that are there", async () => {
    await createUsageWriter(database)(database, [usageWith()]);
    await createModelWriter(database)(database, [candidateWith({ routes: [servedRoute({ version: "v" })] })], testNow);
    const inserts = sent.filter((each) => each.startsWith("insert"));
    expect(inserts).toHaveLength(5);
    expect(inserts.slice(0, 2)).toEqual(Array(2).fill(expect.stringMatching(/on conflict \("id"\) do nothing$/)));
    expect(inserts.slice(2)).toEqual(
      Array(3).fill(expect.stringMatching(/on conflict \(.*\) do update set .* where /)),
    );
  });

  it("what was spent is added up without an overflow, by the span of ids alone", async () => {
    await readSpending(database, { since: testNow, person: "telegram:1" });
    expect(sent[0]).toContain('sum(coalesce(cast("input_cost" as double precision), 0) + coalesce(cast("output_cost"');
    expect(sent[0]).toMatch(/filter\(where "person" = \$1\) as "person" from "usage" where "id" >= \$2 /);
  });

  it("what people say, choose and think is put in the place of what was there", async () => {
    const place = { chat: "telegram:1", topic: "" };
    await writeConversation(database, { place, turns: "[]", at: 1 });
    await writePerson(database, { person: "telegram:1", isRemembered: true, facts: "{}", at: 1 });
    await writeOpinion(database, opinionWith());
    await writeOpinion(database, opinionWith({ rating: 0 }));
    expect(sent).toEqual([
      expect.stringMatching(/on conflict \("chat", "topic"\) do update set "updated_at" = \$\d, "messages" = \$\d$/),
      expect.stringMatching(/on conflict \("person"\) do update set /),
      expect.stringMatching(/on conflict \("request", "person"\) do update set /),
      expect.stringMatching(/on conflict \("request", "person"\) do nothing$/),
    ]);
  });

  it("what calls have proved is kept and read by common words", async () => {
    await writeVerdicts(database, [verdictWith()]);
    await readGrades(database);
    await readPastModels(database, { after: { provider: "a", model: "b" }, limit: 5 });
    expect(sent).toEqual([
      expect.stringMatching(/^insert into "verdicts" \(.*\) on conflict do nothing$/),
      'select * from "verdicts" where "asked" is not null order by "at"',
      expect.stringContaining('("provider", "model") > ($1, $2) order by "provider", "model" limit $3'),
    ]);
  });

  it("looks are kept and read in the order of their ids, and what they cost is added up without an overflow", async () => {
    await writeChecks(database, [{ ...checkWith(), id: "id" }]);
    await readChecks(database, { since: testNow, model: null, after: "id", limit: 5 });
    await readCheckTotals(database, testNow);
    expect(sent).toEqual([
      expect.stringMatching(/^insert into "watch_checks" \(.*\) values \(\$1, .*\)$/),
      'select * from "watch_checks" where "id" > $1 and "at" >= $2 order by "id" limit $3',
      expect.stringContaining('sum(cast("cost" as double precision)) as "cost" from "watch_checks" where "id" >= $1'),
    ]);
  });

  it("a document is written where its version is the expected one, by what the statement itself finds", async () => {
    const note = { kind: "trial", key: "translation", at: 1 };
    await writeNote(database, { ...note, body: "{}", expected: 4 });
    await writeNote(database, { ...note, body: "{}", expected: null });
    await readNotes(database, "trial");
    expect(sent).toEqual([
      'update "watch_notes" set "version" = $1, "at" = $2, "body" = $3 where "kind" = $4 and "key" = $5 and "version" = $6',
      expect.stringMatching(/^insert into "watch_notes" .* on conflict \("kind", "key"\) do nothing$/),
      'select "version", "body" from "watch_notes" where "kind" = $1 and "key" = $2',
      'select * from "watch_notes" where "kind" = $1 and "body" is not null order by "key"',
    ]);
  });

  it("the use of a route is read at one moment, by its series and the time alone", async () => {
    await readObservations(database, { task: "translation", route: usageWith().route, since: 1, until: 2, limit: 3 });
    await readUse(database, { since: 1, after: 5, limit: 10 });
    expect(isolation).toEqual(["repeatable read"]);
    expect(sent[0]).toContain(
      '"series" = $1 and "at" >= $2 and "at" < $3 order by "at" desc, "id" desc limit $4) as "attempt"',
    );
    expect(sent[0]).toContain('left join "feedback" on "feedback"."request" = "attempt"."request"');
    expect(sent[1]).toBe('select * from "usage_series" where "task" <> $1 and "id" > $2 order by "id" limit $3');
  });

  it("the purge asks for nothing that only SQLite knows", async () => {
    await purge(database, testNow, testNow).catch(() => {});
    expect(sent[0]).toBe(
      'delete from "conversations" where ("chat", "topic") in (select "chat", "topic" from "conversations" where "updated_at" < $1 limit $2)',
    );
    expect(sent[1]).toBe(
      'delete from "usage" where "id" in (select "id" from "usage" where "at" < $1 order by "id" limit $2)',
    );
  });
});
