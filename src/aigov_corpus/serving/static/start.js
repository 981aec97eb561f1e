// Dropped files, and the progress of an alignment. Without this script the form still works.
"use strict";

const POLL_MS = 400; // a person sees progress as steady at this pace
const RETRY_MS = 3000; // a server that gave no answer is asked again after this time

const drop = document.getElementById("drop");
const input = document.getElementById("files");
const note = document.getElementById("chosen");
let chosen = []; // more files may be chosen or dropped after the first

// Keep these files as the chosen ones, and show their names.
function choose(files) {
  chosen = files;
  const all = new DataTransfer();
  chosen.forEach((file) => all.items.add(file));
  input.files = all.files;
  const names = chosen.map((file) => file.name).join(" + ");
  const hint = chosen.length > 1 ? note.dataset.more : note.dataset.hint;
  note.querySelector("span").textContent = `${names} – ${hint}`;
  note.hidden = !chosen.length;
}

// Add files to those that were chosen before; a file of the same name takes the place of the earlier one.
function add(files) {
  const names = new Set(files.map((file) => file.name));
  choose([...chosen.filter((file) => !names.has(file.name)), ...files]);
  drop.querySelector("button.primary").focus();
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
  note.querySelector("button").addEventListener("click", () => {
    choose([]);
    input.focus();
  });
  document.addEventListener("drop", (event) => {
    if (event.dataTransfer && event.dataTransfer.files.length) {
      const files = [...event.dataTransfer.files];
      add(files);
      if (files.length > 1) {
        drop.requestSubmit(); // a file that was dropped alone may be followed by others
      }
    }
  });
}

const job = document.getElementById("job");
// Say why no progress is shown: the server is gone, or is another one that was started anew.
function sayGone(why) {
  const step = document.getElementById("step");
  step.textContent = why;
  step.className = "message";
  document.getElementById("share").hidden = true;
}
async function poll() {
  let answer;
  try {
    answer = await fetch(`/jobs/${job.dataset.job}/state`, { credentials: "same-origin" });
  } catch {
    sayGone(job.dataset.offline);
    setTimeout(poll, RETRY_MS);
    return;
  }
  if (!answer.ok) {
    sayGone(job.dataset.restarted);
    return;
  }
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
