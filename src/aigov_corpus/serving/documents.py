"""The documents that the server has open: each with its lock, its log and its views."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from aigov_corpus.checking import check_pairs
from aigov_corpus.corpus import store
from aigov_corpus.corpus.accepted import ACCEPTED, read_accepted
from aigov_corpus.errors import AigovError
from aigov_corpus.garbage import without_garbage_collection
from aigov_corpus.records import Finding, Pair, Sentence
from aigov_corpus.reviewing.acts import Act, new_act
from aigov_corpus.reviewing.bitext import Bitext, Change
from aigov_corpus.reviewing.doubts import Tally
from aigov_corpus.reviewing.log import LOG, append_acts, lock_review, unlock_review
from aigov_corpus.reviewing.merging import Merged, merge_acts
from aigov_corpus.reviewing.planning import Planner
from aigov_corpus.reviewing.reviewed import make_pair, reviewed_pairs, reviewed_sentences
from aigov_corpus.reviewing.rows import Row
from aigov_corpus.serving.findings import RowFindings
from aigov_corpus.serving.views import Filters, View, make_view, section_of

_VIEWS = 24
"""Views that are kept; a reviewer with several windows uses a few."""
_PAIRS = 512
"""Pairs of rows that are kept; one act asks some twenty times for that of its row."""
LATEST = 10
"""Acts that the page shows."""


class OpenDocument:
    """One document under review, locked against other servers."""

    def __init__(
        self, folder: Path, *, unchecked: bool = False, is_only_read: bool = False
    ) -> None:
        """Lock a document, read it, and mend its log.

        Args:
            folder: the directory of the document.
            unchecked: True to read tables that were changed on purpose.
            is_only_read: whether nobody decides anything; it is not locked then, nor mended.

        Raises:
            AigovError: another server has the document open, or it cannot be read.
        """
        self.folder = folder
        self._lock = (
            None
            if is_only_read
            else lock_review(folder, remedy="use that page, or end that process first")
        )
        try:
            with without_garbage_collection():
                loaded = store.load_review(folder, unchecked=unchecked, mend=not is_only_read)
            packages = store.load_descriptions(folder, unchecked=unchecked) or [{}]
        except BaseException:
            self.close()
            raise
        self.review = loaded.review
        self.sentences = loaded.sentences
        self.tagger = loaded.tagger
        self.notices = loaded.notices
        """Sentences about the log: what was mended in it, and what it holds no longer."""
        self.told: tuple[str, ...] = ()
        """Sentences about the document that its page shows."""
        self.description = packages[0]
        """What datapackage.json says of the document; empty if there is none."""
        self.title = str(packages[0].get("title") or folder.name)
        self.names = _name_renderings(self.description, self.review.bitexts)
        """For each rendering what people call it: its title, or else its id."""
        stored = store.load_findings(folder, unchecked=unchecked, reviewed=False)
        machine_pairs = [pair for bitext in self.review.bitexts.values() for pair in bitext.pairs]
        if stored is None:
            stored = check_pairs(machine_pairs)
        accepted = read_accepted(folder / ACCEPTED)
        self._findings = {
            name: RowFindings(bitext, stored, accepted, partial(self.pair, bitext))
            for name, bitext in self.review.bitexts.items()
        }
        self.principles = sorted({name for pair in machine_pairs for name in pair.principles})
        """The principles that the machine found somewhere in the document."""
        self._titles: dict[str, dict[str, tuple[str, str]]] = {}
        for pair in machine_pairs:
            titles = self._titles.setdefault(pair.rendering, {})
            titles.setdefault(pair.section, (pair.section_title_zh, pair.section_title_en))
        self._pairs: dict[tuple[str, Row], Pair] = {}
        self._tallies: dict[str, Tally] = {}
        self._views: OrderedDict[tuple[str, Filters], View] = OrderedDict()

    @property
    def waiting(self) -> int:
        """Number of changed rows that are not checked yet."""
        return sum(findings.waiting for findings in self._findings.values())

    def defer_checks(self) -> None:
        """Leave the checks of rows that are changed now to `prepare`, in another thread."""
        for findings in self._findings.values():
            findings.defer()

    def take_checked(self) -> None:
        """Take over what the other thread has found since."""
        taken = [findings.take_checked() for findings in self._findings.values()]
        if any(taken):
            self._tallies.clear()

    def prepare(self) -> None:
        """Check the rows that wait, and read what the checks need before the first edit.

        Reading takes two seconds, and a row a tenth. What goes wrong is said when a pair is checked
        that somebody changes.
        """
        try:
            for findings in self._findings.values():
                findings.check_waiting()
        except AigovError:
            for findings in self._findings.values():
                findings.forget_waiting()
        pairs = (pair for bitext in self.review.bitexts.values() for pair in bitext.pairs)
        pair = next((pair for pair in pairs if pair.zh and pair.en), None)
        if pair is not None:
            with suppress(AigovError):
                check_pairs([pair])
                if self.tagger is not None:
                    self.tagger(pair.zh, pair.en)

    def close(self) -> None:
        """Let other processes open the document."""
        if self._lock is not None:
            unlock_review(self.folder, self._lock)

    @property
    def is_counted(self) -> bool:
        """Whether a page has shown the progress of the first rendering."""
        return self.renderings[0] in self._tallies

    @property
    def renderings(self) -> list[str]:
        """Ids of the renderings, in order."""
        return list(self.review.bitexts)

    def findings(self, rendering: str) -> RowFindings:
        """Return the findings about the rows of a rendering."""
        return self._findings[rendering]

    def section_titles(self, rendering: str) -> Mapping[str, tuple[str, str]]:
        """Return the Chinese and English title of each section, by its path, in order."""
        return self._titles[rendering]

    def tally(self, rendering: str) -> Tally:
        """Return the progress of a rendering."""
        if rendering not in self._tallies:
            bitext = self.review.bitext(rendering)
            tally = Tally(lambda row: section_of(bitext, row), self._findings[rendering].doubts)
            tally.replace((), bitext)
            self._tallies[rendering] = tally
        return self._tallies[rendering]

    def view(self, rendering: str, filters: Filters, *, fresh: bool = False) -> View:
        """Return the rows that pass some filters.

        Args:
            rendering: id of the rendering.
            filters: the filters.
            fresh: whether the filters are applied anew, after acts that changed what passes them.
        """
        key = (rendering, filters)
        if fresh or key not in self._views:
            bitext = self.review.bitext(rendering)
            others = [other for other in self.review.bitexts.values() if other is not bitext]
            self._views[key] = make_view(bitext, filters, self._findings[rendering], others)
        self._views.move_to_end(key)
        while len(self._views) > _VIEWS:
            self._views.popitem(last=False)
        return self._views[key]

    def planner(self, rendering: str, *, by: str, unlocked: bool) -> Planner:
        """Return what makes the acts of a reviewer on a rendering."""
        return Planner(self.review.bitext(rendering), by=by, unlocked=unlocked)

    def perform(self, act: Act, *, puts_off: bool = False) -> Change:
        """Write an act to the log, and then apply it.

        Args:
            act: the act.
            puts_off: whether `prepare` checks the changed rows, because they are many.

        Raises:
            StaleError: its rows have changed.
            AigovError: the log cannot be written; nothing has changed.
        """
        self.review.check(act)
        append_acts(self.folder / LOG, [act])
        change = self.review.apply(act)
        rendering = act.rendering
        if act.target and act.target in self.review.applied:
            rendering = self.review.applied[act.target].act.rendering
        if puts_off:
            self._findings[rendering].put_off(change.new)
        self._follow(rendering, change, back=act.op == "undo")
        return change

    def turn(self, op: Any, *, by: str, target: str = "") -> tuple[Act, Change] | None:
        """Undo or redo an act; return the act that was meant, or None if there is none.

        Args:
            op: `undo` or `redo`.
            by: name of the reviewer.
            target: id of the act; empty for the last one.
        """
        if not target:
            found = self.review.last(undone=op == "redo")
            if found is None:
                return None
            target = found.id
        applied = self.review.applied.get(target)
        rendering = applied.act.rendering if applied else ""
        act = new_act(op, by=by, document=self.review.document, rendering=rendering, target=target)
        change = self.perform(act)
        return self.review.applied[target].act, change

    def dismiss(self, target: str, *, by: str) -> None:
        """Take an orphan from the list of those to be decided."""
        self.perform(
            new_act("dismiss", by=by, document=self.review.document, rendering="", target=target)
        )

    def merge(self, acts: Iterable[Act]) -> Merged:
        """Bring the acts of another log into this one, and write those that are new.

        Raises:
            AigovError: the log cannot be written.
        """
        merged = merge_acts(self.review, acts)
        append_acts(self.folder / LOG, merged.added)
        return merged

    def keep(self, acts: Sequence[Act]) -> None:
        """Write acts that are performed in `review` already.

        Raises:
            AigovError: the log cannot be written.
        """
        append_acts(self.folder / LOG, acts)
        self._tallies.clear()
        self._views.clear()

    def latest(self) -> list[tuple[Act, bool]]:
        """Return the latest acts that changed rows, the last one first; whether each is undone."""
        applied = list(self.review.applied.values())[-LATEST:]
        return [(entry.act, entry.is_undone) for entry in reversed(applied)]

    def pair(self, bitext: Bitext, row: Row) -> Pair:
        """Return the pair of a row, as an export would have it, without its number."""
        key = (bitext.rendering, row)
        if key not in self._pairs:
            if len(self._pairs) >= _PAIRS:
                self._pairs.clear()
            self._pairs[key] = make_pair(bitext, row, seq=0, tag=self.tagger)
        return self._pairs[key]

    def reviewed(self) -> tuple[list[Pair], list[Sentence]]:
        """Return the pairs as they stand now, and their sentences."""
        pairs = reviewed_pairs(self.review, self.tagger)
        return pairs, reviewed_sentences(self.review, self.sentences)

    def open_findings(self) -> list[Finding]:
        """Return what the checks found in the pairs as they stand now and nobody has accepted."""
        return [
            finding
            for name, bitext in self.review.bitexts.items()
            for row in bitext
            for finding in self._findings[name].open(row)[0]
        ]

    def _follow(self, rendering: str, change: Change, *, back: bool) -> None:
        """Bring progress and views in line with a change."""
        if rendering in self._tallies:
            old, new = (change.new, change.old) if back else (change.old, change.new)
            self._tallies[rendering].replace(old, new)
        for (of, _), view in self._views.items():
            if of == rendering:
                view.follow(change, back=back)


def _name_renderings(description: Mapping[str, Any], renderings: Iterable[str]) -> dict[str, str]:
    """Return the titles of renderings by their ids, if these tell them apart; else the ids.

    Args:
        description: what datapackage.json says of the document.
        renderings: the ids.
    """
    stated = {
        str(source.get("name", "")).removeprefix("en/"): str(source.get("textTitle", ""))
        for source in description.get("sources", ())
    }
    titles = {rendering: stated.get(rendering, "") for rendering in renderings}
    are_told_apart = all(titles.values()) and len(set(titles.values())) == len(titles) > 1
    return titles if are_told_apart else {rendering: rendering for rendering in titles}
