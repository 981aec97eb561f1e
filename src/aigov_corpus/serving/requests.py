"""What a page asks for: acts and filters, read from requests and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import UsageError
from aigov_corpus.records import Side
from aigov_corpus.reviewing.acts import Act, StaleError, is_side
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.planning import Planner
from aigov_corpus.reviewing.rows import Row
from aigov_corpus.serving.documents import OpenDocument
from aigov_corpus.serving.findings import RowFindings
from aigov_corpus.serving.views import section_of
from aigov_corpus.text.characters import one_line

_LONGEST = 100_000
"""Characters of the longest text that a page may send: a chapter in one unit of a memory."""


@dataclass(frozen=True, slots=True)
class RequestedAct:
    """An act that a page asks for."""

    op: str
    rendering: str
    rows: tuple[Row, ...]
    """The rows, as the page saw them."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Everything that the page sent."""

    def text(self, name: str) -> str:
        """Return a text that the page sent; empty if it sent none."""
        value = self.values.get(name, "")
        if not isinstance(value, str) or len(value) > _LONGEST:
            raise UsageError(
                f"{name} is no text of up to {_LONGEST} characters", remedy="write less"
            )
        return value

    def offset(self, name: str) -> int | None:
        """Return a whole number that the page sent, or None."""
        value = self.values.get(name)
        return value if type(value) is int else None

    def side(self) -> Side:
        """Return the side that the page means, the English if it does not say."""
        value = self.text("side")
        return "zh" if is_side(value) and value == "zh" else "en"


def read_requested(document: OpenDocument, values: Any) -> RequestedAct:
    """Return what a page asks for; its rows must be as the page saw them.

    Raises:
        StaleError: a row is not as the page saw it.
        UsageError: the request is not one that a page of this server sends.
    """
    if not isinstance(values, Mapping):
        raise UsageError("the request holds no act", remedy="load the page again")
    op, rendering = str(values.get("op", "")), str(values.get("rendering", ""))
    bitext = document.review.bitext(rendering)
    wanted = values.get("rows", [])
    if not isinstance(wanted, list) or not all(isinstance(row, Mapping) for row in wanted):
        raise UsageError("the request names no rows", remedy="load the page again")
    rows = []
    for row in wanted:
        key = str(row.get("key", ""))
        if key not in bitext or bitext[key].state != row.get("state"):
            raise StaleError((bitext[key],) if key in bitext else ())
        rows.append(bitext[key])
    return RequestedAct(op, rendering, tuple(rows), values)


def name_accepted(asked: RequestedAct, findings: RowFindings) -> RequestedAct:
    """Return a request to accept a finding with what the act keeps of the finding.

    Raises:
        UsageError: the row has no such finding.
    """
    kept = findings.accept(asked.rows[0], asked.text("finding"))
    if not kept:
        raise UsageError("this row has no open finding", remedy="choose a row with one")
    return replace(asked, values={**asked.values, "finding": kept})


def name_correction(asked: RequestedAct, findings: RowFindings) -> RequestedAct:
    """Return a request to do what a finding suggests as the edit that does it.

    Raises:
        UsageError: the row has no such finding, or it suggests nothing that could be put in.
    """
    text = findings.correct(asked.rows[0], asked.text("finding"))
    if not text:
        raise UsageError(
            "no finding of this row suggests another text", remedy="edit the English yourself"
        )
    return replace(asked, op="edit", values={**asked.values, "text": text, "side": "en"})


def plan(asked: RequestedAct, planner: Planner, bitext: Bitext) -> Act:
    """Return the act that does what a page asks for.

    Raises:
        UsageError: it cannot be done; or no page asks for such an act.
    """
    if asked.op not in _PLANS:
        raise UsageError(f"there is no act '{asked.op}'", remedy="load the page again")
    if not asked.rows:
        raise UsageError("no row is chosen", remedy="choose a row")
    return _PLANS[asked.op](asked, planner, bitext)


def _status(asked: RequestedAct, planner: Planner, bitext: Bitext) -> Act:
    return planner.simple(asked.op, asked.rows)


@dataclass(frozen=True, slots=True)
class BulkConfirmation:
    """The rows that one step confirms, and those that it leaves."""

    rows: tuple[Row, ...]
    """The rows that are confirmed."""
    held: int
    """Number of rows with such a score that stay, because they have open findings."""


def choose_many(
    values: Mapping[str, Any], bitext: Bitext, findings: RowFindings
) -> BulkConfirmation:
    """Return the undecided rows with both texts from a score upwards.

    Args:
        values: `min_score`, the least score from 0 to 1; `section`, the path of a section, empty
            for all; `with_findings`, True to confirm rows with open findings too.
        bitext: the rows.
        findings: what the checks say about them.

    Raises:
        UsageError: the least score is no number from 0 to 1.
    """
    least = values.get("min_score")
    if not isinstance(least, (int, float)) or isinstance(least, bool) or not 0 <= least <= 1:
        raise UsageError("the least score is no number from 0 to 1", remedy="write one")
    section = str(values.get("section", ""))
    rows = [
        row
        for row in bitext
        if not row.is_decided
        and row.status in ("auto", "given", "edited")
        and row.score is not None
        and row.score >= least
        and (not section or f"{section_of(bitext, row)}/".startswith(f"{section}/"))
        and all(bitext.side_text(row, side).strip() for side in ("zh", "en"))
    ]
    if values.get("with_findings") is True:
        return BulkConfirmation(tuple(rows), 0)
    clear = tuple(row for row in rows if findings.is_clear(row))
    return BulkConfirmation(clear, len(rows) - len(clear))


