import { chatInterface } from "../../domain/route.ts";
import { isTaskName, servesTask, taskOf } from "../../domain/task.ts";
import { type ForeignRecord, recordOrNull, textsIn } from "../../shared/foreign-json.ts";

/** The interface of routes that embed texts. */
export const embeddingInterface = "feature-extraction";

/** What a listed model is spoken to by; null where it is neither chat nor embeddings. */
export type Purpose = typeof chatInterface | typeof embeddingInterface | null;

/** What `type` says at Together and LM Studio. */
const toldTypes: Readonly<Record<string, Purpose>> = {
  chat: chatInterface,
  llm: chatInterface,
  vlm: chatInterface,
  language: chatInterface,
  code: chatInterface,
  embedding: embeddingInterface,
  embeddings: embeddingInterface,
};

/** Types that say nothing of what the model is for. */
const plainTypes: ReadonlySet<string> = new Set(["model", "base", "virtual"]);

/**
 * Heuristics, for listings such as OpenAI's, which name all models alike: ids of models that embed, and of those that
 * make or hear speech, make pictures or films, judge, rank, complete text without chat, or answer at other addresses
 * than `/chat/completions`. An id that is new to them counts as chat: the worst is a call that fails.
 */
const embeddingId = /embed|(?:^|[/_-])(?:bge|e5|gte)-/i;
const otherId =
  /(?:^|[/_-])(?:whisper|tts|dall-e|gpt-image|chatgpt-image|sora|imagen|veo|flux|stable-diffusion|sdxl|babbage|davinci|orpheus)(?:$|[-_.:\d])|transcribe|realtime|moderation|rerank|-tts(?:$|-)|-instruct-0914|turbo-instruct|deep-research|computer-use|(?:^|\/)gpt-audio/i;

/** What the model is for, as far as the listing tells it; otherwise by its id. */
export function purposeOf(id: string, entry: ForeignRecord): Purpose {
  const told = toldPurpose(entry);
  if (told !== undefined) return told;
  if (id.startsWith("task:")) return purposeOfTask(id.slice("task:".length));
  const own = recordOrNull(entry.modelvane)?.interface;
  if (typeof own === "string") return purposeOfInterface(own);
  if (embeddingId.test(id)) return embeddingInterface;
  return otherId.test(id) ? null : chatInterface;
}

function toldPurpose({ type, capabilities, architecture }: ForeignRecord): Purpose | undefined {
  if (typeof type === "string" && !plainTypes.has(type)) {
    return Object.hasOwn(toldTypes, type) ? toldTypes[type] : null;
  }
  // Mistral's.
  const chats = recordOrNull(capabilities)?.completion_chat;
  if (chats === true) return chatInterface;
  // OpenRouter's.
  const outputs = textsIn(recordOrNull(architecture)?.output_modalities);
  if (outputs.length === 0) return undefined;
  if (outputs.includes("text")) return chatInterface;
  return outputs.includes("embeddings") ? embeddingInterface : null;
}

/** Another Modelvane says of each model how it speaks to it. What is neither would be asked as if it chatted. */
function purposeOfInterface(name: string): Purpose {
  if (name === chatInterface) return chatInterface;
  return servesTask(taskOf("feature-extraction"), name) ? embeddingInterface : null;
}

/**
 * Another Modelvane lists its tasks, too. Those that add an instruction of their own, or whose answers are no text, are
 * not for chat.
 */
function purposeOfTask(name: string): Purpose {
  if (!isTaskName(name)) return chatInterface;
  const task = taskOf(name);
  if (task.interfaces.some((each) => each.kind === "chat" && each.instruction === null)) return chatInterface;
  return servesTask(task, embeddingInterface) ? embeddingInterface : null;
}
