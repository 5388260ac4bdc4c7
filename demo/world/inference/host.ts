import type { Answer, Question } from "../answer.ts";
import type { Mind } from "../knowledge/minds.ts";
import type { JsonObject } from "../open-ai/json.ts";
import type { ServedModel } from "./served.ts";

/** A call of a model that the host serves. */
export interface HostCall extends ServedModel {
  question: Question;
  /** The request's path behind the host's name ("/fal-ai/flux/dev"). */
  path: string;
  /** Empty where it is no JSON. */
  body: JsonObject;
  /** What the model knows, on this host. */
  mind: Mind;
}

/** How one host speaks behind the router. */
export interface Host {
  /** The host's own id of the model that a POST calls; null where the path is none of this host's. */
  modelOf(path: string, body: JsonObject): string | null;
  answerCall(call: HostCall): Answer;
  /** Answers how a job stands; null where the path is none of this host's. */
  answerStatus?(path: string, question: Question): Answer | null;
}
