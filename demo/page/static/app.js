import { startComposer } from "./composer.js";
import { createConversation } from "./conversation.js";
import { byId, make, post } from "./dom.js";
import { showAlert, showToast } from "./overlay.js";
import { showConfiguration, showHappenings, showHints } from "./panel.js";
import { startTheme } from "./theme.js";

const storedPerson = "modelvane-demo-person";
const typingMs = 5000;

/** What the demo has told so far. */
const state = { people: [], messages: [], menus: {}, configuration: null };
let personId = Number(localStorage.getItem(storedPerson));
const unread = new Map();
let typingTimer = 0;

const conversation = createConversation({ sendCommand: send, tap });
const composer = startComposer({
  send,
  commands: () => state.menus[personId] ?? [],
  sentTexts: () => ownMessages().flatMap(({ from, text }) => (from === personId ? [text] : [])),
});

function ownMessages() {
  return state.messages.filter(({ chatId }) => chatId === personId);
}

async function send(text) {
  await post("/actions/send", { person: personId, text }).catch((error) => showToast(error.message));
}

async function tap({ messageId }, data) {
  try {
    const { text, showAlert: isAlert } = await post("/actions/tap", { person: personId, messageId, data });
    if (text) (isAlert ? showAlert : showToast)(text);
  } catch (error) {
    showToast(error.message);
  }
}

function person() {
  return state.people.find(({ id }) => id === personId);
}

function showPeople() {
  const choices = state.people.map(({ id, firstName, role }) => {
    const radio = make("input", { type: "radio", name: "person", value: String(id), checked: id === personId });
    radio.addEventListener("change", () => become(id));
    const count = unread.get(id);
    const badge = count ? [make("span", { className: "badge", title: `${count} new` }, String(count))] : [];
    const label = make("span", { className: "person-name" }, firstName, ...badge);
    return make("label", { className: "person" }, radio, label, make("span", { className: "person-role" }, role));
  });
  const hadFocus = byId("people").contains(document.activeElement);
  byId("people").replaceChildren(...choices);
  if (hadFocus) byId("people").querySelector(":checked")?.focus();
}

function become(id) {
  personId = id;
  localStorage.setItem(storedPerson, String(id));
  composer.reset();
  showChat();
}

function showChat() {
  unread.delete(personId);
  showPeople();
  conversation.show(ownMessages());
  showTyping(false);
  showStart();
}

/** Telegram shows a big button where nothing has been said yet. */
function showStart() {
  const isNew = ownMessages().length === 0;
  byId("starter").hidden = !isNew;
  byId("composer").hidden = isNew;
  const greeting = byId("greeting");
  greeting.hidden = !isNew;
  greeting.textContent = `You are ${person()?.firstName}, ${person()?.role}. Press Start to talk with the bot.`;
}

function showTyping(isTyping) {
  clearTimeout(typingTimer);
  byId("bot-status").textContent = isTyping ? "is working …" : "bot";
  if (isTyping) typingTimer = setTimeout(() => showTyping(false), typingMs);
}

function receive(message) {
  state.messages.push(message);
  if (message.chatId !== personId) {
    if (message.from === "bot") unread.set(message.chatId, (unread.get(message.chatId) ?? 0) + 1);
    showPeople();
    return;
  }
  conversation.add(message);
  showStart();
  if (message.from !== "bot") return;
  showTyping(false);
  byId("announcer").textContent = message.text.slice(0, 300);
}

function change(message) {
  state.messages = state.messages.map((each) => (isSame(each, message) ? message : each));
  if (message.chatId === personId) conversation.edit(message);
}

function remove(gone) {
  state.messages = state.messages.filter((each) => !isSame(each, gone));
  if (gone.chatId === personId) conversation.remove(gone.messageId);
}

function isSame(one, other) {
  return one.chatId === other.chatId && one.messageId === other.messageId;
}

function changeConfiguration(configuration) {
  showConfiguration(configuration, state.configuration);
  state.configuration = configuration;
}

const listeners = {
  state(told) {
    Object.assign(state, told);
    if (!person()) personId = state.people[0].id;
    byId("lost").hidden = true;
    showChat();
    showHappenings(state.happenings);
    showConfiguration(state.configuration, null);
  },
  message: receive,
  edit: change,
  delete: remove,
  menus: (menus) => Object.assign(state, { menus }),
  action: ({ chatId }) => chatId === personId && showTyping(true),
  happenings: showHappenings,
  configuration: changeConfiguration,
};

startTheme();
showHints((command) => {
  send(command);
  // On a phone the chat stands above.
  byId("chat").scrollIntoView({ block: "end" });
});
byId("start").addEventListener("click", () => send("/start").then(() => byId("text").focus()));
const events = new EventSource("/events");
for (const [name, listener] of Object.entries(listeners)) {
  events.addEventListener(name, ({ data }) => listener(JSON.parse(data)));
}
events.addEventListener("error", () => {
  byId("lost").hidden = false;
});
