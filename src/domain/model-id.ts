/** Whether a text has the form of a model's id on the Hub of Hugging Face: OWNER/NAME, such as "Qwen/Qwen3-32B". */
export function isHubModelId(text: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(text);
}
