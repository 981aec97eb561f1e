"""How quiet and how right the checks of renderings are, beside pofilter of the Translate Toolkit.

    python benchmarks/checks.py SHARED              print the tables
    python benchmarks/checks.py SHARED --save       and write checks.json and docs/checks.md
    python benchmarks/checks.py SHARED --part NAME  one part: correct, marked, planted, talks, speed
    python benchmarks/checks.py SHARED --draw N     N findings of the documents in SHARED/files

SHARED holds `gold/hkma` (paragraphs of annual reports, correct by nature), `gold/pol` (aligned
sentences), `checks/demetr-zh-en.jsonl` (sentences with a fault each), `checks/mqm-ted-zh-en.jsonl`
(machine translations of talks with marked omissions), and `files` (reports). Read while the checks
were made: the first half of DEMETR, of which nothing is reported; the first half of hkma; pairs of
pol with even numbers. What is called held out is the other half.

A planted fault counts as found if the damaged pair has a finding that it had not before. pofilter
needs `pip install translate-toolkit`.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from statistics import median
from typing import Any

import aigov_corpus as ac
from aigov_corpus import patterns
from aigov_corpus.checking import QUICK, check_pairs
from aigov_corpus.checking.close_reading.network import load_network
from aigov_corpus.checking.close_reading.tokens import load_tokenizer
from aigov_corpus.checking.joined_findings import CODES, SAME
from aigov_corpus.checking.list_items import find_english_lists
from aigov_corpus.evaluation.gold import read_gold
from aigov_corpus.records import Finding, Pair, Span
from aigov_corpus.text.numerals import find_numbers
from checks_page import write_page
from figures import describe_machine
from planted_lists import find_chinese_lists

OUT = Path(__file__).with_name("checks.json")
Texts = tuple[str, str]
"""A Chinese text and its English rendering."""
Planter = Callable[[str, str, random.Random], str | None]
"""Returns the English with a fault in it, or None if the texts have no place for one."""
SEED = 17
TURNS = 7
"""Times that speed is measured."""
TEXTS = frozenset({".md", ".txt", ".asc"})
"""Ends of names of files that hold a whole text."""
OMISSION = "Accuracy/Omission"
"""The category of marked omissions in the talks."""
WANTED = {"number": "number", "codemix": "untranslated", "repeated": "doubled"}
"""Kinds of DEMETR whose fault a check of this code must find; for others, any new finding."""


def read_hkma(shared: Path) -> list[Texts]:
    """Return the paragraphs of the annual reports that have both languages."""
    texts = []
    for zh in sorted((shared / "gold" / "hkma").glob("*.zh.txt")):
        en = zh.with_name(zh.name.replace(".zh.", ".en."))
        both = zip(
            zh.read_text("utf-8").split("\n"), en.read_text("utf-8").split("\n"), strict=True
        )
        texts += [pair for pair in both if pair[0].strip() and pair[1].strip()]
    return texts


def read_beads(shared: Path) -> list[Texts]:
    """Return the aligned sentences of gold/pol and of the bundled corpus."""
    texts = []
    for text in read_gold(shared / "gold" / "pol"):
        for src, tgt in text.beads:
            if src and tgt:
                zh = "".join(text.src[number] for number in src)
                texts.append((zh, " ".join(text.tgt[number] for number in tgt)))
    return texts + [(pair.zh, pair.en) for pair in ac.load() if pair.zh and pair.en]


def read_documents(shared: Path) -> Iterator[tuple[str, list[Pair]]]:
    """Yield name and pairs of each real document in `files`, aligned by this package.

    Left out are subtitles, PDF files, and the small inputs that are no documents.
    """
    for file in sorted((shared / "files").glob("*.truth.json")):
        truth = json.loads(file.read_text("utf-8"))
        paths = [file.with_name(truth[side]) for side in ("src", "tgt")]
        if not file.name.startswith("min-") and all(path.suffix in TEXTS for path in paths):
            yield truth["id"], list(ac.align(*paths))


def read_marked(shared: Path) -> list[dict[str, str]]:
    """Return the second half of DEMETR, by Chinese sentences."""
    lines = (shared / "checks" / "demetr-zh-en.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    sentences = list(dict.fromkeys(row["zh"] for row in rows))
    held_out = set(sentences[len(sentences) // 2 :])
    return [row for row in rows if row["zh"] in held_out]


def find_ours(
    texts: Sequence[Texts], only: Sequence[str] | None = None, *, thorough: bool = False
) -> list[list[Finding]]:
    """Return our findings of each pair, but those about consistency.

    What is said once for several pairs is a finding of each of them; see `keep_shown`.

    Args:
        texts: the pairs.
        only: codes of the checks to run; None for all.
        thorough: whether the texts are read closely.
    """
    pairs = list(ac.Corpus.from_pairs(texts))
    places = {pair.pair_id: number for number, pair in enumerate(pairs)}
    found: list[list[Finding]] = [[] for _ in pairs]
    for finding in check_pairs(pairs, only=only, thorough=thorough):
        if finding.code.startswith("consistency"):
            continue
        message, _, _ = finding.message.partition(SAME)  # without the other pairs that it names
        of_pair = replace(finding, message=message)
        spans = [place for place in finding.places if isinstance(place, Span)]
        named = spans if finding.code in CODES else spans[:1]
        for name in dict.fromkeys(span.pair_id for span in named):
            found[places[name]].append(of_pair)
    return found


def keep_shown(texts: Sequence[Texts], found: Sequence[Sequence[Finding]]) -> list[list[Finding]]:
    """Return the findings of each pair that are shown there, not at another pair for several."""
    shown = []
    for pair, of_pair in zip(ac.Corpus.from_pairs(texts), found, strict=True):
        firsts = [(one, one.places[0]) for one in of_pair]
        shown.append(
            [
                one
                for one, first in firsts
                if isinstance(first, Span) and first.pair_id == pair.pair_id
            ]
        )
    return shown


def count_codes(found: Sequence[Sequence[Finding]]) -> dict[str, float]:
    """Return, for each check, the share of pairs in which it found something."""
    codes = Counter(code for findings in found for code in {one.code for one in findings})
    return {code: round(count / len(found), 4) for code, count in sorted(codes.items())}


def find_pofilter(texts: Sequence[Texts]) -> list[set[str]]:
    """Return the names of the filters of pofilter that each pair fails."""
    from translate.filters.checks import CheckerConfig, StandardChecker
    from translate.lang import factory
    from translate.storage.po import pounit

    config = CheckerConfig(targetlanguage="en")
    config.sourcelang = factory.getlanguage("zh")
    checker = StandardChecker(config)
    failed = []
    for zh, en in texts:
        unit = pounit(zh)
        unit.target = en
        failed.append(set(checker.run_filters(unit)))
    return failed


def share(flags: Iterable[object]) -> float:
    """Return the share of values that are true, with four decimals."""
    values = [bool(flag) for flag in flags]
    return round(sum(values) / max(1, len(values)), 4)


def measure_correct(shared: Path) -> dict[str, object]:
    """Return the shares of correct paragraphs with findings, ours and those of pofilter."""
    texts = read_hkma(shared)
    half = len(texts) // 2
    ours, theirs = keep_shown(texts, find_ours(texts)), find_pofilter(texts)
    return {
        "paragraphs": len(texts),
        "number": share(any(f.code == "number" for f in found) for found in ours),
        "any error": share(any(f.severity == "error" for f in found) for found in ours),
        "any finding": share(ours),
        "held out": {
            "number": share(any(f.code == "number" for f in found) for found in ours[half:]),
            "any error": share(any(f.severity == "error" for f in found) for found in ours[half:]),
            "any finding": share(ours[half:]),
        },
        "by code": count_codes(ours),
        "pofilter numbers": share("numbers" in failed for failed in theirs),
        "pofilter any": share(theirs),
    }


def measure_marked(shared: Path) -> dict[str, object]:
    """Return, for each kind of DEMETR, the share of faults found, ours and pofilter's."""
    rows = read_marked(shared)
    texts = [(row["zh"], row[which]) for row in rows for which in ("good", "bad")]
    ours, theirs = _count_marked(rows, thorough=False), find_pofilter(texts)
    kinds: dict[str, list[bool]] = defaultdict(list)
    for number, row in enumerate(rows):
        kinds[row["kind"]].append(bool(theirs[2 * number + 1] - theirs[2 * number]))
    good_texts = {texts[2 * number]: number for number in range(len(rows))}
    # without the damaged sentences, which show a check that a name is left out often
    good_ours = find_ours_apart(list(good_texts))
    good_theirs = [theirs[2 * number] for number in good_texts.values()]
    return {
        "good": len(good_texts),
        "good flagged number": share(any(f.code == "number" for f in fs) for fs in good_ours),
        "good flagged anything": share(good_ours),
        "good by code": count_codes(good_ours),
        "good flagged by pofilter numbers": share("numbers" in failed for failed in good_theirs),
        "good flagged by pofilter": share(good_theirs),
        "found": {
            kind: {"sentences": len(hits), "ours": ours[kind], "pofilter": share(hits)}
            for kind, hits in sorted(kinds.items())
        },
    }


