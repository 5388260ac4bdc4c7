import type { TaskName } from "../../../domain/task.ts";
import { readTask } from "../../arguments.ts";

/** What people call the tasks, in both languages; the table's own names count besides. */
const aliases: Readonly<Record<string, TaskName>> = {
  chat: "conversational",
  conversation: "conversational",
  conversa: "conversational",
  text: "text-generation",
  texto: "text-generation",
  code: "code-generation",
  codigo: "code-generation",
  código: "code-generation",
  question: "question-answering",
  pergunta: "question-answering",
  summarize: "summarization",
  summarise: "summarization",
  summary: "summarization",
  resumo: "summarization",
  resumir: "summarization",
  translate: "translation",
  tradução: "translation",
  traducao: "translation",
  traduzir: "translation",
  rewrite: "text2text-generation",
  reescrever: "text2text-generation",
  mask: "fill-mask",
  embeddings: "feature-extraction",
  classify: "text-classification",
  classificar: "text-classification",
  labels: "zero-shot-classification",
  names: "token-classification",
  nomes: "token-classification",
  picture: "image-text-to-text",
  vision: "image-text-to-text",
  foto: "image-text-to-text",
  image: "text-to-image",
  imagem: "text-to-image",
  video: "text-to-video",
  vídeo: "text-to-video",
  transcribe: "automatic-speech-recognition",
  transcription: "automatic-speech-recognition",
  transcrever: "automatic-speech-recognition",
  speak: "text-to-speech",
  speech: "text-to-speech",
  fala: "text-to-speech",
  falar: "text-to-speech",
};

/** The task that one word names; null where it names none. */
export function taskCalled(word: string): TaskName | null {
  const wanted = word.toLowerCase();
  return readTask([wanted]) ?? (Object.hasOwn(aliases, wanted) ? (aliases[wanted] ?? null) : null);
}
