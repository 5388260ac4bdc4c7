import { byId, make } from "./dom.js";

/**
 * The list above the input: the bot's commands, all of them by the menu button, and those that fit while one is typed;
 * and in a group the bot's name.
 * @param {{ choose(text: string): void }} actions
 */
export function createCommandList({ choose }) {
  const list = byId("commands");
  const input = byId("text");
  const menu = byId("menu");
  let options = [];
  let active = -1;

  function isOpen() {
    return !list.hidden;
  }

  function setOpen(open) {
    list.hidden = !open;
    for (const element of [input, menu]) element.setAttribute("aria-expanded", String(open));
    setActive(-1);
  }

  function setActive(index) {
    active = index;
    for (const [position, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(position === index));
    }
    const option = list.children[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  /** Each option has a `text`, which is chosen, and a `description`. */
  function show(given) {
    options = given;
    const items = options.map(({ text, description }, position) => {
      const on = { click: () => pick(position), pointerdown: (event) => event.preventDefault() };
      const attributes = { role: "option", "aria-selected": "false" };
      const name = make("strong", {}, text);
      return make("div", { id: `command-${position}`, className: "command", attributes, on }, name, " ", description);
    });
    list.replaceChildren(...items);
    setOpen(items.length > 0);
  }

  function pick(position) {
    const option = options[position];
    setOpen(false);
    if (option) choose(option.text);
  }

  return {
    isOpen,
    show,
    /** Answers whether it was open. */
    close() {
      const wasOpen = isOpen();
      setOpen(false);
      return wasOpen;
    },
    /** Moves by one; answers whether the list took the key. */
    move(step) {
      if (!isOpen()) return false;
      setActive((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
      return true;
    },
    /** Chooses the marked command; answers whether there was one. */
    accept() {
      if (!isOpen() || active < 0) return false;
      pick(active);
      return true;
    },
    /** The text of the marked option, or of the first. */
    marked: () => (isOpen() ? (options[active] ?? options[0])?.text : undefined),
  };
}
