// The acts and buttons of the review page. The server draws all rows; this script asks for acts,
// puts what the server answers into the page, and keeps the focus where the reviewer works.
"use strict";

const rows = document.getElementById("rows");
const filters = document.getElementById("filters");
const details = document.getElementById("details");
const toast = document.getElementById("toast");
const mode = document.getElementById("mode");
const lockButton = document.getElementById("lock");
const words = JSON.parse(document.getElementById("words").content.textContent);
const base = `/d/${rows.dataset.document}`;

const SAVED_MS = 1500; // a short message is read in this time
const LONG_MS = 8000; // a sentence with a button is read and clicked in this time
const CHECKING_MS = 2000; // a page that was opened is first read, and then acted on
const REGROUPING = ["merge", "split", "link", "realign"]; // the one act that unlocking is for
const WORKING_MS = 700; // an act that takes longer than this says that it is under way
const TYPING_MS = 250; // a pause in typing after which a search begins

let rendering = rows.dataset.rendering;
let page = Number(rows.querySelector(".pager").dataset.page);
let active = null; // key of the row that acts are about
let chosen = new Set(); // keys of further rows, if several are chosen
let linkFrom = null; // the row whose Chinese is marked: its key, state and number
let unlocked = false; // whether the next act may change which Chinese sentences stand together
let lastClick = null; // where a text was clicked last: key of its row, side, place
let editing = null; // what saves or closes the editor that is open
let queue = Promise.resolve(); // acts run one after the other, in the order of the keys
let waiting = 0; // number of acts in the queue
let opening = 0; // number of editors and dialogs that open when the acts before are done
let actCount = 0; // number of acts that were ever asked for
const refused = new Map(); // for keys of rows, the last act asked for when the page showed a refusal
let refusedLast = 0; // the last act asked for when the page showed its latest refusal
let gone = ""; // why the server gave no answer the last time
let detailsTimer = 0;
let toastTimer = 0;
let workingTimer = 0;

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
  offerActs(row);
}

// Acts on findings are offered where the row has one that they can do something about.
function offerActs(row) {
  for (const op of ["correct", "accept"]) {
    const button = document.querySelector(`.actions [data-do="${op}"]`);
    button.disabled = !row.querySelector(`[data-op="${op}"]`);
  }
}

