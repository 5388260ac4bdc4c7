import { chatInterface } from "../../domain/route.ts";
import { fieldNamed, fileField, limitField, needsFile, systemField, textField } from "./fields.ts";
import type { ModelForm } from "./model-form.ts";
import type { ModelRecord } from "./schema.ts";

/** The interfaces by which models of Replicate serve our tasks. */
export const replicateInterfaces = [
  chatInterface,
  "image-text-to-text",
  "text-to-image",
  "text-to-video",
  "text-to-speech",
  "automatic-speech-recognition",
  "feature-extraction",
] as const;
export type ReplicateInterface = (typeof replicateInterfaces)[number];

const makesFileOfText = (form: ModelForm) => textField(form) !== null && form.output === "files" && !needsFile(form);

/** Whether what goes in and what comes out is what the interface takes and gives. */
const forms: Readonly<Record<ReplicateInterface, (form: ModelForm) => boolean>> = {
  chat: (form) => takesText(form) && form.output === "text" && !needsFile(form),
  "image-text-to-text": (form) => textField(form) !== null && takesPictures(form) && form.output === "text",
  "text-to-image": makesFileOfText,
  "text-to-video": makesFileOfText,
  "text-to-speech": makesFileOfText,
  // Some take a recording and say nothing of what comes out.
  "automatic-speech-recognition": (form) =>
    fileField(form, "audio") !== null && (form.output === "text" || form.output === "unknown"),
  "feature-extraction": (form) =>
    textField(form) !== null && (form.output === "numbers" || form.output === "unknown") && !needsFile(form),
};

/** Of what comes out as a file, the form does not say what it is. */
const kindsOfFiles: Readonly<Partial<Record<ReplicateInterface, string>>> = {
  "text-to-image": "image",
  "text-to-video": "video",
  "text-to-speech": "audio",
};

const takesText = (form: ModelForm) => textField(form) !== null || fieldNamed(form, "messages") !== null;

/** Whether a model takes pictures beside text. */
export function takesPictures(form: ModelForm): boolean {
  return fileField(form, "image") !== null;
}

/** Whether a model's form allows for the interface; its place in a collection says the rest. */
export function suits({ form }: ModelRecord, wanted: ReplicateInterface): boolean {
  return form !== null && forms[wanted](form);
}

/**
 * Whether a model that stands in no collection clearly serves the interface: by its tags, or by its form and what its
 * example came out as. Music is audio too, so of speech only tags are believed; and text that comes of text is a chat
 * only where its length can be limited, as that of a classifier cannot.
 */
export function isEvident(model: ModelRecord, wanted: ReplicateInterface): boolean {
  if (!suits(model, wanted) || model.form === null) return false;
  if (model.tags.includes(wanted)) return true;
  const kind = kindsOfFiles[wanted];
  if (kind !== undefined) return kind !== "audio" && model.exampleKind === kind;
  if (wanted === chatInterface) return limitField(model.form) !== null || systemField(model.form) !== null;
  return wanted === "feature-extraction" ? model.form.output === "numbers" : wanted === "image-text-to-text";
}
