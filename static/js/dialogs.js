/* A link with data-shows fetches its content into a dialog and opens it once it is there; the first field gets the
   focus, and the link gets it back when the dialog closes. */
import { $ } from "./dom.js";

let opener = null;

document.addEventListener("htmx:afterSwap", (e) => {
  const from = e.detail.requestConfig?.elt;
  const dialog = from?.dataset?.shows && document.getElementById(from.dataset.shows);
  const within = dialog ?? e.detail.target?.closest?.("dialog");
  if (!within) return;
  if (dialog && !dialog.open) {
    opener = from;
    dialog.showModal();
    dialog.addEventListener("close", () => opener?.focus(), { once: true });
  }
  ($("[aria-invalid=true]", within) ?? $("form :is(input:not([type=hidden]), select, textarea)", within))?.focus();
});