def _count_marked(rows: Sequence[dict[str, str]], *, thorough: bool) -> dict[str, float]:
    """Return, for each kind of DEMETR, the share of faults that we find."""
    texts = [(row["zh"], row[which]) for row in rows for which in ("good", "bad")]
    ours = find_ours_apart(texts, thorough=thorough)
    kinds: dict[str, list[bool]] = defaultdict(list)
    for number, row in enumerate(rows):
        good, bad = ({(f.code, f.message) for f in ours[2 * number + at]} for at in (0, 1))
        new = {code for code, _ in bad - good}
        code = WANTED.get(row["kind"])
        kinds[row["kind"]].append(code in new if code else bool(new))
    return {kind: share(hits) for kind, hits in sorted(kinds.items())}


def find_ours_apart(texts: Sequence[Texts], *, thorough: bool = False) -> list[list[Finding]]:
    """Return our findings of texts of which several have one source.

    They are checked as one corpus, but what compares pairs with each other is left out.
    """
    pairs = []
    for number, (zh, en) in enumerate(texts):
        (pair,) = ac.Corpus.from_pairs([(zh, en)], document=f"d{number}")
        pairs.append(pair)
    found: list[list[Finding]] = [[] for _ in pairs]
    places = {pair.pair_id: number for number, pair in enumerate(pairs)}
    for finding in check_pairs(pairs, thorough=thorough):
        first = finding.places[0]
        if isinstance(first, Span) and not finding.code.startswith("consistency"):
            found[places[first.pair_id]].append(finding)
    return found


