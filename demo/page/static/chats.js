import { byId, make } from "./dom.js";

const storedPerson = "modelvane-demo-person";
const storedChat = "modelvane-demo-chat";

/**
 * Who the reader is, and in which of the two chats: the own one with the bot, or the group that all are in.
 * @param {{ onChange(): void }} listeners
 */
export function createChats({ onChange }) {
  let people = [];
  let club = { id: 0, title: "" };
  let personId = Number(localStorage.getItem(storedPerson));
  let isInClub = localStorage.getItem(storedChat) === "club";
  /** How many messages nobody has looked at, by person and chat. */
  const unread = new Map();

  const chatId = () => (isInClub ? club.id : personId);
  const keyOf = (person, chat) => `${person} ${chat}`;

  function choose(person, inClub) {
    personId = person;
    isInClub = inClub;
    localStorage.setItem(storedPerson, String(person));
    localStorage.setItem(storedChat, inClub ? "club" : "bot");
    onChange();
  }

  function badge(count) {
    return count ? [make("span", { className: "badge", title: `${count} new` }, String(count))] : [];
  }

  function choiceOf({ group, value, isChosen, count, name, role, onChoose }) {
    const radio = make("input", { type: "radio", name: group, value: String(value), checked: isChosen });
    radio.addEventListener("change", onChoose);
    const title = make("span", { className: "choice-name" }, name, ...badge(count));
    return make("label", { className: "choice" }, radio, title, make("span", { className: "choice-role" }, role));
  }

  function replaceChoices(list, choices) {
    const hadFocus = list.contains(document.activeElement);
    list.replaceChildren(...choices);
    if (hadFocus) list.querySelector(":checked")?.focus();
  }

  function showPeople() {
    const choices = people.map(({ id, firstName, role }) =>
      choiceOf({
        ...{ group: "person", value: id, isChosen: id === personId, name: firstName, role },
        // What is new in the group is told at the group's own place.
        count: unread.get(keyOf(id, id)),
        onChoose: () => choose(id, isInClub),
      }),
    );
    replaceChoices(byId("people"), choices);
  }

  function showRooms() {
    const rooms = [
      { inClub: false, chat: personId, name: "Modelvane", role: "bot" },
      { inClub: true, chat: club.id, name: club.title, role: "group" },
    ];
    const choices = rooms.map(({ inClub, chat, name, role }) =>
      choiceOf({
        ...{ group: "room", value: chat, isChosen: inClub === isInClub, name, role },
        count: unread.get(keyOf(personId, chat)),
        onChoose: () => choose(personId, inClub),
      }),
    );
    replaceChoices(byId("rooms"), choices);
  }

  return {
    personId: () => personId,
    chatId,
    isInClub: () => isInClub,
    /** The key of the commands that are shown here. */
    menuKey: () => (isInClub ? `${personId}@${club.id}` : String(personId)),
    person: () => people.find(({ id }) => id === personId),
    /** Whose message it is, as the reader sees it. */
    nameOf: (from) => {
      if (from === "bot") return "Modelvane";
      return from === personId ? "You" : (people.find(({ id }) => id === from)?.firstName ?? "Somebody");
    },
    leaveClub: () => isInClub && choose(personId, false),
    tell(told) {
      ({ people, club } = told);
      if (!people.some(({ id }) => id === personId)) personId = people[0].id;
    },
    /** A message has come to a chat that the reader does not look at. */
    count({ chatId: chat, from }) {
      for (const { id } of people) {
        const sees = chat === club.id || chat === id;
        const isLooking = id === personId && chat === chatId();
        if (sees && from !== id && !isLooking) unread.set(keyOf(id, chat), (unread.get(keyOf(id, chat)) ?? 0) + 1);
      }
      this.show();
    },
    show() {
      unread.delete(keyOf(personId, chatId()));
      showPeople();
      showRooms();
    },
  };
}
