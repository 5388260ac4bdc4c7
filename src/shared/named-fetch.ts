import { isPrivateUrl } from "./private-network.ts";

/** An address that is not fetched. Its message tells what the server did, without the address: "named an address …". */
export class NamedAddressError extends Error {}

export interface NamedFetchOptions {
  fetch: typeof fetch;
  /** The server whose answers name the addresses: one that is itself in a private network may name others there. */
  server: string;
}

/** As many as `fetch` follows by itself would let a store lead through half the internet; none needs more. */
const mostHops = 5;

function checkAddress(url: string, server: string): void {
  if (!/^(?:https?|data):/i.test(url)) throw new NamedAddressError("named an address that cannot be fetched");
  if (isPrivateUrl(url) && !isPrivateUrl(server)) {
    throw new NamedAddressError("named an address of a private network, which is not asked");
  }
}

/** Where a redirect leads; null where the answer is none. */
function redirectOf(response: Response, url: string): string | null {
  const location = response.headers.get("location");
  if (response.status < 300 || response.status > 399 || location === null) return null;
  return URL.parse(location, url)?.href ?? "";
}

/**
 * Fetches what a server's answer has named, such as the file that a model has made. A server on the internet must not
 * make this machine ask its own network's services, by the address itself or by a redirect. What a name resolves to is
 * not looked at. `headersFor` is asked for each address on the way, so that a token goes only where it belongs. Rejects
 * with a `NamedAddressError`, or as `fetch` does.
 */
export async function fetchNamed(
  url: string,
  {
    fetch,
    server,
    signal,
    headersFor,
  }: NamedFetchOptions & {
    signal: AbortSignal;
    headersFor(url: string): Record<string, string>;
  },
): Promise<Response> {
  let address = url;
  for (let hops = 0; hops <= mostHops; hops += 1) {
    checkAddress(address, server);
    const response = await fetch(address, { headers: headersFor(address), redirect: "manual", signal });
    const next = redirectOf(response, address);
    if (next === null) return response;
    await response.body?.cancel();
    address = next;
  }
  throw new NamedAddressError("named an address that leads on and on");
}