def plant_number(zh: str, en: str, chance: random.Random) -> str | None:
    """Change a digit of a number, or a number word."""
    words = {"three": "five", "four": "six", "five": "three", "six": "nine", "seven": "four"}
    mentions = [
        mention
        for mention in find_numbers(en, lang="en")
        if (
            mention.kind != "time"
            and mention.values[0] not in (0, 0.5, 1, 2)
            and re.search(r"\d", en[mention.start : mention.end] or "")
        )
        or en[mention.start : mention.end].lower() in words
    ]
    if not mentions or not find_numbers(zh, lang="zh"):
        return None
    mention = chance.choice(mentions)
    written = en[mention.start : mention.end]
    if written.lower() in words:
        return f"{en[: mention.start]}{words[written.lower()]}{en[mention.end :]}"
    at = mention.start + chance.choice([m.start() for m in re.finditer(r"\d", written)])
    digit = chance.choice([char for char in "123456789" if char != en[at]])
    return f"{en[:at]}{digit}{en[at + 1 :]}"


def plant_list(zh: str, en: str, chance: random.Random) -> str | None:
    """Drop an item between two others of an English list as long as a Chinese one."""
    sizes = {len(items) for items in find_chinese_lists(zh)}
    for items in find_english_lists(en):
        if len(items) not in sizes:
            continue
        last = items[-2][1]
        comma = en.rfind(", ", 0, last)
        if comma >= 0:
            return en[:comma] + en[last:]
    return None


def plant_chinese(zh: str, en: str, chance: random.Random) -> str | None:
    """Put two Chinese characters in the place of an English word."""
    words = list(re.finditer(r"\b[a-z]{5,}\b", en))
    chinese = re.findall(r"[\u4e00-\u9fff]{2}", zh)
    if not words or not chinese:
        return None
    word = chance.choice(words)
    return en[: word.start()] + chance.choice(chinese) + en[word.end() :]


