/* A list put into order: drag its grips, or focus one and press the arrow keys, Home or End.
   Each move is announced with the list's data-moved text; "reorder" tells the page. */
import { fill } from "./text.js";

const name = (li) => li.dataset.name ?? li.querySelector(".grow").textContent.trim();

function moved(list, li) {
  const items = [...list.children];
  const say = list.parentElement.querySelector("[role=status]");
  if (say && list.dataset.moved)
    say.textContent = fill(list.dataset.moved, { name: name(li), i: items.indexOf(li) + 1, n: items.length });
  list.dispatchEvent(
    new CustomEvent("reorder", { bubbles: true, detail: { order: items.map((item) => item.dataset.key) } }),
  );
}

document.addEventListener("keydown", (e) => {
  const grip = e.target.closest?.(".grip");
  if (!grip) return;
  const li = grip.closest("li");
  const list = li.parentElement;
  const to = {
    ArrowUp: li.previousElementSibling,
    ArrowDown: li.nextElementSibling,
    Home: list.firstElementChild,
    End: list.lastElementChild,
  }[e.key];
  if (!to || to === li) return;
  e.preventDefault();
  if (e.key === "ArrowUp" || e.key === "Home") to.before(li);
  else to.after(li);
  grip.focus();
  moved(list, li);
});

document.addEventListener("pointerdown", (e) => {
  const grip = e.target.closest(".grip");
  if (!grip || e.button) return;
  const li = grip.closest("li");
  const list = li.parentElement;
  let from = e.clientY;
  let changed = false;
  grip.setPointerCapture(e.pointerId);
  li.classList.add("dragging");

  const move = (ev) => {
    const by = ev.clientY - from;
    const half = li.offsetHeight / 2;
    const to = by < -half ? li.previousElementSibling : by > half ? li.nextElementSibling : null;
    if (to) {
      const before = li.offsetTop;
      if (by < 0) to.before(li);
      else to.after(li);
      from += li.offsetTop - before;
      changed = true;
      if (!grip.hasPointerCapture(ev.pointerId)) grip.setPointerCapture(ev.pointerId);
    }
    li.style.translate = `0 ${ev.clientY - from}px`;
  };
  const end = () => {
    li.classList.remove("dragging");
    li.style.translate = "";
    for (const type of ["pointermove", "pointerup", "pointercancel"])
      removeEventListener(type, type === "pointermove" ? move : end);
    if (changed) moved(list, li);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
});
