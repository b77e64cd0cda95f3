/* "Open in tabs": the ticked rows' pages, at most data-max of them. */
import { $ } from "./dom.js";
import { picked } from "./selection.js";
import { toast } from "./toasts.js";

function addresses(card, button) {
  return [...picked(card).ids].map((id) => {
    const box = $(`tbody .pick[value="${CSS.escape(id)}"]`, card);
    return box ? $("a.strong", box.closest("tr")).href : button.dataset.hrefPattern.replace("0", id);
  });
}

document.addEventListener("click", (e) => {
  const button = e.target.closest("[data-open-tabs]");
  const card = button?.closest(".table-card");
  if (!card) return;
  const { all, count } = picked(card);
  if (all || count > Number(button.dataset.max ?? 20)) {
    toast(button.dataset.tooMany, { tone: "error" });
    return;
  }
  const opened = addresses(card, button).map((href) => window.open(href, "_blank"));
  if (opened.includes(null)) toast(button.dataset.blocked, { tone: "error" });
});
