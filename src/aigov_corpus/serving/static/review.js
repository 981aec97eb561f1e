// The keys and buttons of the review page. The server draws all rows; this script asks for acts,
// puts what the server answers into the page, and keeps the focus where the reviewer works.
"use strict";

const rows = document.getElementById("rows");
const filters = document.getElementById("filters");
const details = document.getElementById("details");
const toast = document.getElementById("toast");
const lockButton = document.getElementById("lock");
const words = JSON.parse(document.getElementById("words").content.textContent);
const base = `/d/${rows.dataset.document}`;

const SAVED_MS = 1500; // a short message is read in this time
const LONG_MS = 8000; // a sentence with a button is read and clicked in this time
const TYPING_MS = 250; // a pause in typing after which a search begins

let rendering = rows.dataset.rendering;
let page = Number(rows.querySelector(".pager").dataset.page);
let active = null; // key of the row that acts are about
let chosen = new Set(); // keys of further rows, if several are chosen
let linkFrom = null; // key of the row whose Chinese is marked
let unlocked = false;
let editing = null; // what ends the editor that is open
let queue = Promise.resolve(); // acts run one after the other, in the order of the keys
let waiting = 0; // number of acts in the queue
let detailsTimer = 0;
let toastTimer = 0;

// --- rows --------------------------------------------------------------------------------------

function rowOf(key) {
  return key ? document.getElementById(`r-${key}`) : null;
}

function allRows() {
  return [...rows.querySelectorAll(".row")];
}

function keyOf(element) {
  const row = element && element.closest(".row");
  return row ? row.dataset.key : null;
}

function activate(key, { scroll = true, focus = true } = {}) {
  const row = rowOf(key) || allRows()[0] || null;
  for (const other of rows.querySelectorAll(".row.active")) {
    if (other !== row) {
      other.classList.remove("active");
      other.removeAttribute("aria-current");
      other.tabIndex = -1;
    }
  }
  active = row ? row.dataset.key : null;
  if (!row) {
    details.replaceChildren();
    return;
  }
  row.classList.add("active");
  row.setAttribute("aria-current", "true");
  row.tabIndex = 0;
  if (focus) {
    row.focus({ preventScroll: true });
  }
  if (scroll) {
    row.scrollIntoView({ block: "nearest" });
  }
  showDetails();
  showSection(row);
}

// The section of the present row with its progress, for windows that have no room for the list.
function showSection(row) {
  const button = document.getElementById("here");
  const own = sectionItem(row.dataset.section);
  const flag = own ? own.querySelector(".flag") : null;
  const done = own ? own.querySelector(".count").lastChild.textContent.trim() : "";
  const said = [`§ ${row.dataset.section}`, done, flag ? `▲ ${flag.textContent}` : ""];
  button.querySelector("span:not(.hidden)").textContent = said.filter((part) => part).join(" · ");
  for (const item of document.querySelectorAll("#sections .present")) {
    item.classList.remove("present");
  }
  if (own) {
    own.classList.add("present");
  }
}

function sectionItem(path) {
  return document.querySelector(`#sections [data-path="${CSS.escape(path)}"]`);
}

// Show the list of sections, or hide it where it covers the rows; the focus goes with it.
function toggleSections(wanted) {
  const shown = document.body.classList.toggle("show-sections", wanted);
  document.getElementById("here").setAttribute("aria-expanded", String(shown));
  const row = rowOf(active);
  const own = row && sectionItem(row.dataset.section);
  const button = own || document.querySelector("#sections li");
  if (shown && button) {
    button.querySelector("button").focus();
    button.scrollIntoView({ block: "nearest" });
  } else if (!shown) {
    activate(active, { scroll: false });
  }
}

function choose(keys) {
  chosen = new Set(keys);
  for (const row of allRows()) {
    row.classList.toggle("chosen", chosen.has(row.dataset.key));
  }
}

function step(by, extend) {
  const list = allRows();
  const at = list.findIndex((row) => row.dataset.key === active);
  const next = list[at + by];
  if (!next) {
    turnPage(by);
    return;
  }
  if (extend) {
    choose([...chosen, active, next.dataset.key]);
  } else {
    choose([]);
  }
  activate(next.dataset.key);
}

function targets() {
  const list = allRows().filter((row) => chosen.has(row.dataset.key));
  const own = rowOf(active);
  const found = list.length > 1 ? list : own ? [own] : [];
  return found.map((row) => ({ key: row.dataset.key, state: row.dataset.state }));
}

