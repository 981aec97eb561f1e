"""Find the text of the article of a web page, and compare it with what another extractor finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.body import (
    DENSEST,
    NOTICE,
    BodyLines,
    choose_site,
    is_only_text,
    read_body,
)
from aigov_corpus.extraction.html.chosen_lines import choose_lines
from aigov_corpus.extraction.html.cross_check import (
    LARGEST,
    NOISE_LINE,
    OtherText,
    count_stops,
    count_words,
    general_text,
    measure_difference,
    measure_lacking,
    running_lines,
)
from aigov_corpus.extraction.html.densest import (
    Frame,
    find_best,
    find_better,
    find_rest,
    list_around,
    list_named,
)
from aigov_corpus.extraction.html.embedded import find_embedded, put_into_page
from aigov_corpus.extraction.html.lines import (
    SENTENCE_ENDS,
    Line,
    is_elsewhere,
    measure_texts,
    visible_text,
)
from aigov_corpus.extraction.html.notes import find_notes
from aigov_corpus.extraction.html.publication import is_change, is_data
from aigov_corpus.extraction.html.remainder import FURNITURE
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.extraction.html.unshown import is_deleted, is_for_comments, is_hidden
from aigov_corpus.extraction.ledger import shorten
from aigov_corpus.text.counting import counted
from aigov_corpus.text.dates import without_times
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.page_data import PageData
from aigov_corpus.text.scripts import detect_language

_MOST_LACKING = 0.1
"""Largest share of the other extractor's text that ours may lack without a warning."""

_MOST_FOREIGN = 0.5
"""Largest share of our text that the other extractor may lack without a warning.

It leaves out lists, code and captions of manuals: up to .44 of pages that we read rightly.
"""

_MORE_STOPS = 1.5
"""The other extractor's text is taken if it has this many times as many commas and stops as ours.

This holds only for pages that no site of the table fits.
"""

_MORE_LETTERS = 2
"""The same for characters, if our text has no commas and stops."""

_MOST_STOPS_WITHOUT_TEXT = 20
"""Commas and stops from which a page shows an article, and its scripts are not searched for one."""

_MOST_ANCESTORS = 8
"""Maximum elements around a body, one around the other, in which more text is looked for."""

_CLEARLY_LESS = 0.1
"""By how much a larger part of a page differs less from the other extractor's text, to be read."""

_MOST_WIDER_DIFFERENCE = 0.2
"""Largest difference from the other extractor's text of an element that is taken for it."""

_LONG_CELL = 160
"""Characters of a cell that lays out a page, and of a line that is no line of source and time."""

_FEW_LINES = 2
"""Line ends of a text that is so short that its title is compared, too."""

LEAST_HEADLINE = 4
"""Fewest letters of a headline."""

_MOST_LACKING_OF_SHOWN = 0.3
"""Largest share of what a page shows that data with its text may lack."""


_SHORT_PIECE = 40
"""Characters below which a piece of a page without commas and stops is no sentence."""

_TO_WHOLE = re.compile(r"[\[【(（](?:查看)?(?:详细|詳細|详情|全文|更多|[Mm]ore)[\]】)）]\W*$")
"""The end of a summary of another page: 【详细】."""

_NEEDS_SCRIPTS = re.compile(
    r"(?:enable|turn on|activate|require|启用|啟用|开启|開啟|打开|支持|禁用).{0,20}Java ?Script"
    r"|Java ?Script.{0,40}(?:enabled|disabled|required|to run|properly|才能)",
    re.IGNORECASE,
)
"""How a page asks its visitor to let scripts run, in a place that others do not see."""


_MOST_HIDDEN = 0.5
"""Largest share of the characters of a body in an element that is hidden for good."""

_LEAST_LISTED = 3
_MOST_LISTED = 0.2
"""Fewest items of lists that were left out as links, and their letters for each letter of the text,
from which a warning says so."""


@dataclass
class ArticleText:
    """The lines of a page's text, and where they were found."""

    site: Site
    body: Any
    """The element that holds the article, or None."""
    lines: list[Line]
    left_out: list[str]
    repeated: list[str] = field(default_factory=list)
    """Captions that stand twice."""
    dropped: frozenset[Any] = frozenset()
    """Elements inside the body that were left out (`find_dropped`)."""
    outside: list[str] = field(default_factory=list)
    """Lines of the page that are no text, if no element holds the article."""
    added: list[str] = field(default_factory=list)
    """Lines of the text that are not visible on the page."""
    notes: list[str] = field(default_factory=list)
    """Notes that stand outside of that element, or in its footer."""
    data: PageData = field(default_factory=lambda: PageData(""))
    """The article in the data of a script, if it was read from there."""
    warnings: list[str] = field(default_factory=list)


