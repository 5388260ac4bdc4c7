import type { ChatInput, ChatMessage, EmbeddingInput, MediaFile, PipelineInput, RouteInput } from "../domain/input.ts";
import { chatInterface, type Route } from "../domain/route.ts";
import { type TaskName, taskOf } from "../domain/task.ts";
import { pictureAddressesOf, textsOf } from "./chat-content.ts";
import { fromDataUrl, toDataUrl } from "./data-url.ts";
import type { Ask } from "./request.ts";

/** The interfaces whose answer is a vector for each text. */
const embeddingInterfaces: ReadonlySet<string> = new Set(["feature-extraction", "sentence-similarity"]);

type Kind = RouteInput["kind"];

/** What kind of input a route takes. */
export function inputKindOf(route: Pick<Route, "interface">): Kind {
  if (route.interface === chatInterface) return "chat";
  return embeddingInterfaces.has(route.interface) ? "embedding" : "pipeline";
}

function lastUserMessage({ messages }: ChatInput): ChatMessage | undefined {
  return messages.findLast((message) => message.role === "user");
}

/** The words and pictures of the last thing that the user has said; a pipeline knows of no talk before it. */
function pipelineFromChat(ask: ChatInput): PipelineInput {
  const message = lastUserMessage(ask);
  const files = message === undefined ? [] : pictureAddressesOf(message).map(fromDataUrl);
  return {
    kind: "pipeline",
    text: message === undefined ? "" : textsOf(message).join("\n"),
    context: null,
    labels: [],
    targetLanguage: null,
    sourceLanguage: null,
    files: files.filter((file) => file !== null),
  };
}

/** The task's order to a chat model; null where the words speak for themselves. */
function instructionOf(task: TaskName | null): string | null {
  if (task === null) return null;
  for (const each of taskOf(task).interfaces) if (each.kind === "chat") return each.instruction;
  return null;
}

function wordsOf({ text, context, labels, sourceLanguage, targetLanguage }: PipelineInput): string {
  const parts = [text];
  if (context !== null) parts.push(`The text:\n${context}`);
  if (labels.length > 0) parts.push(`The labels: ${labels.join(", ")}`);
  if (sourceLanguage !== null) parts.push(`The text's language: ${sourceLanguage}`);
  if (targetLanguage !== null) parts.push(`The language to translate into: ${targetLanguage}`);
  return parts.filter((part) => part !== "").join("\n\n");
}

const toPart = (file: MediaFile) => ({ type: "image_url", image_url: { url: toDataUrl(file) } });

function chatFromPipeline(ask: PipelineInput, task: TaskName | null): ChatInput {
  const instruction = instructionOf(task);
  const words = wordsOf(ask);
  const content = ask.files.length === 0 ? words : [{ type: "text", text: words }, ...ask.files.map(toPart)];
  const user: ChatMessage = { role: "user", content };
  const messages = instruction === null ? [user] : [{ role: "system" as const, content: instruction }, user];
  return { kind: "chat", messages, options: {} };
}

function embeddingFrom(ask: ChatInput | PipelineInput): EmbeddingInput {
  const { text } = ask.kind === "chat" ? pipelineFromChat(ask) : ask;
  return { kind: "embedding", texts: [text], dimensions: null };
}

/** Whether the ask can be put in a way that the route takes: texts to embed only there, and to chats no recordings. */
export function canTake(route: Pick<Route, "interface">, ask: Ask): boolean {
  const kind = inputKindOf(route);
  if (kind === ask.kind) return true;
  if (ask.kind === "embedding") return false;
  if (ask.kind === "pipeline") return kind === "embedding" || ask.files.every(isPicture);
  const message = lastUserMessage(ask);
  if (message === undefined) return false;
  const says = textsOf(message).some((text) => text.trim() !== "");
  const pictures = pictureAddressesOf(message);
  return says || (kind === "pipeline" && pictures.some((address) => fromDataUrl(address) !== null));
}

function isPicture(file: MediaFile): boolean {
  return file.mediaType.startsWith("image/");
}

/** The ask in the way that the route takes; as it is where the route takes it so. Only for what `canTake`. */
export function toRouteInput(ask: Ask, { route, task }: { route: Route; task: TaskName | null }): RouteInput {
  const kind = inputKindOf(route);
  if (kind === ask.kind || ask.kind === "embedding") return ask;
  if (kind === "embedding") return embeddingFrom(ask);
  return ask.kind === "chat" ? pipelineFromChat(ask) : chatFromPipeline(ask, task);
}
