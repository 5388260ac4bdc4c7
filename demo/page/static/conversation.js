import { byId, make } from "./dom.js";
import { createDraftBubble } from "./draft.js";
import { renderMessage } from "./message.js";

/** How near to its end, in pixels, a list still follows what comes. */
const nearEnd = 90;

/** A draft that goes makes room for its message, which comes a moment later: together they do not move the list. */
const draftLeavesMs = 150;

/**
 * The list of one chat's messages, kept at its end while the reader is there.
 * @param {object} chat As a message wants it (see `renderMessage`), without `goTo`, and with `stop`.
 */
export function createConversation(chat) {
  const scroller = byId("scroller");
  const list = byId("messages");
  const toEnd = byId("to-end");
  const actions = { ...chat, goTo };
  const draft = createDraftBubble({ ...actions, onGone: removeDraft });
  let day = "";
  let leaving = 0;
  /** The reader is at the end. What comes later, as a picture does, does not change that: only the reader's scrolling. */
  let isFollowing = true;
  let lastTop = 0;

  function removeDraft() {
    clearTimeout(leaving);
    draft.remove();
  }

  function goTo(messageId) {
    const item = itemOf(messageId);
    item?.scrollIntoView({ block: "center" });
    item?.querySelector("button, a")?.focus({ preventScroll: true });
  }

  function isAtEnd() {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd;
  }

  function scrollToEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    isFollowing = true;
    toEnd.hidden = true;
  }

  function stayAtEnd() {
    if (isFollowing) scrollToEnd();
  }

  /** Changes the list; stays at the end where the reader was there, else offers the way. */
  function follow(change, { always = false } = {}) {
    change();
    if (always || isFollowing) scrollToEnd();
    else toEnd.hidden = false;
  }

  function noticeScroll() {
    const hasGoneUp = scroller.scrollTop < lastTop;
    lastTop = scroller.scrollTop;
    if (isAtEnd()) {
      isFollowing = true;
      toEnd.hidden = true;
    } else if (hasGoneUp) isFollowing = false;
  }

  function itemOf(messageId) {
    return list.querySelector(`[data-message="${messageId}"]`);
  }

  function append(message) {
    const messageDay = new Date(message.date * 1000).toLocaleDateString("en-GB", { dateStyle: "long" });
    const items = [...dayLine(messageDay), renderMessage(message, actions)];
    day = messageDay;
    // What is still being written stays the last.
    if (draft.element.isConnected) draft.element.before(...items);
    else list.append(...items);
  }

  function dayLine(messageDay) {
    return messageDay === day ? [] : [make("li", { className: "day" }, messageDay)];
  }

  toEnd.addEventListener("click", scrollToEnd);
  scroller.addEventListener("scroll", noticeScroll);
  // A picture or a film has no height until it has come.
  for (const event of ["load", "loadedmetadata"]) {
    list.addEventListener(event, stayAtEnd, true);
  }
  // The keyboard of a phone, or the list of commands, takes room away.
  new ResizeObserver(stayAtEnd).observe(scroller);

  return {
    show(messages) {
      removeDraft();
      list.replaceChildren();
      day = "";
      for (const message of messages) append(message);
      scrollToEnd();
    },
    add(message) {
      const change = () => {
        if (message.from === "bot") removeDraft();
        append(message);
      };
      follow(change, { always: message.from === chat.personId() });
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
    /** Shows what is being written; null takes it away. */
    draft(written) {
      clearTimeout(leaving);
      if (written === null) {
        leaving = setTimeout(removeDraft, draftLeavesMs);
        return;
      }
      follow(() => {
        draft.show(written);
        if (!draft.element.isConnected) list.append(draft.element);
      });
    },
    remove(messageId) {
      itemOf(messageId)?.remove();
    },
  };
}