def find_text(frame: Frame, page: str, url: str) -> ArticleText:
    """Return the text of a page, found by the table of sites.

    It is compared with the text that another extractor finds. If no site of the table fits the page
    and the other extractor finds much more running text, that text is returned.
    """
    root = frame.root
    site, body = choose_site(root, url)
    if body is None:
        site, body = DENSEST, find_best(frame)
    elif site.is_general:
        body = find_better(frame, body)
    read = read_body(body, site) if body is not None else BodyLines()
    if (found := _find_data(root, read)) is not None:
        return found
    whole = root.find("body")
    if (
        site is DENSEST
        and read.kept
        and whole is not None
        and is_only_text(root, body, named=list_named(frame.shown))
    ):
        body, read = whole, read_body(whole, site)
    found_there = OtherText(general_text(page))
    has_sentence = any(line.para.text.endswith(SENTENCE_ENDS) for line in read.kept)
    theirs = _of_article(found_there, frame, body, has_sentence=has_sentence)
    if site is DENSEST and _has_more(theirs, read.kept):
        wider = _find_wider(frame, body, theirs) or _find_hidden(root, theirs)
        if wider is None:
            return _choose_text(root, body, theirs)
        body, read = wider
    if site is DENSEST and body is not None:
        body, read = _find_whole(frame, body, read, theirs)
        body, read = _with_short_lines(frame, body, read, found_there)
    text = ArticleText(site, body, read.kept, read.left_out, read.repeated, read.dropped)
    text.notes = find_notes(root, body) if body is not None else []
    if site is DENSEST and body is not None and is_hidden(body):
        text.warnings.append(
            "the page hides its article until a script shows it; check that it is the right one"
        )
    if _is_much(read.listed, _join(read.kept)):
        text.warnings.append(
            f"{counted(len(read.listed), 'item')} of lists left out, because each is only a link "
            f"to another page; the first begins '{shorten(read.listed[0])}'; to keep them, pass  "
            f"--keep '{FURNITURE}'"
        )
    _compare(text, page, root, found_there, theirs)
    return text


def warn_of_rest(text: ArticleText, frame: Frame) -> None:
    """Add a warning if the main part of a page has paragraphs that are neither read nor added."""
    if text.site is UNKNOWN or text.data.html or text.body is None:
        return
    added = keep_letters("".join(text.added))
    rest = [each for each in find_rest(frame, text.body) if keep_letters(each) not in added]
    if rest:
        text.warnings.insert(
            0,
            f"{counted(len(rest), 'paragraph')} of the main part of the page left out, outside of "
            f"its article; the first begins '{shorten(rest[0])}'",
        )


def _compare(
    text: ArticleText, page: str, root: Any, found_there: OtherText, theirs: OtherText
) -> None:
    """Add a warning if a text differs much from that of the other extractor.

    `theirs` is what of all that is `found_there` belongs to the article.
    """
    ours = _join(text.lines)
    deleted = [
        node.text_content()
        for node in root.iter()
        if isinstance(node.tag, str) and is_deleted(node)
    ]
    # The other extractor may well keep a line that we list as left out.
    boxes = _texts_of_outermost(node for node in root.iter() if node in text.dropped)
    whole = "\n".join([ours, *text.left_out, *text.repeated, *text.notes, *deleted, *boxes])
    if "\n" not in theirs.text:  # it found no paragraphs, and took all of the page for one
        pieces = (text for text in root.itertext() if len(text) < _SHORT_PIECE)
        whole += "\n".join(text for text in pieces if not count_stops(text))
    lacking = measure_lacking(count_words(whole), theirs.running_words)
    foreign = measure_lacking(found_there.words, count_words(ours)) if found_there.text else 0.0
    if len(page) > LARGEST:
        text.warnings.append(
            f"it is longer than {LARGEST:,} characters, so its text was not compared with that of "
            "another extractor; check that nothing is missing"
        )
    elif lacking > _MOST_LACKING:
        text.warnings.append(
            f"another extractor finds text that is not in it, {lacking:.0%} of what it finds; "
            "check that nothing is missing"
        )
    elif foreign > _MOST_FOREIGN:
        text.warnings.append(
            f"another extractor leaves out {foreign:.0%} of the text; check that no menus and no "
            "other pages' headlines are in it"
        )


