import type { Events } from "./event.ts";
import type { Entity } from "./message.ts";

/** A message that is still being written, as a person sees it. */
export interface MessageDraft {
  draftId: number;
  /** Empty while the person sees "Thinking…". */
  text: string;
  entities: Entity[];
  /** Whether there is a Stop button under it. */
  canStop: boolean;
}

export interface NewDraft extends MessageDraft {
  /** Whether it stays when the person presses Stop. */
  keepOnStop: boolean;
  threadId: number | null;
}

export interface Drafts {
  /** What is visible in a chat now. */
  visible(chatId: number): MessageDraft | null;
  /** Puts a draft in the place of the chat's last, but one that the person has stopped stays as it is. */
  show(chatId: number, draft: NewDraft): void;
  remove(chatId: number): void;
  /** Presses Stop. @throws Error where there is no draft that can be stopped. */
  stop(chatId: number): { draftId: number; threadId: number | null };
}

interface KeptDraft extends NewDraft {
  /** Milliseconds since the epoch. */
  changedAt: number;
}

/** "A temporary 30-second preview" (sendMessageDraft), counted from the last change. */
const lifetimeMs = 30_000;

export function createDrafts({ events, now }: { events: Events; now: () => number }): Drafts {
  const drafts = new Map<number, KeptDraft>();
  /** "<chat> <draft>" of all that were stopped. */
  const stopped = new Set<string>();

  function remove(chatId: number): void {
    if (drafts.delete(chatId)) events.emit(() => ({ kind: "draft", chatId, draft: null }));
  }

  function keep(chatId: number, draft: KeptDraft): void {
    drafts.set(chatId, draft);
    events.emit(() => ({ kind: "draft", chatId, draft: viewOf(draft) }));
  }

  function current(chatId: number): KeptDraft | null {
    const draft = drafts.get(chatId);
    if (draft && now() - draft.changedAt < lifetimeMs) return draft;
    remove(chatId);
    return null;
  }

  return {
    visible(chatId) {
      const draft = current(chatId);
      return draft && viewOf(draft);
    },
    show(chatId, draft) {
      if (!stopped.has(`${chatId} ${draft.draftId}`)) keep(chatId, { ...draft, changedAt: now() });
    },
    remove,
    stop(chatId) {
      const draft = current(chatId);
      if (!draft?.canStop) throw new Error(`There is no draft in the chat ${chatId} that can be stopped.`);
      stopped.add(`${chatId} ${draft.draftId}`);
      if (draft.keepOnStop) keep(chatId, { ...draft, canStop: false });
      else remove(chatId);
      return draft;
    },
  };
}

function viewOf({ draftId, text, entities, canStop }: KeptDraft): MessageDraft {
  return { draftId, text, entities, canStop };
}
