import { make } from "./dom.js";
import { showPicture } from "./overlay.js";

/** What a message holds besides its text. */
export function renderFiles(message) {
  const { photo, document, media } = message;
  return [
    ...(photo ? [picture(photo, message.text)] : []),
    ...(document ? [...(document.plays ? [player("audio", document)] : []), download(document)] : []),
    ...(media ? [renderMedia(media)] : []),
  ];
}

function picture(address, text) {
  const description = text.split("\n")[0] || "A picture";
  const image = make("img", { src: address, alt: description });
  const on = { click: () => showPicture(address, description) };
  return make("button", { type: "button", className: "picture", title: "Enlarge", on }, image);
}

function renderMedia(media) {
  if (!media.plays) return download(media);
  switch (media.kind) {
    case "voice":
    case "audio":
      return player("audio", media);
    case "video":
      return player("video", media);
    case "animation":
      return Object.assign(player("video", media), { loop: true, muted: true });
    default:
      return make("img", { className: "sticker", src: media.address, alt: "A sticker" });
  }
}

const kindNames = { voice: "Voice message", audio: "Audio", video: "Video", animation: "Animation" };

function player(tag, { kind, name, address }) {
  const label = kindNames[kind] ?? name;
  return make(tag, {
    ...{ controls: true, preload: "metadata", src: address, className: "player" },
    attributes: { "aria-label": label, ...(tag === "video" && { playsinline: "" }) },
  });
}

function download({ name, address, bytes }) {
  return make(
    "a",
    { className: "file", href: `${address}&download`, download: name },
    make("span", { className: "file-name" }, name),
    make("span", { className: "file-size" }, `${sizeOf(bytes)}, download`),
  );
}

/** A size in words. */
export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
