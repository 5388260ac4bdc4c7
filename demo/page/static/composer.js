import { createCommandList } from "./command-list.js";
import { byId } from "./dom.js";

/**
 * The input with its history and the bot's commands.
 * @param {{ send(text: string): Promise<void>, commands(): object[], sentTexts(): string[] }} chat
 *   `sentTexts` are the texts that this person has sent, oldest first.
 */
export function startComposer(chat) {
  const input = byId("text");
  const menu = byId("menu");
  const list = createCommandList({ choose: (text) => submit(text) });
  /** How far back in the history the shown text stands; 0 is what is being typed. */
  let back = 0;
  let draft = "";

  function submit(text) {
    list.close();
    if (text.trim() === "") return true;
    input.value = "";
    back = 0;
    chat.send(text);
    return true;
  }

  function recall(step) {
    const texts = chat.sentTexts();
    const next = Math.min(Math.max(back + step, 0), texts.length);
    if (next === back) return true;
    if (back === 0) draft = input.value;
    back = next;
    input.value = back === 0 ? draft : texts[texts.length - back];
    input.setSelectionRange(input.value.length, input.value.length);
    return true;
  }

  function suggest() {
    const [, typed] = /^\/(\S*)$/.exec(input.value) ?? [];
    if (typed === undefined) list.close();
    else list.show(chat.commands().filter(({ command }) => command.startsWith(typed.toLowerCase())));
  }

  /** Each answers whether the key is done with. */
  const keys = {
    ArrowUp: () => list.move(-1) || (isOnFirstLine(input) && recall(1)),
    ArrowDown: () => list.move(1) || (back > 0 && recall(-1)),
    Escape: () => list.close(),
    Enter: (event) => !event.shiftKey && (list.accept() || submit(input.value)),
    Tab: () => complete(),
  };

  function complete() {
    const option = /^\/\S+$/.test(input.value) ? list.marked() : undefined;
    if (!option || input.value === `/${option.command}`) return false;
    input.value = `/${option.command} `;
    list.close();
    return true;
  }

  input.addEventListener("keydown", (event) => {
    if (!event.isComposing && keys[event.key]?.(event)) event.preventDefault();
  });
  input.addEventListener("input", () => {
    back = 0;
    suggest();
  });
  input.addEventListener("blur", (event) => {
    if (event.relatedTarget !== menu) list.close();
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit(input.value);
    input.focus();
  });
  menu.addEventListener("click", () => {
    if (list.isOpen()) list.close();
    else list.show(chat.commands());
    input.focus();
  });
  return {
    /** Another person writes now. */
    reset() {
      list.close();
      input.value = "";
      back = 0;
    },
  };
}

function isOnFirstLine(input) {
  return !input.value.slice(0, input.selectionStart).includes("\n");
}