def _is_much(listed: Sequence[str], text: str) -> bool:
    """Tell whether items of lists that were left out have many letters beside those of a text."""
    letters = len(keep_letters("".join(listed)))
    return len(listed) >= _LEAST_LISTED and letters >= _MOST_LISTED * len(keep_letters(text))


def _of_article(theirs: OtherText, frame: Frame, body: Any, *, has_sentence: bool) -> OtherText:
    """Return the other extractor's text without what is not in the text of the article.

    That is the title, the line of source and time, what readers wrote below it, announcements of
    other pages, what stands beside it in a row that lays out the page, and what is hidden in it.
    If no sentence is left and none was read, the text is a list of such announcements, and the
    result is all of it; so it is if the text that was read is within one.

    Args:
        theirs: the other extractor's text.
        frame: the parts of the page.
        body: the element with the text that was read; None if there is none.
        has_sentence: whether that text has a sentence.
    """
    root, main, teasers = frame.root, frame.main, frame.teasers
    if body is not None and not {body, *body.iterancestors()}.isdisjoint(teasers):
        return theirs
    nodes = [*filter(is_for_comments, root.iter()), *teasers, *frame.beside]
    nodes += _list_hidden(body) if body is not None else ()
    nodes += [link for link in root.iter("a") if is_elsewhere(link.get("href") or "")]
    if theirs.running.count("\n") >= _FEW_LINES:
        nodes += root.iter("title")
    others = keep_letters("\n".join(_texts_of_outermost(nodes)))
    lines = [line for row in theirs.text.splitlines() for line in _take_apart(row)]
    if main is not None:
        lines = _lines_within(lines, keep_letters(main.text_content()))
    rest = OtherText(
        "\n".join(
            line
            for line in lines
            if not _is_by_line(line)
            and not NOTICE.match(line)
            and not _TO_WHOLE.search(line)
            and keep_letters(line) not in others
        )
    )
    return rest if has_sentence or rest.running else theirs


def _lines_within(lines: Iterable[str], letters: str) -> list[str]:
    """Return the lines whose letters are among those of a text, which may have another order."""
    found: list[str] = []
    at = 0
    for line in lines:
        own = keep_letters(line)
        place = letters.find(own, at)  # the order is mostly the same: all of a long text takes long
        place = letters.find(own, 0, at + len(own)) if place < 0 else place
        if place >= 0:
            found.append(line)
            at = place
    return found


def _list_hidden(body: Any) -> list[Any]:
    """Return the hidden elements in a body; one with most of its text is an article to be shown."""
    hidden = list(filter(is_hidden, body.iter("*")))
    sizes = measure_texts(body) if hidden else {}
    return [node for node in hidden if sizes[node] <= _MOST_HIDDEN * sizes[body]]


def _texts_of_outermost(nodes: Iterable[Any]) -> Iterator[str]:
    """Yield the texts of elements, without those that lie inside an earlier one."""
    read: set[Any] = set()
    for node in nodes:
        if node not in read:
            read.update(node.iter())
            yield "".join(node.itertext())


def _take_apart(row: str) -> list[str]:
    """Return the long cells of a row that lays out a page; any other line as it is."""
    cells = row.split(" | ") if row.startswith("|") else []
    longest = max(map(len, cells), default=0)
    return [cell for cell in cells if 2 * len(cell) >= longest] if longest >= _LONG_CELL else [row]


def _is_by_line(line: str) -> bool:
    """Tell whether a line gives the source or the time of an article."""
    return len(line) < _LONG_CELL and is_data(line.strip("| "))


def _find_data(root: Any, read: BodyLines) -> ArticleText | None:
    """Return the article in the data of a page that shows far less; None if it has none."""
    shown = count_stops(_join(read.kept))
    if shown >= _MOST_STOPS_WITHOUT_TEXT or (data := find_embedded(root)) is None:
        return None
    if shown and _is_of_other(root, data, _join(read.kept)):
        return None
    body = put_into_page(root, data.html)
    inner = read_body(body, DENSEST)
    if count_stops(_join(inner.kept)) <= _MORE_STOPS * shown:
        body.getparent().remove(body)
        return None
    text = ArticleText(
        DENSEST, body, inner.kept, inner.left_out, inner.repeated, inner.dropped, data=data
    )
    text.warnings.append(
        "the page shows no article, because a script fills it in; the text was read from the data "
        "of that script, so check that it is the right one and complete"
    )
    return text


