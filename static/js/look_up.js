/* The magnifier of a new customer: Enter or its button asks the register, picking a hit fills the form. What goes where
   is decided by the server; without script the same buttons send the form there and it comes back filled. */
import { $, $$, announce, forContent, signedOut } from "./dom.js";
import { toast } from "./toasts.js";

const form = () => $("form[data-look-up]");
const register = (within) => $("[name=register]:checked", within)?.value ?? "";
const valueOf = (within, name) => within.elements.namedItem(name)?.value ?? "";

function look(within, by, more = {}) {
  const typed = more.typed ?? within.elements.namedItem(by).value;
  const asked = new URLSearchParams({ register: register(within), by, ...more, typed });
  const panel = $("#look-up");
  panel.setAttribute("aria-busy", "true");
  const patience = setTimeout(() => panel.replaceChildren($("#look-up-waiting").content.cloneNode(true)), 300);
  return htmx
    .ajax("GET", `${within.dataset.lookUp}?${asked}`, { source: panel, target: panel, swap: "innerHTML" })
    .finally(() => {
      clearTimeout(patience);
      panel.removeAttribute("aria-busy");
      announce($("[data-announce]", panel)?.textContent.trim() ?? "");
    });
}

/* What the hits in sight were asked by, whatever was typed or chosen since. */
function searched(within) {
  const [country, by, typed, of] = ["_register", "_by", "", "_of"].map((part) => valueOf(within, `searched${part}`));
  return { register: country, by: by || "name", typed, of };
}

/* A company's branches, or the same question once more. */
function lookAgain(within, more = {}) {
  const asked = { ...searched(within), ...more };
  return look(within, asked.by, asked);
}

/* The hits of the next page take the place of the line that offers them. */
async function more(button) {
  const within = button.form;
  const asked = new URLSearchParams({ ...searched(within), page: button.value });
  const line = button.closest("li");
  const before = line.previousElementSibling;
  await htmx.ajax("GET", `${within.dataset.lookUp}?${asked}`, { source: line, target: line, swap: "outerHTML" });
  $("button, a", before?.nextElementSibling ?? line)?.focus();
}

/* What the register says, by field, as the page carries it along: a text that is signed behind its last colon. */
function said(within) {
  const token = within.elements.namedItem("marks").value;
  return token ? JSON.parse(token.slice(0, token.lastIndexOf(":"))).values : {};
}

function textOf(field, value) {
  if (!field.options) return value;
  return [...field.options].find((option) => option.value === value)?.text ?? value;
}

/* Numbers are the same however they are grouped, as customers/lookup.py has it. */
function spelled(name, value) {
  return ["business_id", "vat_number"].includes(name) ? value.replace(/[\s.-]/g, "").toUpperCase() : value.trim();
}

function mark(within) {
  const values = said(within);
  for (const box of $$(".field", within)) {
    const field = $("select, input, textarea", box)?.matches("[role=combobox]")
      ? $("select", box)
      : $("[name]", box);
    const value = field && values[field.name];
    box.classList.toggle("from-register", Boolean(value));
    box.classList.toggle("edited", Boolean(value) && spelled(field.name, field.value) !== spelled(field.name, value));
    const words = $(".says b", box);
    if (value && words) words.textContent = textOf(field, value);
  }
}

function set(within, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = within.elements.namedItem(name);
    if (!field) continue;
    field.value = value;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

function snapshot(within, names) {
  const values = Object.fromEntries(names.map((name) => [name, valueOf(within, name)]));
  return { values, marks: within.elements.namedItem("marks").value, shown: $("#used").innerHTML };
}

function put(within, { values, marks, shown }) {
  within.elements.namedItem("marks").value = marks;
  set(within, values);
  $("#used").innerHTML = shown;
  mark(within);
}

/* Those of the values whose field still holds what it held then: what was typed since is never overwritten. */
function untouched(within, values, then) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => valueOf(within, name) === (then[name] ?? "")));
}

let filling = null; /* of two companies picked one after the other the last one counts */

