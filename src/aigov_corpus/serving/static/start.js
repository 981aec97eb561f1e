// Dropped files, and the progress of an alignment. Without this script the form still works.
"use strict";

const POLL_MS = 400; // a person sees progress as steady at this pace

const MOST = 2; // files: two texts, or one that holds both

const drop = document.getElementById("drop");
const input = document.getElementById("files");
let chosen = []; // a second file may be chosen or dropped after the first

// Add files to those that were chosen before, and show their names.
function add(files) {
  chosen = [...chosen, ...files].slice(-Math.max(MOST, files.length));
  const both = new DataTransfer();
  chosen.forEach((file) => both.items.add(file));
  input.files = both.files;
  const note = document.getElementById("chosen");
  const names = chosen.map((file) => file.name).join(" + ");
  note.textContent = chosen.length < MOST ? `${names}. ${note.dataset.hint}` : names;
  note.hidden = false;
  drop.querySelector("button").focus();
}

if (drop && input) {
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
    });
  }
  input.addEventListener("change", () => {
    if (input.files.length) {
      add([...input.files]);
    }
  });
  document.addEventListener("drop", (event) => {
    if (event.dataTransfer && event.dataTransfer.files.length) {
      add([...event.dataTransfer.files]);
      if (chosen.length >= MOST) {
        drop.requestSubmit();
      }
    }
  });
}

const job = document.getElementById("job");
async function poll() {
  const answer = await fetch(`/jobs/${job.dataset.job}/state`, { credentials: "same-origin" });
  const state = await answer.json();
  if (state.state === "done") {
    location.replace(`/d/${state.number}`);
  } else if (state.state === "running") {
    const bar = document.getElementById("share");
    if (state.share === null) {
      bar.removeAttribute("value");
    } else {
      bar.value = state.share;
    }
    document.getElementById("step").textContent = state.step;
    setTimeout(poll, POLL_MS);
  } else {
    location.reload();
  }
}
if (job) {
  poll();
}
