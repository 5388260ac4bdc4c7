import type { FileKind } from "./file-store.ts";
import { readCaption } from "./formatted-text.ts";
import { readKeyboard } from "./keyboard.ts";
import type { Method } from "./method.ts";
import { chatIdOf } from "./payload.ts";
import { send, threadOf } from "./send.ts";

/** Each takes its file from the parameter that is called as the kind is. */
export const sendFileMethods: Record<string, Method> = {
  sendPhoto: sending("photo"),
  sendDocument: sending("document"),
  sendVoice: sending("voice"),
  sendAudio: sending("audio"),
  sendVideo: sending("video"),
  sendAnimation: sending("animation"),
};

function sending(kind: FileKind): Method {
  return (account, call) => {
    const caption = readCaption(call.payload);
    const buttons = readKeyboard(call.payload);
    // The chat goes first, so that a file that nobody gets is not kept.
    threadOf(account, call.payload, account.chats.writable(chatIdOf(call.payload)).id);
    return send(account, call.payload, { ...caption, buttons, file: account.files.take(kind, call, kind) });
  };
}
