/* The shell: navigation that collapses or slides in, menus by arrow keys, and what older browsers
   lack of dialogs. */
import { $, $$, forContent, narrow, root } from "./dom.js";
import { mark } from "./preferences.js";

const hasCommand = "command" in HTMLButtonElement.prototype;
const hasClosedBy = "closedBy" in HTMLDialogElement.prototype;

/* On a narrow page the navigation lies over the content; it leaves when the focus does. */
export function slide(open, focus = true) {
  const was = root.dataset.nav === "open";
  if (open) root.dataset.nav = "open";
  else delete root.dataset.nav;
  sides();
  if (open) $(".side a, .side button")?.focus();
  else if (was && focus) $(".top [data-toggle-side]")?.focus();
}

document.addEventListener("focusin", (e) => {
  if (root.dataset.nav === "open" && !e.target.closest(".side, [data-toggle-side]")) slide(false, false);
});

function sides() {
  const open = narrow() ? root.dataset.nav === "open" : root.dataset.side !== "mini";
  for (const button of $$("[data-toggle-side]")) button.setAttribute("aria-expanded", String(open));
}

document.addEventListener("click", (e) => {
  const toggle = e.target.closest("[data-toggle-side]");
  if (toggle && narrow()) {
    e.preventDefault();
    slide(root.dataset.nav !== "open");
  } else if (root.dataset.nav === "open" && !e.target.closest(".side")) slide(false, false);

  const button = e.target.closest("button[commandfor]");
  if (button && !hasCommand) {
    const dialog = document.getElementById(button.getAttribute("commandfor"));
    if (button.getAttribute("command") !== "show-modal") dialog.close();
    else if (!dialog.open) dialog.showModal();
  }
  if (!hasClosedBy && e.target.matches("dialog[closedby=any]")) e.target.close();
});

/* Ctrl, Shift or the middle button on a link is a new tab or window, also where htmx would swap. */
addEventListener(
  "click",
  (e) => {
    if ((e.ctrlKey || e.metaKey || e.shiftKey) && e.target.closest("a[hx-get]")) e.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("keydown", (e) => {
  if (e.key === "Escape" && root.dataset.nav === "open") slide(false);
  const menu = e.target.closest?.(".menu[popover]");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(e.key)) return;
  const items = $$("a, button, input", menu).filter((item) => item.checkVisibility());
  const at = items.indexOf(document.activeElement);
  const to = { Home: 0, End: items.length - 1, ArrowDown: at + 1, ArrowUp: at - 1 }[e.key];
  e.preventDefault();
  items.at(to % items.length)?.focus();
});

/* From the button that opened it, an arrow key goes into the menu. */
document.addEventListener("keydown", (e) => {
  if (e.key !== "ArrowDown") return;
  const menu = document.getElementById(e.target.getAttribute?.("popovertarget") ?? "");
  if (!menu?.matches(".menu:popover-open")) return;
  e.preventDefault();
  $("a, button, input", menu)?.focus();
});

document.addEventListener("submit", () => setTimeout(sides));
matchMedia("(width <= 60rem)").addEventListener("change", () => slide(false, false));

/* The tab of the card one is at is in sight. */
forContent((within) => {
  for (const views of $$(".views", within)) {
    const on = $("[aria-current]", views);
    if (on) views.scrollLeft = on.offsetLeft - views.offsetLeft - 40;
  }
});

/* Nothing of one person's work stays in the tab for the next. Whose session has ended finds what was typed again. */
if (document.body.hasAttribute("data-signed-out")) {
  const ended = new URLSearchParams(location.search).has("next");
  for (const name of Object.keys(sessionStorage)) {
    if (!ended || !name.startsWith("draft")) sessionStorage.removeItem(name);
  }
}
mark();
sides();
