import { errorCode } from "./file-system.ts";

/**
 * A request that brought no whole answer. Neither the message nor anything else of it holds the address: a bot's token
 * may stand in there.
 */
export class TransportError extends Error {
  override name = "TransportError";
  /** Node's or undici's code, such as `ECONNREFUSED` or `UND_ERR_SOCKET`; `TIMEOUT` where the time was up. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Node's or undici's error, without the address that it may hold. */
export function toTransportError(error: unknown): TransportError {
  const code = errorCode(error) ?? "UNKNOWN";
  return new TransportError(`The request brought no answer (${code}).`, code);
}

/** The two parts of an address in which undici wants it. Throws a `TransportError` where it is none. */
export function targetOf(url: string): { origin: string; path: string } {
  const parsed = URL.parse(url);
  if (parsed === null) throw new TransportError("The address is not valid.", "ERR_INVALID_URL");
  return { origin: parsed.origin, path: parsed.pathname + parsed.search };
}
