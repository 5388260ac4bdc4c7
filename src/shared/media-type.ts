/** How files of these kinds begin: at this byte, with these characters. The longer of two that fit comes first. */
const beginnings: readonly { at: number; text: string; mediaType: string }[] = [
  { at: 0, text: "\x89PNG", mediaType: "image/png" },
  { at: 0, text: "\xff\xd8\xff", mediaType: "image/jpeg" },
  { at: 0, text: "GIF8", mediaType: "image/gif" },
  { at: 8, text: "WEBP", mediaType: "image/webp" },
  { at: 4, text: "ftypheic", mediaType: "image/heic" },
  { at: 4, text: "ftypavif", mediaType: "image/avif" },
  { at: 8, text: "WAVE", mediaType: "audio/wav" },
  { at: 4, text: "ftypM4A", mediaType: "audio/mp4" },
  { at: 4, text: "ftypqt", mediaType: "video/quicktime" },
  { at: 4, text: "ftyp", mediaType: "video/mp4" },
  { at: 0, text: "\x1aE\xdf\xa3", mediaType: "video/webm" },
  { at: 0, text: "ID3", mediaType: "audio/mpeg" },
  { at: 0, text: "\xff\xfb", mediaType: "audio/mpeg" },
  { at: 0, text: "\xff\xfa", mediaType: "audio/mpeg" },
  { at: 0, text: "\xff\xf3", mediaType: "audio/mpeg" },
  { at: 0, text: "\xff\xf2", mediaType: "audio/mpeg" },
  { at: 0, text: "\xff\xf1", mediaType: "audio/aac" },
  { at: 0, text: "\xff\xf9", mediaType: "audio/aac" },
  { at: 0, text: "fLaC", mediaType: "audio/flac" },
  { at: 0, text: "OggS", mediaType: "audio/ogg" },
];

/** What the bytes are by their beginning ("image/png"); null where it is none that is known. */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  return beginnings.find(({ at, text }) => head.startsWith(text, at))?.mediaType ?? null;
}
