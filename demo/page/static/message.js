import { make } from "./dom.js";
import { renderText } from "./entities.js";
import { copyText, showPicture, showToast } from "./overlay.js";

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/**
 * A message as an item of the list.
 * @param {object} message As the page's server sends it.
 * @param {{ sendCommand(command: string): void, tap(message: object, data: string): Promise<void> }} actions
 */
export function renderMessage(message, actions) {
  const isOwn = message.from !== "bot";
  const bubble = make("div", { className: "bubble" });
  if (message.photo) bubble.append(picture(message));
  if (message.document) bubble.append(file(message.document));
  bubble.append(make("div", { className: "text" }, ...renderText(message, actions)), stamp(message));
  return make(
    "li",
    { className: isOwn ? "message own" : "message", attributes: { "data-message": message.messageId } },
    make("span", { className: "unseen" }, isOwn ? "You: " : "Modelvane: "),
    bubble,
    ...keyboard(message, actions),
  );
}

function picture({ photo, text }) {
  const description = text.split("\n")[0] || "A picture from Modelvane";
  const image = make("img", { src: photo, alt: description });
  const on = { click: () => showPicture(photo, description) };
  return make("button", { type: "button", className: "picture", title: "Enlarge", on }, image);
}

function file({ name, address, bytes }) {
  const size = bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`;
  return make(
    "a",
    { className: "file", href: address, download: name },
    make("span", { className: "file-name" }, name),
    make("span", { className: "file-size" }, `${size}, download`),
  );
}

function stamp({ date, edits, from }) {
  const at = new Date(date * 1000);
  const text = edits > 0 && from === "bot" ? `edited ${time.format(at)}` : time.format(at);
  return make("time", { className: "stamp", dateTime: at.toISOString(), title: at.toLocaleString() }, text);
}

function keyboard(message, actions) {
  if (message.buttons.length === 0) return [];
  const rows = message.buttons.map((buttons) =>
    make("div", { className: "keyboard-row" }, ...buttons.map((button) => keyOf(button, message, actions))),
  );
  return [make("div", { className: "keyboard" }, ...rows)];
}

function keyOf(button, message, actions) {
  const className = `key ${["danger", "success", "primary"].includes(button.style) ? button.style : ""}`;
  if (button.url !== undefined && /^https?:/i.test(button.url)) {
    return make("a", { className, href: button.url, target: "_blank", rel: "noopener noreferrer" }, `${button.text} ↗`);
  }
  const key = make("button", { type: "button", className }, button.text);
  key.addEventListener("click", async () => {
    if (button.copy_text) return copyText(button.copy_text.text);
    if (button.callback_data === undefined) return showToast("This button does nothing here.");
    key.classList.add("waiting");
    await actions.tap(message, button.callback_data);
    key.classList.remove("waiting");
  });
  return key;
}
