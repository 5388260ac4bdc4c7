import { post, postFile } from "./actions.js";
import { startAttaching } from "./attach.js";
import { createChats } from "./chats.js";
import { startComposer } from "./composer.js";
import { createContextBar } from "./context-bar.js";
import { createConversation } from "./conversation.js";
import { byId } from "./dom.js";
import { showGreeting } from "./greeting.js";
import { showAlert, showToast } from "./overlay.js";
import { showConfiguration, showHappenings, showHints } from "./panel.js";
import { startTheme } from "./theme.js";

const typingMs = 5000;

/** What the demo has told so far. */
const state = { messages: [], drafts: [], menus: {}, club: {}, configuration: null };
let typingTimer = 0;

const chats = createChats({
  onChange() {
    composer.reset();
    showChat();
  },
});
const conversation = createConversation({
  personId: chats.personId,
  isInClub: chats.isInClub,
  nameOf: chats.nameOf,
  find: (messageId) => shownMessages().find((each) => each.messageId === messageId),
  sendCommand: (text) => send(text, {}),
  tap,
  reply: (message) => composer.reply(message),
  edit: (message) => composer.edit(message),
  stop: () => act("/actions/stop", { person: chats.personId() }),
});
const context = createContextBar({ nameOf: chats.nameOf, onChange: () => composer.showContext() });
const composer = startComposer({
  send,
  context,
  commands: () => state.menus[chats.menuKey()] ?? [],
  names: () => (chats.isInClub() ? [{ text: `@${state.club.botUserName}`, description: "the bot" }] : []),
  sentTexts: () =>
    shownMessages().flatMap(({ from, text }) => (from === chats.personId() && text !== "" ? [text] : [])),
});

function shownMessages() {
  return state.messages.filter(({ chatId }) => chatId === chats.chatId());
}

/** Does something as this person; a refusal is shown. Answers whether it was done. */
async function act(path, body) {
  return await done(post(path, body));
}

async function done(action) {
  try {
    await action;
    return true;
  } catch (error) {
    showToast(error.message);
    return false;
  }
}

/** Sends what the person has written, as it was meant: with a file, as a reply, or in place of an own message. */
function send(text, { reply = null, edited = null, file = null }) {
  const place = { person: chats.personId(), chat: chats.chatId() };
  const replied = reply ? { replyTo: reply.messageId } : {};
  if (edited) return act("/actions/edit", { ...place, messageId: edited.messageId, text });
  if (file) return done(postFile(file, { ...place, ...replied, caption: text.trim() }));
  return act("/actions/send", { ...place, ...replied, text });
}

async function tap({ messageId }, data) {
  try {
    const place = { person: chats.personId(), chat: chats.chatId() };
    const { text, showAlert: isAlert } = await post("/actions/tap", { ...place, messageId, data });
    if (text) (isAlert ? showAlert : showToast)(text);
  } catch (error) {
    showToast(error.message);
  }
}

function showChat() {
  chats.show();
  conversation.show(shownMessages());
  conversation.draft(state.drafts.find(({ chatId }) => chatId === chats.chatId())?.draft ?? null);
  showTyping(false);
  greet();
}

function greet() {
  const facts = { isInClub: chats.isInClub(), person: chats.person(), botUserName: state.club.botUserName };
  showGreeting({ ...facts, isEmpty: shownMessages().length === 0 });
}

function showTyping(isTyping) {
  clearTimeout(typingTimer);
  byId("bot-status").textContent = isTyping ? "Modelvane is working …" : "";
  if (isTyping) typingTimer = setTimeout(() => showTyping(false), typingMs);
}

function receive(message) {
  state.messages.push(message);
  chats.count(message);
  if (message.chatId !== chats.chatId()) return;
  conversation.add(message);
  greet();
  if (message.from !== "bot") return;
  showTyping(false);
  byId("announcer").textContent = message.text.slice(0, 300);
}

function change(message) {
  state.messages = state.messages.map((each) => (isSame(each, message) ? message : each));
  if (message.chatId === chats.chatId()) conversation.edit(message);
}

function remove(gone) {
  state.messages = state.messages.filter((each) => !isSame(each, gone));
  if (gone.chatId === chats.chatId()) conversation.remove(gone.messageId);
}

function isSame(one, other) {
  return one.chatId === other.chatId && one.messageId === other.messageId;
}

function changeDraft({ chatId, draft }) {
  state.drafts = [...state.drafts.filter((each) => each.chatId !== chatId), { chatId, draft }];
  if (chatId !== chats.chatId()) return;
  conversation.draft(draft);
  showTyping(false);
}

function changeConfiguration(configuration) {
  showConfiguration(configuration, state.configuration);
  state.configuration = configuration;
}

const listeners = {
  state(told) {
    Object.assign(state, told);
    chats.tell(told);
    byId("lost").hidden = true;
    showChat();
    showHappenings(told.happenings);
    showConfiguration(state.configuration, null);
  },
  message: receive,
  edit: change,
  delete: remove,
  draft: changeDraft,
  menus: (menus) => Object.assign(state, { menus }),
  action: ({ chatId }) => chatId === chats.chatId() && showTyping(true),
  happenings: showHappenings,
  configuration: changeConfiguration,
};

startTheme();
startAttaching(context.attach);
showHints((command) => {
  chats.leaveClub();
  send(command, {});
  // On a phone the chat stands above.
  byId("chat").scrollIntoView({ block: "end" });
});
byId("start").addEventListener("click", () => send("/start", {}).then(() => byId("text").focus()));
const events = new EventSource("/events");
for (const [name, listener] of Object.entries(listeners)) {
  events.addEventListener(name, ({ data }) => listener(JSON.parse(data)));
}
events.addEventListener("error", () => {
  byId("lost").hidden = false;
});
