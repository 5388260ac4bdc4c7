/** A very short value would blank out ordinary words. */
const shortest = 6;

/** As it stands, as JSON writes it, and as an address does. */
function spellingsOf(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())];
}

/** Replaces every secret in a text, so that no message, log or error can carry one. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const spellings = new Set(secrets.filter((secret) => secret.length >= shortest).flatMap(spellingsOf));
  // The longest first: where one secret begins another, the rest of the longer one must not stay.
  const ordered = [...spellings].sort((a, b) => b.length - a.length);
  return ordered.reduce((safe, spelling) => safe.replaceAll(spelling, "[secret]"), text);
}