// The section of the present row with its progress, for windows that have no room for the list.
function showSection(row) {
  const button = document.getElementById("here");
  const own = sectionItem(row.dataset.section);
  const done = own ? own.querySelector(".count").lastChild.textContent.trim() : "";
  const name = own ? own.querySelector(".path").textContent : row.dataset.section;
  button.querySelector("#here-name").textContent = name;
  button.querySelector("#here-done").textContent = done.replace(/(\d+)\/(\d+)/, words.section_done);
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

// What is known about the present row, for windows that have no room for it beside the rows.
function toggleDetails(wanted) {
  const shown = document.body.classList.toggle("show-details", wanted);
  document.getElementById("about").setAttribute("aria-expanded", String(shown));
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
    return turnPage(by);
  }
  if (extend) {
    choose([...chosen, active, next.dataset.key]);
  } else {
    choose([]);
  }
  activate(next.dataset.key);
  return null;
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

// Return an answer; null, and say why, if the server is gone or was started anew meanwhile.
async function ask(address, options) {
  let answer = null;
  try {
    answer = await fetch(address, { credentials: "same-origin", ...options });
  } catch (error) {
    gone = words.offline;
  }
  if (answer && answer.status === 403) {
    gone = words.restarted;
  }
  if (!answer || answer.status === 403) {
    const said = isSaying() ? toast.querySelector("span").textContent : "";
    if (!said.startsWith(gone)) { // else the page may say more than this
      say(gone, { long: true, isError: true });
    }
    return null;
  }
  const type = answer.headers.get("content-type") || "";
  const content = type.includes("json") ? await answer.json() : await answer.text();
  return { ok: answer.ok, status: answer.status, content };
}

// Do something when the acts before are done: they are about the row that is the present one, and
// draw it anew. If nothing is under way, that is at once. What an editor holds is saved before.
function enqueue(job) {
  leaveEditor();
  waiting += 1;
  rows.setAttribute("aria-busy", "true");
  if (waiting === 1) {
    workingTimer = setTimeout(sayWorking, WORKING_MS);
  }
  queue = queue
    .then(() => {
      leaveEditor(); // one that an act before has opened
      return job();
    })
    .catch((error) => {
      say(String(error), { long: true, isError: true });
    })
    .finally(() => {
      waiting -= 1;
      rows.setAttribute("aria-busy", String(waiting > 0));
      if (waiting === 0) {
        clearTimeout(workingTimer);
        if (!isSaying()) {
          hush();
        }
      }
    });
  return queue;
}

// Open something that is typed into; until it is there, no key is taken for an act.
function openLater(open) {
  opening += 1;
  enqueue(open).finally(() => {
    opening -= 1;
  });
}

// Do something, and return whether it was done. What was asked for before the page showed that
// something else about the same row was refused is not done: nobody has seen the row as it is.
function act(op, values, kept = "") {
  leaveLink();
  actCount += 1;
  const number = actCount;
  return enqueue(() => perform(number, op, values, kept));
}

// Do an act whose turn has come; `number` says after how many others it was asked for.
async function perform(number, op, values, kept) {
  const sent = { op, rendering, rows: targets(), unlocked, ...values };
  if (sent.rows.some(({ key }) => (refused.get(key) || 0) >= number)) {
    sayAlso(words.not_done_either);
    return false;
  }
  const meant = sent.rows.length ? sent.rows[0].key : active;
  const answer = await ask(`${base}/act?${parameters()}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(sent),
  });
  if (!answer || !answer.ok) {
    for (const { key } of sent.rows) {
      refused.set(key, actCount);
    }
    refusedLast = actCount;
  }
  if (!answer) {
    say(`${gone} ${kept}`, { long: true, isError: true });
    return false;
  }
  if (answer.ok) {
    choose([]);
    if (op === "edit" && meant !== active) {
      answer.content.focus = ""; // the reviewer has gone on to another row
    }
    show(answer.content);
    if (unlocked && (answer.content.relock || REGROUPING.includes(op))) {
      setLock(false);
    }
    const bar = document.querySelector("#progress progress");
    if ((op === "confirm" || op === "reject") && bar.value === bar.max) {
      say(words.finished, { long: true, button: words.download, run: ACTS.download });
    } else {
      if (number > refusedLast || !isSaying()) { // else nobody has read the refusal yet
        sayWhere(answer.content);
      }
    }
    return true;
  }
  if (answer.status === 409) {
    show(answer.content);
  }
  if (answer.content.is_locked) {
    say(answer.content.message, {
      long: true,
      button: words.unlock_and_do,
      run: () => act(op, { ...values, rows: sent.rows, unlocked: true }),
    });
    return false;
  }
  say(`${messageOf(answer)} ${kept}`, { long: true, isError: true });
  return false;
}

// What an answer that refuses something says.
function messageOf(answer) {
  return answer.content.message || String(answer.content);
}

// Say that an act is saved; if it moved text to other rows, which may be far away here, say where.
function sayWhere({ numbers = [], said = "" }) {
  if (numbers.length < 2) {
    say(said || words.saved, { long: said !== "" });
    return;
  }
  const sorted = filters.elements.order.value === "text";
  const options = sorted ? {} : { long: true, button: words.order_text, run: ACTS.order };
  const where = words.in_rows.replace("{numbers}", numbers.join(", "));
  say(`${said || words.saved} · ${where}`, options);
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
    const { total } = rows.querySelector(".pager").dataset;
    document.getElementById("found").textContent = `${total} ${total === "1" ? words.rows_one : words.rows}`;
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
  history.replaceState(null, "", `?${parameters()}`);
}

function loadRows(more, isFirst = false) {
  return enqueue(async () => {
    if (isFirst) { // not sooner: acts that wait are about the present row
      page = 0;
      active = null;
    }
    await fetchRows(more);
  });
}

async function fetchRows(more) {
  const answer = await ask(`${base}/rows?${parameters(more)}`);
  if (answer && answer.ok) {
    show(answer.content);
  } else if (answer) {
    say(messageOf(answer), { long: true, isError: true });
  }
}

// Part of a job of the queue, so that what is pressed next is about the rows of the new page.
async function turnPage(by) {
  const pager = rows.querySelector(".pager");
  const wanted = page + by;
  if (wanted < 0 || wanted >= Number(pager.dataset.pages)) {
    return;
  }
  page = wanted;
  active = null;
  await fetchRows();
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
  clearFields(filters);
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
    hush();
    if (run) {
      run();
    }
  };
  toast.classList.toggle("error", isError);
  toast.hidden = false;
  makeRoom(long ? toast.offsetHeight : 0);
  toastTimer = setTimeout(hush, long ? LONG_MS : SAVED_MS);
}

function hush() {
  clearTimeout(toastTimer);
  toast.hidden = true;
  makeRoom(0);
}

// Whether a message is shown that says more than that something is under way.
function isSaying() {
  return !toast.hidden && toast.querySelector("span").textContent !== words.working;
}

function sayWorking() {
  const isRead = toast.classList.contains("error") || !toast.querySelector("button").hidden;
  if (toast.hidden || !isRead) {
    say(words.working, { long: true });
    clearTimeout(toastTimer); // it stays until the act is done
  }
}

// Keep the buttons of the present row above a message that is read for long, so high in pixels.
function makeRoom(height) {
  document.documentElement.style.setProperty("--said", `${height}px`);
  const row = height ? rowOf(active) : null;
  if (row) {
    (row.querySelector(".editor-bar") || row).scrollIntoView({ block: "nearest" });
  }
}

// Add a sentence to the message that is shown, once.
function sayAlso(text) {
  const message = toast.querySelector("span");
  if (!isSaying()) {
    say(text, { long: true, isError: true });
  } else if (!message.textContent.includes(text)) {
    message.textContent += ` ${text}`;
    makeRoom(toast.offsetHeight);
  }
}

// --- lock, link, editors -------------------------------------------------------------------------

function setLock(value) {
  unlocked = value;
  document.body.classList.toggle("unlocked", value);
  lockButton.setAttribute("aria-pressed", String(value));
  lockButton.querySelector("span").textContent = value ? words.unlocked : words.lock;
  showMode();
}

// A line that says what the keys do now, as long as they do something else than usual.
function showMode() {
  const text = linkFrom
    ? words.link_hint.replace("{row}", linkFrom.number)
    : unlocked
      ? words.unlocked_hint
      : "";
  mode.hidden = !text;
  mode.querySelector("span").textContent = text;
  document.body.classList.toggle("linking", linkFrom !== null);
}

// Any other act ends a link that was begun.
function leaveLink() {
  if (linkFrom !== null) {
    linkFrom = null;
    markLink();
  }
}

function leaveMode() {
  leaveLink();
  setLock(false);
}

function markLink() {
  for (const row of allRows()) {
    row.classList.toggle("linking", linkFrom !== null && row.dataset.key === linkFrom.key);
  }
  showMode();
}

function link() {
  const row = rowOf(active);
  if (!row) {
    return;
  }
  const { key, state, status } = row.dataset;
  if (linkFrom === null) {
    if (!textOf(row.querySelector(".cell.zh"))) {
      say(words.link_from_zh, { long: true, isError: true });
      return;
    }
    linkFrom = { key, state, status, number: row.querySelector(".number").textContent };
    hush();
    markLink();
    return;
  }
  if (key === linkFrom.key || !textOf(row.querySelector(".cell.en"))) {
    say(words.link_to_en, { long: true, isError: true });
    return;
  }
  const first = { key: linkFrom.key, state: linkFrom.state };
  const run = () => act("link", { rows: [first, { key, state }] });
  const isConfirmed = [linkFrom.status, status].includes("confirmed");
  leaveLink();
  if (isConfirmed) {
    say(words.link_confirmed, { long: true, button: words.link_anyway, run });
  } else {
    run();
  }
}

function textOf(cell) {
  return cell.querySelector(".none") ? "" : cell.textContent;
}

function openEditor(row, fields, { hint, label, isEdit, more = [] }, save) {
  const bar = make("div", "editor-bar", make("span", "", hint), ...more);
  bar.append(button(label, "primary", () => finish(false)));
  bar.append(button(words.cancel, "", () => end(false)));
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
  const finish = (andConfirm) => {
    const values = save();
    end(false);
    if (!values && !andConfirm) {
      return;
    }
    if (values && isEdit) {
      row.querySelector(".cell.en").textContent = values.text; // shown while it is being saved
    }
    leaveLink();
    actCount += 1;
    const number = actCount;
    // one job, so that what is pressed next waits for the confirming, too
    enqueue(() => saveRow(row, number, values, { isEdit, andConfirm, before }));
  };
  editing = { end: () => end(false), save: () => finish(false), isEdit, isChanged: save };
  for (const field of fields) {
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) {
        return; // the key belongs to the input method
      }
      const other = fields.find((found) => found !== field);
      if (event.key === "Tab" && !isEdit && other) {
        event.preventDefault(); // with Shift to the buttons
        (event.shiftKey ? bar.querySelector("button") : other).focus();
      } else if (event.key === "Enter" && !event.shiftKey) {
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

// Save what an editor held, about its row, whichever is active then; and confirm it, if asked for.
async function saveRow(row, number, values, { isEdit, andConfirm, before }) {
  const { key, state } = row.dataset;
  const kept = isEdit ? words.text_kept : "";
  if (values && !(await perform(number, values.op, { ...values, rows: [{ key, state }] }, kept))) {
    if (isEdit) {
      for (const [cell, content] of before) {
        cell.replaceChildren(...content);
      }
      enqueue(() => bringBack(key, values.text));
    }
    return; // the page says why
  }
  if (!andConfirm) {
    return;
  }
  const now = rowOf(key);
  if (now && now.querySelector(".finding-chip, .zh .none, .en .none")) {
    activate(key);
    say(words.confirm_again, { long: true, isError: true });
  } else {
    const about = now ? { rows: [{ key, state: now.dataset.state }] } : {};
    await perform(number, "confirm", about, "");
  }
}

// Open the editor of a row again, with a text that was not saved.
function bringBack(key, text) {
  const row = rowOf(key);
  if (!row) {
    say(`${words.text_lost_row} ${text}`, { long: true, isError: true });
    return;
  }
  leaveEditor();
  activate(key);
  edit();
  const field = row.querySelector(".editor");
  field.value = text;
  field.dispatchEvent(new Event("input"));
}

// Save what is in the editor before something else is done; a split that was not made is left.
function leaveEditor() {
  if (editing && editing.isEdit) {
    editing.save();
  } else if (editing) {
    editing.end();
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
  leaveLink();
  const cell = row.querySelector(".cell.en");
  const text = textOf(cell);
  keepCells(row);
  const field = makeField(cell, text, words.edit);
  const about = { hint: words.edit_hint, label: words.save, isEdit: true };
  openEditor(row, [field], about, () =>
    field.value === text ? null : { op: "edit", side: "en", text: field.value },
  );
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

// Where sentences begin inside a cell, in units of a script.
function bordersOf(cell) {
  return [...cell.querySelectorAll(".border")].map((border) => {
    const range = document.createRange();
    range.setStart(cell, 0);
    range.setEndBefore(border);
    return range.toString().length;
  });
}

// Two seams, one in each text. While the Chinese is locked, its seam stands between sentences.
function split(first = "en") {
  const row = rowOf(active);
  if (!row || editing) {
    return;
  }
  leaveLink();
  const texts = {};
  const borders = {};
  for (const side of ["zh", "en"]) {
    const cell = row.querySelector(`.cell.${side}`);
    if (textOf(cell)) {
      texts[side] = textOf(cell);
    }
    borders[side] = textOf(cell) ? bordersOf(cell) : [];
  }
  const unlock = button(words.unlock, "", () => {
    leaveEditor();
    setLock(true);
    split("zh");
  });
  if (!texts.en && !borders.zh.length && !unlocked) {
    say(words.locked_split, { long: true, button: words.unlock, run: () => unlock.click() });
    return;
  }
  hush(); // what was said before would hide the rows that follow
  keepCells(row);
  const clicked = lastClick && lastClick.key === active ? lastClick : null;
  const fields = makeSeams(row, texts, borders, { zh: unlocked, en: true }, clicked);
  const about = { hint: words.split_hint, label: words.split, isEdit: false };
  if (texts.zh && !unlocked) {
    about.more = [unlock];
  }
  openEditor(row, Object.values(fields), about, () => {
    const values = { op: "split" };
    for (const [side, field] of Object.entries(fields)) {
      values[`${side}_at`] = seamOf(field);
    }
    return values;
  });
  (fields[first] || fields.en || fields.zh).focus();
}

// A split begins at the sentence border nearest to where the reviewer clicked in a text.
function rememberCaret(event) {
  lastClick = null;
  const cell = event.target.closest(".cell.zh, .cell.en");
  if (!cell || !document.caretPositionFromPoint) {
    return;
  }
  const place = document.caretPositionFromPoint(event.clientX, event.clientY);
  if (place && cell.contains(place.offsetNode)) {
    const range = document.createRange();
    range.setStart(cell, 0);
    range.setEnd(place.offsetNode, place.offset);
    lastClick = { key: keyOf(cell), side: cell.dataset.side, at: range.toString().length };
  }
}

// --- dialogs -------------------------------------------------------------------------------------

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
  whenSaved(dialog, async (values) => {
    const text = values.get("comment");
    const key = field.dataset.row;
    field.value = "";
    if (!(await act("comment", { comment: text }, words.comment_kept)) && !field.value) {
      field.value = text;
      field.dataset.row = key;
    }
  });
}

function bulk() {
  const dialog = openDialog("bulk");
  const form = dialog.querySelector("form");
  const count = document.getElementById("bulk-count");
  const asked = () => {
    const values = new FormData(form);
    const row = rowOf(active);
    const section = values.get("where") === "section" && row ? row.dataset.section : "";
    const minScore = Number(values.get("least")) / 100;
    return { section, min_score: minScore, with_findings: values.get("findings") === "true" };
  };
  const tell = async () => {
    const { section, ...rest } = asked();
    const wanted = JSON.stringify(asked());
    const answer = await ask(`${base}/many?${parameters({ where: section, ...rest })}`);
    if (answer && wanted === JSON.stringify(asked())) {
      const { ready, held } = answer.content;
      const text = words.bulk_before.replace("{ready}", ready).replace("{held}", held);
      count.textContent = answer.ok ? text : messageOf(answer);
    }
  };
  form.elements.findings.checked = false; // asked for anew each time
  count.textContent = "";
  form.oninput = tell;
  tell();
  whenSaved(dialog, () => act("bulk", { ...asked(), rows: [] }));
}

function replaceAll() {
  const dialog = openDialog("replace");
  const form = dialog.querySelector("form");
  const count = document.getElementById("replace-count");
  const { find, put } = form.elements;
  const tell = async () => {
    const wanted = find.value;
    count.textContent = "";
    const answer = wanted.trim() && (await ask(`${base}/replaceable?${parameters({ find: wanted })}`));
    if (answer && answer.ok && wanted === find.value) {
      count.textContent = ["places", "rows", "confirmed"].reduce(
        (text, name) => text.replace(`{${name}}`, answer.content[name]),
        words.replace_before,
      );
    }
  };
  form.oninput = tell;
  tell();
  find.select();
  whenSaved(dialog, async () => {
    await act("replace", { find: find.value, put: put.value, rows: [] });
    setTimeout(showChecks, CHECKING_MS);
  });
}

async function download() {
  openDialog("download");
  const note = document.getElementById("download-findings");
  note.textContent = "";
  const answer = await ask(`${base}/flagged?${parameters()}`);
  if (answer && answer.ok && answer.content.count) {
    note.textContent = words.download_findings.replace("{count}", answer.content.count);
  }
  if (answer && answer.ok && !answer.content.confirmed) {
    document.querySelector("#download-dialog [value=all]").checked = true;
  }
}

// Fetched, not followed: what is wrong is said in the dialog, and the page stays.
async function saveFile(form) {
  const asked = new URLSearchParams(new FormData(form));
  let answer;
  try {
    answer = await fetch(`${form.action}?${asked}`, { credentials: "same-origin" });
  } catch (error) {
    document.getElementById("download-findings").textContent = words.offline;
    return;
  }
  if (!answer.ok) {
    const type = answer.headers.get("content-type") || "";
    const content = type.includes("json") ? await answer.json() : await answer.text();
    document.getElementById("download-findings").textContent =
      answer.status === 403 ? words.restarted : messageOf({ content });
    return;
  }
  const named = (answer.headers.get("content-disposition") || "").split("utf-8''")[1];
  saveAs(decodeURIComponent(named), await answer.blob(), LONG_MS);
  form.closest("dialog").close();
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

function clearFilters() {
  clearFields(filters);
  loadRows({ fresh: "1" }, true);
}

// --- acts by name, keys and buttons --------------------------------------------------------------

const ACTS = {
  confirm: () => act("confirm"),
  "needs-review": () => act("needs-review"),
  reject: () => act("reject"),
  reopen: () => act("reopen"),
  merge: () => act("merge"),
  split: () => openLater(() => split()),
  "up-en": () => act("move", { side: "en", step: -1 }),
  "down-en": () => act("move", { side: "en", step: 1 }),
  "up-zh": () => act("move", { side: "zh", step: -1 }),
  "down-zh": () => act("move", { side: "zh", step: 1 }),
  link: () => enqueue(link),
  edit: () => openLater(edit),
  principles: () => openLater(principles),
  accept: () => act("accept", { finding: "" }),
  correct: () => act("correct", { finding: "" }),
  comment: () => openLater(comment),
  bulk: () => openLater(bulk),
  replace: () => openLater(replaceAll),
  realign: () => act("realign", { rows: [] }),
  undo: () => act("undo"),
  redo: () => act("redo"),
  "next-doubtful": () => goTo("next"),
  "previous-doubtful": () => goTo("previous"),
  down: () => enqueue(() => step(1, false)),
  up: () => enqueue(() => step(-1, false)),
  lock: () => enqueue(async () => setLock(!unlocked)), // after the acts that are under way
  help: () => openDialog("help"),
  download: () => openLater(download), // with what is being saved now
  theme: toggleTheme,
  sections: () => toggleSections(),
  details: () => toggleDetails(),
  leave: leaveMode,
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

function isWriting(element) {
  return element.closest("input, textarea, select, dialog, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) {
    return; // the key belongs to the input method
  }
  if (event.key === "Escape") {
    hush();
    const dialog = event.target.closest("dialog");
    if (dialog) {
      event.preventDefault(); // closed here, so that the next key finds the focus in the rows
      dialog.close();
      activate(active, { scroll: false });
      return;
    }
    const isBusy = linkFrom !== null || editing || isWriting(event.target);
    leaveMode();
    choose([]);
    if (event.target === filters.elements.text && event.target.value) {
      event.preventDefault();
      clearTimeout(typing);
      event.target.value = "";
      (active ? goTo("row", active) : loadRows({ fresh: "1" }, true));
    }
    if (editing) {
      editing.end();
    }
    if (document.body.classList.contains("show-sections")) {
      toggleSections(false);
    } else if (!isBusy && coversRows(document.getElementById("aside"))) {
      toggleDetails(false);
    }
    if (isWriting(event.target)) {
      activate(active, { scroll: false });
    }
    return;
  }
  if (isWriting(event.target)) {
    return;
  }
  if (linkFrom !== null && event.key === "Enter" && !event.target.closest("button, a")) {
    event.preventDefault();
    link();
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
    enqueue(() => step(event.key === "ArrowDown" ? 1 : -1, true));
    return;
  }
  const onControl = event.target.closest("button, a, summary");
  if (onControl && (event.key === "Enter" || event.key === " ")) {
    return; // the key presses the button
  }
  const name = KEYS[event.key];
  if (name) {
    event.preventDefault();
    if (opening > 0) {
      say(words.not_open_yet, { long: true, isError: true });
    } else {
      ACTS[name]();
    }
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
    toggleSections(false);
    loadRows({ fresh: "1" }, true);
    return;
  }
  if (button && button.classList.contains("turn")) {
    act("undo", { target: button.dataset.target, rows: [] });
    return;
  }
  if (button && button.dataset.finding) {
    const key = keyOf(button);
    enqueue(() => click(key, false, false));
    act(button.dataset.op, { finding: button.dataset.finding });
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
    enqueue(() => turnPage(Number(button.dataset.step)));
    return;
  }
  const other = event.target.closest(".cell.other");
  if (other) {
    setRendering(other.dataset.rendering, other.dataset.key);
    return;
  }
  const key = keyOf(event.target);
  if (key && !event.target.closest("textarea, .seam-field, .editor-bar")) {
    leaveEditor();
    rememberCaret(event);
    const isEnglish = event.target.closest(".cell.en") !== null;
    enqueue(() => click(key, isEnglish, event.shiftKey));
  }
});

function click(key, isEnglish, extend) {
  if (extend) {
    const list = allRows().map((row) => row.dataset.key);
    const [from, to] = [list.indexOf(active), list.indexOf(key)].sort((a, b) => a - b);
    choose(list.slice(Math.max(from, 0), to + 1));
  } else {
    choose([]);
  }
  activate(key, { scroll: false });
  if (linkFrom !== null && key !== linkFrom.key && isEnglish) {
    link();
  }
}

window.addEventListener("beforeunload", (event) => {
  const dialog = document.getElementById("comment-dialog");
  const isOpen = dialog.open || dialog.returnValue === "save"; // or could not be saved
  const comment = isOpen && dialog.querySelector("textarea").value.trim();
  if ((editing && editing.isEdit && editing.isChanged()) || comment) {
    event.preventDefault(); // what is being written is not saved yet
  }
});

rows.addEventListener("dblclick", (event) => {
  if (event.target.closest(".cell.en")) {
    openLater(edit);
  }
});

function goToAct(button) {
  if (button.dataset.rendering && button.dataset.rendering !== rendering) {
    setRendering(button.dataset.rendering, button.dataset.keys);
  } else if (button.dataset.keys) {
    goTo("row", button.dataset.keys);
  } else {
    filters.elements.text.value = button.dataset.text.slice(0, 12);
    loadRows({ fresh: "1" }, true);
  }
}

let typing = 0; // the timer of a search that begins when nobody types any more; 0 if there is none
let searching = false; // whether the reviewer wants to go on typing when the rows are there

function applyFilters() {
  clearTimeout(typing);
  typing = 0;
  return loadRows({ fresh: "1" }, true).then(() => {
    if (searching) {
      filters.elements.text.focus();
    }
  });
}

filters.addEventListener("input", (event) => {
  if (event.isComposing) {
    return; // the search begins when the input method has ended
  }
  clearTimeout(typing);
  if (event.target.name === "order" && active) {
    goTo("row", active); // the present row stays in sight
    return;
  }
  searching = event.target.type === "search";
  typing = setTimeout(applyFilters, searching ? TYPING_MS : 0);
});
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  searching = false; // Enter goes to the rows that were found
  if (typing) {
    applyFilters().then(() => activate(active));
  } else {
    activate(active);
  }
});
document.getElementById("language").addEventListener("click", (event) => {
  const language = event.currentTarget;
  const values = parameters({ language: language.hreflang });
  if (active) {
    values.set("at", active); // the present row stays in sight
  }
  language.href = `?${values}`;
});
const chooser = document.getElementById("document");
if (chooser) {
  chooser.addEventListener("change", () => {
    location.href = `/d/${chooser.value}`;
  });
}
document.querySelector("#download-dialog form").addEventListener("submit", (event) => {
  event.preventDefault();
  saveFile(event.target);
});

// Rows that were changed at another time are checked while the first page is read already.
async function showChecks() {
  if (!document.querySelector("#progress .waiting")) {
    return;
  }
  const answer = await ask(`${base}/checking?${parameters()}`);
  if (answer && answer.ok && !answer.content.waiting && !editing) {
    loadRows();
  } else if (answer) {
    setTimeout(showChecks, CHECKING_MS);
  }
}
setTimeout(showChecks, CHECKING_MS);

const at = new URLSearchParams(location.search).get("at");
if (at) {
  goTo("row", at);
} else {
  activate(active, { scroll: false });
}
