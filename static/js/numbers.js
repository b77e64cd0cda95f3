/* The number a company has is called otherwise in each country: label and example follow the chosen one. */
import { $ } from "./dom.js";

document.addEventListener("change", (e) => {
  if (e.target.name !== "country") return;
  const number = $("[data-numbers]", e.target.form);
  if (!number) return;
  const names = JSON.parse(number.dataset.numbers);
  const [label, example] = names[e.target.value] ?? names[""];
  const words = $(`label[for="${CSS.escape(number.id)}"]`, e.target.form);
  if (words?.firstChild) words.firstChild.textContent = label;
  number.placeholder = example;
});
