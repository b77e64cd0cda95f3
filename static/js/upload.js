/* Files dropped on or chosen in a form with data-upload are sent at once, one after the other, each with its own
   progress; then the page shows them. */
import { $ } from "./dom.js";
import { toast } from "./toasts.js";

const FEW = 3; /* each is told with a way to take it back */

/* A line of the list: its name and how far it is. */
function line(form, file) {
  const made = $("template", form).content.firstElementChild.cloneNode(true);
  $(".name", made).textContent = file.name;
  const bar = $("progress", made);
  bar.setAttribute("aria-label", file.name);
  $(".uploads", form).append(made);
  return bar;
}

/* Resolves to whether the server took the request; its own messages wait for the next whole page. */
function sendOne(form, file, bar, many) {
  const data = new FormData(form);
  data.delete("files");
  data.append("files", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (e) => {
      if (e.lengthComputable) bar.value = Math.round((100 * e.loaded) / e.total);
    });
    request.addEventListener("load", () => resolve(request.status < 400));
    for (const type of ["error", "abort", "timeout"]) request.addEventListener(type, () => resolve(false));
    request.open("POST", form.action);
    /* no page is drawn for this answer: it would use up the messages */
    request.setRequestHeader("X-Upload", many ? "one of many" : "yes");
    request.send(data);
  });
}

async function send(form, files) {
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  $(".uploads", form).replaceChildren();
  const waiting = [...files].map((file) => [file, line(form, file)]);
  let sent = 0;
  for (const [file, bar] of waiting) {
    if (await sendOne(form, file, bar, waiting.length > FEW)) sent += 1;
    else bar.closest("li").classList.add("failed");
  }
  form.ariaBusy = "false";
  if (sent === waiting.length) location.reload();
  else toast(form.dataset.failed, { tone: "error" });
}

document.addEventListener("change", (e) => {
  const form = e.target.closest("form[data-upload]");
  if (form && e.target.type === "file" && e.target.files.length) send(form, e.target.files);
});

for (const type of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(type, (e) => {
    const form = $("form[data-upload]");
    if (!form || !e.dataTransfer?.types.includes("Files")) return;
    e.preventDefault();
    form.classList.toggle("over", type === "dragover");
    if (type === "drop" && e.dataTransfer.files.length) send(form, e.dataTransfer.files);
  });
}
