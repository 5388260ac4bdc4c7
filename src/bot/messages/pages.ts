import type { InlineKeyboardButton } from "grammy/types";
import { button } from "../buttons.ts";

/** A part of a long list. */
export interface Page<Item> {
  items: Item[];
  /** From 0. */
  page: number;
  pages: number;
}

/** A page of a list; one that is not there, because the list is shorter now, is the last. */
export function pageOf<Item>(all: readonly Item[], page: number, size: number): Page<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const shown = Math.min(page, pages - 1);
  return { items: all.slice(shown * size, (shown + 1) * size), page: shown, pages };
}

/** The way to the neighbouring pages; empty where there is but one. The page's number is the button's first parameter. */
export function pageButtons(
  { page, pages }: Page<unknown>,
  { name, parameters = [] }: { name: string; parameters?: readonly (string | number)[] },
): InlineKeyboardButton[][] {
  const to = (target: number, sign: string) =>
    button({ text: `${sign} ${target + 1}/${pages}`, name, parameters: [target, ...parameters] });
  const row = [...(page > 0 ? [to(page - 1, "‹")] : []), ...(page < pages - 1 ? [to(page + 1, "›")] : [])];
  return row.length > 0 ? [row] : [];
}
