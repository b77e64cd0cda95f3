/* Searching in a list is one step of the history, not one for each letter: its first change is pushed, what
   follows of the same typing replaces that. A typing begins when the field is entered, not when it is left:
   its last answer may still be on the way then. */
const SEARCH = ".quick-search";
let pushed = false; /* the newest step of the history is of this typing */

document.addEventListener("focusin", (e) => {
  if (e.target.closest(SEARCH)) pushed = false;
});

document.addEventListener("htmx:beforeHistoryUpdate", (e) => {
  const { history: step, requestConfig } = e.detail;
  const searching = Boolean(requestConfig.elt.closest(SEARCH));
  const stays = step.path === location.pathname + location.search; /* Enter asks for what is shown */
  if (searching && (pushed || stays)) step.type = "replace";
  pushed = searching && (pushed || !stays);
});
