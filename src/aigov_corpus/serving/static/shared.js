// What both review pages use: the heights of their bars, keys, buttons and editors, and where a row
// is split, a text with a seam that keys and clicks move.
"use strict";

// What each key does, by the name of the act; the page without a server lacks some of them.
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
  i: "accept",
  a: "accept",
  f: "correct",
  t: "comment",
  b: "bulk",
  H: "replace",
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
  h: "details",
};

// The bars have more lines in a narrow window; rows lie between them, and never under them.
for (const [name, bar] of [
  ["--top", document.querySelector(".top")],
  ["--filters", document.querySelector(".filters")],
  ["--bar", document.querySelector(".actions")],
]) {
  new ResizeObserver(() => {
    document.documentElement.style.setProperty(name, `${bar.offsetHeight}px`);
  }).observe(bar);
}

// Whether a panel lies over the rows, as in a narrow window, and not beside them.
function coversRows(panel) {
  return getComputedStyle(panel).position === "fixed" && panel.offsetHeight > 0;
}

// A search begins anew when an input method has ended.
const sought = document.querySelector("#filters [name=text]");
sought.addEventListener("compositionend", () => {
  sought.dispatchEvent(new Event("input", { bubbles: true }));
});

function clearFields(form) {
  for (const field of form.querySelectorAll("select, input[type=search]")) {
    field.value = "";
  }
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

function openDialog(name) {
  const dialog = document.getElementById(`${name}-dialog`);
  dialog.returnValue = "";
  dialog.showModal();
  return dialog;
}

// Give the user a file under a name; the browser keeps it for so many milliseconds.
function saveAs(name, blob, kept) {
  const anchor = make("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), kept);
}

function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) {
    node.className = className;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function button(text, className, run, title) {
  const node = make("button", className, text);
  node.type = "button";
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    run();
  });
  if (title) {
    node.title = title;
  }
  return node;
}

