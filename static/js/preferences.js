/* Theme, row height, side navigation and single keys: applied at once, saved by the same form
   that works without script. */
import { $$, root } from "./dom.js";
import { toast } from "./toasts.js";

const INSTANT = ["theme", "density", "side", "keys"];

function apply(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  mark();
}

/* Which choice is on; the side's button always offers the other state. */
export function mark() {
  for (const button of $$("form[data-preferences] button[name]")) {
    const now = root.dataset[button.name] ?? (button.name === "keys" ? "on" : "");
    if (button.name === "side") button.value = now === "mini" ? "" : "mini";
    else if (INSTANT.includes(button.name)) button.setAttribute("aria-pressed", String(button.value === now));
  }
}

async function save(form, button) {
  const body = new FormData(form);
  body.set(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.status < 400) return;
  } catch {
    /* offline: said below */
  }
  toast(form.dataset.failed, { tone: "error" });
}

document.addEventListener("submit", (e) => {
  const form = e.target.closest("form[data-preferences]");
  const button = e.submitter;
  if (!form || !button) return;
  if (form.elements.next) form.elements.next.value = location.pathname + location.search;
  if (!INSTANT.includes(button.name)) return;
  e.preventDefault();
  save(form, button);
  apply(button.name, button.value);
  button.closest("[popover]")?.hidePopover();
});
