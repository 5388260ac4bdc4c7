import { listed } from "./words/listed.ts";

/** Families whose names are no words: a number behind one makes a model of it, "llama 3.3" too. */
const clearFamilies =
  "qwen|qwq|llama|glm|deepseek|mistral|mixtral|ministral|magistral|codestral|devstral|gemma|kimi|gpt-oss|whisper|" +
  "kokoro|sdxl|stable-diffusion|minimax|nemotron|command-[ra]|olmo|smollm|starcoder|hunyuan|cogvideo|codellama|" +
  "tinyllama|parakeet|all-minilm|llava|internvl|exaone|seed-oss|mimo|longcat|ltx|nllb";
/** Those that are words too, and names only where a hyphen and a number follow: "phi-4". */
const doubtfulFamilies = "phi|flux|wan|granite|yi|bge|bart|bert|t5|e5|ernie|hermes|aya|jina|nomic|dolphin|zephyr";
const clearName = new RegExp(`^(?:${clearFamilies})`, "i");
const familyAlone = new RegExp(`^(?:${clearFamilies})$`, "i");
const doubtfulName = new RegExp(`^(?:${doubtfulFamilies})[-.]`, "i");
/** Owners whose names stand before a slash; any other pair of words with a slash is probably no model. */
const owners = new Set(
  listed(`
    qwen, meta-llama, zai-org, thudm, deepseek-ai, mistralai, google, microsoft, moonshotai, openai,
    black-forest-labs, hexgrad, stabilityai, minimaxai, nvidia, cohere, coherelabs, cohereforai, allenai,
    ibm-granite, huggingfacetb, bigcode, tiiuae, sentence-transformers, baai, facebook, intfloat, lightricks,
    bytedance, tencent, baidu, xiaomimimo, swiss-ai, meta, anthropic, xai-org, wan-ai, utter-project, nousresearch
  `),
);

/** Longer words are no names; in characters. */
const longestName = 120;

function isOfFamily(name: string): boolean {
  return /\d/.test(name) && (clearName.test(name) || doubtfulName.test(name));
}

/** "Qwen/Qwen3-32B", "gemma3:12b", but not "and/or". */
function isName(word: string): boolean {
  const [owner = "", name, extra] = word.split("/");
  if (extra !== undefined || word.length > longestName) return false;
  const own = name ?? owner;
  return /^[\w.:-]+$/.test(own) && (isOfFamily(own) || (name !== undefined && owners.has(owner.toLowerCase())));
}

/** "llama 3.3": a family, and its number as a word of its own. */
function isNumberOf(family: string, word: string): boolean {
  return familyAlone.test(family) && /^v?\d[\w.:-]*$/i.test(word);
}

function withoutPunctuation(word: string): string {
  return word.replace(/^["'“(]/, "").replace(/[?!.,;:)"'”]{1,3}$/, "");
}

/** The models that a short text names, as they were typed, and the text without them. */
export function namedModels(text: string): { names: string[]; rest: string } {
  const words = text.split(/\s+/);
  const typed = words.map(withoutPunctuation);
  const names: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < typed.length; at++) {
    const word = typed[at] ?? "";
    const next = typed[at + 1] ?? "";
    if (isNumberOf(word, next)) {
      names.push(`${word} ${next}`);
      at++;
    } else if (isName(word)) names.push(word);
    else rest.push(words[at] ?? "");
  }
  return { names, rest: rest.join(" ") };
}