def _choose_text(root: Any, body: Any, theirs: OtherText) -> ArticleText:
    """Return the lines of a page that are the other extractor's text."""
    chosen = choose_lines(root, theirs.text)
    noise = [line for line in chosen.kept if NOISE_LINE.fullmatch(line.typed)]
    requests = set(filter(_NEEDS_SCRIPTS.search, chosen.added))
    kept = [line for line in chosen.kept if line not in noise and line.typed not in requests]
    outside = [*chosen.left_out, *(line.para.text for line in noise)]
    added = [line for line in chosen.added if line not in requests]
    text = ArticleText(UNKNOWN, body, kept, [], outside=outside, added=added)
    if added:
        text.warnings.append(
            f"{len(added)} of {len(kept)} lines of the text are hidden on the page, "
            "or only a script or a footer holds them; the first begins "
            f"'{shorten(added[0])}'"
        )
    return text


def _has_more(theirs: OtherText, lines: Sequence[Line]) -> bool:
    """Tell whether the other extractor found much more running text than there is in lines.

    Without any sentence in the lines, as in a list of names, all its text counts, unless most of
    them are rows of a table.
    """
    ours = _join(lines)
    their_stops = count_stops(theirs.running)
    if stops := count_stops(ours):
        return their_stops > _MORE_STOPS * stops
    if 2 * sum(line.para.kind == "table_row" for line in lines) > len(lines):
        return len(theirs.running) > len(ours)
    return their_stops > 0 or len(theirs.text) > _MORE_LETTERS * len(ours) > 0


def _find_wider(frame: Frame, body: Any, theirs: OtherText) -> tuple[Any, BodyLines] | None:
    """Return an element around a body that holds the other extractor's text, and its lines.

    The result is None if there is none, or if it holds much else and is not the main part that the
    page names.
    """
    for node in list_around(frame, body)[:_MOST_ANCESTORS] if body is not None else ():
        read = read_body(node, DENSEST)
        if not _has_more(theirs, read.kept):
            difference = _measure_difference(read, theirs)
            is_near = node is frame.main or difference <= _MOST_WIDER_DIFFERENCE
            return (node, read) if is_near else None
    return None


def _find_whole(
    frame: Frame, body: Any, read: BodyLines, theirs: OtherText
) -> tuple[Any, BodyLines]:
    """Return the nearest element around a body that holds the other text, and its lines.

    The densest part of a page may be one section of its article. Then an element around it lacks
    less of the other text and differs no more from it. Without such an element it is the body, or
    one around it whose further sentences are all in the other text.
    """
    difference = _measure_difference(read, theirs)
    if _lacks(read, theirs) <= _MOST_LACKING:
        return _with_agreed(frame, body, read, theirs)
    nearest, least = (body, read), difference - _CLEARLY_LESS
    own = {line.typed for line in read.kept}
    for node in _list_wider(frame, body):
        lines = read_body(node, DENSEST)
        if not any(map(_is_running, (line for line in lines.kept if line.typed not in own))):
            continue
        other = _measure_difference(lines, theirs)
        if other > max(difference, _MOST_WIDER_DIFFERENCE):
            break
        if _lacks(lines, theirs) <= _MOST_LACKING:
            return node, lines
        if other <= least:
            nearest, least = (node, lines), other
    return nearest


def _with_agreed(
    frame: Frame, body: Any, read: BodyLines, theirs: OtherText
) -> tuple[Any, BodyLines]:
    """Return the largest element around a body with nothing but sentences of the other text.

    It differs less from that text than the body does. Without such an element it is the body.
    """
    agreed = keep_letters(theirs.text)
    least = _measure_difference(read, theirs)
    own = {line.typed for line in read.kept}
    for node in _list_wider(frame, body):
        lines = read_body(node, DENSEST)
        more = [line for line in lines.kept if line.typed not in own and _is_running(line)]
        if not all(keep_letters(line.typed) in agreed for line in more):
            break
        difference = _measure_difference(lines, theirs)
        if any(line.is_sentence for line in more) and difference < least:
            body, read, least = node, lines, difference
    return body, read


