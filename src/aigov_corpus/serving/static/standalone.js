// A review in one file: rows, acts and the log of them, without a server. The acts are those of
// `edits.jsonl`, as the server would write them; `aigov-corpus review --merge` brings them in.
"use strict";

const ROWS = 40; // rows on one page, as on the server's page
const DOUBTFUL_BELOW = 0.9; // as on the server's page
const DIGITS = 16; // hexadecimal digits of a state
const SHOWN = 60; // characters of each text that an act keeps
const LATEST = 10;
const LONG_MS = 8000; // a sentence is read in this time
const SAVED_MS = 1500;
const STATUS_OF = { confirm: "confirmed", "needs-review": "needs-review", reject: "rejected" };
const STRUCTURAL = ["merge", "split", "move", "link", "realign"];
const RANKS = { "needs-review": 0, omitted: 2, added: 2, moved: 3 };
const DECIDED = ["confirmed", "rejected"];
const WRITTEN = "en+"; // English that a reviewer wrote where the translation has none
const JOINERS = { zh: "", en: " " };

const data = JSON.parse(document.getElementById("data").textContent);
const storeName = `aigov-review ${data.id}`;

// --- texts and their pieces, as the package has them -----------------------------------------------

const WHITE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${WHITE}]+|[${WHITE}]+$`, "g");
const LINES = /[\t\n\x0b\x0c\r\x1c-\x20\x85\u2028\u2029]+/g;
const strip = (text) => text.replace(ENDS, "");
const oneLine = (text) => strip(text.replace(LINES, " "));
const length = (text) => Array.from(text).length;
const slice = (text, from, to) => Array.from(text).slice(from, to).join("");

function splitName(piece) {
  const match = /^(.+)@(\d{1,9})-(\d{1,9})$/.exec(piece);
  return match ? [match[1], Number(match[2]), Number(match[3])] : [piece, 0, null];
}

// SHA-256 of a text; a page that is opened as a file may lack the browser's own.
function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const size = (((bytes.length + 8) >> 6) + 1) << 6;
  const padded = new Uint8Array(size);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(size - 8, Math.floor((bytes.length * 8) / 2 ** 32));
  view.setUint32(size - 4, (bytes.length * 8) >>> 0);
  const state = Uint32Array.from(sha256.start);
  const w = new Uint32Array(64);
  const turn = (value, by) => (value >>> by) | (value << (32 - by));
  for (let block = 0; block < size; block += 64) {
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) {
        w[i] = view.getUint32(block + 4 * i);
      } else {
        const a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
        const b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
        w[i] = w[i - 16] + a + w[i - 7] + b;
      }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const one = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g));
      const first = (h + one + sha256.constants[i] + w[i]) | 0;
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => {
      state[i] += value;
    });
  }
  return [...state].map((value) => value.toString(16).padStart(8, "0")).join("");
}
(function () {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) {
    if (primes.every((prime) => n % prime)) {
      primes.push(n);
    }
  }
  const bits = (value) => Math.floor((value - Math.floor(value)) * 2 ** 32);
  sha256.start = primes.slice(0, 8).map((prime) => bits(Math.sqrt(prime)));
  sha256.constants = primes.map((prime) => bits(Math.cbrt(prime)));
})();

const hashValue = (value) => sha256(JSON.stringify(value)).slice(0, DIGITS);

// One rendering: its rows in order, and the acts on them.
class Part {
  constructor(given) {
    Object.assign(this, given);
    this.sentences = new Map([...given.zh, ...given.en]);
    this.places = new Map([...this.sentences.keys()].map((name, at) => [name, at]));
    const machine = given.machine.map(([zh, en, status, score]) => [{ zh, en }, { status, score }]);
    this.machine = new Map(machine.map(([members, left]) => [nameRow(members), left]));
    this.rows = given.rows.map((row) => makeRow(row));
    for (const row of this.rows) {
      if (row.machine.length) {
        this.machine.set(row.key, { status: row.machine[0], score: row.machine[1] });
      }
    }
    this.index();
  }

  index() {
    this.byKey = new Map(this.rows.map((row) => [row.key, row]));
  }

  published(piece) {
    if (piece === WRITTEN) {
      return "";
    }
    const [name, start, end] = splitName(piece);
    const text = this.sentences.get(name);
    return strip(end === null ? text : slice(text, start, end));
  }

  text(row, piece) {
    const changed = row.texts.find(([name]) => name === piece);
    return changed ? changed[1] : this.published(piece);
  }

  sideText(row, side) {
    const pieces = side === "en" ? [...row.en, WRITTEN] : row.zh;
    const texts = pieces.map((piece) => this.text(row, piece));
    return texts.filter((text) => text).join(JOINERS[side]);
  }

  inOrder(pieces) {
    const place = (piece) => {
      const [name, start] = splitName(piece);
      return [this.places.get(name), start];
    };
    return [...pieces].sort((a, b) => {
      const [one, two] = [place(a), place(b)];
      return one[0] - two[0] || one[1] - two[1];
    });
  }

  fuse(pieces) {
    const fused = [];
    for (const piece of pieces) {
      const [name, start, end] = splitName(piece);
      const last = fused[fused.length - 1];
      if (last && end !== null) {
        const [before, first, border] = splitName(last[0]);
        if (before === name && border === start) {
          const whole = first === 0 && end === length(this.sentences.get(name));
          last[0] = whole ? name : `${name}@${first}-${end}`;
          last[1].push(piece);
          continue;
        }
      }
      fused.push([piece, [piece]]);
    }
    return fused;
  }

  fused(zh, en, rows) {
    const changed = new Map(rows.flatMap((row) => row.texts));
    const texts = [];
    const [newZh, newEn] = [zh, en].map((pieces) =>
      this.fuse(pieces).map(([name, parts]) => {
        if (parts.length > 1 && parts.some((part) => changed.has(part))) {
          const text = parts.map((part) => changed.get(part) || this.published(part)).join(" ");
          texts.push({ piece: name, old: this.published(name), new: text });
        }
        return name;
      }),
    );
    return [{ zh: newZh, en: newEn }, texts];
  }

  // Return which rows an act puts in the place of which; null if it does not fit.
  fit(act) {
    const rows = act.before.map((members) => this.byKey.get(nameRow(members)));
    if (rows.some((row) => !row)) {
      return null;
    }
    if (!STRUCTURAL.includes(act.op)) {
      return rows.map((row) => [row, [this.changed(row, act)]]);
    }
    return rows.map((row, at) => [row, act.after[at].map((made) => this.made(made, rows, act))]);
  }

  changed(row, act) {
    const next = { ...row, by: act.by, at: act.time };
    if (STATUS_OF[act.op]) {
      next.status = STATUS_OF[act.op];
    } else if (act.op === "reopen") {
      return this.settled({ ...next, status: "edited" });
    } else if (act.op === "comment") {
      next.comments = [...row.comments, [act.by, act.comment, act.time]];
    } else if (act.op === "accept") {
      next.accepted = [...row.accepted, act.finding];
    } else if (act.op === "edit") {
      const texts = newTexts(row.texts, act, [...row.zh, ...row.en, WRITTEN]);
      next.texts = texts.filter(([piece, text]) => this.published(piece) !== text);
      next.status = "edited";
      return this.settled(next);
    } else {
      const mark = [act.side === "zh" ? "zh" : "en", act.principle, act.op === "add-principle"];
      next.marks = [...row.marks.filter((old) => old[0] !== mark[0] || old[1] !== mark[1]), mark];
    }
    return next;
  }

  // A row that a person changed; as the machine left it, if it is that row again.
  settled(row) {
    const found = !row.texts.length && this.machine.get(row.key);
    return found ? { ...row, status: found.status, score: found.score } : row;
  }

  made(made, rows, act) {
    const key = nameRow(made);
    const same = rows.find((row) => row.key === key);
    if (same && act.op !== "realign") {
      return same;
    }
    const names = (row) => [...row.zh, ...row.en].map((piece) => splitName(piece)[0]);
    const own = new Set(names(made));
    const sources = rows.filter((row) => names(row).some((name) => own.has(name)));
    const pieces = [...made.zh, ...made.en, WRITTEN];
    const before = sources.flatMap((row) => row.texts).filter(([piece]) => piece !== WRITTEN);
    const written = sources.filter((row) => row.zh.length && hasStart(made.zh, row.zh[0]));
    const joined = written.map((row) => this.text(row, WRITTEN)).filter((text) => text).join(" ");
    const texts = newTexts([...before, ...(joined ? [[WRITTEN, joined]] : [])], act, pieces);
    const row = makeRow({
      zh: made.zh,
      en: made.en,
      status: made.status || "edited",
      score: made.score === undefined ? null : made.score,
      texts: texts.filter(([piece, text]) => this.published(piece) !== text),
      marks: distinct(sources.flatMap((row) => row.marks)),
      comments: distinct(sources.flatMap((row) => row.comments)),
      accepted: distinct(sources.flatMap((row) => row.accepted)),
      findings: [],
      principles: distinct(sources.flatMap((row) => row.principles)),
      section: sources[0] ? sources[0].section : "",
      by: act.by,
      at: act.time,
    });
    return act.op === "realign" ? row : this.settled(row);
  }

  replace(groups) {
    const placed = groups.map((group) => [this.rows.indexOf(group[0]), group]);
    placed.sort((a, b) => a[0] - b[0]);
    const anchors = placed.map(([at]) => (at ? this.rows[at - 1] : null));
    for (const [at, [, made]] of [...placed].reverse()) {
      this.rows.splice(at, 1, ...made);
    }
    this.index();
    return { groups: placed.map(([, group]) => group), anchors };
  }

  takeBack(change) {
    let last = null;
    change.groups.forEach(([old, made], number) => {
      if (made.length) {
        const at = this.rows.indexOf(made[0]);
        this.rows[at] = old;
        const rest = new Set(made.slice(1));
        this.rows = this.rows.filter((row) => !rest.has(row));
      } else {
        const anchor = change.anchors[number];
        const before = this.rows.includes(anchor) ? anchor : last;
        this.rows.splice(before ? this.rows.indexOf(before) + 1 : 0, 0, old);
      }
      last = old;
    });
    this.index();
  }

  isAsAfter(change, undone) {
    const rows = change.groups.flatMap(([old, made]) => (undone ? [old] : made));
    return rows.every((row) => this.byKey.get(row.key) === row);
  }
}

// Whether the beginning of a piece is in one of some pieces.
function hasStart(pieces, piece) {
  const [name, start] = splitName(piece);
  return pieces.some((other) => {
    const [own, first, end] = splitName(other);
    return own === name && first <= start && (end === null || start < end);
  });
}

const hasBoth = (row) =>
  row.zh.length > 0 && (row.en.length > 0 || row.texts.some(([piece]) => piece === WRITTEN));

function nameRow({ zh, en }) {
  return JSON.stringify([zh, en]);
}

function makeRow(values) {
  return { ...values, key: nameRow(values) };
}

function distinct(values) {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function newTexts(texts, act, pieces) {
  const found = new Map([...texts, ...(act.texts || []).map(({ piece, new: text }) => [piece, text])]);
  const own = [...found].filter(([piece]) => pieces.includes(piece));
  return own.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

const stateOf = (row) => hashValue([row.zh, row.en, row.status, row.texts, row.marks]);

// --- the log -----------------------------------------------------------------------------------------

const parts = data.parts.map((part) => new Part(part));
const partOf = (act) =>
  parts.find((part) => part.document === act.document && part.rendering === act.rendering);
const acts = [];
const applied = new Map(); // acts that changed rows, by id, in order
let saved = 0; // number of acts in the last file

function apply(act) {
  acts.push(act);
  if (act.op === "undo" || act.op === "redo") {
    const found = applied.get(act.target);
    const undone = act.op === "redo";
    if (!found || found.undone !== undone || !found.part.isAsAfter(found.change, undone)) {
      return false;
    }
    if (undone) {
      found.part.replace(found.change.groups);
    } else {
      found.part.takeBack(found.change);
    }
    found.undone = !undone;
    return true;
  }
  const part = partOf(act);
  const groups = part && act.before ? part.fit(act) : null;
  if (!groups || act.is_conflict) {
    return false;
  }
  applied.set(act.id, { act, part, change: part.replace(groups), undone: false });
  return true;
}

function newAct(op, values) {
  const now = Date.now();
  const random = [...crypto.getRandomValues(new Uint8Array(5))];
  const hex = random.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return {
    id: now.toString(16).padStart(12, "0") + hex,
    time: new Date(now).toISOString(),
    by: reviewer.value.trim().slice(0, 200) || "reviewer",
    op,
    document: here.document,
    rendering: here.rendering,
    ...values,
  };
}

function aboutRows(op, rows, values) {
  return newAct(op, {
    before: rows.map(({ zh, en }) => ({ zh, en })),
    base: hashValue(rows.map(stateOf)),
    shown: ["zh", "en"].map((side) => slice(here.sideText(rows[0], side), 0, SHOWN)),
    ...values,
  });
}

function lastTurned(undone) {
  let found = null;
  if (!undone) {
    for (const entry of applied.values()) {
      found = entry.undone ? found : entry;
    }
    return found;
  }
  const seen = new Set();
  for (const act of [...acts].reverse()) {
    if (act.op === "redo") {
      seen.add(act.target);
    } else if (act.op === "undo") {
      const entry = applied.get(act.target);
      if (entry && entry.undone && !seen.has(act.target)) {
        return entry;
      }
    } else {
      return null;
    }
  }
  return null;
}

function asLines() {
  return acts.map((act) => `${JSON.stringify(act)}\n`).join("");
}

function keep() {
  try {
    localStorage.setItem(storeName, JSON.stringify({ acts, saved, by: reviewer.value }));
    return true;
  } catch (error) {
    return false; // the browser keeps nothing; the file that is saved does
  }
}

// --- the page ------------------------------------------------------------------------------------------

const element = (id) => document.getElementById(id);
const list = element("rows");
const filters = element("filters");
const reviewer = element("reviewer");
const toast = element("toast");
let language = "en";
let words = data.words.en;
let here = parts[0];
let view = [];
let page = 0;
let active = null; // the row that acts are about, by its key
let linkFrom = null;
let editing = null; // what ends the editor or the split that is open
let toastTimer = 0;

function openFindings(row) {
  if (row.status === "rejected" || row.texts.length) {
    return [];
  }
  return row.findings.filter((finding) => !row.accepted.includes(finding.keep));
}

function doubtOf(row) {
  const score = row.score === null ? 1 : Math.floor(row.score * 100) / 100; // as shown
  if (DECIDED.includes(row.status)) {
    return [7, score];
  }
  if (row.status === "needs-review") {
    return [0, score];
  }
  const grave = Math.max(0, ...openFindings(row).map((finding) => finding.weight));
  if (grave) {
    return [1, score - grave]; // errors before warnings
  }
  if (row.status === "edited") {
    return [hasBoth(row) ? 5 : 2, score];
  }
  return [row.status in RANKS ? RANKS[row.status] : score < DOUBTFUL_BELOW ? 4 : 6, score];
}

const isDoubtful = (row) => doubtOf(row)[0] < 6;

function passes(row) {
  const { status, section, text } = Object.fromEntries(new FormData(filters));
  const tests = {
    open: () => !DECIDED.includes(row.status),
    doubtful: () => isDoubtful(row),
    unaligned: () => !hasBoth(row),
    findings: () => openFindings(row).length > 0,
    commented: () => row.comments.length > 0,
  };
  if (status && !(tests[status] ? tests[status]() : row.status === status)) {
    return false;
  }
  if (section && row.section !== section && !row.section.startsWith(`${section}/`)) {
    return false;
  }
  const wanted = text.toLowerCase();
  return ["zh", "en"].some((side) => here.sideText(row, side).toLowerCase().includes(wanted));
}

function sort() {
  view = here.rows.filter(passes);
  if (filters.elements.order.value !== "text") {
    const doubts = new Map(view.map((row) => [row, doubtOf(row)]));
    view.sort((a, b) => doubts.get(a)[0] - doubts.get(b)[0] || doubts.get(a)[1] - doubts.get(b)[1]);
  }
  view = view.map((row) => row.key);
}

// Put the rows that an act made where those stood that it replaced, so that nothing jumps.
function follow(change, back) {
  let last = null;
  change.groups.forEach(([old, made], number) => {
    const before = back ? made : [old];
    const after = (back ? [old] : made).map((row) => row.key);
    const places = before.map((row) => view.indexOf(row.key)).filter((at) => at >= 0);
    let at = places.length ? Math.min(...places) : -1;
    view = view.filter((key) => !before.some((row) => row.key === key));
    const anchor = change.anchors[number] || last;
    if (at < 0 && back && !made.length && anchor) {
      at = view.indexOf(anchor.key) + 1;
    }
    if (at >= 0) {
      view.splice(at, 0, ...after);
    }
    last = old;
  });
}

function draw({ focus = true } = {}) {
  const pages = Math.max(1, Math.ceil(view.length / ROWS));
  page = Math.min(Math.max(page, 0), pages - 1);
  const keys = view.slice(page * ROWS, (page + 1) * ROWS);
  const places = new Map(here.rows.map((row, at) => [row.key, at]));
  if (!keys.includes(active)) {
    active = keys[0] || null;
  }
  let above = null;
  const items = keys.map((key) => {
    const row = here.byKey.get(key);
    const node = drawRow(row, places.get(key) + 1, row.section !== above);
    above = row.section;
    return node;
  });
  if (!items.length) {
    items.push(make("li", "empty", `${words.nothing} `, button(words.clear_filters, "", clearFilters)));
  }
  const pager = make("li", "pager");
  pager.hidden = pages <= 1;
  const turn = (by) => () => {
    page += by;
    active = null;
    draw();
    scrollTo(0, 0);
  };
  const before = button(`‹ ${words.previous}`, "", turn(-1));
  const next = button(`${words.next} ›`, "", turn(1));
  before.disabled = page === 0;
  next.disabled = page + 1 >= pages;
  const found = `${view.length} ${view.length === 1 ? words.rows_one : words.rows}`;
  pager.append(before, `${words.page} ${page + 1} / ${pages} · ${found}`, next);
  list.replaceChildren(...items, pager);
  element("found").textContent = found;
  drawCounts();
  drawLatest();
  activate(active, { focus });
}

function drawCell(row, side) {
  const cell = make("div", `cell ${side}`);
  cell.lang = side === "zh" ? here.zh_lang : here.en_lang;
  const text = here.sideText(row, side);
  if (!text) {
    cell.append(make("span", "none", words.no_text));
    return cell;
  }
  const marks = openFindings(row).flatMap((finding) =>
    finding[side].map(([start, end]) => ({ start, end, kind: `finding ${finding.severity}` })),
  );
  const wanted = filters.elements.text.value.toLowerCase();
  const lower = text.toLowerCase();
  if (wanted && lower.length === text.length) {
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
      const start = length(text.slice(0, at));
      marks.push({ start, end: start + length(wanted), kind: "match" });
    }
  }
  const letters = Array.from(text);
  const edges = new Set([0, letters.length]);
  for (const { start, end } of marks) {
    edges.add(start).add(end);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  sorted.slice(0, -1).forEach((start, at) => {
    const content = letters.slice(start, sorted[at + 1]).join("");
    const own = marks.filter((mark) => mark.start <= start && sorted[at + 1] <= mark.end);
    const kinds = own.map((mark) => mark.kind).join(" ");
    cell.append(kinds ? make("mark", kinds, content) : content);
  });
  return cell;
}

function drawRow(row, number, atHeading) {
  const doubtful = isDoubtful(row);
  const node = make("li", `row ${row.status}${doubtful ? " doubtful" : ""}`);
  node.tabIndex = -1;
  node.dataset.key = row.key;
  node.dataset.status = row.status;
  if (atHeading && filters.elements.order.value === "text") {
    const [, titles, names] = here.sections.find(([path]) => path === row.section) || [];
    const name = names ? names[language] : row.section;
    node.append(make("div", "heading", make("span", "path", name), ` ${(titles || []).join(" ")}`));
  }
  const sign = make("span", "sign");
  sign.setAttribute("aria-hidden", "true");
  const bead = make("span", "bead", `${row.zh.length}-${row.en.length}`);
  bead.title = words.bead;
  const measure = make("span", "measure", bead);
  if (row.texts.length) {
    const said = make("span", "by-hand", words.text_changed);
    said.title = words.text_changed_long;
    measure.append(said);
  } else if (row.score !== null) {
    const bar = make("span", "bar");
    bar.setAttribute("aria-hidden", "true");
    const step = Math.round(row.score * 10);
    const score = make("span", `score step-${step}`, bar, String(Math.floor(row.score * 100)));
    score.title = words.score_long;
    measure.append(score);
  }
  if (row.comments.length) {
    measure.append(make("span", "note", `✎${row.comments.length}`));
  }
  node.append(
    make(
      "div",
      "gutter",
      make("span", "number", String(number)),
      make("span", "badge", sign, words[row.status] || row.status),
      measure,
    ),
    drawCell(row, "zh"),
    drawCell(row, "en"),
  );
  const chips = openFindings(row).map((finding) => {
    const chip = make("li", `finding-chip ${finding.severity}`);
    const name = words[`check_${finding.code}`] || finding.code;
    const code = make("span", "code", words[`finding_${finding.severity}`] + name);
    const chinese = language === "zh" && finding.message_zh;
    const message = make("span", "", chinese || finding.message);
    message.lang = chinese ? "zh-Hans" : "en";
    chip.append(code, " ", message, " ");
    if (finding.corrected) {
      const text = `${words.change_to} ${finding.suggestion}`;
      chip.append(button(text, "correct", () => correct(row, finding), words.correct_long));
    } else if (finding.suggestion) {
      chip.append(make("span", "quiet", ` → ${finding.suggestion} `));
    }
    chip.append(button(words.ignore, "accept", () => accept(row, finding), words.accept_long));
    return chip;
  });
  chips.push(
    ...row.comments.map(([by, text]) => make("li", "finding-chip", make("b", "", by), ` ${text}`)),
  );
  if (chips.length) {
    node.append(make("ul", "chips", ...chips));
  }
  node.addEventListener("click", (event) => {
    if (!editing && !event.target.closest("button")) {
      activate(row.key, { scroll: false });
      if (linkFrom !== null && linkFrom !== row.key && event.target.closest(".cell.en")) {
        link();
      }
    }
  });
  node.addEventListener("dblclick", (event) => {
    if (event.target.closest(".cell.en")) {
      edit();
    }
  });
  return node;
}

function drawCounts() {
  const done = here.rows.filter((row) => DECIDED.includes(row.status)).length;
  const left = here.rows.filter(isDoubtful).length;
  element("done").textContent = `${done} / ${here.rows.length} ${words.done}`;
  element("left").textContent = `${left} ${words.doubtful_left}`;
  const bar = element("bar");
  bar.max = here.rows.length || 1;
  bar.value = done;
  bar.setAttribute("aria-label", words.done);
  const open = acts.length - saved;
  element("unsaved").textContent = open ? `${open} ${words.unsaved}` : "";
}

function drawLatest() {
  const entries = [...applied.values()].slice(-LATEST).reverse();
  const items = entries.map(({ act, part, change, undone }) => {
    const row = change.groups.flatMap(([old, made]) => (undone ? [old] : made))[0];
    const go = button("", "go", () => {
      if (part !== here) {
        choosePart(parts.indexOf(part));
      }
      if (row) {
        goTo(row.key);
      }
    });
    const shown = act.shown || ["", ""];
    go.append(make("span", "verb", words[`do_${act.op}`] || act.op), ` ${shown[0] || shown[1]}`);
    return make("li", undone ? "undone" : "", go);
  });
  element("latest").replaceChildren(
    make("h2", "", words.latest),
    items.length ? make("ol", "acts", ...items) : make("p", "quiet", words.no_acts),
  );
}

function nodeOf(key) {
  return [...list.querySelectorAll(".row")].find((node) => node.dataset.key === key) || null;
}

function activate(key, { scroll = true, focus = true } = {}) {
  for (const node of list.querySelectorAll(".row")) {
    const own = node.dataset.key === key;
    node.classList.toggle("active", own);
    node.classList.toggle("linking", node.dataset.key === linkFrom);
    node.tabIndex = own ? 0 : -1;
    node.toggleAttribute("aria-current", own);
  }
  active = key;
  const node = nodeOf(key);
  if (node && focus) {
    node.focus({ preventScroll: true });
  }
  if (node && scroll) {
    node.scrollIntoView({ block: "nearest" });
  }
  for (const op of ["correct", "accept"]) {
    document.querySelector(`.actions [data-do="${op}"]`).disabled = !node || !node.querySelector(`.${op}`);
  }
}

function goTo(key) {
  if (!view.includes(key)) {
    clearFilters();
  }
  page = Math.floor(view.indexOf(key) / ROWS);
  active = key;
  draw();
}

function step(by) {
  const at = view.indexOf(active) + by;
  if (at >= 0 && at < view.length) {
    page = Math.floor(at / ROWS);
    const key = view[at];
    if (nodeOf(key)) {
      activate(key);
    } else {
      active = key;
      draw();
    }
  }
}

function nextWhere(test, by) {
  const at = view.indexOf(active);
  for (let distance = 1; distance <= view.length; distance += 1) {
    const key = view[(at + by * distance + view.length * 2) % view.length];
    if (key !== active && test(here.byKey.get(key))) {
      return key;
    }
  }
  return null;
}

function say(text, { isError = false } = {}) {
  clearTimeout(toastTimer);
  toast.textContent = text;
  toast.classList.toggle("error", isError);
  toast.hidden = false;
  toastTimer = setTimeout(() => {
    toast.hidden = true;
  }, isError || text.length > 20 ? LONG_MS : SAVED_MS);
}

// --- acts ------------------------------------------------------------------------------------------------

const present = () => here.byKey.get(active) || null;

function perform(act, focus) {
  const going = focus === undefined ? null : focus;
  if (!apply(act)) {
    acts.pop();
    say(words.stale, { isError: true });
    return;
  }
  const { change } = applied.get(act.id);
  linkFrom = null; // any act ends a link
  showMode();
  follow(change, false);
  const made = change.groups.flatMap(([, rows]) => rows);
  active = going || (made[0] ? made[0].key : active);
  page = Math.max(0, Math.floor(view.indexOf(active) / ROWS));
  draw();
  say(keep() ? words.kept : words.not_kept);
}

function setStatus(op) {
  const row = present();
  if (row) {
    const isOpen = (other) => !DECIDED.includes(other.status);
    const next = STATUS_OF[op] ? nextWhere(isOpen, 1) : null;
    perform(aboutRows(op, [row], {}), next || undefined);
  }
}

function merge() {
  const row = present();
  const next = here.rows[here.rows.indexOf(row) + 1];
  if (!row || !next) {
    return;
  }
  if (row.zh.length && next.zh.length) {
    say(words.locked_here, { isError: true });
    return;
  }
  const zh = here.inOrder([...row.zh, ...next.zh]);
  const en = here.inOrder([...row.en, ...next.en]);
  const [made, texts] = here.fused(zh, en, [row, next]);
  perform(aboutRows("merge", [row, next], { after: [[made], []], texts }));
}

function move(by) {
  const row = present();
  if (!row || !row.en.length) {
    return;
  }
  const piece = row.en[by < 0 ? 0 : row.en.length - 1];
  const rest = { zh: row.zh, en: row.en.filter((name) => name !== piece) };
  const left = rest.zh.length || rest.en.length ? [rest] : [];
  const other = here.rows[here.rows.indexOf(row) + by];
  if (!other) {
    const alone = { zh: [], en: [piece] };
    if (left.length) {
      const after = [by < 0 ? [alone, rest] : [rest, alone]];
      perform(aboutRows("move", [row], { after, texts: [] }));
    }
    return;
  }
  const [taken, texts] = here.fused(other.zh, here.inOrder([...other.en, piece]), [row, other]);
  const rows = by < 0 ? [other, row] : [row, other];
  const after = by < 0 ? [[taken], left] : [left, [taken]];
  perform(aboutRows("move", rows, { after, texts }));
}

// A line that says what the keys do now, as long as they do something else than usual.
function showMode() {
  const line = element("mode");
  const first = linkFrom === null ? null : here.byKey.get(linkFrom);
  linkAnyway = linkAnyway && Boolean(first);
  line.hidden = !first;
  const number = String(here.rows.indexOf(first) + 1);
  line.querySelector("span").textContent = first ? words.link_hint.replace("{row}", number) : "";
  document.body.classList.toggle("linking", Boolean(first));
}

let linkAnyway = false; // whether the page has said that a link takes a confirmed row apart

function leaveMode() {
  linkFrom = null;
  activate(active, { scroll: false });
  showMode();
}

function link() {
  const row = present();
  if (!row) {
    return;
  }
  if (linkFrom === null) {
    if (!row.zh.length) {
      say(words.link_from_zh, { isError: true });
      return;
    }
    linkFrom = active;
    activate(active);
    showMode();
    return;
  }
  const [first, second] = [here.byKey.get(linkFrom), row];
  if (first === second || !second.en.length) {
    say(words.link_to_en, { isError: true });
    return;
  }
  if (first && !linkAnyway && [first, second].some((one) => one.status === "confirmed")) {
    linkAnyway = true; // the same key again links them all the same
    say(`${words.link_confirmed} ${words.link_again}`, { isError: true });
    return;
  }
  linkFrom = null;
  showMode();
  if (!first) {
    say(words.stale, { isError: true });
    return;
  }
  const made = [{ zh: first.zh, en: second.en }];
  if (first.en.length) {
    made.push({ zh: [], en: first.en });
  }
  const rest = second.zh.length ? [{ zh: second.zh, en: [] }] : [];
  perform(aboutRows("link", [first, second], { after: [made, rest] }));
}

function accept(row, finding) {
  const found = finding || openFindings(row)[0];
  if (found) {
    perform(aboutRows("accept", [row], { finding: found.keep }));
  }
}

function correct(row, finding) {
  const found = finding || openFindings(row).find((one) => one.corrected);
  if (found) {
    changeText(row, found.corrected);
  }
}

function turn(undone) {
  const found = lastTurned(undone);
  const act = found && newAct(undone ? "redo" : "undo", { target: found.act.id });
  if (!act) {
    say(undone ? words.nothing_to_redo : words.nothing_to_undo);
    return;
  }
  act.rendering = found.act.rendering;
  act.document = found.act.document;
  if (!apply(act)) {
    acts.pop();
    say(words.stale, { isError: true });
    return;
  }
  if (found.part !== here) {
    choosePart(parts.indexOf(found.part));
  } else {
    follow(found.change, !undone);
  }
  const rows = found.change.groups.flatMap(([old, made]) => (undone ? made : [old]));
  active = rows[0] ? rows[0].key : active;
  page = Math.max(0, Math.floor(view.indexOf(active) / ROWS));
  draw();
  keep();
}

// --- editors -----------------------------------------------------------------------------------------------

function openField(save) {
  const row = present();
  const node = row && nodeOf(row.key);
  const text = row ? here.sideText(row, "en") : "";
  if (!node || editing) {
    return;
  }
  const field = makeField(node.querySelector(".cell.en"), text, words.english);
  const about = { hint: words.edit_hint, label: words.save, isEdit: true };
  openBar(node, [field], about, () => save(row, field.value));
  field.focus();
  field.setSelectionRange(text.length, text.length);
}

// The line under an editor, and the keys that end it.
function openBar(node, fields, { hint, label, isEdit = false }, save) {
  const finish = (isSaved, andConfirm = false) => {
    editing = null;
    draw();
    const isChanged = isSaved && save();
    if (andConfirm) {
      confirmSaved(isChanged);
    }
  };
  editing = { node, isEdit, finish };
  const bar = make("div", "editor-bar", make("span", "", hint));
  bar.append(button(label, "primary", () => finish(true)));
  bar.append(button(words.cancel, "", () => finish(false)));
  node.append(bar);
  for (const field of fields) {
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) {
        return; // the key belongs to the input method
      }
      if ((event.key === "Enter" && !event.shiftKey) || event.key === "Escape") {
        event.preventDefault();
        const isEnter = event.key === "Enter";
        finish(isEnter, isEnter && isEdit && (event.ctrlKey || event.metaKey));
      }
      event.stopPropagation();
    });
  }
}

// Confirm the row of an editor that was ended with Ctrl+Enter; not what no check has seen.
function confirmSaved(isChanged) {
  const row = present();
  const isOpen = isChanged || !row || openFindings(row).length > 0;
  if (isOpen || !here.sideText(row, "zh") || !here.sideText(row, "en")) {
    say(isChanged ? words.confirm_unchecked : words.confirm_again, { isError: true });
  } else {
    setStatus("confirm");
  }
}

// Save what is written before something else is done; a split that was not made is left.
function leaveEditor() {
  if (editing) {
    editing.finish(editing.isEdit);
  }
}

function edit() {
  openField((row, value) => changeText(row, value));
}

function changeText(row, value) {
  const old = here.sideText(row, "en");
  const text = oneLine(value);
  if (!text || text === old) {
    return false;
  }
  const isWritten = !row.en.length || here.text(row, WRITTEN);
  const pieces = isWritten ? [...row.en, WRITTEN] : row.en;
  const own = pieces.map((piece) => here.text(row, piece));
  const made = shareOut(own, old, text);
  const texts = pieces
    .map((piece, at) => ({ piece, old: own[at], new: made[at] }))
    .filter((change) => change.old !== change.new);
  perform(aboutRows("edit", [row], { texts }));
  return true;
}

// Divide a changed text among the pieces of a row, at white space.
function shareOut(own, old, text) {
  let head = 0;
  while (head < Math.min(old.length, text.length) && old[head] === text[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < Math.min(old.length, text.length) - head && old.at(-1 - tail) === text.at(-1 - tail)) {
    tail += 1;
  }
  const spaces = [0, text.length, ...[...text.matchAll(/\s/g)].map((match) => match.index)];
  const edges = [0];
  let at = 0;
  for (const piece of own.slice(0, -1)) {
    at += piece.length;
    let edge = at <= head ? at : text.length - (old.length - at);
    if (at > head && at < old.length - tail) {
      const share = (at - head) / (old.length - tail - head);
      edge = head + Math.round(share * (text.length - tail - head));
    }
    spaces.sort((a, b) => Math.abs(a - edge) - Math.abs(b - edge));
    edges.push(Math.max(edges.at(-1), spaces[0]));
    at += 1;
  }
  edges.push(text.length);
  return edges.slice(0, -1).map((start, number) => strip(text.slice(start, edges[number + 1])));
}

// Two seams, one in each text; that of the Chinese stands between sentences.
function split() {
  const row = present();
  const node = row && nodeOf(row.key);
  if (!node || editing) {
    return;
  }
  const texts = {};
  const borders = { zh: [], en: [] };
  for (const side of ["zh", "en"].filter((name) => here.sideText(row, name))) {
    texts[side] = here.sideText(row, side);
    borders[side] = bordersOf(row, side);
  }
  if (!texts.en && !borders.zh.length) {
    say(words.locked_split, { isError: true });
    return;
  }
  const fields = makeSeams(node, texts, borders, { zh: false, en: true });
  const about = { hint: words.split_hint, label: words.split };
  openBar(node, Object.values(fields), about, () => splitAt(row, fields));
  (fields.en || fields.zh).focus();
}

// Where sentences begin in one text of a row, in units of a script.
function bordersOf(row, side) {
  const found = [];
  let at = 0;
  for (const piece of row[side]) {
    const text = here.text(row, piece);
    if (text && at) {
      found.push(at);
    }
    at += text ? text.length + JOINERS[side].length : 0;
  }
  return found;
}

function splitAt(row, fields) {
  const parts = {};
  for (const side of ["zh", "en"]) {
    parts[side] = fields[side] ? cut(row, side, seamOf(fields[side])) : [row[side], [], []];
  }
  const made = [0, 1].map((at) => ({ zh: parts.zh[at], en: parts.en[at] }));
  if (made.some(({ zh, en }) => !zh.length && !en.length)) {
    say(words.no_split, { isError: true });
    return;
  }
  const texts = [...parts.zh[2], ...parts.en[2]];
  perform(aboutRows("split", [row], { after: [made], texts }));
}

// Return the pieces of one text before and behind an offset, and the texts of a piece that is cut.
function cut(row, side, offset) {
  const pieces = row[side];
  let at = 0;
  for (let number = 0; number < pieces.length; number += 1) {
    const piece = pieces[number];
    const text = here.text(row, piece);
    const end = at + length(text);
    if (offset <= at) {
      return [pieces.slice(0, number), pieces.slice(number), []];
    }
    if (offset < end) {
      const [names, texts] = cutPiece(piece, text, offset - at);
      return [
        [...pieces.slice(0, number), names[0]],
        [names[1], ...pieces.slice(number + 1)],
        texts,
      ];
    }
    at = text ? end + JOINERS[side].length : end;
  }
  return [pieces, [], []];
}

function cutPiece(piece, text, offset) {
  const [name, start, ending] = splitName(piece);
  const whole = Array.from(here.sentences.get(name));
  const end = ending === null ? whole.length : ending;
  const own = whole.slice(start, end).join("");
  const white = length(own) - length(own.replace(new RegExp(`^[${WHITE}]+`), ""));
  const published = here.published(piece);
  const at = text === published ? offset : Math.round((offset / length(text)) * length(published));
  const border = start + white + Math.min(Math.max(at, 1), length(published) - 1);
  const names = [`${name}@${start}-${border}`, `${name}@${border}-${end}`];
  const texts = text === published ? [] : [slice(text, 0, offset), slice(text, offset)];
  const changes = texts.map((part, number) => ({
    piece: names[number],
    old: here.published(names[number]),
    new: strip(part),
  }));
  return [names, changes];
}

// --- dialogs, files, keys --------------------------------------------------------------------------------

function comment() {
  const dialog = openDialog("comment");
  const field = dialog.querySelector("textarea");
  field.value = "";
  dialog.onclose = () => {
    const text = field.value.trim();
    const row = present();
    if (dialog.returnValue === "save" && text && row) {
      perform(aboutRows("comment", [row], { comment: text }));
    } else {
      activate(active, { scroll: false });
    }
  };
  field.focus();
}

function expressed(row, side, principle) {
  const mark = row.marks.find((one) => one[0] === side && one[1] === principle);
  return mark ? mark[2] : row.principles.some((one) => one[0] === side && one[1] === principle);
}

function principles() {
  if (!present()) {
    return;
  }
  const dialog = openDialog("principles");
  const body = dialog.querySelector("tbody");
  const boxes = data.principles.map((principle) => {
    const line = make("tr", "", make("th", "", principle));
    for (const side of ["zh", "en"]) {
      const box = make("input");
      box.type = "checkbox";
      box.checked = expressed(present(), side, principle);
      box.setAttribute("aria-label", `${principle} ${words[`in_${side}`]}`);
      box.addEventListener("change", () => {
        const op = box.checked ? "add-principle" : "remove-principle";
        perform(aboutRows(op, [present()], { side, principle }));
        box.focus();
      });
      line.append(make("td", "", box));
    }
    return line;
  });
  body.replaceChildren(...boxes);
  dialog.onclose = () => activate(active, { scroll: false });
}

function save() {
  saveAs("edits.jsonl", new Blob([asLines()], { type: "application/x-ndjson" }), LONG_MS);
  saved = acts.length;
  keep();
  drawCounts();
  say(words.save_hint);
}

// Do the acts of a log that are new; return how many lines hold none, or one that does not fit.
function readLines(text) {
  const known = new Set(acts.map((act) => act.id));
  let wrong = 0;
  for (const line of text.split("\n").filter((one) => one.trim())) {
    const size = acts.length;
    let fits = false;
    try {
      const act = JSON.parse(line);
      fits = known.has(act.id) || apply(act);
    } catch (error) {
      fits = false; // it is no act
    }
    if (!fits) {
      acts.length = size;
      wrong += 1;
    }
  }
  return wrong;
}

async function load(file) {
  const before = acts.length;
  const wrong = readLines(await file.text());
  keep();
  sort();
  draw();
  say(`${acts.length - before} ${words.loaded}${wrong ? ` · ${wrong} ${words.not_fitting}` : ""}`);
}

function clearFilters() {
  clearFields(filters);
  page = 0;
  sort();
  draw();
}

function choosePart(number) {
  here = parts[number];
  element("part").value = String(number);
  linkFrom = null;
  active = null;
  page = 0;
  const all = make("option", "", words.all_sections);
  all.value = "";
  const options = here.sections.map(([path, titles, names]) => {
    const option = make("option", "", `${names[language]} ${titles[0] || titles[1]}`);
    option.value = path;
    return option;
  });
  element("section").replaceChildren(all, ...options);
  sort();
  draw();
}

function speak(name) {
  language = name;
  words = data.words[name];
  document.documentElement.lang = name === "zh" ? "zh-Hans" : "en";
  for (const node of document.querySelectorAll("[data-word]")) {
    node.textContent = words[node.dataset.word];
  }
  for (const node of document.querySelectorAll("[data-title]")) {
    node.title = words[node.dataset.title] || "";
  }
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", words[node.dataset.label]);
  }
  filters.elements.text.placeholder = `${words.search}  /`;
  element("language").lang = name === "zh" ? "en" : "zh-Hans";
}

const ACTS = {
  confirm: () => setStatus("confirm"),
  "needs-review": () => setStatus("needs-review"),
  reject: () => setStatus("reject"),
  reopen: () => setStatus("reopen"),
  merge,
  split,
  "up-en": () => move(-1),
  "down-en": () => move(1),
  link,
  edit,
  principles,
  correct: () => present() && correct(present()),
  accept: () => present() && accept(present()),
  leave: leaveMode,
  details: () => {
    const shown = document.body.classList.toggle("show-details");
    element("about").setAttribute("aria-expanded", String(shown));
  },
  comment,
  undo: () => turn(false),
  redo: () => turn(true),
  "next-doubtful": () => {
    const key = nextWhere(isDoubtful, 1);
    if (key) {
      goTo(key);
    } else {
      say(words.all_done);
    }
  },
  "previous-doubtful": () => {
    const key = nextWhere(isDoubtful, -1);
    if (key) {
      goTo(key);
    }
  },
  down: () => step(1),
  up: () => step(-1),
  save,
  load: () => element("file").click(),
  help: () => openDialog("help"),
  search: () => filters.elements.text.focus(),
  clear: clearFilters,
  refresh: () => {
    sort();
    draw();
  },
  order: () => {
    filters.elements.order.value = filters.elements.order.value === "text" ? "doubt" : "text";
    const key = active;
    sort();
    goTo(key);
  },
  language: () => {
    speak(language === "zh" ? "en" : "zh");
    const [section, key] = [filters.elements.section.value, active];
    choosePart(parts.indexOf(here));
    filters.elements.section.value = section;
    sort();
    goTo(key);
  },
  theme: toggleTheme,
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.altKey) {
    return; // the key belongs to the input method
  }
  if (event.key === "Escape") {
    toast.hidden = true;
    if (!event.target.closest("dialog")) {
      const isBusy = linkFrom !== null || event.target.closest("input, textarea, select");
      leaveMode();
      if (!isBusy && coversRows(document.querySelector("aside"))) {
        ACTS.details();
      }
    }
    return;
  }
  const inRows = !event.target.closest("input, textarea, select, dialog, button, a");
  if (linkFrom !== null && event.key === "Enter" && inRows) {
    event.preventDefault();
    link();
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase();
    const name = { s: "save", y: "redo", z: "undo", enter: "confirm" }[key] || "";
    if (name && !event.target.closest("textarea")) {
      event.preventDefault();
      ACTS[name === "undo" && event.shiftKey ? "redo" : name]();
    }
    return;
  }
  if (event.target.closest("input, textarea, select, dialog")) {
    return;
  }
  if (event.target.closest("button, a") && (event.key === "Enter" || event.key === " ")) {
    return; // the key presses the button
  }
  const act = ACTS[KEYS[event.key]];
  if (act) {
    event.preventDefault();
    act();
  }
});

document.addEventListener(
  "pointerdown",
  (event) => {
    if (editing && !editing.node.contains(event.target)) {
      const other = event.target.closest(".row"); // drawn anew before the click arrives
      leaveEditor();
      if (other && here.byKey.has(other.dataset.key)) {
        activate(other.dataset.key, { scroll: false });
      }
    }
  },
  true,
);

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (pressed && pressed.dataset.do) {
    ACTS[pressed.dataset.do]();
  }
});

filters.addEventListener("input", (event) => {
  if (!event.isComposing) {
    page = 0;
    sort();
    draw({ focus: event.target.type !== "search" });
  }
});
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  activate(active);
});
element("part").addEventListener("change", (event) => choosePart(Number(event.target.value)));
element("file").addEventListener("change", (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  if (file) {
    load(file);
  }
});
window.addEventListener("beforeunload", (event) => {
  const dialog = element("comment-dialog");
  const isWriting = dialog.open ? dialog.querySelector("textarea").value : editing && editing.isEdit;
  if ((acts.length > saved && !keep()) || isWriting) {
    event.preventDefault(); // the browser keeps nothing, or something is being written
  }
});
reviewer.addEventListener("change", keep);

parts.forEach((part, number) => {
  const option = make("option", "", parts.length > 1 ? `${part.title} · ${part.name}` : part.title);
  option.value = String(number);
  element("part").append(option);
});
try {
  const kept = JSON.parse(localStorage.getItem(storeName) || "null");
  if (kept) {
    reviewer.value = kept.by || "";
    readLines(kept.acts.map((act) => JSON.stringify(act)).join("\n"));
    saved = kept.saved;
  }
} catch (error) {
  saved = 0; // the browser keeps nothing, or something else
}
speak(data.language || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"));
choosePart(0);
