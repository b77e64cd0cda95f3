/* Numbers and sentences as the server writes them: every word comes from the page. */
import { root } from "./dom.js";

export function number(n) {
  const group = root.dataset.group;
  if (group === undefined) return new Intl.NumberFormat(root.lang || undefined).format(n);
  return String(n).replace(/\B(?=(\d{3})+$)/g, group);
}

/* "{name}, position {i} of {n}" with its values. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/* The text of a count, from data-one and data-many of its element. */
export function counted(el, n) {
  return fill((n === 1 && el.dataset.one) || el.dataset.many || "{n}", { n: number(n) });
}

/* Letters without accents and case, for matching what someone types. */
export function folded(text) {
  return text
    .toLocaleLowerCase()
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .trim();
}
