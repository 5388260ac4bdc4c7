import { byId } from "./dom.js";
import { sizeOf } from "./media.js";
import { summaryOf } from "./message.js";
import { showToast } from "./overlay.js";

/** What the Bot API hands to a bot at most. */
const largestFile = 20 * 1024 * 1024;

/**
 * What the next message is about, above the input: the message that it replies to or changes, and the file that goes
 * with it.
 * @param {{ nameOf(from: "bot" | number): string, onChange(): void }} chat
 */
export function createContextBar({ nameOf, onChange }) {
  const bar = byId("context");
  let reply = null;
  let edited = null;
  let file = null;

  function show() {
    const about = edited ?? reply;
    byId("context-about").hidden = about === null;
    byId("context-file").hidden = file === null;
    bar.hidden = about === null && file === null;
    if (about) {
      byId("context-title").textContent = edited ? "Edit" : `Reply to ${nameOf(reply.from)}`;
      byId("context-text").textContent = summaryOf(about);
    }
    if (file) byId("context-file-name").textContent = `${file.name}, ${sizeOf(file.size)}`;
    onChange();
  }

  function clear() {
    reply = edited = file = null;
    show();
  }

  /** A text that was to take another's place is not a message of its own. */
  function cancel() {
    if (edited) byId("text").value = "";
    clear();
  }

  byId("context-close").addEventListener("click", () => {
    cancel();
    byId("text").focus();
  });

  return {
    reply(message) {
      [reply, edited] = [message, null];
      show();
    },
    edit(message) {
      [reply, edited, file] = [null, message, null];
      show();
    },
    /** Says why, where the file cannot be sent. */
    attach(given) {
      if (given.size === 0) return showToast("This file is empty.");
      if (given.size > largestFile) {
        return showToast(`A bot can be sent files of up to 20 MB; this one has ${sizeOf(given.size)}.`);
      }
      [edited, file] = [null, given];
      show();
    },
    /** What was taken could not be sent. */
    restore(taken) {
      ({ reply, edited, file } = taken);
      show();
    },
    hasFile: () => file !== null,
    /** What is to be sent with the next message; it is forgotten here. */
    take() {
      const taken = { reply, edited, file };
      clear();
      return taken;
    },
    /** Answers whether there was something. */
    clear() {
      const wasThere = !bar.hidden;
      cancel();
      return wasThere;
    },
  };
}
