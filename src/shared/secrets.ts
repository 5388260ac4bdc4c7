/** Replaces every secret in a text, so that no message, log or error can carry one. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets) {
    // A very short value would blank out ordinary words.
    if (secret.length >= 6) safe = safe.replaceAll(secret, "[secret]");
  }
  return safe;
}
