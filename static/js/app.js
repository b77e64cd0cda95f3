/* Everything the pages use. Listeners sit on the document, so swapped-in fragments need no set-up. */
import "./preferences.js";
import "./toasts.js";
import "./shell.js";
import "./selection.js";
import "./open_tabs.js";
import "./combobox.js";
import "./palette.js";
import "./filters.js";
import "./reorder.js";
import "./copy_link.js";
import "./register.js";
import "./draft.js";
import "./select_combo.js";
import "./numbers.js";
import "./dialogs.js";
import "./upload.js";
import "./keys.js";
