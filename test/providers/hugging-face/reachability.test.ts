import { describe, expect, it } from "vitest";
import { huggingFaceReachability } from "../../../src/providers/hugging-face/reachability.ts";
import { createHttpClient } from "../../../src/shared/http-client.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

describe("what Hugging Face needs", () => {
  it("is named without anything that an address may hide", () => {
    const http = createHttpClient({ clock: createFakeClock(), userAgent: "modelvane-test" });
    const checks = huggingFaceReachability({
      endpoint: "https://user:secret@hub.example.org/mirror?key=secret",
      routerEndpoint: "https://secret@router.example.org",
      token: null,
      http,
    });
    expect(checks.map(({ what }) => what)).toEqual([
      "the Hugging Face Hub at https://hub.example.org/mirror",
      "the Hugging Face token",
      "the inference router at https://router.example.org",
    ]);
  });
});
