import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { pino } from "pino";
import type { Conversation } from "../src/domain/conversation.ts";
import { systemClock } from "../src/shared/clock.ts";
import { openStore } from "../src/store/open-store.ts";
import { turnWith } from "../test/support/turn.ts";
import { compare, type Measurement, median, takeTurns, timed } from "./measure.ts";

const chats = 100;
const rounds = 15;
const turns = 20;
/** As many as there are people who chat at once, each of whom would get an answer every second. */
const wanted = 200;
const questionLength = 120;
const answerLength = 900;

const said: Conversation = {
  turns: Array.from({ length: turns }, (_, index) =>
    turnWith({
      request: `request-${index}`,
      at: index,
      question: "What is it? ".repeat(questionLength / 12),
      answer: "It is such. ".repeat(answerLength / 12),
    }),
  ),
};

/** The same with the same settings, in the same thread and with nothing in between: read, parse, write, and an fsync. */
function openBare(path: string) {
  const database = new Sqlite(path);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("wal_autocheckpoint = 8000");
  database.exec("create table conversations (chat text primary key, updated_at integer, messages text)");
  const read = database.prepare<[string], string>("select messages from conversations where chat = ?").pluck();
  const write = database.prepare(
    "insert into conversations values (?, ?, ?) on conflict (chat) do update set updated_at = excluded.updated_at, messages = excluded.messages",
  );
  return {
    close: () => database.close(),
    turn(chat: string) {
      const kept = JSON.parse(read.get(chat) ?? "[]") as Conversation["turns"];
      write.run(chat, Date.now(), JSON.stringify(said.turns));
      return kept;
    },
  };
}

function perSecond(milliseconds: number): number {
  return Math.round((chats * 1_000) / milliseconds);
}

/** One message after another: what its conversation was is read, and what it is now is written. */
export async function measureConversations(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), "modelvane-bench-"));
  const logger = pino({ level: "silent" });
  const store = openStore({ path: join(folder, "modelvane.db"), hasThread: true, clock: systemClock, logger });
  const bare = openBare(join(folder, "bare.db"));
  try {
    const { ours, theirs } = await takeTurns(
      {
        ours: timed(async () => {
          for (let chat = 0; chat < chats; chat += 1) {
            const place = { chat: `telegram:${chat}`, topic: "" };
            await store.conversation(place);
            await store.keepConversation(place, said, Date.now());
          }
        }),
        theirs: timed(() => {
          for (let chat = 0; chat < chats; chat += 1) bare.turn(`telegram:${chat}`);
        }),
      },
      { rounds, warmUp: 2 },
    );
    const { ratio, low, high } = compare(ours, theirs);
    const [our, their] = [perSecond(median(ours)), perSecond(median(theirs))];
    return {
      title: `Conversations of ${turns} turns read and written in a second, over ${wanted}`,
      value: our / wanted,
      target: 1,
      bound: "at least",
      details: `${our.toLocaleString("en")} a second, one after another, each with an fsync; bare better-sqlite3 in the caller's own thread ${their.toLocaleString("en")}, ${ratio.toFixed(2)} times as many (middle half of ${rounds} rounds ${low.toFixed(2)} to ${high.toFixed(2)})`,
    };
  } finally {
    bare.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
