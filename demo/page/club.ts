import { RefusedError } from "./answers.ts";
import type { Person } from "./people.ts";

/** The group that everybody on the page is in, and the bot too, in privacy mode. */
export const club = { id: -1_002_026_112_101, title: "Weather club" };

/** What the bot is called in a group. */
export const botUserName = "modelvane_demo_bot";

/**
 * The chat in which a person acts: the own one with the bot, or the group.
 * @throws RefusedError where it is somebody else's.
 */
export function chatOf({ id }: Person, chat: unknown): number {
  if (chat === undefined || chat === id) return id;
  if (chat === club.id) return club.id;
  throw new RefusedError(409, "This person is not in that chat.");
}
