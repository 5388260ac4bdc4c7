import { post } from "./actions.js";
import { byId, make } from "./dom.js";

/** What to try, in this order: a command to send, a button of the panel to press, or words alone. */
const hints = [
  { command: "/start", why: "Say hello." },
  { command: "/models", why: "See what the first update has chosen; it ran when the demo started." },
  { command: "Explain what a weathervane does, with a table and some code", why: "Watch the answer come." },
  {
    happening: "break",
    label: "The chat model dies in mid-answer",
    why: "Then ask that again: another model goes on, unseen. ⓘ under the answer tells.",
  },
  { command: "/image a weathervane in a storm", why: "Other tasks have other models." },
  { command: "Which model do you use for code, and why?", why: "The bot knows its own configuration." },
  {
    happening: "host",
    label: "The best chat host closes",
    why: "Nobody writes, and half a minute later a card tells what has taken its place.",
  },
  { happening: "use", label: "Thirty people use it", why: "What they meet tells how good a choice was." },
  { happening: "newcomer", label: "A good new model appears", why: "It can be chosen from now on." },
  { command: "/manual_update", why: "It is, on probation: watch config/models.json below." },
  {
    happening: "worse",
    label: "The chat model gets worse in use",
    why: "A minute or two later a card tells that the one before is back, for that task alone.",
  },
  { command: "/health", why: "How all that is configured does: up, speed, good answers, probation, trial." },
  { command: "/test_update", why: "See what an update would do. Nothing is changed." },
  { command: "/rollback", why: "Let the host come back first, then change your mind." },
  {
    happening: "deceivers",
    label: "Models that only look good appear",
    why: "A look-alike is a further button below. Send /manual_update after each.",
  },
  { command: "/model modelvane-demo/Hot-Air-1", why: "Why it is not chosen, although it looks best." },
  {
    command: "/model modelvane-demo/Crowd-Pleaser-3B",
    why: "Tap Try: the thirty people, who want code as well, dislike it, and a minute or two later its trial is lost.",
  },
  { command: "/rank conversational", why: "Tap Try here: one that they are content with wins its trial." },
  {
    why: "Be Rui, who reads Portuguese, and Sam, who may change nothing; and meet all of them in the Weather club, where the bot answers whoever may chat.",
  },
];

/**
 * The list of what to try first.
 * @param {(command: string) => void} sendCommand
 */
export function showHints(sendCommand) {
  const items = hints.map(({ command, happening, label = command, why }) => {
    const text = make("span", { className: "why" }, why);
    if (label === undefined) return make("li", {}, text);
    const click = command ? () => sendCommand(command) : () => setHappening(happening, true);
    return make(
      "li",
      {},
      make("button", { type: "button", className: "inline-command", on: { click } }, label),
      " ",
      text,
    );
  });
  byId("hints").replaceChildren(...items);
}

/** The buttons that change the world; they stay the same elements, so that the keyboard's focus stays. */
export function showHappenings(happenings) {
  const list = byId("happenings");
  for (const happening of happenings) {
    const id = `happening-${happening.name}`;
    let button = document.getElementById(id);
    if (!button) {
      button = make("button", { id, type: "button", className: "happening" });
      button.addEventListener("click", ({ currentTarget }) => {
        setHappening(happening.name, currentTarget.dataset.active !== "true");
      });
      const description = make("span", { id: `${id}-why`, className: "why" }, happening.description);
      button.setAttribute("aria-describedby", description.id);
      list.append(make("div", {}, button, description));
    }
    document.getElementById(`${id}-why`).textContent = happening.description;
    button.textContent = happening.label;
    button.dataset.active = String(happening.isActive);
    button.disabled = happening.isActive && happening.isFinal;
  }
}

async function setHappening(name, isActive) {
  const told = byId("happened");
  try {
    const { sentence } = await post("/actions/happening", { name, isActive });
    told.textContent = sentence;
  } catch (error) {
    told.textContent = error.message;
  }
}

/** The chosen models; `before` is what was shown until now, so that what has changed can stand out. */
export function showConfiguration(configuration, before) {
  byId("revision").textContent = configuration
    ? `Revision ${configuration.revision}, written ${new Date(configuration.generatedAt).toLocaleTimeString("en-GB")}`
    : "There is no file yet. The first update writes it.";
  const items = (configuration?.tasks ?? []).map((chosen) => {
    const old = before?.tasks.find(({ task }) => task === chosen.task);
    const hasChanged = before && (old?.model !== chosen.model || old?.host !== chosen.host);
    const score = chosen.score === null ? "no score" : chosen.score.toFixed(1);
    return make(
      "li",
      { className: hasChanged ? "task changed" : "task", title: chosen.reason },
      make("span", { className: "task-name" }, chosen.task),
      make("span", { className: "task-model" }, chosen.model),
      make("span", { className: "task-facts" }, chosen.host === null ? score : `${chosen.host}, ${score}`),
    );
  });
  byId("tasks").replaceChildren(...items);
}
