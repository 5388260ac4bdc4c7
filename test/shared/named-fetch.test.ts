import { describe, expect, it } from "vitest";
import { fetchNamed, NamedAddressError } from "../../src/shared/named-fetch.ts";

const { signal } = new AbortController();
const onInternet = "https://api.example.com/v1";
const atHome = "http://127.0.0.1:8080/v1";

/** Answers each address by the table, and keeps what it was asked for. */
function standIn(redirects: Record<string, string> = {}) {
  const asked: { url: string; headers: unknown }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input);
    asked.push({ url, headers: init?.headers });
    const location = redirects[url];
    return location === undefined
      ? new Response("the file")
      : new Response(null, { status: 302, headers: { location } });
  };
  return { fetch, asked };
}

const read = async (url: string, server: string, redirects: Record<string, string> = {}) => {
  const { fetch, asked } = standIn(redirects);
  const headersFor = (address: string) => ({ "x-for": new URL(address).host });
  const outcome = await fetchNamed(url, { fetch, server, signal, headersFor }).then(
    (response) => response.text(),
    (error: unknown) => error,
  );
  return { outcome, asked };
};

describe("an address that a server has named", () => {
  it("is fetched, and followed with the headers of each address on the way", async () => {
    const start = "https://store.example.com/a";
    const { outcome, asked } = await read(start, onInternet, { [start]: "https://other.example.com/b" });
    expect(outcome).toBe("the file");
    expect(asked).toEqual([
      { url: start, headers: { "x-for": "store.example.com" } },
      { url: "https://other.example.com/b", headers: { "x-for": "other.example.com" } },
    ]);
  });

  it.each([
    "http://127.0.0.1/x",
    "http://169.254.169.254/latest/meta-data",
    "http://10.1.2.3/x",
    "http://[::1]/x",
    "http://router/x",
  ])("is not asked where it lies in a private network: %s", async (address) => {
    const { outcome, asked } = await read(address, onInternet);
    expect(outcome).toBeInstanceOf(NamedAddressError);
    expect(asked).toEqual([]);
  });

  it("is not followed into a private network", async () => {
    const start = "https://store.example.com/a";
    const { outcome, asked } = await read(start, onInternet, { [start]: "http://192.168.1.1/admin" });
    expect(outcome).toBeInstanceOf(NamedAddressError);
    expect(asked.map(({ url }) => url)).toEqual([start]);
  });

  it("may lie in the private network of a server that is there itself", async () => {
    expect((await read("http://192.168.1.7/x", atHome)).outcome).toBe("the file");
  });

  it("is given up where it leads in circles, or to something that is no web address", async () => {
    const circle = {
      "https://a.example.com/": "https://b.example.com/",
      "https://b.example.com/": "https://a.example.com/",
    };
    expect((await read("https://a.example.com/", onInternet, circle)).outcome).toBeInstanceOf(NamedAddressError);
    expect((await read("file:///etc/passwd", atHome)).outcome).toBeInstanceOf(NamedAddressError);
    expect(
      (await read("https://a.example.com/", atHome, { "https://a.example.com/": "ftp://x/" })).outcome,
    ).toBeInstanceOf(NamedAddressError);
  });
});
