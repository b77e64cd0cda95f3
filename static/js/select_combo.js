/* select[data-combo] with many options becomes a combobox: a field to type in, with a list that narrows.
   The select stays, out of sight, as what is sent; without script it is used as it is. */
import { $, all, forContent } from "./dom.js";

const FEW = 8; /* up to so many a plain list is quicker */

const label = (select) => (select.value ? (select.selectedOptions[0]?.text ?? "") : "");

function option(of, list) {
  const made = document.createElement("div");
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.dataset.value = of.value;
  made.dataset.label = of.value ? of.text : "";
  made.textContent = of.text;
  list.append(made);
}

function enhance(select) {
  if (select.options.length <= FEW || select.closest(".combo")) return;
  const combo = document.createElement("div");
  combo.className = "combo";
  const input = document.createElement("input");
  const list = document.createElement("div");
  input.className = "input";
  input.id = select.id;
  select.id = `${input.id}-value`;
  list.id = `${input.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", $(`label[for="${CSS.escape(input.id)}"]`)?.textContent.trim() ?? "");
  list.hidden = true;
  const given = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
  for (const [name, value] of Object.entries(given)) input.setAttribute(name, value);
  for (const name of ["aria-describedby", "aria-invalid", "autofocus", "required"])
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  const empty = select.options[0];
  if (empty && !empty.value && empty.text.length > 1) input.placeholder = empty.text; /* more than a dash */
  input.autocomplete = "off";
  input.spellcheck = false;
  for (const each of select.options) option(each, list);
  select.before(combo);
  select.hidden = true;
  combo.append(input, list, select);
  show(select);
}

/* The field says what is chosen; the list opens whole as long as nothing else is typed. */
function show(select) {
  const combo = select.closest(".combo");
  const input = combo && $("[role=combobox]", combo);
  if (!input) return;
  input.value = label(select);
  combo.dataset.label = input.value;
}

function take(select, value) {
  if (select.value === value) return;
  select.value = value;
  for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
}

document.addEventListener("change", (e) => {
  if (e.target.matches("select[data-combo]")) show(e.target);
  const select = e.target.matches(".combo > [role=combobox]") && $("select[data-combo]", e.target.parentElement);
  if (!select) return;
  const typed = e.target.value.trim();
  const chosen = [...select.options].find((each) => (each.value ? each.text : "") === typed);
  if (chosen) take(select, chosen.value);
  show(select); /* what is none of the list goes back to what was chosen */
});

document.addEventListener("focusin", (e) => {
  if (e.target.matches(".combo > [role=combobox]")) e.target.select();
});

forContent((within) => all("select[data-combo]", within).forEach(enhance));