/* Asks the server what picking (or clearing) does, and does it; the toast takes it back. */
async function fill(button) {
  const within = button.form;
  const body = new FormData(within, button);
  filling?.abort();
  const mine = (filling = new AbortController());
  button.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(within.dataset.fill, { method: "POST", body, signal: mine.signal });
    const text = await response.text();
    if (signedOut(text) || mine !== filling) return;
    const answer = JSON.parse(text);
    if (answer.problem) return void toast(answer.problem, { tone: "error" });
    answer.values = untouched(within, answer.values, Object.fromEntries(body));
    const before = snapshot(within, Object.keys(answer.values));
    put(within, answer);
    const used = $(`.hit[data-number="${CSS.escape(button.value)}"]`);
    $$(".hit").forEach((hit) => hit.classList.toggle("used", hit === used));
    const takeBack = () => {
      if (valueOf(within, "marks") !== answer.marks) return; /* another company was picked since */
      put(within, { ...before, values: untouched(within, before.values, answer.values) });
    };
    toast(answer.said, { action: answer.undo, onAction: takeBack });
    announce(answer.said);
    $(".lookup").scrollTop = 0; /* what to know of it stands on top, a bankruptcy above all */
    if (answer.shown) $("[name=name]", within).focus();
  } catch {
    if (!mine.signal.aborted) toast(within.dataset.failed, { tone: "error" });
  } finally {
    button.removeAttribute("aria-busy");
  }
}

const ACTS = {
  "[data-magnifier]": (button) => look(button.form, button.value),
  "[data-again]": (button) =>
    valueOf(button.form, "searched_of") ? lookAgain(button.form) : look(button.form, button.value),
  "[data-branches]": (button) => lookAgain(button.form, { of: button.value }),
  "[data-more]": more,
  "[data-use]": fill,
  "[data-unfill]": fill,
  "[data-look-in]": (button) => {
    $(`[name=register][value="${button.value}"]`, button.form).checked = true;
    look(button.form, valueOf(button.form, "searched_by") || "name");
  },
  "[data-take]": (button) => {
    set(button.form, { [button.value]: said(button.form)[button.value] });
    button.form.elements.namedItem(button.value).focus();
  },
};

document.addEventListener("click", (e) => {
  const within = e.target.closest("form[data-look-up]");
  const act = within && Object.keys(ACTS).find((selector) => e.target.closest(selector));
  if (!act) return;
  e.preventDefault();
  ACTS[act](e.target.closest(act));
});

/* Enter looks up in the boxes with a magnifier, and saves in the others; arrows go through the hits. */
document.addEventListener("keydown", (e) => {
  const within = e.target.form ?? e.target.closest?.("form");
  if (!within?.dataset.lookUp || e.defaultPrevented) return;
  const magnifier = $("[data-magnifier]", e.target.closest(".with-btn") ?? document.createElement("i"));
  if (e.key === "Enter" && e.target.matches("input:not([role=combobox])")) {
    e.preventDefault();
    if (magnifier && e.target.value.trim()) look(within, magnifier.value);
    else if (!magnifier) within.requestSubmit($("[data-saves]", within));
  }
  if (["ArrowDown", "ArrowUp"].includes(e.key)) walk(e, magnifier);
});

function walk(e, magnifier) {
  const stops = $$(".hits .act > :first-child, .hits [data-more]");
  const at = stops.indexOf(e.target);
  if (!stops.length || (at < 0 && !(magnifier && e.key === "ArrowDown"))) return;
  e.preventDefault();
  const to = at + (e.key === "ArrowDown" ? 1 : -1);
  if (to < 0) $("[name=name]", form()).focus();
  else stops[Math.min(to, stops.length - 1)].focus();
}

for (const type of ["input", "change"])
  document.addEventListener(type, (e) => {
    if (e.target.form?.dataset.lookUp) mark(e.target.form);
  });

/* Choosing a register chooses the country too, where nobody chose another. */
document.addEventListener("change", (e) => {
  if (e.target.name !== "register" || !e.target.form?.dataset.lookUp) return;
  const country = e.target.form.elements.namedItem("country");
  if (country?.value && said(e.target.form).country === country.value) return; /* that of the company picked */
  const registers = $$("[name=register]", e.target.form).map((each) => each.value);
  if (country && e.target.value && registers.includes(country.value)) set(e.target.form, { country: e.target.value });
});

/* A page come back with its draft knows which company was picked, but does not show it yet. */
async function showKept(within) {
  if (!valueOf(within, "marks") || $("#used").innerHTML.trim()) return;
  const body = new FormData(within);
  body.set("kept", "1");
  const response = await fetch(within.dataset.fill, { method: "POST", body });
  if (response.ok && response.headers.get("content-type")?.includes("json")) $("#used").innerHTML = (await response.json()).shown;
}

forContent(() => {
  if (!form()) return;
  mark(form());
  showKept(form());
});
