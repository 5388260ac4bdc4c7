import type { InputField, ModelForm } from "./model-form.ts";

// Every author names the fields of a model's input as they like. These are the names that models of the collections
// have in practice, the most telling first.
const textNames =
  "prompt text input_text prompts texts text_batch sentence sentences inputs input query question caption text_prompt gen_text";
const systemNames = "system_prompt system system_message system_instruction";
const limitNames = "max_tokens max_new_tokens max_completion_tokens max_output_tokens max_gen_len max_length";

function named(form: ModelForm, names: string, accepts: (field: InputField) => boolean): InputField | null {
  for (const name of names.split(" ")) {
    const field = form.fields.find((each) => each.name === name && accepts(each));
    if (field) return field;
  }
  return null;
}

const isText = (field: InputField) => !field.isFile && (field.type === "string" || field.type === "array");

/** Where the text goes: by its name, or the only text that must be given. */
export function textField(form: ModelForm): InputField | null {
  const known = named(form, textNames, isText);
  if (known) return known;
  const required = form.fields.filter((each) => each.isRequired && !each.isFile && each.type === "string");
  return required.length === 1 ? (required[0] ?? null) : null;
}

/** Where the instruction goes that stands above a conversation. */
export function systemField(form: ModelForm): InputField | null {
  return named(form, systemNames, ({ type }) => type === "string");
}

/** Where the number of tokens is limited. */
export function limitField(form: ModelForm): InputField | null {
  return named(form, limitNames, ({ type }) => type === "integer" || type === "number");
}

/** The field of that name, whatever it takes. */
export function fieldNamed(form: ModelForm, name: string): InputField | null {
  return form.fields.find((each) => each.name === name) ?? null;
}

/** Files that a model takes beside its main one. */
const besides = /mask|weights|lora|style|reference|control|tail|last|end_|voice|speaker|subtitle/i;

const kindNames: Readonly<Record<string, RegExp>> = {
  image: /image|img|photo|picture/i,
  audio: /audio|sound|speech|recording|song|music/i,
  video: /video/i,
};

/** Where a file of this kind ("image", "audio", "video") goes; null where the model takes none. */
export function fileField(form: ModelForm, kind: string): InputField | null {
  const files = form.fields.filter(({ isFile }) => isFile);
  const pattern = kindNames[kind];
  const fitting = files.filter(({ name }) => pattern?.test(name));
  const main = fitting.find(({ name }) => !besides.test(name)) ?? fitting.find(({ isRequired }) => isRequired);
  if (main) return main;
  // A name that says nothing of a kind ("file", "input", "media") may be for any.
  const ofNoKind = files.filter(
    ({ name }) => !besides.test(name) && !Object.values(kindNames).some((each) => each.test(name)),
  );
  return ofNoKind.find(({ isRequired }) => isRequired) ?? ofNoKind[0] ?? null;
}

/** Whether the model cannot run without a file. */
export function needsFile(form: ModelForm): boolean {
  return form.fields.some(({ isFile, isRequired }) => isFile && isRequired);
}
