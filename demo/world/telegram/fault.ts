/** Which calls go wrong: those of `methods` (all, without it) about `chatId` (any), `times` times (for ever). */
interface FaultScope {
  methods?: readonly string[];
  chatId?: number;
  times?: number;
  /** The call does its work all the same, and only its answer is lost or replaced. */
  afterEffect?: true;
}

export type TelegramFaultKind =
  /** An error in Telegram's form. `description` has a usual text for each code; `retry_after` is in seconds. */
  | { kind: "status"; error_code: number; description?: string; retry_after?: number }
  /** The connection is reset without an answer. */
  | { kind: "drop" }
  /** The call is taken, and never answered. */
  | { kind: "hang" }
  /** 502 with a web page, as from a server in front of the API. */
  | { kind: "not-json" };

export type TelegramFault = FaultScope & TelegramFaultKind;

/** Whether a call meets the fault. */
export function concerns(fault: TelegramFault, method: string, payload: Record<string, unknown>): boolean {
  if (fault.methods && !fault.methods.some((each) => each.toLowerCase() === method.toLowerCase())) return false;
  return fault.chatId === undefined || Number(payload.chat_id) === fault.chatId;
}
