import type { Account } from "./account.ts";
import type { Call } from "./payload.ts";

/** Answers the `result`. @throws ApiError where Telegram would refuse the call. */
export type Method = (account: Account, call: Call) => unknown;
