import { byId } from "./dom.js";

const toastMs = 4000;
let toastTimer = 0;

/** Shows a sentence for a moment. */
export function showToast(text) {
  const toast = byId("toast");
  toast.textContent = text;
  toast.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove("shown"), toastMs);
}

/** Shows a sentence that waits for OK. */
export function showAlert(text) {
  byId("alert-text").textContent = text;
  const dialog = byId("alert");
  if (!dialog.open) dialog.showModal();
}

/** Shows a picture as large as the window; a click or Escape closes it. */
export function showPicture(address, description) {
  Object.assign(byId("viewer-image"), { src: address, alt: description });
  byId("viewer").showModal();
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    showToast("Copied.");
  } catch {
    showToast("This browser does not let the page copy.");
  }
}