// Put a field with a text into a cell; it is as high as the text.
function makeField(cell, text, label) {
  const field = make("textarea", "editor");
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

const SHOWN_BESIDE = 24; // characters on either side of a seam that a screen reader says

// Where a free seam may stand: before a word, and before each Chinese character.
function wordStarts(text) {
  const starts = [];
  let before = " ";
  let at = 0;
  for (const letter of text) {
    const isHan = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
    if (!/\s/u.test(letter) && (/\s/u.test(before) || isHan.test(letter) || isHan.test(before))) {
      starts.push(at);
    }
    before = letter;
    at += letter.length;
  }
  return starts;
}

// Places behind a mark at which a clause ends.
function clauseStarts(text) {
  const marks = text.matchAll(/[^\d\s][.;!?,:，。；：！？]["”’)]?\s*(?=\S)/gu);
  return [...marks].map((match) => match.index + match[0].length);
}

// Whether both parts of a text have a letter or a digit, or one of them is empty.
function isCut(text, at) {
  const parts = [text.slice(0, at), text.slice(at)];
  return parts.every((part) => !part.trim() || /[\p{L}\p{N}]/u.test(part));
}

// Places inside a text behind a mark at which a sentence ends.
function sentenceStarts(text) {
  return clauseStarts(text).filter((at) => /[.!?。！？]["”’)]?\s*$/u.test(text.slice(0, at)));
}

function nearest(places, wanted) {
  return places.reduce((best, at) => (Math.abs(at - wanted) < Math.abs(best - wanted) ? at : best));
}

// The pair of sentence borders of two texts that stand at about the same share of their texts.
function matchingBorders(texts, borders) {
  let best = null;
  for (const zh of borders.zh) {
    for (const en of borders.en) {
      const gap = Math.abs(zh / texts.zh.length - en / texts.en.length);
      if (best === null || gap < best.gap) {
        best = { gap, zh, en };
      }
    }
  }
  return best;
}

// The pair of sentence borders nearest to a place in one of the texts; null without borders there.
function bordersNear(texts, borders, { side, at }) {
  if (!borders[side].length) {
    return null;
  }
  const found = nearest(borders[side], at);
  const other = side === "zh" ? "en" : "zh";
  const near = (found / texts[side].length) * (texts[other] || "").length;
  return borders[other].length ? { [side]: found, [other]: nearest(borders[other], near) } : null;
}

// Where the seams of a row probably belong, for each of its texts: at a border of sentences if
// there is one. The place that was clicked last chooses among several borders, or is null.
function likelySeams(texts, allBorders, free, clicked) {
  const borders = {};
  for (const [side, places] of Object.entries(allBorders)) {
    borders[side] = places.filter((at) => isCut(texts[side], at));
  }
  const near = clicked && texts[clicked.side] ? bordersNear(texts, borders, clicked) : null;
  const both = near || matchingBorders(texts, borders);
  const seams = {};
  for (const side of Object.keys(texts)) {
    const text = texts[side];
    const kinds = [borders[side], sentenceStarts(text), clauseStarts(text), wordStarts(text)];
    const cuts = kinds.map((kind) => kind.filter((at) => isCut(text, at)));
    const starts = cuts.find((kind) => kind.length) || [];
    if (both) {
      seams[side] = both[side];
    } else if (borders[side].length || free[side]) {
      const other = side === "zh" ? "en" : "zh";
      const share = borders[other].length ? borders[other][0] / texts[other].length : 0.5;
      const from = clicked && clicked.side === side ? clicked.at / text.length : share;
      seams[side] = nearest(starts.length ? starts : [text.length], text.length * from);
    } else {
      seams[side] = text.length;
    }
  }
  return seams;
}

// Put a field with a seam into a cell. A seam that is not free stands between sentences only.
function makeSeam(cell, { text, borders, isFree, at, label }) {
  const edges = [0, ...borders.filter((border) => isCut(text, border)), text.length];
  const free = isFree ? wordStarts(text).filter((start) => isCut(text, start)) : [];
  const stops = [...new Set([...edges, ...free])].sort((a, b) => a - b);
  const likely = [...new Set(isFree ? [...edges, ...clauseStarts(text)] : edges)];
  likely.sort((a, b) => a - b);
  // Arrows stay inside the text; Home and End leave all of it in one row.
  const inside = (places) => {
    const found = places.filter((place) => place > 0 && place < text.length && isCut(text, place));
    return found.length ? found : places;
  };
  const field = document.createElement("div");
  field.className = "seam-field";
  field.tabIndex = 0;
  field.setAttribute("role", "slider");
  field.setAttribute("aria-label", label);
  field.setAttribute("aria-valuemin", "0");
  field.setAttribute("aria-valuemax", String(stops.length - 1));
  let seam = isFree ? at : nearest(stops, at);

  function part(className, from, to) {
    const span = document.createElement("span");
    span.className = className;
    let start = from;
    for (const border of [...borders.filter((place) => from < place && place < to), to]) {
      if (start !== from) {
        const mark = document.createElement("span");
        mark.className = "border";
        mark.setAttribute("aria-hidden", "true");
        span.append(mark);
      }
      span.append(text.slice(start, border));
      start = border;
    }
    return span;
  }

  function draw() {
    const sign = document.createElement("span");
    sign.className = "seam";
    sign.setAttribute("aria-hidden", "true");
    field.replaceChildren(part("first", 0, seam), sign, part("second", seam, text.length));
    field.dataset.at = String(seam);
    field.setAttribute("aria-valuenow", String(stops.filter((stop) => stop <= seam).length - 1));
    const before = text.slice(Math.max(0, seam - SHOWN_BESIDE), seam);
    field.setAttribute("aria-valuetext", `${before} | ${text.slice(seam, seam + SHOWN_BESIDE)}`);
  }

  function move(places, by) {
    const next = by > 0 ? places.find((stop) => stop > seam) : places.findLast((stop) => stop < seam);
    if (next !== undefined) {
      seam = next;
      draw();
    }
  }

  function letters() {
    let place = 0;
    return [...Array.from(text, (letter) => (place += letter.length) - letter.length), text.length];
  }

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const near = inside(event.shiftKey && isFree ? letters() : stops);
    const moves = {
      ArrowLeft: [near, -1],
      ArrowRight: [near, 1],
      ArrowUp: [inside(likely), -1],
      ArrowDown: [inside(likely), 1],
    };
    if (moves[event.key]) {
      event.preventDefault();
      move(...moves[event.key]);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      seam = event.key === "Home" ? 0 : text.length;
      draw();
    }
  });
  field.addEventListener("click", (event) => {
    const place = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(event.clientX, event.clientY)
      : null;
    if (place && field.contains(place.offsetNode)) {
      const range = document.createRange();
      range.setStart(field, 0);
      range.setEnd(place.offsetNode, place.offset);
      seam = nearest(stops, range.toString().length);
      draw();
    }
  });
  draw();
  cell.replaceChildren(field);
  return field;
}

// Put a field with a seam into each cell of a row that has a text; return them by side.
function makeSeams(row, texts, borders, free, clicked = null) {
  const seams = likelySeams(texts, borders, free, clicked);
  const fields = {};
  for (const side of Object.keys(texts)) {
    fields[side] = makeSeam(row.querySelector(`.cell.${side}`), {
      text: texts[side],
      borders: borders[side],
      isFree: free[side],
      at: seams[side],
      label: `${words.split}: ${side === "zh" ? words.chinese : words.english}`,
    });
  }
  return fields;
}

// Where a seam stands, in characters as Python counts them: a rare one is two units of a script.
function seamOf(field) {
  return Array.from(field.textContent.slice(0, Number(field.dataset.at))).length;
}
