import { type ForeignRecord, recordOrNull, recordsIn, textOrNull, textsIn } from "../../../shared/foreign-json.ts";
import { officialRouter } from "./official-client.ts";

/**
 * How a host's answer leaves the making of a file: it lies at an address, or in the answer itself (base64), or it is to
 * be asked for again at another address behind the router, after a pause or at once.
 */
export type JobState =
  | { state: "made"; at: string }
  | { state: "made"; base64: string }
  | { state: "ask"; url: string; isPending: boolean }
  | { state: "failed" };

/** Reads one answer; null where it is none of the host's. `asked` is the address that gave it. */
type JobReader = (answer: ForeignRecord, asked: URL) => JobState | null;

const readers: Readonly<Record<string, JobReader>> = {
  "fal-ai": readFal,
  replicate: readReplicate,
  wavespeed: readWavespeed,
  novita: readNovita,
  "zai-org": readZai,
  together: readTogether,
};

/** How the job stands; null where the answer tells nothing of one. */
export function readJob(host: string, answer: unknown, asked: string): JobState | null {
  const record = recordOrNull(answer);
  if (!record) return null;
  return readers[host]?.(record, new URL(asked)) ?? readPlain(record);
}

/** OpenAI's form, and that of hf-inference. */
function readPlain({ data, output }: ForeignRecord): JobState | null {
  const [first] = recordsIn(data);
  const base64 = textOrNull(first?.b64_json);
  return base64 === null ? made(textOrNull(first?.url) ?? textsIn(output)[0]) : { state: "made", base64 };
}

/** A queue: the job's addresses are fal's own, which the router has behind a prefix. */
function readFal(answer: ForeignRecord, asked: URL): JobState | null {
  const { images, video, audio, audio_file: audioFile, status } = answer;
  const file = recordsIn(images)[0] ?? recordOrNull(video) ?? recordOrNull(audio) ?? recordOrNull(audioFile);
  if (file) return made(textOrNull(file.url));
  const isStatus = asked.pathname.endsWith("/status");
  if (status === "COMPLETED" && isStatus) {
    return { state: "ask", url: asked.href.replace(/\/status(?=\?|$)/, ""), isPending: false };
  }
  if (isStatus) return typeof status === "string" ? { state: "ask", url: asked.href, isPending: true } : null;
  const path = pathOf(answer.response_url);
  return path === null
    ? null
    : { state: "ask", url: `${officialRouter}/fal-ai${path}/status${asked.search}`, isPending: true };
}

function readReplicate({ output, status, urls }: ForeignRecord): JobState | null {
  if (status === "failed" || status === "canceled") return { state: "failed" };
  const file = textOrNull(output) ?? textsIn(output)[0];
  if (file !== undefined) return made(file);
  const path = pathOf(recordOrNull(urls)?.get);
  return path === null ? null : { state: "ask", url: `${officialRouter}/replicate${path}`, isPending: true };
}

function readWavespeed(answer: ForeignRecord): JobState | null {
  const data = recordOrNull(answer.data);
  if (data?.status === "failed") return { state: "failed" };
  if (data?.status === "completed") return made(textsIn(data.outputs)[0]);
  const path = pathOf(recordOrNull(data?.urls)?.get);
  return path === null ? null : { state: "ask", url: `${officialRouter}/wavespeed${path}`, isPending: true };
}

function readNovita({ task_id: id, task, videos }: ForeignRecord, asked: URL): JobState | null {
  if (typeof id === "string") {
    const url = `${officialRouter}/novita/v3/async/task-result?task_id=${encodeURIComponent(id)}`;
    return { state: "ask", url, isPending: true };
  }
  const status = recordOrNull(task)?.status;
  if (status === "TASK_STATUS_FAILED") return { state: "failed" };
  if (status === "TASK_STATUS_SUCCEED") return made(textOrNull(recordsIn(videos)[0]?.video_url));
  return typeof status === "string" ? { state: "ask", url: asked.href, isPending: true } : null;
}

function readZai({ id, task_status: status, image_result: images }: ForeignRecord, asked: URL): JobState | null {
  if (status === "FAIL") return { state: "failed" };
  if (status === "SUCCESS") return made(textOrNull(recordsIn(images)[0]?.url));
  if (typeof status !== "string") return null;
  if (asked.pathname.includes("/async-result/")) return { state: "ask", url: asked.href, isPending: true };
  if (typeof id !== "string") return null;
  const url = `${officialRouter}/zai-org/api/paas/v4/async-result/${encodeURIComponent(id)}`;
  return { state: "ask", url, isPending: true };
}

/** Videos are jobs; pictures come in OpenAI's form. */
function readTogether({ id, status, outputs }: ForeignRecord, asked: URL): JobState | null {
  if (!asked.pathname.includes("/v2/videos")) return null;
  if (status === "failed") return { state: "failed" };
  if (status === "completed") return made(textOrNull(recordOrNull(outputs)?.video_url));
  if (typeof id !== "string") return null;
  const url = asked.pathname.endsWith("/v2/videos") ? `${asked.href}/${encodeURIComponent(id)}` : asked.href;
  return { state: "ask", url, isPending: true };
}

function made(at: string | null | undefined): JobState | null {
  return at ? { state: "made", at } : null;
}

/** Of an address of the host's own, the part that the router passes on. */
function pathOf(address: unknown): string | null {
  return typeof address === "string" ? (URL.parse(address)?.pathname ?? null) : null;
}
