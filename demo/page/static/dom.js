/**
 * Makes an element. Texts become text nodes, never markup, so nothing that a bot sends can run here.
 * @param {string} name
 * @param {Record<string, unknown>} [properties] Properties of the element; `attributes` and `on` (listeners) are objects.
 * @param {...(Node | string)} children
 */
export function make(name, { attributes = {}, on = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const [key, listener] of Object.entries(on)) element.addEventListener(key, listener);
  element.append(...children);
  return element;
}

/** An element of the page by its id. */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
}
