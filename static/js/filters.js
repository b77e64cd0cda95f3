/* Filter popovers: search in a list of boxes, clearing. */
import { $$ } from "./dom.js";
import { folded } from "./text.js";

/* input[data-narrow]: hides the boxes of its popover that do not hold the typed letters */
document.addEventListener("input", (e) => {
  if (!e.target.matches("[data-narrow]")) return;
  const wanted = folded(e.target.value);
  for (const head of $$(".fields-list h3", e.target.closest("[popover], .pickfilter"))) head.hidden = Boolean(wanted);
  for (const label of $$(".check", e.target.closest("[popover], .pickfilter, fieldset")))
    (label.closest("li") ?? label).hidden = !folded(label.textContent).includes(wanted);
});

/* Enter in such a search must not send the form around it */
document.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && e.target.matches?.("[data-narrow]")) e.preventDefault();
});

/* [data-clear]: empties the fields of its popover and tells the page */
document.addEventListener("click", (e) => {
  const button = e.target.closest("[data-clear]");
  if (!button) return;
  const box = button.closest("[popover], .pickfilter");
  for (const field of $$("input, select", box)) {
    if (field.matches("[type=hidden], [data-narrow]")) continue;
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = false;
    else field.value = "";
  }
  box.dispatchEvent(new Event("change", { bubbles: true }));
});

/* form[data-tidy]: empty fields stay out of the address */
document.addEventListener("formdata", (e) => {
  if (!e.target.matches("form[data-tidy]")) return;
  for (const [name, value] of [...e.formData]) {
    if (value !== "") continue;
    const rest = e.formData.getAll(name).filter((v) => v !== "");
    e.formData.delete(name);
    for (const v of rest) e.formData.append(name, v);
  }
});

/* Another condition keeps what was typed for the last one. */
const PANEL = "#filter-panel";
const written = () => document.querySelector(`${PANEL} form input.input:not([role=combobox])`);
let kept = "";
document.addEventListener("htmx:beforeSwap", (e) => {
  if (!e.detail.target?.matches?.(PANEL)) return;
  const conditions = e.detail.requestConfig?.elt.closest(`${PANEL} nav`);
  kept = (conditions && written()?.value) || "";
});
document.addEventListener("htmx:afterSwap", (e) => {
  const field = written();
  if (kept && e.detail.target?.matches?.(PANEL) && field && !field.value) field.value = kept;
});

/* a[data-opens="panel"]: htmx fills the popover, then it opens beside the link. Without an answer the
   link is followed instead. */
let opener = null;

document.addEventListener("htmx:afterSwap", (e) => {
  const link = e.detail.requestConfig?.elt;
  const panel = link?.dataset.opens && document.getElementById(link.dataset.opens);
  if (!panel || e.detail.target !== panel) return;
  opener = link;
  if (panel.matches(":popover-open")) panel.hidePopover();
  panel.showPopover({ source: link });
});

for (const type of ["htmx:responseError", "htmx:sendError"])
  document.addEventListener(type, (e) => {
    const link = e.detail.requestConfig?.elt;
    if (link?.closest("a[data-opens], a[hx-target='#filter-panel']")) location.assign(link.href);
  });

/* Applied: the panel closes, and focus goes to the same control of the new register. */
document.addEventListener("htmx:beforeSwap", (e) => {
  const panel = e.detail.requestConfig?.elt.closest("form")?.closest("[popover]:popover-open");
  if (!panel || !e.detail.shouldSwap || panel.contains(e.detail.target) || e.detail.target.contains(panel)) return;
  const focus = opener?.dataset.focus;
  panel.hidePopover();
  requestAnimationFrame(() => {
    const wrong = document.querySelector(".chip.wrong .change");
    if (wrong) {
      wrong.click(); /* its form says what is wrong, with what was typed */
      return;
    }
    const places = [focus && `[data-focus="${CSS.escape(focus)}"]`, "[data-focus=add-filter]"].filter(Boolean);
    places.map((place) => document.querySelector(place)).find(Boolean)?.focus();
  });
});
