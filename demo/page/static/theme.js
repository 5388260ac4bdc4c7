import { byId } from "./dom.js";

const storedName = "modelvane-demo-theme";

/** Light or dark: as the system has it, until the reader chooses. */
export function startTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = byId("theme");

  function current() {
    return localStorage.getItem(storedName) ?? (system.matches ? "dark" : "light");
  }

  function show() {
    const theme = current();
    document.documentElement.dataset.theme = theme;
    button.title = `Change to ${theme === "dark" ? "light" : "dark"} colours`;
    button.setAttribute("aria-label", button.title);
  }

  button.addEventListener("click", () => {
    localStorage.setItem(storedName, current() === "dark" ? "light" : "dark");
    show();
  });
  system.addEventListener("change", show);
  show();
}
