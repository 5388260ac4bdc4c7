import type { Migration } from "kysely/migration";
import { registry } from "./0001-registry.ts";
import { usage } from "./0002-usage.ts";
import { chat } from "./0003-chat.ts";
import { chatPeople } from "./0004-chat-people.ts";
import { verdicts } from "./0005-verdicts.ts";
import { watch } from "./0006-watch.ts";

/** Every change of the tables, by a name that sorts in their order. One that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-registry": registry,
  "0002-usage": usage,
  "0003-chat": chat,
  "0004-chat-people": chatPeople,
  "0005-verdicts": verdicts,
  "0006-watch": watch,
};