// --- talking with the server ---------------------------------------------------------------------

function parameters(more) {
  const values = new URLSearchParams();
  values.set("rendering", rendering);
  for (const [name, value] of new FormData(filters)) {
    if (value) {
      values.set(name, value);
    }
  }
  values.set("page", String(page));
  for (const [name, value] of Object.entries(more || {})) {
    values.set(name, value);
  }
  return values;
}

async function ask(address, options) {
  let answer;
  try {
    answer = await fetch(address, { credentials: "same-origin", ...options });
  } catch (error) {
    say(words.offline, { long: true, isError: true });
    return null;
  }
  const type = answer.headers.get("content-type") || "";
  const content = type.includes("json") ? await answer.json() : await answer.text();
  return { ok: answer.ok, status: answer.status, content };
}

function enqueue(job) {
  waiting += 1;
  rows.setAttribute("aria-busy", "true");
  queue = queue
    .then(job)
    .catch((error) => {
      say(String(error), { long: true, isError: true });
    })
    .finally(() => {
      waiting -= 1;
      rows.setAttribute("aria-busy", String(waiting > 0));
    });
  return queue;
}

function act(op, values) {
  return enqueue(async () => {
    const asked = { op, rendering, rows: targets(), unlocked, ...values };
    const answer = await ask(`${base}/act?${parameters()}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(asked),
    });
    if (!answer) {
      return;
    }
    if (answer.ok) {
      choose([]);
      show(answer.content);
      const bar = document.querySelector("#progress progress");
      if (op === "confirm" && bar.value === bar.max) {
        say(words.finished, { long: true, button: words.download, run: ACTS.download });
      } else {
        sayWhere(answer.content.numbers || []);
      }
      return;
    }
    if (answer.status === 409) {
      show(answer.content);
    }
    if (answer.content.is_locked) {
      say(answer.content.message, {
        long: true,
        button: words.unlock_and_do,
        run: () => {
          setLock(true);
          act(op, values);
        },
      });
      return;
    }
    say(answer.content.message || String(answer.content), { long: true, isError: true });
  });
}

// Say that an act is saved; if it moved text to other rows, which may be far away here, say where.
function sayWhere(numbers) {
  if (numbers.length < 2) {
    say(words.saved);
    return;
  }
  const sorted = filters.elements.order.value === "text";
  const options = sorted ? {} : { long: true, button: words.order_text, run: ACTS.order };
  say(`${words.saved} · ${words.row} ${numbers.join(", ")}`, options);
}

function show(content) {
  const anchor = rowOf(content.focus) || rowOf(active);
  const top = anchor ? anchor.getBoundingClientRect().top : null;
  if (content.rows) {
    for (const [key, html] of Object.entries(content.rows)) {
      const old = rowOf(key);
      if (old) {
        old.replaceWith(fragment(html));
      }
    }
  }
  if (content.html !== undefined) {
    rows.replaceChildren(fragment(content.html));
    page = content.page;
    remember();
  }
  for (const name of ["progress", "sections", "latest"]) {
    if (content[name] !== undefined) {
      document.getElementById(name).replaceChildren(fragment(content[name]));
    }
  }
  for (const [path, html] of Object.entries(content.section || {})) {
    const old = sectionItem(path);
    if (old) {
      old.replaceWith(fragment(html));
    }
  }
  activate(content.focus || active, { scroll: false });
  const row = rowOf(active);
  if (row && anchor && top !== null && anchor.dataset.key === active && !content.rows) {
    window.scrollBy(0, row.getBoundingClientRect().top - top);
  }
  if (row) {
    row.scrollIntoView({ block: "nearest" });
  }
  markLink();
}

function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html; // drawn by the server, which escapes all text
  return template.content;
}

function remember() {
  const values = parameters();
  history.replaceState(null, "", `?${values}`);
  const language = document.getElementById("language");
  values.set("language", language.hreflang);
  language.href = `?${values}`;
}

function loadRows(more) {
  return enqueue(async () => {
    const answer = await ask(`${base}/rows?${parameters(more)}`);
    if (answer && answer.ok) {
      show(answer.content);
    }
  });
}

async function turnPage(by) {
  const pager = rows.querySelector(".pager");
  const wanted = page + by;
  if (wanted < 0 || wanted >= Number(pager.dataset.pages)) {
    return;
  }
  page = wanted;
  active = null;
  await loadRows();
  const list = allRows();
  const row = by > 0 ? list[0] : list[list.length - 1];
  if (row) {
    activate(row.dataset.key);
  }
}

function goTo(what, key) {
  return enqueue(async () => {
    const answer = await ask(`${base}/next?${parameters({ what, key: key || active || "" })}`);
    if (!answer || !answer.ok) {
      return;
    }
    if (answer.content.focus) {
      choose([]);
      show(answer.content);
    } else if (what === "row") {
      await goInText(key);
    } else {
      say(words.all_done);
    }
  });
}

async function goInText(key) {
  filters.reset();
  for (const field of filters.querySelectorAll("select, input[type=search]")) {
    field.value = "";
  }
  filters.elements.order.value = "text";
  const answer = await ask(`${base}/next?${parameters({ what: "row", key })}`);
  if (answer && answer.ok && answer.content.focus) {
    show(answer.content);
  }
}

function showDetails() {
  clearTimeout(detailsTimer);
  const key = active;
  detailsTimer = setTimeout(async () => {
    const answer = await ask(`${base}/details?${parameters({ key })}`);
    if (answer && answer.ok && key === active) {
      details.replaceChildren(fragment(answer.content));
    }
  }, 60); // running through rows with a key held down asks for the last one only
}

function setRendering(name, key) {
  const values = parameters({ rendering: name, page: "0" });
  if (key) {
    values.set("at", key);
  }
  location.search = values;
}

// --- messages ------------------------------------------------------------------------------------

function say(text, { long = false, button = "", run = null, isError = false } = {}) {
  clearTimeout(toastTimer);
  const [message, action] = [toast.querySelector("span"), toast.querySelector("button")];
  message.textContent = text;
  action.hidden = !button;
  action.textContent = button;
  action.onclick = () => {
    toast.hidden = true;
    if (run) {
      run();
    }
  };
  toast.classList.toggle("error", isError);
  toast.hidden = false;
  toastTimer = setTimeout(() => {
    toast.hidden = true;
  }, long ? LONG_MS : SAVED_MS);
}

// --- lock, link, editors -------------------------------------------------------------------------

function setLock(value) {
  unlocked = value;
  document.body.classList.toggle("unlocked", value);
  lockButton.setAttribute("aria-pressed", String(value));
  lockButton.querySelector(".word").textContent = value ? words.unlocked : words.lock;
}

function markLink() {
  for (const row of allRows()) {
    row.classList.toggle("linking", row.dataset.key === linkFrom);
  }
}

function link() {
  if (!active) {
    return;
  }
  if (linkFrom === null) {
    linkFrom = active;
    markLink();
    say(words.link_hint, { long: true });
    return;
  }
  const first = rowOf(linkFrom);
  const second = rowOf(active);
  const same = linkFrom === active;
  linkFrom = null;
  markLink();
  if (!first || !second || same) {
    return;
  }
  const asked = [first, second].map((row) => ({ key: row.dataset.key, state: row.dataset.state }));
  act("link", { rows: asked });
}

function textOf(cell) {
  return cell.querySelector(".none") ? "" : cell.textContent;
}

// The offset in characters, as Python counts them: a rare character is two units of a script.
function offsetOf(field) {
  return Array.from(field.value.slice(0, field.selectionStart)).length;
}

function makeField(cell, text, label) {
  const field = document.createElement("textarea");
  field.className = "editor";
  field.value = text;
  field.lang = cell.lang;
  field.setAttribute("aria-label", label);
  field.spellcheck = false;
  cell.replaceChildren(field);
  const fit = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  };
  field.addEventListener("input", fit);
  fit();
  return field;
}

function openEditor(row, fields, { hint, label, isEdit }, save) {
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  const note = document.createElement("span");
  note.textContent = hint;
  const saveButton = document.createElement("button");
  saveButton.type = "button";
  saveButton.className = "primary";
  saveButton.textContent = label;
  const cancelButton = document.createElement("button");
  cancelButton.type = "button";
  cancelButton.textContent = words.cancel;
  bar.append(note, saveButton, cancelButton);
  row.append(bar);
  row.classList.add("editing");
  requestAnimationFrame(() => bar.scrollIntoView({ block: "nearest" }));
  const before = row.before_editor;
  const end = (keep) => {
    editing = null;
    row.classList.remove("editing");
    bar.remove();
    if (!keep) {
      for (const [cell, content] of before) {
        cell.replaceChildren(...content);
      }
      activate(row.dataset.key, { scroll: false });
    }
  };
  const finish = async (andConfirm) => {
    const values = save();
    end(false);
    if (values) {
      await act(values.op, values);
    }
    if (andConfirm) {
      act("confirm");
    }
  };
  editing = () => end(false);
  saveButton.addEventListener("click", () => finish(false));
  cancelButton.addEventListener("click", () => end(false));
  for (const field of fields) {
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) {
        return; // the key belongs to the input method
      }
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        finish(isEdit && (event.ctrlKey || event.metaKey));
      } else if (event.key === "Escape") {
        event.preventDefault();
        end(false);
      }
      event.stopPropagation();
    });
  }
}

function keepCells(row) {
  row.before_editor = [...row.querySelectorAll(".cell.zh, .cell.en")].map((cell) => [
    cell,
    [...cell.childNodes],
  ]);
}

function edit() {
  const row = rowOf(active);
  if (!row || editing) {
    return;
  }
  const cell = row.querySelector(".cell.en");
  const text = textOf(cell);
  if (!text) {
    act("edit", { text: "-" }); // the server says why there is nothing to edit
    return;
  }
  keepCells(row);
  const field = makeField(cell, text, words.edit);
  const about = { hint: words.edit_hint, label: words.save, isEdit: true };
  openEditor(row, [field], about, () =>
    field.value === text ? null : { op: "edit", side: "en", text: field.value },
  );
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

// Where a split probably belongs: between two sentences, else at the mark nearest to the middle.
function likelyBorder(cell) {
  const text = textOf(cell);
  const border = cell.querySelector(".border");
  if (border) {
    const range = document.createRange();
    range.setStart(cell, 0);
    range.setEndBefore(border);
    return range.toString().length;
  }
  let best = text.length;
  for (const match of text.matchAll(/[^\d\s][.;!?,:，。；：！？]["”’)]?\s*(?=\S)/gu)) {
    const at = match.index + match[0].length;
    if (Math.abs(at - text.length / 2) < Math.abs(best - text.length / 2)) {
      best = at;
    }
  }
  if (best < text.length) {
    return best;
  }
  const space = text.indexOf(" ", text.length / 2 - 1);
  return space > 0 ? space + 1 : Math.ceil(text.length / 2);
}

function split() {
  const row = rowOf(active);
  if (!row || editing) {
    return;
  }
  if (!unlocked && !textOf(row.querySelector(".cell.en"))) {
    const run = () => {
      setLock(true);
      split();
    };
    say(words.locked_split, { long: true, button: words.unlock_and_do, run });
    return;
  }
  keepCells(row);
  const fields = {};
  for (const side of unlocked ? ["zh", "en"] : ["en"]) {
    const cell = row.querySelector(`.cell.${side}`);
    const text = textOf(cell);
    if (!text) {
      continue;
    }
    const at = Number(cell.dataset.caret || likelyBorder(cell));
    const field = makeField(cell, text, side === "zh" ? words.chinese : words.english);
    field.addEventListener("beforeinput", (event) => event.preventDefault());
    field.setSelectionRange(at, at);
    fields[side] = field;
  }
  const list = Object.values(fields);
  if (!list.length) {
    act("split", {});
    return;
  }
  openEditor(row, list, { hint: words.split_hint, label: words.split, isEdit: false }, () => {
    const values = { op: "split" };
    for (const [side, field] of Object.entries(fields)) {
      if (field.selectionStart < field.value.length) {
        values[`${side}_at`] = offsetOf(field);
      }
    }
    return values;
  });
  const last = list[list.length - 1];
  last.focus();
}

// Where the reviewer clicked in a text is where a split begins.
function rememberCaret(event) {
  const cell = event.target.closest(".cell.zh, .cell.en");
  if (!cell || !document.caretPositionFromPoint) {
    return;
  }
  const place = document.caretPositionFromPoint(event.clientX, event.clientY);
  if (place && cell.contains(place.offsetNode)) {
    const range = document.createRange();
    range.setStart(cell, 0);
    range.setEnd(place.offsetNode, place.offset);
    cell.dataset.caret = String(range.toString().length);
  }
}

// --- dialogs -------------------------------------------------------------------------------------

function openDialog(name) {
  const dialog = document.getElementById(`${name}-dialog`);
  dialog.returnValue = "";
  dialog.showModal();
  return dialog;
}

function whenSaved(dialog, run) {
  dialog.onclose = () => {
    if (dialog.returnValue === "save") {
      run(new FormData(dialog.querySelector("form")));
    } else {
      activate(active, { scroll: false });
    }
  };
}

function comment() {
  const dialog = openDialog("comment");
  const field = dialog.querySelector("textarea");
  if (field.dataset.row !== String(active)) field.value = ""; // what was typed for this row stays
  field.dataset.row = String(active);
  field.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      dialog.close("save");
    }
  };
  field.focus();
  whenSaved(dialog, (values) => {
    field.value = "";
    act("comment", { comment: values.get("comment") });
  });
}

function bulk() {
  const dialog = openDialog("bulk");
  whenSaved(dialog, (values) => {
    const row = rowOf(active);
    const section = values.get("where") === "section" && row ? row.dataset.section : "";
    act("bulk", { section, min_score: Number(values.get("least")) / 100 });
  });
}

function principles() {
  const row = rowOf(active);
  if (!row) {
    return;
  }
  const dialog = openDialog("principles");
  for (const box of dialog.querySelectorAll("input")) {
    const own = box.dataset.side === "zh" ? row.dataset.principlesZh : row.dataset.principlesEn;
    box.checked = own.split(" ").includes(box.dataset.principle);
    box.onchange = () => {
      const op = box.checked ? "add-principle" : "remove-principle";
      act(op, { principle: box.dataset.principle, side: box.dataset.side });
    };
  }
  dialog.onclose = () => activate(active, { scroll: false });
}

function toggleTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem("aigov-theme", next);
  } catch (error) {
    // the browser keeps nothing; the theme lasts until the page is loaded again
  }
}

function clearFilters() {
  for (const field of filters.querySelectorAll("select, input[type=search]")) {
    field.value = "";
  }
  page = 0;
  loadRows({ fresh: "1" });
}

// --- acts by name, keys and buttons --------------------------------------------------------------

const ACTS = {
  confirm: () => act("confirm"),
  "needs-review": () => act("needs-review"),
  reject: () => act("reject"),
  reopen: () => act("reopen"),
  merge: () => act("merge"),
  split,
  "up-en": () => act("move", { side: "en", step: -1 }),
  "down-en": () => act("move", { side: "en", step: 1 }),
  "up-zh": () => act("move", { side: "zh", step: -1 }),
  "down-zh": () => act("move", { side: "zh", step: 1 }),
  link,
  edit,
  principles,
  accept: () => act("accept", { finding: "" }),
  comment,
  bulk,
  realign: () => {
    say(words.working, { long: true });
    act("realign", { rows: [] });
  },
  undo: () => act("undo"),
  redo: () => act("redo"),
  "next-doubtful": () => goTo("next"),
  "previous-doubtful": () => goTo("previous"),
  down: () => step(1, false),
  up: () => step(-1, false),
  lock: () => setLock(!unlocked),
  help: () => openDialog("help"),
  download: () => openDialog("download"),
  theme: toggleTheme,
  sections: () => toggleSections(),
  clear: clearFilters,
  refresh: () => loadRows({ fresh: "1" }),
  search: () => {
    filters.elements.text.focus();
    filters.elements.text.select();
  },
  order: () => {
    filters.elements.order.value = filters.elements.order.value === "text" ? "doubt" : "text";
    goTo("row", active);
  },
};

const KEYS = {
  c: "confirm",
  r: "needs-review",
  x: "reject",
  v: "reopen",
  m: "merge",
  s: "split",
  u: "up-en",
  d: "down-en",
  U: "up-zh",
  D: "down-zh",
  " ": "link",
  e: "edit",
  Enter: "edit",
  F2: "edit",
  p: "principles",
  a: "accept",
  t: "comment",
  b: "bulk",
  w: "realign",
  z: "undo",
  Z: "redo",
  n: "next-doubtful",
  N: "previous-doubtful",
  j: "down",
  ArrowDown: "down",
  k: "up",
  ArrowUp: "up",
  l: "lock",
  "?": "help",
  "/": "search",
  o: "order",
  g: "sections",
};

function isWriting(element) {
  return element.closest("input, textarea, select, dialog, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) {
    return; // the key belongs to the input method
  }
  if (event.key === "Escape") {
    toast.hidden = true;
    linkFrom = null;
    markLink();
    choose([]);
    if (document.body.classList.contains("show-sections")) {
      toggleSections(false);
    }
    const dialog = event.target.closest("dialog");
    if (dialog) {
      event.preventDefault(); // closed here, so that the next key finds the focus in the rows
      dialog.close();
    }
    if (isWriting(event.target)) {
      activate(active, { scroll: false });
    }
    return;
  }
  if (isWriting(event.target)) {
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      ACTS[key === "y" || event.shiftKey ? "redo" : "undo"]();
    } else if (key === "enter") {
      event.preventDefault(); // as other translators' programs have it
      ACTS.confirm();
    } else if (key === "s") {
      event.preventDefault();
      say(words.already_saved);
    }
    return;
  }
  if (event.altKey) {
    return;
  }
  if (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1, true);
    return;
  }
  const onControl = event.target.closest("button, a, summary");
  if (onControl && (event.key === "Enter" || event.key === " ")) {
    return; // the key presses the button
  }
  const name = KEYS[event.key];
  if (name) {
    event.preventDefault();
    ACTS[name]();
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (button && button.dataset.do) {
    ACTS[button.dataset.do]();
    return;
  }
  if (button && button.matches("[data-close]")) {
    button.closest("dialog").close();
    return;
  }
  if (button && button.dataset.section !== undefined) {
    filters.elements.section.value = button.dataset.section;
    page = 0;
    active = null;
    toggleSections(false);
    loadRows({ fresh: "1" });
    return;
  }
  if (button && button.classList.contains("turn")) {
    act("undo", { target: button.dataset.target, rows: [] });
    return;
  }
  if (button && button.classList.contains("accept")) {
    choose([]);
    activate(keyOf(button), { scroll: false });
    act("accept", { finding: button.dataset.finding });
    return;
  }
  if (button && button.classList.contains("dismiss")) {
    act("dismiss", { target: button.dataset.target, rows: [] });
    return;
  }
  if (button && button.classList.contains("go")) {
    goToAct(button);
    return;
  }
  if (button && button.dataset.rendering) {
    setRendering(button.dataset.rendering, "");
    return;
  }
  if (button && button.closest(".pager")) {
    turnPage(Number(button.dataset.step));
    return;
  }
  const other = event.target.closest(".cell.other");
  if (other) {
    setRendering(other.dataset.rendering, other.dataset.key);
    return;
  }
  const key = keyOf(event.target);
  if (key && !event.target.closest("textarea, .editor-bar")) {
    if (editing) {
      return;
    }
    rememberCaret(event);
    if (event.shiftKey) {
      const list = allRows().map((row) => row.dataset.key);
      const [from, to] = [list.indexOf(active), list.indexOf(key)].sort((a, b) => a - b);
      choose(list.slice(Math.max(from, 0), to + 1));
    } else {
      choose([]);
    }
    activate(key, { scroll: false });
  }
});

rows.addEventListener("dblclick", (event) => {
  if (event.target.closest(".cell.en")) {
    edit();
  }
});

function goToAct(button) {
  if (button.dataset.rendering && button.dataset.rendering !== rendering) {
    setRendering(button.dataset.rendering, button.dataset.keys);
  } else if (button.dataset.keys) {
    goTo("row", button.dataset.keys);
  } else {
    filters.elements.text.value = button.dataset.text.slice(0, 12);
    page = 0;
    loadRows({ fresh: "1" });
  }
}

let typing = 0;
filters.addEventListener("input", (event) => {
  if (event.isComposing) {
    return; // the search begins when the input method has ended
  }
  clearTimeout(typing);
  typing = setTimeout(
    () => {
      page = 0;
      active = null;
      loadRows({ fresh: "1" }).then(() => {
        if (event.target.type === "search") {
          filters.elements.text.focus();
        }
      });
    },
    event.target.type === "search" ? TYPING_MS : 0,
  );
});
filters.elements.text.addEventListener("compositionend", () => {
  filters.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
});
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  activate(active);
});
const chooser = document.getElementById("document");
if (chooser) {
  chooser.addEventListener("change", () => {
    location.href = `/d/${chooser.value}`;
  });
}
document.querySelector("#download-dialog form").addEventListener("submit", (event) => {
  event.target.closest("dialog").close();
});

const at = new URLSearchParams(location.search).get("at");
if (at) {
  goTo("row", at);
} else {
  activate(active, { scroll: false });
}
