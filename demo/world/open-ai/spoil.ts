import type { Answer } from "../answer.ts";
import { type JsonObject, objectOf, objectsOf } from "./json.ts";

/** A chat's answer, streamed or not, under the name of another role. Other answers stay as they are. */
export function underRole(answer: Answer, role: string): Answer {
  return withMessages(answer, (message) => ("role" in message ? { ...message, role } : message));
}

/** A chat's answer, a text or a file without anything in it. Lists are somebody else's. */
export function emptied(answer: Answer): Answer {
  if (answer.body instanceof Uint8Array) return { ...answer, body: new Uint8Array() };
  const { text, answer: found } = objectOf(answer.body);
  if (typeof text === "string") return { ...answer, body: { text: "" } };
  if (typeof found === "string") return { ...answer, body: { ...objectOf(answer.body), answer: "" } };
  return withMessages(answer, (message) => ("role" in message ? { role: message.role, content: "" } : {}));
}

function withMessages(answer: Answer, change: (message: JsonObject) => JsonObject): Answer {
  if (answer.events) return { ...answer, events: answer.events.map((event) => changed(event, "delta", change)) };
  return { ...answer, body: changed(answer.body, "message", change) };
}

function changed(value: unknown, key: "delta" | "message", change: (message: JsonObject) => JsonObject): unknown {
  const record = objectOf(value);
  if (!Array.isArray(record.choices)) return value;
  const choices = objectsOf(record.choices).map((choice) =>
    key in choice ? { ...choice, [key]: change(objectOf(choice[key])) } : choice,
  );
  return { ...record, choices };
}
