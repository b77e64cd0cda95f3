/* Looking things up in the page, and the one line that readers hear. */
export const root = document.documentElement;
export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
export const narrow = () => matchMedia("(width <= 60rem)").matches;

/* Runs once for the page and again for whatever htmx swaps in. */
export function forContent(run) {
  run(document);
  document.addEventListener("htmx:load", (e) => {
    if (e.detail.elt !== document.body) run(e.detail.elt);
  });
}

/* Every element that matches, the given one included. */
export function all(selector, within) {
  return within.matches?.(selector) ? [within, ...$$(selector, within)] : $$(selector, within);
}

export function announce(text) {
  const line = $("#announcer");
  if (line && text) line.textContent = text;
}

/* True when a key belongs to what the person is writing. */
export function typing(el) {
  return Boolean(
    el.closest?.(
      "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])",
    ),
  );
}

export function layerOpen() {
  return Boolean($("dialog[open], [popover]:popover-open:not(.toasts)"));
}

/* An expired session answers with the sign-in page: let the server send us there with a way back. */
export function signedOut(html) {
  if (!html.includes("data-signed-out")) return false;
  location.reload();
  return true;
}
