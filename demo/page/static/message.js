import { make } from "./dom.js";
import { renderText } from "./entities.js";
import { renderFiles } from "./media.js";
import { copyText, showToast } from "./overlay.js";

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const quotedLetters = 90;

/**
 * A message as an item of the list.
 * @param {object} message As the page's server sends it.
 * @param {object} chat What can be done here (`sendCommand`, `tap`, `reply`, `edit`, `goTo`), and what there is to know:
 *   `personId()`, `isInClub()`, `nameOf(from)` and `find(messageId)`.
 */
export function renderMessage(message, chat) {
  const isOwn = message.from === chat.personId();
  const name = chat.nameOf(message.from);
  const isNamed = chat.isInClub() && !isOwn;
  const bubble = make(
    "div",
    { className: "bubble" },
    isNamed ? make("span", { className: "sender" }, name) : make("span", { className: "unseen" }, `${name}: `),
    ...quote(message, chat),
    ...renderFiles(message),
    make("div", { className: "text" }, ...renderText(message, chat)),
    stamp(message),
  );
  return make(
    "li",
    { className: isOwn ? "message own" : "message", attributes: { "data-message": message.messageId } },
    make("div", { className: "frame" }, bubble, menu(message, isOwn, chat)),
    ...keyboard(message, chat),
  );
}

/** What it replies to, in a line; a click leads there. */
function quote({ replyTo }, chat) {
  if (replyTo === null) return [];
  const replied = chat.find(replyTo);
  const name = replied ? chat.nameOf(replied.from) : "";
  const lines = [
    make("span", { className: "quote-name" }, name),
    replied ? summaryOf(replied) : "A message that is gone",
  ];
  const on = { click: () => chat.goTo(replyTo) };
  return [make("button", { type: "button", className: "quote", title: "Show it", on }, ...lines)];
}

/** A message in a few words. */
export function summaryOf({ text, photo, document, media }) {
  const words = text.replaceAll(/\s+/g, " ").trim();
  if (words !== "") return words.length > quotedLetters ? `${words.slice(0, quotedLetters).toWellFormed()}…` : words;
  if (photo) return "A picture";
  return document?.name ?? { voice: "A voice message", sticker: "A sticker" }[media?.kind] ?? "A file";
}

/** What the reader can do with it; it shows while the pointer or the focus is on the message. */
function menu(message, isOwn, chat) {
  const reply = { className: "act", type: "button", on: { click: () => chat.reply(message) } };
  const edit = { className: "act", type: "button", on: { click: () => chat.edit(message) } };
  const what = summaryOf(message).slice(0, 40);
  const labelled = (action, properties) =>
    make("button", { ...properties, attributes: { "aria-label": `${action}: ${what}` } }, action);
  const canEdit = isOwn && message.text !== "";
  return make("div", { className: "acts" }, labelled("Reply", reply), ...(canEdit ? [labelled("Edit", edit)] : []));
}

function stamp({ date, edits }) {
  const at = new Date(date * 1000);
  const text = edits > 0 ? `edited ${time.format(at)}` : time.format(at);
  return make("time", { className: "stamp", dateTime: at.toISOString(), title: at.toLocaleString() }, text);
}

function keyboard(message, chat) {
  if (message.buttons.length === 0) return [];
  const rows = message.buttons.map((buttons) =>
    make("div", { className: "keyboard-row" }, ...buttons.map((button) => keyOf(button, message, chat))),
  );
  return [make("div", { className: "keyboard" }, ...rows)];
}

function keyOf(button, message, chat) {
  const className = `key ${["danger", "success", "primary"].includes(button.style) ? button.style : ""}`;
  if (button.url !== undefined && /^https?:/i.test(button.url)) {
    return make("a", { className, href: button.url, target: "_blank", rel: "noopener noreferrer" }, `${button.text} ↗`);
  }
  const key = make("button", { type: "button", className }, button.text);
  key.addEventListener("click", async () => {
    if (button.copy_text) return copyText(button.copy_text.text);
    if (button.callback_data === undefined) return showToast("This button does nothing here.");
    key.classList.add("waiting");
    await chat.tap(message, button.callback_data);
    key.classList.remove("waiting");
  });
  return key;
}
