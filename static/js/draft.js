/* What somebody types into a record's form is kept in this tab until it is saved or discarded: an expired session,
   a lost connection or a stray reload loses nothing. Only forms with data-draft; never passwords. */
import { $$, forContent } from "./dom.js";

const key = (form) => `draft:${form.dataset.draft}`;
const fields = (form) => [...form.elements].filter((el) => el.name && !["csrfmiddlewaretoken", "base", "asked"].includes(el.name));
const typed = (el) => (["checkbox", "radio"].includes(el.type) ? el.checked : el.value);

function keep(form) {
  const values = {};
  for (const el of fields(form)) {
    if (["submit", "button", "hidden", "file"].includes(el.type)) continue;
    values[el.type === "radio" || el.type === "checkbox" ? `${el.name}=${el.value}` : el.name] = typed(el);
  }
  try {
    sessionStorage.setItem(key(form), JSON.stringify(values));
  } catch {
    /* a full or forbidden store: the form works without */
  }
}

function bring(form) {
  const kept = sessionStorage.getItem(key(form));
  /* a form that came back with mistakes or questions holds what was typed already */
  if (!kept || form.closest("main")?.querySelector(".errors")) return;
  const values = JSON.parse(kept);
  for (const el of fields(form)) {
    const boxed = el.type === "radio" || el.type === "checkbox";
    const value = values[boxed ? `${el.name}=${el.value}` : el.name];
    if (value === undefined) continue;
    if (boxed) el.checked = value;
    else el.value = value;
  }
}

const drop = (form) => sessionStorage.removeItem(key(form));

document.addEventListener("input", (e) => {
  const form = e.target.form;
  if (form?.dataset.draft) keep(form);
});

document.addEventListener("click", (e) => {
  if (!e.target.closest("[data-discard]")) return;
  const form = e.target.closest("form[data-draft]");
  if (form) drop(form);
});

/* Saved: the server leads on to another page with a message, and what was sent is not needed any more. */
document.addEventListener("submit", (e) => {
  if (e.target.dataset.draft) sessionStorage.setItem("draft-sent", e.target.dataset.draft);
});

const sent = sessionStorage.getItem("draft-sent");
if (sent) {
  sessionStorage.removeItem("draft-sent");
  if ($$(".toasts .toast:not(.error)").length) sessionStorage.removeItem(`draft:${sent}`);
}

forContent((within) => {
  for (const form of $$("form[data-draft]", within)) bring(form);
});