def name_many(asked: RequestedAct, many: BulkConfirmation) -> RequestedAct:
    """Return a request to confirm many rows with the rows that are meant.

    Raises:
        UsageError: there are none.
    """
    if not many.rows and many.held:
        raise UsageError(
            "all undecided pairs here with such a score have findings",
            remedy="look at them one by one, or tick the box for rows with findings",
        )
    if not many.rows:
        raise UsageError("no undecided pair here has such a score", remedy="choose a lower score")
    return replace(asked, rows=many.rows)


@dataclass(frozen=True, slots=True)
class BulkReplacement:
    """The rows in whose English a text is replaced."""

    rows: tuple[Row, ...]
    texts: tuple[str, ...]
    """The new English of each."""
    places: int
    """Number of places, in all rows."""
    confirmed: int
    """Number of rows that were confirmed and have to be confirmed again."""


def choose_replaced(find: str, put: str, bitext: Bitext) -> BulkReplacement:
    """Return the rows with a text in their English, and what they say with another in its place.

    Capitals count, and a word is found as a whole. Rejected rows are left alone, and so are rows
    that would have no text any more.

    Raises:
        UsageError: there is nothing to look for.
    """
    if not find.strip():
        raise UsageError("there is no text to look for", remedy="write one")
    first = r"(?<!\w)" if find[0].isalnum() else ""
    last = r"(?!\w)" if find[-1].isalnum() else ""
    pattern = re.compile(first + re.escape(find) + last)
    rows: list[Row] = []
    texts: list[str] = []
    places = 0
    for row in bitext:
        old = bitext.side_text(row, "en") if row.status != "rejected" else ""
        new, count = pattern.subn(lambda _: put, old) if find in old else (old, 0)
        if count and one_line(new) not in ("", old):
            rows.append(row)
            texts.append(new)
            places += count
    confirmed = sum(row.status == "confirmed" for row in rows)
    return BulkReplacement(tuple(rows), tuple(texts), places, confirmed)


def name_replaced(asked: RequestedAct, bitext: Bitext) -> RequestedAct:
    """Return a request to replace a text with the rows that are meant and their new texts.

    Raises:
        UsageError: no row has the text.
    """
    found = choose_replaced(asked.text("find"), asked.text("put"), bitext)
    if not found.rows:
        raise UsageError(
            "no row has this text in its English", remedy="capitals count, and words are whole"
        )
    return replace(asked, rows=found.rows, values={**asked.values, "texts": found.texts})


def _merge(asked: RequestedAct, planner: Planner, bitext: Bitext) -> Act:
    """Merge the chosen rows; one row alone with the next of the text."""
    rows = sorted(asked.rows, key=lambda row: bitext.place(row.key))
    if len(rows) == 1:
        following = bitext.beside(rows[0].key, 1)
        rows += [following] if following else []
    return planner.merge(rows)


def _move(asked: RequestedAct, planner: Planner, bitext: Bitext) -> Act:
    step = -1 if asked.offset("step") == -1 else 1
    return planner.move(asked.rows[0], asked.side(), step)


def _link(asked: RequestedAct, planner: Planner, bitext: Bitext) -> Act:
    """Link the Chinese of the first row with the English of the second."""
    if len(asked.rows) != 2:
        raise UsageError("a link needs two rows", remedy="mark the Chinese, then the English")
    return planner.link(asked.rows[0], asked.rows[1])


def _principle(asked: RequestedAct, planner: Planner, bitext: Bitext) -> Act:
    principle = asked.text("principle").strip()
    if not principle:
        raise UsageError("no principle is chosen", remedy="choose one")
    return planner.simple(asked.op, asked.rows[:1], side=asked.side(), principle=principle)


def _comment(asked: RequestedAct, planner: Planner, bitext: Bitext) -> Act:
    comment = asked.text("comment").strip()
    if not comment:
        raise UsageError("the comment is empty", remedy="write one, or press Escape")
    return planner.simple("comment", asked.rows, comment=comment)


_PLANS: dict[str, Callable[[RequestedAct, Planner, Bitext], Act]] = {
    "confirm": _status,
    "needs-review": _status,
    "reject": _status,
    "reopen": _status,
    "bulk": lambda asked, planner, _: planner.simple("confirm", asked.rows),
    "merge": _merge,
    "split": lambda asked, planner, _: planner.split(
        asked.rows[0], zh_at=asked.offset("zh_at"), en_at=asked.offset("en_at")
    ),
    "move": _move,
    "link": _link,
    "edit": lambda asked, planner, _: planner.edit(
        asked.rows[0], asked.text("text"), side=asked.side()
    ),
    "replace": lambda asked, planner, _: planner.edit_many(asked.rows, asked.values["texts"]),
    "add-principle": _principle,
    "remove-principle": _principle,
    "accept": lambda asked, planner, _: planner.simple(
        "accept", asked.rows[:1], finding=asked.text("finding")
    ),
    "comment": _comment,
}
"""For each act that a page can ask for, what makes it."""

ABOUT_FINDINGS: dict[str, Callable[[RequestedAct, RowFindings], RequestedAct]] = {
    "accept": name_accepted,
    "correct": name_correction,
}
"""For each act about a finding, what finds the one that a page names."""
