/** Sizes, versions, and the field's own words for what a model was made for and how its weights are stored. */
const ownWords = [
  /^[ae]?\d+(?:\.\d+)?[bmtk]$/i,
  /^\d+x\d+(?:\.\d+)?b$/i,
  /^\d+e$/i,
  /^v?\d+(?:\.\d+)*$/i,
  /^(?:it|instruct|chat|assistant|thinking|reasoning|sft|dpo|base|pretrain(?:ed)?|pt)$/i,
  /^(?:coder?|code|moe|vl|hf|gguf|awq|gptq|bnb|nf4|k|m|s|l)$/i,
  /^(?:mx|nv)?(?:fp|int|i?q)\d+$/i,
  /^\d+bits?$/i,
];
/** Letters that no size and no word of the field begins with. */
const nonsense = "ghjlnoprsuyzcdfk";

function letterFor(letter: string): string {
  const found = nonsense[letter.toLowerCase().charCodeAt(0) % nonsense.length] ?? "z";
  return letter === letter.toLowerCase() ? found : found.toUpperCase();
}

/** A model's id with nonsense for its owner and its family: "Qwen/Qwen3-8B-FP8" becomes something like "Ckjz/Ckjz3-8B-FP8". */
export function renameFamily(model: string): string {
  return model
    .split(/([-_:/ ])/)
    .map((word) => (ownWords.some((own) => own.test(word)) ? word : word.replace(/[a-z]/gi, letterFor)))
    .join("");
}
