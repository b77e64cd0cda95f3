/* Search and commands, Ctrl+K: the server's hits and the places and commands of the page. */
import { $, $$, signedOut } from "./dom.js";
import { ask, called, narrowTo, settle } from "./combobox.js";
import { folded } from "./text.js";

const WAIT_MS = 120;
let timer = 0;
let request = null;

const hits = () => $("#palette [data-hits]");

/* Places lead where a word of one begins with what was typed; else records do. An offer to make something never does. */
function arrange(dialog, text) {
  const places = $("[data-places]", dialog);
  const named = $$("[role=option]:not([hidden])", places).some((o) => ` ${called(o)}`.includes(` ${folded(text)}`));
  const lead = named || !$("[role=group]", hits());
  if (lead !== (places.nextElementSibling === hits())) hits()[lead ? "before" : "after"](places);
}

export function openPalette() {
  const dialog = $("#palette");
  if (!dialog) return;
  if (!dialog.open) dialog.showModal();
  const input = $("input", dialog);
  input.select();
  update(input);
}

async function search(dialog, text) {
  request = new AbortController();
  const url = new URL(dialog.dataset.url, location.href);
  url.searchParams.set("q", text);
  try {
    const answer = await fetch(url, { signal: request.signal, headers: { "HX-Request": "true" } });
    const html = await answer.text();
    if (signedOut(html)) return;
    if (!answer.ok) throw new Error(answer.statusText);
    hits().innerHTML = html;
    $(".failed", dialog).hidden = true;
    arrange(dialog, text);
    settle(dialog);
  } catch (error) {
    if (error.name === "AbortError") return;
    hits().replaceChildren();
    $(".failed", dialog).hidden = false;
    delete dialog.dataset.asked;
    settle(dialog, false);
  }
}

/* Places and commands answer at once; the server's hits follow. */
function update(input) {
  const dialog = input.closest("#palette");
  const text = input.value.trim();
  clearTimeout(timer);
  request?.abort();
  narrowTo($("[data-places]", dialog), text);
  if (!text) {
    hits().replaceChildren();
    $(".failed", dialog).hidden = true;
  }
  arrange(dialog, text);
  delete dialog.dataset.asked;
  settle(dialog, false);
  if (!text || !dialog.dataset.url) return;
  ask(dialog);
  $(".none", dialog).hidden = true; /* not known before the server has answered */
  timer = setTimeout(() => search(dialog, text), WAIT_MS);
}

document.addEventListener("input", (e) => {
  if (e.target.matches("#palette [role=combobox]")) update(e.target);
});

/* Opened by its button: after the browser has shown the dialog. */
document.addEventListener("click", (e) => {
  if (e.target.closest("button[commandfor=palette]")) setTimeout(openPalette);
});
