/** Of the polynomial 0x04c11db7, the highest bit first, as Ogg has it (RFC 3533, section 6). */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder < 0 ? (remainder << 1) ^ 0x04c11db7 : remainder << 1;
  }
  return remainder >>> 0;
});

/** Where a page's checksum stands: it counts as zero there. */
const checksumAt = 22;
const checksumEnd = 26;

/** The checksum of a whole page, as it should stand in it. */
export function checksumOf(page: Uint8Array): number {
  let checksum = 0;
  for (let at = 0; at < page.length; at += 1) {
    const byte = at >= checksumAt && at < checksumEnd ? 0 : (page[at] ?? 0);
    checksum = ((checksum << 8) ^ (table[(checksum >>> 24) ^ byte] ?? 0)) >>> 0;
  }
  return checksum;
}
