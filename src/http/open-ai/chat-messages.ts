import { type ChatMessage, chatRoles } from "../../domain/input.ts";
import { isForeignRecord } from "../../shared/foreign-json.ts";
import { RequestRefused } from "./refusal.ts";

/** More than any conversation has, and than any model has room for. */
const mostMessages = 10_000;
/** Texts, pictures and recordings of one message. */
const mostParts = 1_000;

/** The first thing that is wrong in a list: of a body with millions of faults nobody wants to read them all. */
interface Fault {
  /** From the list on. */
  path: (string | number)[];
  /** Without a full stop. */
  message: string;
}

const knownRoles: ReadonlySet<unknown> = new Set(chatRoles);
const expectedRole = `expected one of ${chatRoles.join(", ")}`;

function faultOfParts(parts: readonly unknown[]): Fault | null {
  if (parts.length > mostParts) return { path: [], message: `expected at most ${mostParts} parts` };
  for (const [place, part] of parts.entries()) {
    if (!isForeignRecord(part)) return { path: [place], message: "expected an object with a type" };
    if (typeof part.type !== "string") return { path: [place, "type"], message: "expected a text" };
  }
  return null;
}

function faultOfContent(content: unknown): Fault | null {
  if (Array.isArray(content)) return faultOfParts(content);
  if (typeof content === "string" || content === null || content === undefined) return null;
  return { path: [], message: "expected a text or a list of parts" };
}

function faultOfMessage(message: unknown): Fault | null {
  if (!isForeignRecord(message)) return { path: [], message: "expected an object with a role" };
  if (!knownRoles.has(message.role)) return { path: ["role"], message: expectedRole };
  const fault = faultOfContent(message.content);
  return fault && { ...fault, path: ["content", ...fault.path] };
}

function faultOfMessages(messages: unknown): Fault | null {
  if (!Array.isArray(messages)) return { path: [], message: "expected a list of messages" };
  if (messages.length === 0) return { path: [], message: "expected a list with at least one message" };
  if (messages.length > mostMessages) return { path: [], message: `expected at most ${mostMessages} messages` };
  for (const [place, message] of messages.entries()) {
    const fault = faultOfMessage(message);
    if (fault) return { ...fault, path: [place, ...fault.path] };
  }
  return null;
}

function faultOfTools(tools: unknown): Fault | null {
  if (tools === null || tools === undefined) return null;
  if (!Array.isArray(tools)) return { path: [], message: "expected a list of tools" };
  const wrong = tools.findIndex((tool) => !isForeignRecord(tool));
  return wrong === -1 ? null : { path: [wrong], message: "expected an object" };
}

/** @throws RequestRefused with a sentence that names the place. */
function refuse(field: string, { path, message }: Fault): never {
  const param = [field, ...path].join(".");
  throw new RequestRefused(`The request is not valid: ${param}: ${message}.`, { param });
}

/** A chat's messages, as they are and with all keys that they have. @throws RequestRefused for the first wrong one. */
export function readMessages(messages: unknown): ChatMessage[] {
  const fault = faultOfMessages(messages);
  return fault ? refuse("messages", fault) : (messages as ChatMessage[]);
}

/** Looks at a chat's tools; what is in them is for each model's server to say. @throws RequestRefused for a wrong one. */
export function checkTools(tools: unknown): void {
  const fault = faultOfTools(tools);
  if (fault) refuse("tools", fault);
}
