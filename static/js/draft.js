/* What somebody types into a record's form is kept in this tab until it is saved or discarded: an expired session,
   a lost connection or a stray reload loses nothing. Only what was typed comes back, with what stood there when it
   was begun, so that the server still sees what others changed meanwhile. Only forms with data-draft; never passwords. */
import { $, $$, forContent } from "./dom.js";

const PREFIX = "draft:";
const SENT = "draft-sent";
const OTHER = ["submit", "button", "reset", "hidden", "file", "password"];
const who = document.body.dataset.user; /* nobody else finds it here */
const key = (form) => `${PREFIX}${who}:${form.dataset.draft}`;
const boxed = (el) => ["checkbox", "radio"].includes(el.type);
const nameOf = (el) => (boxed(el) ? `${el.name}=${el.value}` : el.name);
const typed = (el) => (boxed(el) ? el.checked : el.value);
const fields = (form) => [...form.elements].filter((el) => el.name && !OTHER.includes(el.type));
/* a form that came back with mistakes or questions holds what was typed already */
const returned = (form) => Boolean(form.closest("main")?.querySelector(".errors"));

function before(el) {
  if (boxed(el)) return el.defaultChecked;
  if (!el.options) return el.defaultValue;
  return ([...el.options].find((option) => option.defaultSelected) ?? el.options[0])?.value;
}

function read(form) {
  const kept = JSON.parse(sessionStorage.getItem(key(form)) ?? "{}");
  return { values: kept.values ?? {}, base: kept.base ?? {} };
}

/* What the page showed, as the server wrote it down; a new record has none. */
function base(form) {
  const field = form.elements.namedItem("base");
  return field ? JSON.parse(field.value) : {};
}

function keep(form) {
  const kept = read(form);
  const begun = { ...base(form), ...kept.base };
  const values = {};
  for (const el of fields(form)) {
    const again = returned(form) && nameOf(el) in kept.values;
    if (again || typed(el) !== before(el)) values[nameOf(el)] = typed(el);
  }
  const names = new Set(Object.keys(values).map((name) => name.split("=")[0]));
  const left = Object.fromEntries(Object.entries(begun).filter(([name]) => names.has(name)));
  try {
    if (names.size) sessionStorage.setItem(key(form), JSON.stringify({ values, base: left }));
    else drop(key(form));
  } catch {
    /* a full or forbidden store: the form works without */
  }
}

function bring(form) {
  if (returned(form)) return;
  const kept = read(form);
  for (const el of fields(form)) {
    const value = kept.values[nameOf(el)];
    if (value === undefined) continue;
    if (boxed(el)) el.checked = value;
    else el.value = value;
  }
  const field = form.elements.namedItem("base");
  if (field) field.value = JSON.stringify({ ...base(form), ...kept.base });
}

const drop = (name) => sessionStorage.removeItem(name);

document.addEventListener("input", (e) => {
  const form = e.target.form;
  if (form?.dataset.draft) keep(form);
});

document.addEventListener("click", (e) => {
  const form = e.target.closest("[data-discard]")?.closest("form[data-draft]");
  if (form) drop(key(form));
});

document.addEventListener("submit", (e) => {
  if (e.target.dataset.draft) sessionStorage.setItem(SENT, key(e.target));
});

/* Saved: the server leads on to another page, or says so. A problem page and the sign-in page name nobody. */
const sent = sessionStorage.getItem(SENT);
if (sent && who) {
  drop(SENT);
  const shown = $$("form[data-draft]").some((form) => key(form) === sent);
  if (!shown || $(".toasts .toast:not(.error)")) drop(sent);
}

/* What the one before typed in this tab. */
if (who) {
  const others = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}${who}:`));
  others.forEach(drop);
}

forContent((within) => {
  for (const form of $$("form[data-draft]", within)) bring(form);
});
