import { byId, make } from "./dom.js";
import { renderMessage } from "./message.js";

/** How near to its end, in pixels, a list still follows what comes. */
const nearEnd = 90;

/** The list of one chat's messages, kept at its end while the reader is there. */
export function createConversation(actions) {
  const scroller = byId("scroller");
  const list = byId("messages");
  const toEnd = byId("to-end");
  let day = "";

  function isAtEnd() {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd;
  }

  function scrollToEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    toEnd.hidden = true;
  }

  /** Changes the list; stays at the end where the reader was there, else offers the way. */
  function follow(change, { always = false } = {}) {
    const follows = always || isAtEnd();
    change();
    if (follows) scrollToEnd();
    else toEnd.hidden = false;
  }

  function itemOf(messageId) {
    return list.querySelector(`[data-message="${messageId}"]`);
  }

  function append(message) {
    const messageDay = new Date(message.date * 1000).toLocaleDateString("en-GB", { dateStyle: "long" });
    if (messageDay !== day) list.append(make("li", { className: "day" }, messageDay));
    day = messageDay;
    list.append(renderMessage(message, actions));
  }

  toEnd.addEventListener("click", scrollToEnd);
  scroller.addEventListener("scroll", () => {
    if (isAtEnd()) toEnd.hidden = true;
  });
  // A picture has no height until it has come.
  list.addEventListener("load", () => toEnd.hidden && scrollToEnd(), true);
  // The keyboard of a phone, or the list of commands, takes room away.
  new ResizeObserver(() => toEnd.hidden && scrollToEnd()).observe(scroller);

  return {
    show(messages) {
      list.replaceChildren();
      day = "";
      for (const message of messages) append(message);
      scrollToEnd();
    },
    add(message) {
      follow(() => append(message), { always: message.from !== "bot" });
    },
    edit(message) {
      const old = itemOf(message.messageId);
      if (!old) return;
      const focused = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
      const renewed = renderMessage(message, actions);
      follow(() => old.replaceWith(renewed));
      // Who went through the buttons by keyboard goes on from where they were.
      renewed.querySelectorAll("button, a")[focused]?.focus({ preventScroll: true });
    },
    remove(messageId) {
      itemOf(messageId)?.remove();
    },
  };
}
