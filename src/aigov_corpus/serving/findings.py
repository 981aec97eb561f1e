"""What the checks say about the rows of a rendering, without what a person has accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from queue import SimpleQueue

from aigov_corpus.checking import check_pairs
from aigov_corpus.corpus.accepted import Accepted, accept, format_accepted, read_accepted_acts
from aigov_corpus.corpus.findings import name_finding
from aigov_corpus.records import Finding, Pair
from aigov_corpus.records.grouping import group_by
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.rows import Row

_Texts = tuple[str, tuple[tuple[str, str], ...]]
WEIGHTY_ABOVE = 0.5
"""Score above which a warning makes its row doubtful: it is more likely right than wrong."""


def weigh(finding: Finding) -> int:
    """Return how grave a finding is: 2 for an error, 1 for a likely warning, else 0.

    A finding that weighs something makes its row doubtful.
    """
    return 2 if finding.severity == "error" else int(finding.score > WEIGHTY_ABOVE)


def correct_english(finding: Finding, pair: Pair) -> str:
    """Return the English of a pair with what a finding suggests in its place.

    The result is empty if the finding suggests nothing, is about the Chinese, or only says that
    something is missing: then there is no place to put it.
    """
    first = finding.spans[0]
    if not finding.suggestion or first.side != "en" or first.start >= first.end:
        return ""
    return pair.en[: first.start] + finding.suggestion + pair.en[first.end :]


class RowFindings:
    """The findings about the rows of one rendering.

    Those about pairs that nobody changed come from the build. A changed pair is checked again by
    itself, so that what a reviewer corrects vanishes and what a reviewer breaks appears.
    """

    def __init__(
        self,
        bitext: Bitext,
        stored: Iterable[Finding],
        accepted: Sequence[Accepted],
        make_pair: Callable[[Row], Pair],
    ) -> None:
        """Sort the findings by pair.

        Args:
            bitext: the rows of the rendering.
            stored: what the checks found when the corpus was built.
            accepted: findings that were accepted outside of the review.
            make_pair: returns the pair of a row.
        """
        self._bitext = bitext
        self._stored = group_by(stored, lambda finding: finding.spans[0].pair_id)
        self._accepted = group_by(accepted, lambda known: known.code)
        self._make_pair = make_pair
        self._checked: dict[_Texts, tuple[Pair, list[Finding]]] = {}
        """What was found in changed pairs."""
        self._waiting: dict[_Texts, Row] = {}
        """Rows that another thread checks; until then nothing is known of them."""
        self._done: SimpleQueue[tuple[_Texts, Pair, list[Finding]]] = SimpleQueue()

    @property
    def waiting(self) -> int:
        """Number of rows that are not checked yet."""
        return len(self._waiting)

    def defer(self) -> None:
        """Leave the rows that are changed now to another thread, which calls `check_waiting`."""
        self.put_off(self._bitext)

    def put_off(self, rows: Iterable[Row]) -> None:
        """Leave those of some rows that are changed, and not checked, to the other thread."""
        for row in rows:
            key = _texts(row)
            if key not in self._checked and row.status != "rejected" and not self._is_machine(row):
                self._waiting[key] = row

    def check_waiting(self) -> None:
        """Check the rows that wait; in a thread of its own, which changes nothing here.

        Raises:
            AigovError: a check fails.
        """
        for key, row in list(self._waiting.items()):
            pair = self._make_pair(row)
            self._done.put((key, pair, check_pairs([pair])))

    def take_checked(self) -> bool:
        """Take over what the other thread has found since; tell whether there was anything."""
        is_new = False
        while not self._done.empty():
            key, pair, findings = self._done.get()
            self._checked[key] = (pair, findings)
            self._waiting.pop(key, None)
            is_new = True
        return is_new

    def forget_waiting(self) -> None:
        """Check the rows that wait as soon as they are asked for, as if nobody had deferred it."""
        self._waiting.clear()

    def count(self, row: Row) -> int:
        """Return how many findings about a row nobody has accepted."""
        return len(self.open(row)[0])

    def doubts(self, row: Row) -> int:
        """Return how grave they are: 2 for an error, 1 for a likely warning, 0 for others."""
        if _texts(row) in self._waiting:
            return 0
        return max(map(weigh, self.open(row)[0]), default=0)

    def is_clear(self, row: Row) -> bool:
        """Tell whether a row is checked, and has no finding that nobody has accepted."""
        return _texts(row) not in self._waiting and not self.count(row)

    def has_code(self, row: Row, code: str) -> bool:
        """Tell whether a row has an open finding of a check."""
        return any(finding.code == code for finding in self.open(row)[0])

    def codes(self) -> list[str]:
        """Return the names of the checks that found something when the corpus was built."""
        return sorted({finding.code for found in self._stored.values() for finding in found})

    def open(self, row: Row) -> tuple[list[Finding], Pair]:
        """Return the findings about a row that nobody has accepted, and the pair with the texts."""
        if row.status == "rejected":
            return [], self._make_pair(row)
        pair, findings = self._find(row)
        known = read_accepted_acts(row.accepted)
        return [
            finding
            for finding in findings
            if not any(
                one.covers(finding, pair) for one in (*known, *self._accepted.get(finding.code, ()))
            )
        ], pair

    def accept(self, row: Row, name: str) -> str:
        """Return what an act keeps of a finding that is accepted; empty if there is no such one.

        Args:
            row: the row.
            name: name of the finding; empty for the first one that nobody has accepted.
        """
        findings, pair = self.open(row)
        for finding in findings:
            if not name or name_finding(finding, pair) == name:
                return format_accepted(accept(finding, pair))
        return ""

    def correct(self, row: Row, name: str) -> str:
        """Return the English of a row with what a finding suggests; empty if it cannot be done.

        Args:
            row: the row.
            name: name of the finding; empty for the first one that can be corrected in this way.
        """
        findings, pair = self.open(row)
        for finding in findings:
            if not name or name_finding(finding, pair) == name:
                text = correct_english(finding, pair)
                if text or name:
                    return text
        return ""

    def _find(self, row: Row) -> tuple[Pair, list[Finding]]:
        """Return the pair of a row and all findings about it."""
        if self._is_machine(row):
            unit = self._bitext.unit_of(row)
            return unit, self._stored.get(unit.pair_id, [])
        key = _texts(row)
        if key in self._waiting:
            return self._make_pair(row), []
        if key not in self._checked:
            pair = self._make_pair(row)
            self._checked[key] = (pair, check_pairs([pair]))
        return self._checked[key]

    def _is_machine(self, row: Row) -> bool:
        """Tell whether a row has the texts of one of the machine's pairs."""
        unit = self._bitext.unit_of(row)
        return row.members == (unit.zh_ids, unit.en_ids) and not row.texts


def _texts(row: Row) -> _Texts:
    """Return what findings about a row depend on: its pieces and their texts."""
    return row.key, row.texts