def plant_clause(zh: str, en: str, chance: random.Random) -> str | None:
    """Drop a clause of four words or more between two commas."""
    clauses = [m for m in re.finditer(r",([^,.;:]+)(?=[,.;])", en) if len(m[1].split()) >= 4]
    if not clauses or len(re.findall("[，；]", zh)) < 1:
        return None
    clause = chance.choice(clauses)
    return en[: clause.start()] + en[clause.end() :]


def plant_negation(zh: str, en: str, chance: random.Random) -> str | None:
    """Put “not” behind an auxiliary verb, or take it away."""
    if found := re.search(r"\b(?:not|never) ", en):
        return en[: found.start()] + en[found.end() :]
    verbs = list(re.finditer(r"\b(?:is|are|was|were|will|should|must|can|shall|has|have) ", en))
    if not verbs:
        return None
    verb = chance.choice(verbs)
    return f"{en[: verb.end()]}not {en[verb.end() :]}"


def plant_quote(zh: str, en: str, chance: random.Random) -> str | None:
    """Leave a quotation mark or bracket open."""
    marks = [at for at, char in enumerate(en) if char in "”)"]
    if not marks or en.count("“") != en.count("”") or en.count("(") != en.count(")"):
        return None
    at = chance.choice(marks)
    return en[:at] + en[at + 1 :]


def plant_comma(zh: str, en: str, chance: random.Random) -> str | None:
    """Write a comma twice."""
    commas = [at for at, char in enumerate(en) if char == ","]
    if not commas:
        return None
    at = chance.choice(commas)
    return f"{en[:at]},{en[at:]}"


def plant_word(zh: str, en: str, chance: random.Random) -> str | None:
    """Write a word twice."""
    words = list(re.finditer(r"\b[a-z]{3,}\b", en))
    if not words:
        return None
    word = chance.choice(words)
    return f"{en[: word.end()]} {en[word.start() :]}"


def plant_copy(zh: str, en: str, chance: random.Random) -> str | None:
    """Copy the source."""
    return zh


def plant_nothing(zh: str, en: str, chance: random.Random) -> str | None:
    """Leave the translation empty."""
    return ""


def plant_question(zh: str, en: str, chance: random.Random) -> str | None:
    """End the sentence with a question mark."""
    return f"{en[:-1]}?" if en.endswith(".") and "？" not in zh else None


