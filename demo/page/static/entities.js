import { make } from "./dom.js";
import { copyText } from "./overlay.js";

const plainTags = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };

/**
 * A text with its entities as nodes.
 * @param {{ text: string, entities: { type: string, offset: number, length: number, url?: string, language?: string }[] }} message
 * @param {{ sendCommand(command: string): void }} actions
 */
export function renderText({ text, entities }, actions) {
  // The outer one first where two begin together.
  const sorted = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return renderRange({ text, start: 0, end: text.length, entities: sorted, actions });
}

function renderRange({ text, start, end, entities, actions }) {
  const nodes = [];
  let position = start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const from = Math.max(entity.offset, position);
    const to = Math.min(entity.offset + entity.length, end);
    const inside = others.filter(({ offset }) => offset < to);
    rest = others.slice(inside.length);
    if (to <= from) continue;
    nodes.push(...plainNodes(text, position, from));
    const children = renderRange({ text, start: from, end: to, entities: inside, actions });
    nodes.push(renderEntity(entity, { children, content: text.slice(from, to), actions }));
    position = to;
    // The line break after a block is part of how a block looks.
    if (isBlock(entity) && text[position] === "\n" && position < end) position += 1;
  }
  return [...nodes, ...plainNodes(text, position, end)];
}

function plainNodes(text, from, to) {
  return to > from ? [document.createTextNode(text.slice(from, to))] : [];
}

function isBlock({ type }) {
  return type === "pre" || type === "blockquote" || type === "expandable_blockquote";
}

function renderEntity(entity, inside) {
  const { children, content, actions } = inside;
  const plainTag = plainTags[entity.type];
  if (plainTag) return make(plainTag, {}, ...children);
  switch (entity.type) {
    case "code":
      return copyable(make("code", {}, ...children), content);
    case "pre":
      return codeBlock(entity, inside);
    case "blockquote":
      return make("blockquote", {}, ...children);
    case "expandable_blockquote":
      return expandableQuote(children);
    case "bot_command": {
      const on = { click: () => actions.sendCommand(content) };
      return make("button", { type: "button", className: "inline-command", on }, content);
    }
    case "spoiler":
      return spoiler(children);
    case "url":
    case "text_link":
    case "email":
      return link(addressOf(entity, content), children);
    default:
      return make("span", {}, ...children);
  }
}

function copyable(element, content) {
  const copy = () => copyText(content);
  Object.assign(element, { tabIndex: 0, title: "Copy" });
  element.setAttribute("role", "button");
  element.addEventListener("click", copy);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter") copy();
  });
  return element;
}

function codeBlock({ language }, { children, content }) {
  const copy = make("button", { type: "button", on: { click: () => copyText(content) } }, "Copy");
  const head = make("span", { className: "pre-head" }, make("span", {}, language ?? ""), copy);
  return make("span", { className: "pre" }, head, make("pre", { tabIndex: 0 }, ...children));
}

function expandableQuote(children) {
  const quote = make("blockquote", { className: "expandable" }, ...children);
  const more = make("button", { type: "button", className: "more", attributes: { "aria-expanded": "false" } }, "More");
  more.addEventListener("click", () => {
    const isOpen = quote.classList.toggle("open");
    more.textContent = isOpen ? "Less" : "More";
    more.setAttribute("aria-expanded", String(isOpen));
  });
  // Only a laid out quote knows whether something of it is cut off.
  requestAnimationFrame(() => {
    if (quote.scrollHeight > quote.clientHeight + 2) quote.after(more);
  });
  return make("span", { className: "quote-frame" }, quote);
}

function spoiler(children) {
  const element = make("button", { type: "button", className: "spoiler", title: "Show" }, ...children);
  element.addEventListener("click", () => element.classList.add("open"));
  return element;
}

function addressOf({ type, url }, content) {
  if (type === "email") return `mailto:${content}`;
  const address = url ?? content;
  return /^[a-z][\w+.-]*:/i.test(address) ? address : `https://${address}`;
}

/** Addresses that could run something are shown, and lead nowhere. */
function link(address, children) {
  if (!/^(https?|mailto):/i.test(address)) return make("span", {}, ...children);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address }, ...children);
}
