import { expect, it } from "vitest";
import { hideSecrets } from "../../src/shared/secrets.ts";

it("replaces every secret, each time it stands", () => {
  expect(hideSecrets("a hf_secret b hf_secret c r8_secret", ["hf_secret", "r8_secret"])).toBe(
    "a [secret] b [secret] c [secret]",
  );
});

it("leaves nothing of a secret that begins with another one", () => {
  for (const secrets of [
    ["secret-1", "secret-1-and-more"],
    ["secret-1-and-more", "secret-1"],
  ]) {
    expect(hideSecrets("it is secret-1-and-more.", secrets)).toBe("it is [secret].");
  }
});

it("finds a secret as JSON writes it and as an address does", () => {
  const secret = 'pass"word\\with/é:all';
  for (const text of [JSON.stringify({ secret }), `https://host/?key=${encodeURIComponent(secret)}`]) {
    const safe = hideSecrets(text, [secret]);
    expect(safe).toContain("[secret]");
    expect(safe).not.toContain("word");
  }
});

it("takes no part of a secret for a pattern", () => {
  expect(hideSecrets("aaaaaaa and a.*b$&c", ["a.*b$&c"])).toBe("aaaaaaa and [secret]");
});

it("leaves ordinary words where a secret is as short as one", () => {
  expect(hideSecrets("the model", ["the", ""])).toBe("the model");
});
