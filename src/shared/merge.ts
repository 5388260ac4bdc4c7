function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `over` laid over `base`: objects key by key, everything else (lists too) as a whole. Neither is changed. */
export function mergeDocuments(base: unknown, over: unknown): unknown {
  if (!isPlainObject(base) || !isPlainObject(over)) return over === undefined ? base : over;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) merged.set(key, mergeDocuments(merged.get(key), value));
  // From entries, a key such as "__proto__" stays an ordinary key, which a schema then refuses.
  return Object.fromEntries(merged);
}
