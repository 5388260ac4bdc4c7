import { byId } from "./dom.js";
import { showToast } from "./overlay.js";
import { drawWeathervane } from "./weathervane.js";

/** The voice note that a visitor can send without a microphone: made by a program, and so nobody's voice. */
async function fetchVoiceNote() {
  const response = await fetch("/voice-note.ogg");
  return new File([await response.blob()], "voice-note.ogg", { type: "audio/ogg" });
}

/**
 * The ways in which a file comes to the next message: the button with its menu, pasting, and dropping.
 * @param {(file: File) => void} attach
 */
export function startAttaching(attach) {
  const menu = byId("attach-menu");
  const button = byId("attach");
  const chooser = byId("file");

  function setOpen(isOpen) {
    menu.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) menu.querySelector("button").focus();
  }

  async function take(make) {
    setOpen(false);
    await Promise.resolve(make())
      .then(attach)
      .catch(() => showToast("The demo does not answer."));
    byId("text").focus();
  }

  button.addEventListener("click", () => setOpen(menu.hidden));
  byId("attach-file").addEventListener("click", () => {
    setOpen(false);
    chooser.click();
  });
  byId("attach-picture").addEventListener("click", () => take(drawWeathervane));
  byId("attach-voice").addEventListener("click", () => take(fetchVoiceNote));
  chooser.addEventListener("change", () => {
    const [file] = chooser.files;
    // Choosing the same file again must be a change again.
    chooser.value = "";
    if (file) take(() => file);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    setOpen(false);
    button.focus();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.hidden && !menu.contains(target) && !button.contains(target)) setOpen(false);
  });
  takePasted(attach);
  takeDropped(attach);
}

function takePasted(attach) {
  byId("text").addEventListener("paste", (event) => {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    attach(file);
  });
}

function takeDropped(attach) {
  const chat = byId("chat");
  const holdsFile = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  const mark = (isOver) => chat.classList.toggle("dropping", isOver);
  // Anywhere else, the browser would leave the page for the file.
  for (const event of ["dragover", "drop"]) document.addEventListener(event, (each) => each.preventDefault());
  chat.addEventListener("dragover", (event) => holdsFile(event) && mark(true));
  chat.addEventListener("dragleave", ({ relatedTarget }) => !chat.contains(relatedTarget) && mark(false));
  chat.addEventListener("drop", (event) => {
    mark(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (file && !byId("composer").hidden) attach(file);
    byId("text").focus();
  });
}
