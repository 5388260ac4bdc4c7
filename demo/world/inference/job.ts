import { type Answer, jsonAnswer, type Question } from "../answer.ts";
import { type Medium, media } from "./media.ts";

/** What a host has been asked to make. A job's id holds all of it, so that nothing need be remembered. */
export interface Job {
  model: string;
  medium: Medium;
  prompt: string;
}

const mediumOfTask: Readonly<Record<string, (model: string) => Medium>> = {
  "text-to-image": () => "picture",
  "text-to-video": () => "video",
  // Both kinds that a chat meets: a plain sound file, and a voice message.
  "text-to-speech": (model) => (model.startsWith("hexgrad/") ? "sound" : "voice"),
};

/** The job that a prompt to a model is. @throws Error where the task makes no file. */
export function jobOf(options: { model: string; task: string; prompt: string }): Job {
  const medium = mediumOfTask[options.task]?.(options.model);
  if (!medium) throw new Error(`The task ${options.task} makes no file.`);
  return { model: options.model, medium, prompt: options.prompt };
}

export function idOfJob(job: Job): string {
  return Buffer.from(JSON.stringify([job.model, job.medium, job.prompt])).toString("base64url");
}

/** Null where the id is none of this server's. */
export function jobOfId(id: string): Job | null {
  try {
    const [model, medium, prompt] = JSON.parse(Buffer.from(id, "base64url").toString()) as [string, Medium, string];
    return medium in media ? { model, medium, prompt } : null;
  } catch {
    return null;
  }
}

export function bytesOfJob({ model, medium, prompt }: Job): Buffer {
  return media[medium].make(`Made by the demo's stand-in for ${model}: ${prompt}`);
}

/** Where the finished file lies. */
export function fileUrlOf(job: Job, origin: string): string {
  return `${origin}/files/${idOfJob(job)}.${media[job.medium].extension}`;
}

/** The finished file itself. */
export function fileAnswer(job: Job): Answer {
  return { status: 200, headers: { "content-type": media[job.medium].type }, body: bytesOfJob(job) };
}

/** `GET /files/{id}.{extension}`: anybody may fetch it, as from the hosts' own stores. */
export function answerFile({ method, url }: Question): Answer | null {
  const id = /^\/files\/([\w-]+)\.\w+$/.exec(url.pathname)?.[1];
  if (id === undefined || method !== "GET") return null;
  const job = jobOfId(id);
  return job ? fileAnswer(job) : jsonAnswer({ error: "Not found" }, 404);
}
