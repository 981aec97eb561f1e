// Dropped files, and the progress of an alignment. Without this script the form still works.
"use strict";

const POLL_MS = 400; // a person sees progress as steady at this pace

const drop = document.getElementById("drop");
const input = document.getElementById("files");
if (drop && input) {
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
    });
  }
  document.addEventListener("drop", (event) => {
    if (event.dataTransfer && event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      drop.requestSubmit();
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
