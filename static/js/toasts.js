/* Toasts: bottom right, one line and one action. A failure stays until closed;
   a success leaves after six seconds, but not while hovered or focused. */
import { $, $$ } from "./dom.js";

const SECONDS = 6;

export function toast(text, { tone = "ok", action = "", onAction = null } = {}) {
  const template = $("#toast-template");
  if (!template || !text) return;
  const item = template.content.firstElementChild.cloneNode(true);
  item.classList.toggle("error", tone === "error");
  $(".grow", item).textContent = text;
  const act = $("button.link", item);
  if (action && act) {
    act.textContent = action;
    act.hidden = false;
    act.addEventListener("click", () => (item.remove(), onAction?.()));
  }
  const box = $(".toasts");
  box.append(item);
  raise(box);
  leaveLater(item);
}

/* Into the top layer again, so that it lies above a dialog opened meanwhile. */
function raise(box) {
  if (!box.showPopover) return;
  box.popover = "manual";
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
}

function leaveLater(item) {
  if (item.classList.contains("error")) return;
  let left = SECONDS;
  const tick = setInterval(() => {
    if (item.matches(":hover, :focus-within") || --left > 0) return;
    clearInterval(tick);
    item.remove();
  }, 1000);
}

document.addEventListener("click", (e) => {
  if (e.target.closest(".toast .x")) e.target.closest(".toast").remove();
});

/* Messages the server rendered into the page. */
const rendered = $$(".toasts .toast");
if (rendered.length) raise($(".toasts"));
rendered.forEach(leaveLater);
