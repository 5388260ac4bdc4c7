import { callTemplates } from "./calls.ts";
import { chatFileTemplates } from "./chat-files.ts";
import { commandTemplates } from "./commands.ts";
import { documentTemplates } from "./documents.ts";
import { fileTemplates } from "./files.ts";
import { huggingFaceTemplates } from "./hugging-face.ts";
import { modelTemplates } from "./models.ts";
import { ollamaTemplates } from "./ollama.ts";
import { planningTemplates } from "./planning.ts";
import { probeFaultTemplates } from "./probe-faults.ts";
import { replicateTemplates } from "./replicate.ts";
import { routingTemplates } from "./routing.ts";
import { serverTemplates } from "./servers.ts";
import { storeTemplates } from "./store.ts";
import { createTranslator, type Template } from "./template.ts";
import { trialTemplates } from "./trials.ts";
import { verificationTemplates } from "./verification.ts";
import { watchingTemplates } from "./watching.ts";

/** All that the program's core says to people, in English and in Portuguese. */
export const templates: readonly Template[] = [
  ...planningTemplates,
  ...modelTemplates,
  ...serverTemplates,
  ...commandTemplates,
  ...documentTemplates,
  ...fileTemplates,
  ...callTemplates,
  ...chatFileTemplates,
  ...huggingFaceTemplates,
  ...ollamaTemplates,
  ...replicateTemplates,
  ...routingTemplates,
  ...storeTemplates,
  ...trialTemplates,
  ...verificationTemplates,
  ...watchingTemplates,
  ...probeFaultTemplates,
];

/**
 * A text of the program's own in Portuguese: reasons, the facts behind a score, faults. What is no template, such as a
 * server's own words, stays as it is: an exact sentence in English helps more than none.
 */
export const sentence = createTranslator(templates);
