import { isLoopbackUrl } from "./loopback.ts";

/**
 * Addresses that no router of the internet forwards: of private networks (RFC 1918), of one link (RFC 3927), and both
 * again for IPv6 (RFC 4193; RFC 4291, 2.5.6).
 */
const privateAddress =
  /^(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2}|\[f[cd][\da-f:]+\]|\[fe[89ab][\da-f:]+\])$/i;

/** Names that only a network of one's own knows: those without a dot, and the endings that are kept for it. */
const privateName = /^(?:[\w-]+|.+\.(?:local|lan|internal|home\.arpa))$/i;

/** By these a server means all addresses of its own machine; a client that is given one reaches that machine. */
const everyAddress = /^(?:0\.0\.0\.0|\[::\])$/;

/** Whether an address leads to this machine, or to another of the same private network. */
export function isPrivateUrl(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? "";
  return isLoopbackUrl(url) || [privateAddress, privateName, everyAddress].some((pattern) => pattern.test(host));
}
