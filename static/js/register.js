/* A register while it is being fetched again: dimmed when it takes long, an error with "Try again",
   and focus, open menus, sideways scroll and half-typed text kept across the swap. */
import { $, $$, announce, forContent, signedOut } from "./dom.js";

const CARD = "#register";
const DIM_AFTER_MS = 300;
const FAILURES = ["htmx:responseError", "htmx:sendError", "htmx:timeout"];
let timer = 0;
let request = null;
let failed = null; /* address of the request to try again */
let before = null; /* what the old register looked like to the person */

const about = (e) => Boolean(e.detail.target?.matches?.(CARD));

document.addEventListener("htmx:beforeRequest", (e) => {
  if (!about(e)) return;
  request = e.detail.xhr;
  clearTimeout(timer);
  timer = setTimeout(() => $(CARD)?.setAttribute("aria-busy", "true"), DIM_AFTER_MS);
});

document.addEventListener("htmx:afterRequest", (e) => {
  if (e.detail.xhr === request) rest();
});

function rest() {
  clearTimeout(timer);
  $(CARD)?.removeAttribute("aria-busy");
}

function fail(e) {
  if (!about(e)) return;
  failed = e.detail.pathInfo?.finalRequestPath ?? location.href;
  const message = $("#register-error");
  if (message) message.hidden = false;
}
for (const failure of FAILURES) document.addEventListener(failure, fail);

document.addEventListener("click", (e) => {
  if (!e.target.closest("[data-try-again]") || !failed) return;
  e.preventDefault();
  $("#register-error").hidden = true;
  const url = new URL(failed, location.href);
  window.htmx.ajax("GET", url.pathname + url.search, { target: CARD, swap: "outerHTML", push: failed });
});

/* Figures of another filter must not stay over a list they are not of. */
for (const failure of FAILURES)
  document.addEventListener(failure, (e) => {
    const place = e.detail.target;
    if (place?.matches?.(".strip-place")) place.textContent = place.dataset.failed;
  });

/* A file comes and the page stays: its menu has done its work, and a page that asked before has its answer. */
document.addEventListener("submit", (e) => {
  if (!e.submitter?.matches("[data-download]")) return;
  e.submitter.closest("[popover]")?.hidePopover();
  const question = $("[data-asks]");
  if (!question) return;
  question.hidden = true;
  $("[data-answered]").textContent = question.dataset.asks;
  for (const button of $$(".btn", e.target)) button.classList.toggle("primary", button !== e.submitter);
});

/* How to find the same control in the new register. */
function address(el) {
  if (!el || !el.closest(CARD)) return null;
  if (el.id) return `#${CSS.escape(el.id)}`;
  if (el.matches(".pick-all")) return ".pick-all";
  if (el.matches(".pick")) return `.pick[value="${CSS.escape(el.value)}"]`;
  const head = el.closest("thead th");
  if (head) return `thead .${CSS.escape(head.classList[0])} :is(a, button)`;
  const row = el.closest("tr")?.querySelector(".pick");
  if (row) return `tr:has(.pick[value="${CSS.escape(row.value)}"]) ${el.localName}`;
  if (el.dataset.focus) return `[data-focus="${CSS.escape(el.dataset.focus)}"]`;
  if (el.name) return `[name="${CSS.escape(el.name)}"][value="${CSS.escape(el.value)}"], [name="${CSS.escape(el.name)}"]`;
  const label = el.getAttribute("aria-label");
  return label ? `[aria-label="${CSS.escape(label)}"]` : null;
}

document.addEventListener("htmx:beforeSwap", (e) => {
  if (signedOut(e.detail.serverResponse ?? "")) {
    e.detail.shouldSwap = false;
    return;
  }
  if (!about(e) || !e.detail.shouldSwap) return;
  const card = $(CARD);
  const from = e.detail.requestConfig?.elt;
  const focused = document.activeElement;
  const menu = from?.closest("[popover]"); /* what was chosen in it is done: it closes */
  before = {
    said: card.dataset.announce,
    left: $(".scroll", card)?.scrollLeft ?? 0,
    paged: Boolean(from?.closest(".pager")),
    inside: card.contains(focused) || card.contains(menu),
    bulk: Boolean(focused?.closest(".bulkbar")),
    focus: menu ? `[popovertarget="${CSS.escape(menu.id)}"]` : address(focused),
    text: focused?.matches("input:not([type=checkbox], [type=radio]), textarea") ? focused.value : null,
    open: $$("[popover]:popover-open[id]", card)
      .filter((open) => open !== menu && open.contains(focused))
      .map((open) => open.id),
  };
});

function restore(card) {
  if (!before) return;
  const was = before;
  before = null;
  failed = null;
  rest();
  const message = $("#register-error");
  if (message) message.hidden = true;
  const scroll = $(".scroll", card);
  if (scroll) scroll.scrollLeft = was.left;
  for (const id of was.open) {
    const menu = document.getElementById(id);
    menu?.showPopover({ source: $(`[popovertarget="${CSS.escape(id)}"]`) ?? undefined });
  }
  if (was.inside && !card.contains(document.activeElement)) refocus(card, was);
  const field = was.text !== null && was.focus && $(was.focus, card);
  if (field && field === document.activeElement && field.value !== was.text) field.value = was.text;
  if (was.paged && card.getBoundingClientRect().top < 0) card.scrollIntoView({ block: "start" });
  if (card.dataset.announce !== was.said) announce(card.dataset.announce);
}

/* The count of very many rows comes after them, unless others are shown by then. */
document.addEventListener("htmx:load", (e) => {
  const count = e.detail.elt;
  if (!count.matches?.("#register-count[data-range]") || !count.isConnected) return;
  const range = $(".pager .num");
  if (range) range.textContent = count.dataset.range;
  announce(count.dataset.announce);
});
for (const failure of FAILURES)
  document.addEventListener(failure, (e) => {
    if (e.detail.target?.matches?.("#register-count")) $("[hidden]", e.detail.target)?.removeAttribute("hidden");
  });

/* The same control, else the nearest sensible place: never the top of the page. */
function refocus(card, was) {
  const places = [was.focus, was.bulk && ".select-none", ".scroll"];
  for (const place of places.filter(Boolean)) {
    const el = $$(place, card).find((found) => found.checkVisibility());
    if (el) {
      el.focus({ preventScroll: true });
      return;
    }
  }
}

forContent((within) => {
  const card = within.matches?.(CARD) ? within : $(CARD, within);
  if (card) restore(card);
});
