import { bold, code, fmt, lines } from "../../messages/formatting.ts";

/** /privacy */
export const privacyTexts = {
  kept: bold("What is kept about you"),
  facts: lines(
    fmt`• While a message of yours is handled, it may lie on this bot's own disk. So that answers can be made anew, your last questions are kept in memory until the next restart.`,
    fmt`• Of each answer: your user id and the chat's, the model, how long it took, what it cost; never what was said. It is deleted after some weeks, as is what you thought of it (👍 👎).`,
    fmt`• What you ask is sent to the host of the model that answers. ⓘ under an answer tells which.`,
    fmt`• If you choose a language with /language, or models with /use: your user id with that choice. ${code("/language auto")} deletes the first.`,
    fmt`• If you are an administrator: your user id with the language of your Telegram, also where you have chosen none, because I write to you unasked.`,
    fmt`• With each change that an administrator makes: their user id, in the history that the other administrators see. The last 500 are also kept with the ids of the chat and of my message about it, so that nothing is done twice.`,
    fmt`• Where somebody tries what is reserved to administrators, the log notes their user id.`,
  ),
  remembered: fmt`• Our conversation is kept, so that you can ask back. /new forgets it.`,
  notRemembered: fmt`• Our conversation is not kept: you have turned that off.`,
  neverRemembered: fmt`• Our conversation is not kept.`,
  turnOff: "Do not keep our conversations",
  turnOn: "Keep our conversations",
  forget: "Forget everything about me",
  isOff: fmt`From now on nothing of our conversations is kept, and what was kept of this one is deleted.`,
  /** In groups it is told in a notice, which holds 200 characters at most. */
  isOffInGroup:
    "From now on nothing that you write to me is kept. What was said in this group until now is forgotten by /new.",
  isOn: fmt`From now on I remember our conversations again. /new forgets one.`,
  forgottenInGroup:
    "Done: our private conversation, your own choices and what you thought of answers are deleted. What was said in this group is forgotten by /new.",
  forgotten: fmt`Done: our conversation, your own choices and what you thought of answers are deleted.`,
  refusalStays: fmt`I still keep nothing of our conversations; so that I know, your user id stays noted with that.`,
};
