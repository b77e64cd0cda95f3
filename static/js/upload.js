/* Files dropped on or chosen in a form with data-upload are sent at once, with progress; then the page shows them. */
import { $ } from "./dom.js";
import { toast } from "./toasts.js";

function send(form, files) {
  const data = new FormData(form);
  data.delete("files");
  for (const file of files) data.append("files", file);
  const bar = $("progress", form);
  const request = new XMLHttpRequest();
  const failed = () => {
    bar.hidden = true;
    toast(form.dataset.failed, { tone: "error" });
  };
  bar.value = 0;
  bar.hidden = false;
  request.upload.addEventListener("progress", (e) => {
    if (e.lengthComputable) bar.value = Math.round((100 * e.loaded) / e.total);
  });
  /* the messages of the server wait for the next whole page */
  request.addEventListener("load", () => (request.status < 400 ? location.reload() : failed()));
  request.addEventListener("error", failed);
  request.open("POST", form.action);
  /* no page is drawn for this answer: it would use up the messages */
  request.setRequestHeader("X-Upload", "yes");
  request.send(data);
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
