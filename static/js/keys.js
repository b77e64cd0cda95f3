/* Keyboard: never while typing. Single keys can be switched off by the user (data-keys="off"). */
import { $, $$, layerOpen, root, typing } from "./dom.js";
import { openPalette } from "./palette.js";
import { clear, picked, tick } from "./selection.js";
import { toast } from "./toasts.js";

const GO_MS = 900;
let wentToGo = 0;

/* The row J and K stand on, or the one that holds the focus. */
const current = (card) => $("tbody tr.is-current", card) ?? document.activeElement.closest?.("tbody tr");

function move(card, step) {
  const rows = $$("tbody tr:has(.pick)", card);
  if (!rows.length) return;
  const to = Math.max(0, Math.min(rows.length - 1, rows.indexOf(current(card)) + step));
  rows.forEach((row, i) => row.classList.toggle("is-current", i === to));
  $("a.strong", rows[to])?.focus({ preventScroll: true });
  rows[to].scrollIntoView({ block: "nearest" });
}

/* The form is beside the card, and like that it knows the way back to this list. */
function edit(card, row) {
  const link = row && $("a.strong", row);
  if (!link || card.dataset.edit === undefined) return false;
  if (row.dataset.readOnly !== undefined) toast(card.dataset.readOnly);
  else location.assign(`${link.pathname}edit/${link.search}`);
  return true;
}

function rowKey(e) {
  const card = $(".table-card[data-matching]");
  if (!card) return false;
  const row = current(card);
  const box = row && $(".pick", row);
  switch (e.key.toLowerCase()) {
    case "j":
      move(card, 1);
      return true;
    case "k":
      move(card, -1);
      return true;
    case "x":
      if (box) tick(box, e.shiftKey);
      return Boolean(box);
    case "e":
      return edit(card, row);
  }
  return false;
}

function openNew() {
  const menu = $("#new-menu");
  if (!menu) return false;
  menu.togglePopover({ source: $("[popovertarget=new-menu]") });
  $("a", menu)?.focus();
  return true;
}

function single(e) {
  if (Date.now() - wentToGo < GO_MS) {
    wentToGo = 0;
    const link = $(`.side [data-go="${CSS.escape(e.key.toLowerCase())}"]`);
    link?.click();
    return Boolean(link);
  }
  switch (e.key) {
    case "?":
      $("#keys")?.showModal();
      return true;
    case "n":
      return openNew();
    case "g":
      wentToGo = Date.now();
      return true;
    case "[":
      $(".side [data-toggle-side]")?.click();
      return true;
    case "/": {
      const field = $("[data-filter]");
      field?.focus();
      field?.select?.();
      return Boolean(field);
    }
  }
  const hotkey = $(`main [aria-keyshortcuts="${CSS.escape(e.key.toLowerCase())}"]`);
  if (hotkey?.checkVisibility()) {
    hotkey.click();
    return true;
  }
  return rowKey(e);
}

/* Characters that some keyboards reach through AltGr come with Ctrl and Alt set. */
const withModifier = (e) =>
  (e.ctrlKey || e.metaKey || e.altKey) && !e.getModifierState("AltGraph") && !(e.altKey && "[/?".includes(e.key));

document.addEventListener("keydown", (e) => {
  if (e.defaultPrevented || e.isComposing) return;
  const command = (e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase();
  if (command === "k") {
    e.preventDefault();
    openPalette();
    return;
  }
  if (command === "s") {
    const form = $("dialog[open] form[data-save], main form[data-save]");
    if (form) {
      e.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  const menu = $("#new-menu:popover-open");
  if (menu && root.dataset.keys !== "off" && !withModifier(e)) {
    const item = $(`[data-key="${CSS.escape(e.key.toLowerCase())}"]`, menu);
    item?.click();
    return;
  }
  if (typing(e.target) || withModifier(e) || layerOpen()) return;
  if (e.key === "Escape") {
    const card = $(".table-card[data-selection-key]");
    if (card && picked(card).count) clear(card);
    return;
  }
  if (root.dataset.keys === "off") return;
  if (single(e)) e.preventDefault();
});