def plant_cut(zh: str, en: str, chance: random.Random) -> str | None:
    """Keep the first tenth of a long translation."""
    is_chosen = len(en) > LEAST_CUT and chance.random() < SHARE_CUT
    return " ".join(en.split()[: len(en.split()) // 10]) if is_chosen else None


def plant_permission(zh: str, en: str, chance: random.Random) -> str | None:
    """Make a permission of a prohibition, or drop the word for a duty."""
    if re.search("不得|不准|不许", zh) and re.search(r"\b(?:must|shall|may) not\b", en):
        return re.sub(r"\b(?:must|shall|may) not\b", "may", en)
    if re.search("必须|应当", zh) and len(duty := re.findall(r"\b(?:must|shall|should) ", en)) == 1:
        return en.replace(duty[0], "")
    return None


def plant_name(zh: str, en: str, chance: random.Random) -> str | None:
    """Replace a name of a country or city by another."""
    names = [name for name in PLACES if re.search(rf"\b{name}\b", en)]
    if not names:
        return None
    other = chance.choice([name for name in OTHER_PLACES.split() if name not in en])
    return en.replace(chance.choice(names), other, 1)


LEAST_CUT = 150
"""Characters of a translation that is cut short."""
SHARE_CUT = 0.1
"""Share of such translations that are cut, so that most of the text stays as it is."""
PLACES = ("China", "Beijing", "Hong Kong", "Macao", "Taiwan", "Russia", "Africa", "Asia", "Moscow",
          "Kazakhstan", "Tanzania", "Indonesia", "Germany", "Brazil", "Europe")  # fmt: skip
OTHER_PLACES = (
    "Norway Sweden Finland Poland Hungary Austria Greece Portugal Spain Italy Belgium Ireland"
    " Iceland Ukraine Romania Bulgaria Turkey Egypt Kenya Ethiopia Nigeria Morocco Algeria Angola"
    " Zambia Israel Jordan Syria Lebanon Iraq Iran Pakistan Nepal Bangladesh Thailand Vietnam"
    " Cambodia Malaysia Singapore Philippines Japan Mongolia Canada Mexico Cuba Peru Chile"
    " Argentina Colombia"
)
"""Names that replace another; many, so that none stands so often that it seems a habit."""
PLANTERS: dict[str, tuple[Planter, str]] = {
    "number": (plant_number, "number"),
    "list item dropped": (plant_list, ""),
    "Chinese left": (plant_chinese, "untranslated"),
    "clause dropped": (plant_clause, ""),
    "negation": (plant_negation, ""),
    "name of a place replaced": (plant_name, "name"),
    "duty or prohibition lost": (plant_permission, "modality"),
    "question made": (plant_question, "question"),
    "mark left open": (plant_quote, "quotes"),
    "comma doubled": (plant_comma, "punctuation"),
    "word doubled": (plant_word, "doubled"),
    "source copied": (plant_copy, "same-as-source"),
    "translation empty": (plant_nothing, "empty"),
    "translation cut to a tenth": (plant_cut, "length"),
}
"""The kinds of planted faults, with the code that must find them; empty for any."""
LEAST_SWAPPED = 15
"""Chinese characters of a sentence that is exchanged with the next one."""


def measure_planted(shared: Path) -> dict[str, object]:
    """Return the share of planted faults that are found, and of clean pairs with findings."""
    texts = read_beads(shared)
    clean = find_ours(texts)
    shown = keep_shown(texts, clean)
    po_clean = find_pofilter(texts)
    kinds: dict[str, object] = {}
    for kind, (_, code) in PLANTERS.items():
        kinds[kind] = _score(texts, plant(texts, kind), code, clean, po_clean)
    swapped: list[str | None] = [None] * len(texts)
    for first in range(0, len(texts) - 1, 4):
        if min(len(texts[first][0]), len(texts[first + 1][0])) >= LEAST_SWAPPED:
            swapped[first], swapped[first + 1] = texts[first + 1][1], texts[first][1]
    kinds["sentences swapped"] = _score(texts, swapped, "", clean, po_clean)
    return {
        "pairs": len(texts),
        "clean pairs with an error": share(
            any(f.severity == "error" for f in found) for found in shown
        ),
        "clean pairs with a finding": share(shown),
        "clean pairs with a finding, held out": share(shown[1::2]),
        "clean by code": count_codes(shown),
        "clean pairs flagged by pofilter": share(po_clean),
        "found": kinds,
    }


def plant(texts: Sequence[Texts], kind: str) -> list[str | None]:
    """Return the translation of each pair with a fault of a kind, or None if it has no place."""
    chance = random.Random(SEED)
    planter, _ = PLANTERS[kind]
    return [planter(zh, en, chance) for zh, en in texts]


def _score(
    texts: Sequence[Texts],
    damaged: Sequence[str | None],
    code: str,
    clean: Sequence[Sequence[Finding]],
    po_clean: Sequence[set[str]],
) -> dict[str, object]:
    """Return how many of the damaged pairs have a finding that the clean ones have not."""
    bad = {n: (texts[n][0], new) for n, new in enumerate(damaged) if new is not None}
    theirs = find_pofilter(list(bad.values()))
    po_hits = [failed - po_clean[n] for n, failed in zip(bad, theirs, strict=True)]
    return _count_found(texts, damaged, clean, code=code) | {"pofilter": share(po_hits)}


def _count_found(
    texts: Sequence[Texts],
    damaged: Sequence[str | None],
    clean: Sequence[Sequence[Finding]],
    *,
    code: str = "",
    thorough: bool = False,
) -> dict[str, object]:
    """Return how many pairs are damaged, and the shares with a finding that is new.

    Args:
        texts: the pairs as they are.
        damaged: the damaged translation of each pair, or None.
        clean: the findings of the pairs as they are.
        code: the check that must find it; empty for any.
        thorough: whether the texts are read closely.
    """
    bad = [(zh, en if new is None else new) for (zh, en), new in zip(texts, damaged, strict=True)]
    ours = find_ours(bad, only=[code] if code else None, thorough=thorough)
    hits = {}
    for number, new in enumerate(damaged):
        if new is not None:
            before = {(f.code, f.message) for f in clean[number]}
            codes = {f.code for f in ours[number] if (f.code, f.message) not in before}
            hits[number] = code in codes if code else bool(codes)
    return {
        "planted": len(hits),
        "ours": share(hits.values()),
        "held out": share(hit for number, hit in hits.items() if number % 2),
    }


def measure_talks(shared: Path) -> dict[str, object]:
    """Return how far `omission` agrees with the omissions that people marked in talks."""
    return _measure_talks(shared, thorough=False)


def _measure_talks(shared: Path, *, thorough: bool) -> dict[str, object]:
    """Return how far `omission` agrees with the omissions that people marked in talks.

    Each of fifteen translations of three talks is checked as a text of its own. Segments with an
    odd number are reported; those with an even one were used for developing. A finding is right
    if its place and a mark share a character.
    """
    lines = (shared / "checks" / "mqm-ted-zh-en.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    by_system: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_system[row["system"]].append(row)
    hits: list[bool] = []
    majors: list[bool] = []
    for same in by_system.values():
        findings = find_ours(
            [(row["zh"], row["en"]) for row in same], only=["omission"], thorough=thorough
        )
        for row, found in zip(same, findings, strict=True):
            if row["seg"] % 2:
                marks = [mark for mark in row["marks"] if mark["category"] == OMISSION]
                places = [place for f in found for place in f.places if isinstance(place, Span)]
                spans = [(p.start, p.end) for p in places if p.side == "zh"]
                hits += [any(_touch(span, mark) for mark in marks) for span in spans]
                majors += [
                    any(_touch(span, mark) for span in spans)
                    for mark in marks
                    if mark["severity"] == "Major"
                ]
    return {
        "findings": len(hits),
        "of these marked": share(hits),
        "marked major omissions": len(majors),
        "of these found": share(majors),
        "marks that a second person confirms": _compare_raters(rows),
    }


def _touch(span: tuple[int, int], mark: dict[str, Any]) -> bool:
    """Tell whether a place and a mark share a character."""
    return bool(span[0] < mark["end"] and mark["start"] < span[1])


def _compare_raters(rows: Sequence[dict[str, Any]]) -> float:
    """Return the share of marked omissions that another person marked too in the same two texts.

    Several systems gave the same translation of some segments, and other people read it there.
    """
    same: dict[Texts, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        same[row["zh"], row["en"]].append(row)
    confirmed = []
    for group in same.values():
        for row, other in permutations(group, 2):
            if row["raters"] != other["raters"]:
                theirs = [mark for mark in other["marks"] if mark["category"] == OMISSION]
                confirmed += [
                    any(_touch((mark["start"], mark["end"]), their) for their in theirs)
                    for mark in row["marks"]
                    if mark["category"] == OMISSION
                ]
    return share(confirmed)


def measure_speed(shared: Path) -> dict[str, object]:
    """Return the seconds of processors for aligning the texts of gold/pol, and for checking them.

    Each turn is a process of its own, which remembers nothing of the one before; the figures are
    those in the middle of all turns.
    """
    fresh = multiprocessing.get_context("spawn")
    with fresh.Pool(1, maxtasksperchild=1) as pool:
        turns = pool.map(_measure_turn, [shared] * TURNS, chunksize=1)
    middle = {name: median(turn[name] for turn in turns) for name in turns[0]}
    return {name: round(value, 3) for name, value in middle.items()}


def _measure_turn(shared: Path) -> dict[str, float]:
    """Return the figures of one turn, in seconds of all threads, whatever else the machine does."""
    texts = read_gold(shared / "gold" / "pol")
    ac.align_sentences(["你好。"], ["Hello."])
    find_ours([("你好。", "Hello.")])
    load_network()  # as that of the encoder, which aligning has loaded
    load_tokenizer()
    _compile_patterns()
    started = time.process_time()
    beads = [ac.align_sentences(text.src, text.tgt).beads for text in texts]
    aligned = time.process_time() - started
    pairs: list[Texts] = []
    for text, found in zip(texts, beads, strict=True):
        for bead in found:
            zh = "".join(text.src[number] for number in bead.src)
            pairs.append((zh, " ".join(text.tgt[number] for number in bead.tgt)))
    corpus = list(ac.Corpus.from_pairs([pair for pair in pairs if all(pair)]))
    started = time.process_time()
    check_pairs(corpus, only=QUICK)
    quick = time.process_time() - started
    started = time.process_time()
    check_pairs(corpus)
    checked = time.process_time() - started
    return {
        "pairs": len(corpus),
        "aligning, s": aligned,
        "quick checks, s": quick,
        "all checks, s": checked,
        "ratio of quick checks": quick / aligned,
        "ratio of all checks": checked / aligned,
    }


def _compile_patterns() -> None:
    """Compile all patterns now, which a program does once and not for each text."""
    for one in gc.get_objects():
        if type(one).__module__ == patterns.__name__:
            one.search  # noqa: B018  # it is compiled when it is asked for


def draw(shared: Path, count: int) -> None:
    """Print findings of the documents, drawn by chance among all of them, for reading.

    Each line has the document, the number of the unit, what was found, and the texts of the unit,
    of the one before it and of the one behind it.
    """
    drawn: list[tuple[str, list[Pair], int, Finding]] = []
    for name, pairs in read_documents(shared):
        numbers = {pair.pair_id: number for number, pair in enumerate(pairs)}
        for finding in check_pairs(pairs):
            first = finding.places[0]
            if isinstance(first, Span):
                drawn.append((name, pairs, numbers[first.pair_id], finding))
    print(f"{len(drawn)} findings", file=sys.stderr)
    random.Random(SEED).shuffle(drawn)
    for name, pairs, number, finding in drawn[:count]:
        around = [(pair.zh, pair.en) for pair in pairs[max(0, number - 1) : number + 2]]
        line = [name, number, finding.code, finding.message, *around]
        print(json.dumps(line, ensure_ascii=False))


def measure_thorough(shared: Path) -> dict[str, object]:
    """Return what changes if the texts are read closely (`check --thorough`)."""
    texts = read_beads(shared)
    clean = find_ours(texts, thorough=True)
    shown = keep_shown(texts, clean)
    kinds = {
        kind: _count_found(texts, plant(texts, kind), clean, thorough=True)
        for kind in ("clause dropped", "list item dropped")
    }
    paragraphs = read_hkma(shared)
    correct = keep_shown(paragraphs, find_ours(paragraphs, thorough=True))
    marked = read_marked(shared)
    good = list(dict.fromkeys((row["zh"], row["good"]) for row in marked))
    corpus = list(ac.Corpus.from_pairs(texts))
    seconds = []
    for thorough in (False, True):
        started = time.process_time()
        check_pairs(corpus, thorough=thorough)
        seconds.append(time.process_time() - started)
    return {
        "pairs": len(texts),
        "clean pairs with a finding": share(shown),
        "clean pairs with a finding, held out": share(shown[1::2]),
        "clean by code": count_codes(shown),
        "correct paragraphs with a finding": share(correct),
        "found": kinds,
        "marked": _count_marked(marked, thorough=True),
        "good flagged anything": share(find_ours_apart(good, thorough=True)),
        "talks": _measure_talks(shared, thorough=True),
        "processor milliseconds a pair": round(1000 * seconds[1] / len(texts), 1),
        "the same without": round(1000 * seconds[0] / len(texts), 1),
    }


PARTS: dict[str, Callable[[Path], dict[str, object]]] = {
    "speed": measure_speed,  # first, as in a process of its own
    "correct": measure_correct,
    "marked": measure_marked,
    "planted": measure_planted,
    "talks": measure_talks,
    "thorough": measure_thorough,
}


def main() -> None:
    """Measure the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--draw", type=int)
    options = parser.parse_args()
    if options.draw:
        draw(options.shared, options.draw)
        return
    figures = json.loads(OUT.read_text("utf-8")) if OUT.exists() else {}
    for part in options.part or PARTS:
        figures[part] = PARTS[part](options.shared) | {"machine": describe_machine()}
        print(part, json.dumps(figures[part], indent=1, ensure_ascii=False))
    if options.save:
        text = json.dumps(figures, indent=1, ensure_ascii=False, sort_keys=True)
        OUT.write_text(f"{text}\n", encoding="utf-8")
        write_page()


if __name__ == "__main__":
    main()
