/* Editable combobox with a listbox (ARIA authoring practices: list autocomplete, manual selection).
   .combo > input[role=combobox] + [role=listbox]; data-url on .combo fills the list from the server,
   a <template> in it makes it a choice of several, kept as ticked boxes in .chosen.
   .palette uses the same keys, and its options are links. */
import { $, $$, signedOut } from "./dom.js";
import { counted, folded } from "./text.js";

const WAIT_MS = 200;
const waiting = new WeakMap(); /* combo -> { timer, request } */

function parts(el) {
  const combo = el.closest(".combo, .palette");
  return (
    combo && {
      combo,
      input: $("[role=combobox]", combo),
      list: $("[role=listbox]", combo),
      value: $("input[type=hidden]", combo),
      template: $("template", combo),
      fixed: combo.matches(".palette"),
    }
  );
}

const shown = (p) => $$("[role=option]", p.list).filter((o) => !o.hidden && !o.closest("[hidden]"));

function open(p, on) {
  if (!p.fixed) p.list.hidden = !on;
  p.input.setAttribute("aria-expanded", String(p.fixed || on));
  if (!on) activate(p, null);
}

function activate(p, option) {
  for (const o of $$("[role=option]", p.list)) {
    o.classList.toggle("is-active", o === option);
    if (!p.template) o.setAttribute("aria-selected", String(o === option));
  }
  if (!option) {
    p.input.removeAttribute("aria-activedescendant");
    return;
  }
  option.id ||= `${p.list.id}-${shown(p).indexOf(option)}`;
  p.input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/* The list has new content: first option active, the count said, "none" shown when it is so. */
export function settle(el, say = true) {
  const p = parts(el);
  const options = shown(p);
  for (const group of $$("[role=group]", p.list))
    group.hidden = ![...$$("[role=option]", group)].some((o) => !o.hidden);
  const none = $(".none", p.combo);
  if (none) none.hidden = options.length > 0;
  const status = $("[role=status]", p.combo);
  if (status && say) status.textContent = counted(status, options.length);
  if (p.template) markChosen(p);
  activate(p, options[0]);
  const { asked } = p.combo.dataset;
  delete p.combo.dataset.asked;
  if (asked === "enter" && document.activeElement === p.input) choose(p, options[0]);
}

/* The list is behind what was typed: Enter waits for the new one instead of choosing from the old. */
export function ask(el) {
  el.closest(".combo, .palette").dataset.asked = "yes";
}

/* What an option is called; the keys printed beside it are no part of that. */
export const called = (option) => folded(option.dataset.label || option.textContent);

/* Hides what does not hold the typed letters. */
export function narrowTo(el, text) {
  const wanted = folded(text);
  for (const o of $$("[role=option]", el)) o.hidden = !called(o).includes(wanted);
}

const chosen = (p) => $$(".chosen input", p.combo);

function markChosen(p) {
  const values = chosen(p).filter((c) => c.checked).map((c) => c.value);
  for (const o of $$("[role=option]", p.list)) o.setAttribute("aria-selected", String(values.includes(o.dataset.value)));
}

/* What was just chosen stands first, in sight below the field. */
function lead(p, row) {
  const list = $(".chosen", p.combo);
  $("legend", list).after(row);
  list.scrollTop = 0;
}

function addChoice(p, option) {
  let box = chosen(p).find((c) => c.value === option.dataset.value);
  if (!box) {
    const row = p.template.content.firstElementChild.cloneNode(true);
    box = $("input", row);
    box.value = option.dataset.value;
    $(".label", row).textContent = option.dataset.label ?? option.textContent.trim();
  } else box.checked = !box.checked;
  if (box.checked) lead(p, box.closest("label"));
  markChosen(p);
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function choose(p, option) {
  if (!option) return;
  if (p.fixed) {
    const address = option.href || option.dataset.href;
    if (address) location.assign(address);
  } else if (p.template) {
    addChoice(p, option);
    p.input.value = "";
    open(p, false);
  } else {
    p.input.value = option.dataset.label ?? option.textContent.trim();
    if (p.value) p.value.value = option.dataset.value;
    open(p, false);
    p.input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

async function fetchOptions(p) {
  const state = waiting.get(p.combo) ?? {};
  state.request?.abort();
  state.request = new AbortController();
  waiting.set(p.combo, state);
  const url = new URL(p.combo.dataset.url, location.href);
  url.searchParams.set("q", p.input.value.trim());
  try {
    const answer = await fetch(url, { signal: state.request.signal, headers: { "HX-Request": "true" } });
    const html = await answer.text();
    if (signedOut(html)) return;
    if (!answer.ok) throw new Error(answer.statusText);
    p.list.innerHTML = html;
    open(p, document.activeElement === p.input);
    settle(p.combo);
  } catch (error) {
    /* a newer letter took over, or the server is away: the old list stays */
    if (error.name !== "AbortError") delete p.combo.dataset.asked;
  }
}

function refresh(p, wait) {
  if (!p.combo.dataset.url) {
    narrowTo(p.list, p.input.value === p.combo.dataset.label ? "" : p.input.value);
    open(p, true);
    settle(p.combo);
    return;
  }
  const state = waiting.get(p.combo) ?? {};
  clearTimeout(state.timer);
  ask(p.combo);
  state.timer = setTimeout(() => fetchOptions(p), wait);
  waiting.set(p.combo, state);
}

document.addEventListener("input", (e) => {
  if (e.target.matches(".combo [role=combobox]")) refresh(parts(e.target), WAIT_MS);
});

document.addEventListener("keydown", (e) => {
  if (!e.target.matches?.("[role=combobox]") || e.isComposing) return;
  const p = parts(e.target);
  const visible = p.fixed || !p.list.hidden;
  const options = shown(p);
  const at = options.findIndex((o) => o.classList.contains("is-active"));
  if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    e.preventDefault();
    if (!visible) refresh(p, 0);
    else if (options.length) activate(p, options.at((at + (e.key === "ArrowDown" ? 1 : -1)) % options.length));
  } else if (e.key === "Enter" && p.combo.dataset.asked) {
    e.preventDefault();
    p.combo.dataset.asked = "enter";
  } else if (e.key === "Enter" && visible && at >= 0) {
    e.preventDefault();
    choose(p, options[at]);
  } else if (e.key === "Escape" && visible && !p.fixed) {
    e.preventDefault(); /* closes this layer only */
    e.stopPropagation();
    open(p, false);
  } else if (e.key === "Tab" && visible && !p.fixed) open(p, false);
});

/* mousedown, so that the field keeps the focus; a middle or modified click on a link is the browser's */
document.addEventListener("mousedown", (e) => {
  const option = e.target.closest("[role=option]");
  if (!option || e.button || e.ctrlKey || e.metaKey) return;
  e.preventDefault();
  choose(parts(option), option);
});

document.addEventListener("click", (e) => {
  const own = e.target.closest(".combo");
  if (own && e.target.matches("[role=combobox]") && parts(own).list.hidden) refresh(parts(own), 0);
  for (const combo of $$(".combo")) {
    const p = parts(combo);
    if (combo !== own && !p.list.hidden) open(p, false);
  }
});
