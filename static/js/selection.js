/* Which rows are ticked. Ticks survive paging and sorting (same data-selection-key) and are kept
   in the tab only; a changed filter clears them and says so. The server judges what is acted on. */
import { $, $$, all, announce, forContent } from "./dom.js";
import { counted } from "./text.js";
import { toast } from "./toasts.js";

const CARD = ".table-card[data-selection-key]";
const CONTRACT = ["selected", "count", "fingerprint"];
let anchor = null; /* the box a range starts from, by value */

const slot = (card) => `selection:${card.dataset.selectionKey.split(":")[0]}`;
const boxes = (card) => $$("tbody .pick:not(:disabled)", card);

function load(card) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(slot(card)));
    if (kept) return { key: kept.key, ids: new Set(kept.ids), all: kept.all };
  } catch {
    /* no storage: ticks last as long as the page */
  }
  return { key: card.dataset.selectionKey, ids: new Set(), all: null };
}

function keep(card, state) {
  try {
    if (!state.ids.size && !state.all) sessionStorage.removeItem(slot(card));
    else sessionStorage.setItem(slot(card), JSON.stringify({ ...state, ids: [...state.ids] }));
  } catch {
    /* as above */
  }
}

/* Ids by hand, or everything that matches under the contract the server gave. */
export function picked(card) {
  const state = load(card);
  return { ...state, count: state.all ? Number(state.all.count) : state.ids.size };
}

function hidden(name, value) {
  const input = document.createElement("input");
  input.dataset.kept = ""; /* ours, not the server's */
  input.type = "hidden";
  input.name = name;
  input.value = value;
  return input;
}

/* Rows of other pages, or the contract for all: what the form sends beside its own boxes. */
function carry(card, state) {
  const box = card.closest("form")?.querySelector("#picked-elsewhere");
  if (!box) return;
  const here = new Set(boxes(card).map((c) => c.value));
  const ids = [...state.ids].filter((id) => !here.has(id));
  box.replaceChildren(...(state.all ? [] : ids.map((id) => hidden("ids", id))));
  if (state.all && !contractInput(card, "selected"))
    box.append(...CONTRACT.map((name) => hidden(name, state.all[name])));
}

const contractInput = (card, name) => card.closest("form")?.querySelector(`input[type=hidden][name=${name}]`);

function contract(card) {
  const read = (name) => contractInput(card, name)?.value ?? "";
  return { selected: "all", count: read("count") || card.dataset.matching, fingerprint: read("fingerprint") };
}

function leaveAll(card, state) {
  state.all = null;
  delete card.dataset.all;
  for (const name of CONTRACT) contractInput(card, name)?.remove();
}

function show(card, state) {
  const list = boxes(card);
  const on = list.filter((c) => c.checked).length;
  const head = $(".pick-all", card);
  if (head) {
    head.checked = on > 0 && on === list.length;
    head.indeterminate = on > 0 && on < list.length;
  }
  const n = state.all ? Number(state.all.count) : state.ids.size;
  card.toggleAttribute("data-picked", n > 0);
  const count = $(".bulkbar .n", card);
  if (count) count.textContent = counted(count, n);
  const more = $(".select-all", card);
  const matching = card.dataset.matching ? Number(card.dataset.matching) : Infinity; /* not counted yet */
  if (more) more.hidden = Boolean(state.all) || n >= matching;
}

/* After ticking: takes the boxes of this page over into what is kept. */
function changed(card) {
  const state = load(card);
  const list = boxes(card);
  if (state.all && list.some((c) => !c.checked)) {
    leaveAll(card, state);
    if (list.some((c) => c.checked)) toast(card.dataset.leftAll);
  }
  if (!state.all) for (const c of list) c.checked ? state.ids.add(c.value) : state.ids.delete(c.value);
  keep(card, state);
  carry(card, state);
  show(card, state);
}

export function clear(card) {
  const state = load(card);
  const focused = card.contains(document.activeElement) && !document.activeElement.closest("tbody");
  leaveAll(card, state);
  state.ids.clear();
  for (const c of boxes(card)) c.checked = false;
  anchor = null;
  keep(card, state);
  carry(card, state);
  show(card, state);
  if (focused) $$(".pick-all, tbody .pick", card).find((c) => c.checkVisibility())?.focus();
}

function range(card, box) {
  const list = boxes(card);
  const from = list.findIndex((c) => c.value === anchor);
  const to = list.indexOf(box);
  if (from < 0 || to < 0) return;
  for (const c of list.slice(Math.min(from, to), Math.max(from, to) + 1)) c.checked = box.checked;
}

/* Ticks a row from the keyboard; with Shift everything between it and the last one. */
export function tick(box, shift) {
  if (box.disabled) {
    announce(box.title);
    return;
  }
  const card = box.closest(CARD);
  box.checked = shift ? true : !box.checked;
  if (shift) range(card, box);
  anchor = box.value;
  changed(card);
}

/* A page or a swapped-in register: tick again what was ticked. */
function adopt(card) {
  let state = load(card);
  if (state.key !== card.dataset.selectionKey) {
    if (state.ids.size || state.all) toast(card.dataset.cleared);
    state = { key: card.dataset.selectionKey, ids: new Set(), all: null };
    anchor = null;
  }
  for (const input of $$("#picked-elsewhere [data-kept]")) input.remove();
  if (card.dataset.all) state.all = contract(card);
  else if (state.all) card.dataset.all = "1";
  for (const c of boxes(card)) {
    if (c.defaultChecked && !state.all) state.ids.add(c.value);
    c.checked = Boolean(state.all) || state.ids.has(c.value);
  }
  if (state.all) state.ids.clear();
  keep(card, state);
  carry(card, state);
  show(card, state);
}

document.addEventListener("click", (e) => {
  const card = e.target.closest(CARD);
  if (!card) return;
  if (e.target.matches("tbody .pick")) {
    if (e.shiftKey) range(card, e.target);
    anchor = e.target.value;
    changed(card);
  } else if (e.target.matches(".pick-all")) {
    for (const c of boxes(card)) c.checked = e.target.checked;
    changed(card);
  } else if (e.target.closest(".select-none")) clear(card);
});

/* An act on the ticked rows that the server tells of: its ticks have done their work. And where other rows match
   than those that were seen, "all that match" is no longer what was selected. */
for (const done of $$("[data-clears]")) {
  try {
    sessionStorage.removeItem(`selection:${done.dataset.clears}`);
  } catch {
    /* no storage, nothing kept */
  }
}

addEventListener("pageshow", (e) => e.persisted && $$(CARD).forEach(adopt));
forContent((within) => all(CARD, within).forEach(adopt));
