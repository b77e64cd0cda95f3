/* a[data-copy]: its address goes to the clipboard, and a toast says so. */
import { toast } from "./toasts.js";

/* Without HTTPS the browser has no clipboard for pages but the old command. */
function copyBySelecting(text, beside) {
  const field = document.createElement("textarea");
  field.className = "sr";
  field.value = text;
  beside.after(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  beside.focus();
  return done;
}

async function copy(link) {
  try {
    await navigator.clipboard.writeText(link.href);
    return true;
  } catch {
    return copyBySelecting(link.href, link);
  }
}

document.addEventListener("click", async (e) => {
  const link = e.target.closest("a[data-copy]");
  if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  if (await copy(link)) toast(link.dataset.copied);
  else location.assign(link.href); /* then it stands in the address bar */
  link.closest("[popover]")?.hidePopover();
});
