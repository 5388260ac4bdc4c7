import { createCommandList } from "./command-list.js";
import { byId } from "./dom.js";

/**
 * The input with its history, the bot's commands, and what the next message is about (see `createContextBar`).
 * @param {object} chat `send(text, { reply, edited, file })` answers whether it was sent, `commands()`, `names()`
 *   of those that can be named, `context`, and `sentTexts()`, which this person has sent, oldest first.
 */
export function startComposer(chat) {
  const input = byId("text");
  const menu = byId("menu");
  const { context } = chat;
  const list = createCommandList({ choose: (text) => (text.startsWith("@") ? nameThem(text) : submit(text)) });
  /** How far back in the history the shown text stands; 0 is what is being typed. */
  let back = 0;
  let draft = "";

  function submit(text) {
    list.close();
    if (text.trim() === "" && !context.hasFile()) return true;
    input.value = "";
    back = 0;
    send(text, context.take());
    return true;
  }

  /** What could not be sent comes back, unless something else is being written by then. */
  async function send(text, about) {
    const isSent = await chat.send(text, about);
    if (isSent || input.value !== "") return;
    input.value = text;
    context.restore(about);
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

  function commandOptions() {
    return chat.commands().map(({ command, description }) => ({ text: `/${command}`, description }));
  }

  function suggest() {
    const [typed = null] = /^\/\S*$|(?<=^|\s)@\w*$/.exec(input.value) ?? [];
    if (typed === null) return list.close();
    const options = typed.startsWith("@") ? chat.names() : commandOptions();
    list.show(options.filter(({ text }) => text.startsWith(typed.toLowerCase())));
  }

  function nameThem(name) {
    input.value = input.value.replace(/@\w*$/, `${name} `);
    list.close();
    input.focus();
    return true;
  }

  /** Each answers whether the key is done with. */
  const keys = {
    ArrowUp: () => list.move(-1) || (isOnFirstLine(input) && recall(1)),
    ArrowDown: () => list.move(1) || (back > 0 && recall(-1)),
    Escape: () => list.close() || context.clear(),
    Enter: (event) => !event.shiftKey && (list.accept() || submit(input.value)),
    Tab: () => complete(),
  };

  function complete() {
    const text = list.marked();
    if (text?.startsWith("@")) return nameThem(text);
    if (!text || !/^\/\S+$/.test(input.value) || input.value === text) return false;
    input.value = `${text} `;
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
    else list.show(commandOptions());
    input.focus();
  });
  return {
    reply(message) {
      context.reply(message);
      input.focus();
    },
    edit(message) {
      context.edit(message);
      input.value = message.text;
      input.focus();
    },
    showContext() {
      input.placeholder = context.hasFile() ? "Caption" : "Message";
    },
    /** Another person writes now, or to another chat. */
    reset() {
      list.close();
      context.clear();
      input.value = "";
      back = 0;
    },
  };
}

function isOnFirstLine(input) {
  return !input.value.slice(0, input.selectionStart).includes("\n");
}
