/** The names and addresses by which a machine reaches itself (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
const loopbackHost = /^(?:localhost|.+\.localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/i;

/** Whether an address leads to this machine itself. */
export function isLoopbackUrl(url: string): boolean {
  return loopbackHost.test(URL.parse(url)?.hostname ?? "");
}
