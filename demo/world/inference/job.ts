import { type Answer, jsonAnswer, type Question } from "../answer.ts";
import type { HostCall } from "./host.ts";
import { type Medium, media } from "./media.ts";
import { type PictureSize, wantedSize } from "./picture-size.ts";

/** What a host has been asked to make. A job's id holds all of it, so that nothing need be remembered. */
export interface Job {
  model: string;
  medium: Medium;
  prompt: string;
  /** Of a picture, where the request says. */
  size?: PictureSize | undefined;
  /** The file breaks off, so that nobody can open it. */
  isDamaged?: boolean;
}

/** Enough to tell what it was meant to be. */
const damagedBytes = 24;

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

/** The job that a call of a host is: one whose result is well known to go wrong ends in a damaged file. */
export function jobFor(
  { record, mapping, body, mind }: Pick<HostCall, "record" | "mapping" | "body" | "mind">,
  prompt: string,
): Job {
  const isDamaged = mind.recall({ task: mapping.task, words: prompt })?.isRight === false;
  return { ...jobOf({ model: record.id, task: mapping.task, prompt }), size: wantedSize(body), isDamaged };
}

export function idOfJob({ model, medium, prompt, size, isDamaged = false }: Job): string {
  const fields = [model, medium, prompt, size ?? null, isDamaged];
  return Buffer.from(JSON.stringify(fields)).toString("base64url");
}

type JobFields = [model: string, medium: Medium, prompt: string, size: PictureSize | null, isDamaged: boolean];

/** Null where the id is none of this server's. */
export function jobOfId(id: string): Job | null {
  try {
    const fields = JSON.parse(Buffer.from(id, "base64url").toString()) as JobFields;
    const [model, medium, prompt, size, isDamaged] = fields;
    return medium in media ? { model, medium, prompt, size: size ?? undefined, isDamaged } : null;
  } catch {
    return null;
  }
}

export function bytesOfJob({ model, medium, prompt, size, isDamaged }: Job): Buffer {
  const bytes = media[medium].make(`Made by the demo's stand-in for ${model}: ${prompt}`, size);
  return isDamaged ? bytes.subarray(0, damagedBytes) : bytes;
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
