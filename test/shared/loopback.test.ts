import { describe, expect, it } from "vitest";
import { isLoopbackUrl } from "../../src/shared/loopback.ts";

describe("an address of this machine itself", () => {
  it.each(["http://127.0.0.1:8000/v1", "http://localhost", "https://a.localhost/x", "http://[::1]:1", "http://127.1"])(
    "is %s",
    (url) => expect(isLoopbackUrl(url)).toBe(true),
  );

  it.each(["http://10.0.0.1", "http://localhost.example.org", "http://notlocalhost", "http://127.0.0.1.nip.io", "x"])(
    "is not %s",
    (url) => expect(isLoopbackUrl(url)).toBe(false),
  );
});