def _with_short_lines(
    frame: Frame, body: Any, read: BodyLines, theirs: OtherText
) -> tuple[Any, BodyLines]:
    """Return the largest element around a body all of whose further lines the other text has.

    Among them are headings of parts, numbered lines or items of lists. Its title, the line of
    source and time, and dates do not count. Without such an element it is the body.
    """
    rows = "\n".join(["", *map(keep_letters, theirs.text.splitlines()), ""])
    head = keep_letters("".join(node.text_content() for node in frame.root.iter("title")))
    own = {line.typed for line in read.kept}
    for node in list_around(frame, body)[:_MOST_ANCESTORS]:
        lines = read_body(node, DENSEST)
        more = [line for line in lines.kept if line.typed not in own and _is_counted(line, head)]
        is_text = all(
            (_is_of_part(line) or line.is_sentence) and _is_in(line, rows) for line in more
        )
        if len(lines.listed) > len(read.listed) or not is_text:
            break
        if any(map(_is_of_part, more)):
            body, read = node, lines
    return body, read


def _is_counted(line: Line, head: str) -> bool:
    """Tell whether a line is no title that the head of the page has, no date and no fact."""
    text = line.typed
    is_title = keep_letters(text) in head or line.para.heading == 1
    return not (
        is_title or is_data(text) or is_change(text) or not keep_letters(without_times(text))
    )


def _is_of_part(line: Line) -> bool:
    """Tell whether a line is the heading of a part, a numbered line or an item of a list."""
    if line.bold or line.para.heading > 1:
        return True
    is_item = line.para.kind == "item" or find_marker(
        line.typed, detect_language(line.typed) or "zh"
    )
    return bool(is_item) and not line.linked


def _is_in(line: Line, rows: str) -> bool:
    """Tell whether a line is one of the rows of another text, of which only letters are given.

    It may begin or end one, because that joins what stands in one element, and a long line may
    stand anywhere in it. Each row stands between two line ends.
    """
    letters = keep_letters(line.typed)
    forms = (f"\n{letters}", f"{letters}\n", *([letters] if len(letters) >= _SHORT_PIECE else []))
    return not line.is_menu and any(form in rows for form in forms)


def _list_wider(frame: Frame, body: Any) -> Iterator[Any]:
    """Yield the elements around a body, the nearest first, that hold more commas and stops."""
    stops = count_stops(body.text_content())
    for node in list_around(frame, body)[:_MOST_ANCESTORS]:
        if (more := count_stops(node.text_content())) > stops:
            stops = more
            yield node


def _is_running(line: Line) -> bool:
    """Tell whether a line has a sentence; headings and the line of source and time have none."""
    text = line.typed
    return not line.para.heading and not is_data(text) and running_lines(text) != ""


def _measure_difference(read: BodyLines, theirs: OtherText) -> float:
    """Return how much the text of a body differs from the other extractor's text."""
    return measure_difference(count_words(_join(read.kept)), theirs.words)


def _lacks(read: BodyLines, theirs: OtherText) -> float:
    """Return the share of the other extractor's words that a body has neither read nor left out.

    That extractor may keep a line that we list as left out.
    """
    whole = "\n".join([_join(read.kept), *read.left_out, *read.repeated])
    return measure_lacking(count_words(whole), theirs.running_words)


def _find_hidden(root: Any, theirs: OtherText) -> tuple[Any, BodyLines] | None:
    """Return an element that is hidden and holds the other extractor's text, and its lines.

    Some pages hide their article until a script shows it. The result is None if there is none.
    """
    inside: set[Any] = set()
    for node in root.iter():
        if node.getparent() in inside:
            inside.add(node)
        elif isinstance(node.tag, str) and is_hidden(node):
            inside.add(node)
            read = read_body(node, DENSEST)
            if _measure_difference(read, theirs) <= _MOST_WIDER_DIFFERENCE:
                return node, read
    return None


def _is_of_other(root: Any, data: PageData, shown: str) -> bool:
    """Tell whether data hold another text than the page shows.

    Pages keep the texts of other articles, of their site and of their buttons in data, too. Theirs
    have another title than the page's head, and lack what it shows below its own headline.
    """
    title = next((node.text_content() for node in root.iter("title")), "")
    head, own = keep_letters(title), keep_letters(data.title)
    named = len(own) >= LEAST_HEADLINE and own in head
    if named and 2 * len(own) >= len(keep_letters(title.split("_")[0])):
        return False
    headings = (keep_letters(visible_text(node)) for node in root.iter("h1", "h2", "h3"))
    has_headline = any(len(each) >= LEAST_HEADLINE and each in head for each in headings)
    return has_headline and (
        measure_lacking(count_words(data.html), count_words(shown)) > _MOST_LACKING_OF_SHOWN
    )


def _join(lines: Iterable[Line]) -> str:
    return "\n".join(line.typed for line in lines)
