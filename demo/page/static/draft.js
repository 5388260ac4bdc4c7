import { make } from "./dom.js";
import { renderText } from "./entities.js";

/** Telegram takes a draft away that has not changed for so long. */
const lifetimeMs = 30_000;

/**
 * The message that the bot is still writing: a bubble that grows. It stays one element, so that the keyboard's focus
 * stays on its button.
 * @param {{ stop(): void, sendCommand(command: string): void, onGone(): void }} actions
 */
export function createDraftBubble(actions) {
  const text = make("div", { className: "text" });
  const stop = make("button", { type: "button", className: "key", on: { click: actions.stop } }, "■ Stop");
  const keyboard = make("div", { className: "keyboard" }, make("div", { className: "keyboard-row" }, stop));
  const element = make(
    "li",
    { className: "message draft", attributes: { "aria-label": "Modelvane is writing" } },
    make("div", { className: "bubble" }, text),
    keyboard,
  );
  let timer = 0;

  return {
    element,
    show(draft) {
      clearTimeout(timer);
      timer = setTimeout(actions.onGone, lifetimeMs);
      const isThinking = draft.text === "";
      text.classList.toggle("thinking", isThinking);
      text.replaceChildren(...(isThinking ? ["Thinking…"] : renderText(draft, actions)));
      keyboard.hidden = !draft.canStop;
    },
    remove() {
      clearTimeout(timer);
      element.remove();
    },
  };
}
