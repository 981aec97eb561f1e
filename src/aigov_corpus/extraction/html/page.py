"""Read a web page: its paragraphs, and the facts that it states about its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.html.body import (
    DENSEST,
    NOTICE,
    BodyLines,
    choose_site,
    find_attached,
    find_boxes,
    find_dropped,
    is_only_text,
    part_copy,
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
    iter_named,
    list_around,
)
from aigov_corpus.extraction.html.embedded import find_embedded, put_into_page
from aigov_corpus.extraction.html.labels import (
    LABELS,
    find_document_number,
    find_facts,
    find_label,
    read_labels,
)
from aigov_corpus.extraction.html.lines import (
    SENTENCE_ENDS,
    Line,
    free_numbered,
    is_elsewhere,
    visible_lines,
    visible_text,
)
from aigov_corpus.extraction.html.parsing import XML_DECLARATION, parse_html
from aigov_corpus.extraction.html.publication import (
    find_by_line,
    find_generated,
    find_published,
    find_source,
    find_updated,
    first_time,
    is_data,
    part_closing_data,
    part_opening_data,
)
from aigov_corpus.extraction.html.remainder import PageComment, read_remainder, take_comments
from aigov_corpus.extraction.html.selectors import meta_content
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.extraction.html.title import (
    find_headline,
    find_lead,
    find_title,
    mark_titles,
    names_site,
    part_menu,
)
from aigov_corpus.extraction.html.unshown import is_deleted, is_for_comments, is_hidden
from aigov_corpus.extraction.ledger import DUPLICATE, OUTSIDE, shorten
from aigov_corpus.extraction.paragraphs import PageContent, Para
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.links.articles import ArticleLinks, find_links
from aigov_corpus.records import LeftOut
from aigov_corpus.text.counting import counted
from aigov_corpus.text.dates import day_of, find_time
from aigov_corpus.text.error_pages import (
    SHORT_PAGE,
    PageWords,
    find_gone,
    find_kept_away,
    speaks_of_error,
)
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.page_data import PageData
from aigov_corpus.text.tags import shorten_tags

_ELEMENT = re.compile(
    r"<(?:!doctype|html|head|body|div|table|p|article|section|meta|span|td|h[1-6])\b", re.IGNORECASE
)
_CLOSING = re.compile(r"</\s*(?:html|body)\s*>", re.IGNORECASE)

_HEAD_CHARACTERS = 20_000
"""Characters at the beginning of a file that are searched for elements of HTML."""

_LEAST_TAGS = 3
"""Minimum number of signs `<` in a page; a plain text may hold one or two."""

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

_MANY_PICTURES = 3
_LEAST_FOR_PICTURE = 60
"""Pictures of an article, and characters for each, below which they may hold the text."""

_MOST_HEADINGS = 3
_MOST_NOTICE_LINES = 40
"""Headings and lines of a short page that are read to see whether it is an error page."""

_LEAST_HEADLINE = 4
"""Fewest letters of a headline."""

_NOTICE = re.compile(r"关于.+的?(?:公告|通知|通告|公示|启事|说明|函)$")
"""The name of a notice, which may say that a site is closed for some days."""

_MOST_LACKING_OF_SHOWN = 0.3
"""Largest share of what a page shows that data with its text may lack."""

_OPENING_LINES = 12
"""Lines at the beginning of the text that are searched for the document number."""

_OPENING_CHARACTERS = 60
"""Characters of a line from which the search for the document number ends: it is running text."""


@dataclass
class _Text:
    """The lines of a page's text, and where they were found."""

    site: Site
    body: Any
    """The element that holds the article, or None."""
    lines: list[Line]
    left_out: list[str]
    repeated: list[str] = field(default_factory=list)
    """Captions that stand twice."""
    outside: list[str] = field(default_factory=list)
    """Lines of the page that are no text, if no element holds the article."""
    added: list[str] = field(default_factory=list)
    """Lines of the text that are not visible on the page."""
    data: PageData = field(default_factory=lambda: PageData(""))
    """The article in the data of a script, if it was read from there."""
    warnings: list[str] = field(default_factory=list)


def is_html(text: str) -> bool:
    """Tell whether a text is a web page or a piece of one."""
    return _ELEMENT.search(text[:_HEAD_CHARACTERS]) is not None and text.count("<") >= _LEAST_TAGS


def read_page(text: str, *, name: str, url: str = "") -> PageContent:
    """Return the paragraphs of a web page, and the facts that it states about its text.

    Args:
        text: the page.
        name: file or URL, for messages.
        url: URL of the page; if empty, the one that the page states is used.

    Raises:
        InvalidInputError: no text is found on the page.
    """
    # A stray </html> or a second </body> must not end the page for any parser: text follows it.
    text = shorten_tags(_CLOSING.sub(" ", XML_DECLARATION.sub("", text)))
    root = parse_html(text, name=name)
    comments = take_comments(root)
    # lxml makes the object of an element anew for each use, which takes long, unless it is kept.
    kept = list(root.iter())
    url = url or _own_url(root)
    frame = Frame(root)
    found = _find_text(frame, text, url)
    lines, copied = part_copy(found.lines, found.body)
    lines, opening_data = part_opening_data(lines)
    facts = find_facts(found.body) if found.body is not None else []
    stated = [line.para.text for node in facts for line in visible_lines(node)]
    stated = [*opening_data, *stated]
    lines, closing_data = part_closing_data(lines)
    _check_words(root, [*stated, *(line.para.text for line in lines)], name=name)
    if not lines:
        raise _no_text(root, found.body, name=name)
    labels = read_labels(root, found.body, facts)
    for line in stated:
        label, value = find_label(line)
        if label in LABELS:
            labels.setdefault(LABELS[label], value)
    title = find_title(root, found.site, labelled=labels.get("title", "") or found.data.title)
    lines, menu = part_menu(lines, title, has_facts=bool(stated))
    title = find_headline(root, found.body, lines, title)
    titled = mark_titles(free_numbered(lines), title)
    above = find_lead(root, found.body, title) if titled.added else []
    titled.paras[1:1] = map(Para, above)
    links = find_links(root, text, url=url, body=found.body)
    below = find_attached(root, found.body, lines, [each.title for each in links.attachments])
    titled.paras.extend(map(Para, below))
    found.added += [*above, *below]
    by_line = "\n".join(
        [*stated, find_by_line(root, found.body, frame.beside), *closing_data, *menu]
    )
    _check_pictures(found, titled.paras, root, name=name)
    known = {"title": titled.title} | _read_publication(root, found.site, labels, by_line, url)
    known = {key: value for key, value in known.items() if value} | {"url": url}
    in_data = {"published": find_time(found.data.published), "source": found.data.source}
    known = {key: value for key, value in in_data.items() if value} | known
    meta = _describe(root, found, labels, titled.paras)
    meta |= _describe_links(links)
    if left_out := [*menu, *opening_data, *found.left_out, *closing_data]:
        meta["dropped"] = left_out
    meta["warnings"] = found.warnings
    repeated = [LeftOut(line, DUPLICATE) for line in (*found.repeated, *copied, *titled.repeated)]
    content = PageContent(titled.paras, known, meta, title_added=titled.added, left_out=repeated)
    content = _with_remainder(content, root, found, comments)
    del kept
    return content


def _check_words(root: Any, lines: Sequence[str], *, name: str) -> None:
    """Check that a page holds an article, and not a notice to its visitor in place of one.

    Raises:
        InvalidInputError: it says that the page is gone, or that programs do not get it.
    """
    if sum(map(len, lines)) >= SHORT_PAGE:
        return
    title = next((collapse_whitespace(node.text_content()) for node in root.iter("title")), "")
    headings = [visible_text(node) for node in islice(root.iter("h1", "h2"), _MOST_HEADINGS)]
    shown = islice(visible_lines(root, tables=False), _MOST_NOTICE_LINES)
    words = PageWords(title, headings, [line.para.text for line in shown])
    said = find_gone(words) or find_kept_away(words)
    if said is not None and not _has_headline(title, headings, lines):
        raise InvalidInputError(
            f"the page holds no article: it says '{shorten(said)}'",
            source=name,
            remedy="open its address in a browser, and save the page that has the text",
        )


def _has_headline(head: str, headings: Sequence[str], lines: Sequence[str]) -> bool:
    """Tell whether a page has an article with a name, which its head and a heading give.

    The name of a notice by an authority (公告) may speak of a closed site; that of any other
    article does not. Pages in place of an article have no such name, or no sentence below it.
    """
    for heading in headings:
        is_named = len(heading) >= _LEAST_HEADLINE and keep_letters(heading) in keep_letters(head)
        if not is_named or names_site(heading):
            continue
        is_article = _NOTICE.search(heading) is not None or not speaks_of_error(heading)
        if is_article and any(map(count_stops, lines)):
            return True
    return False


def _check_pictures(found: _Text, paras: Sequence[Para], root: Any, *, name: str) -> None:
    """Add a warning if an article has much more pictures than text.

    Raises:
        InvalidInputError: it has no text but its title.
    """
    texts = [para.text for para in paras if para.kind != "title"]
    pictures = sum(1 for _ in found.body.iter("img")) if found.body is not None else 0
    if pictures and not texts:
        raise _no_text(root, found.body, name=name)
    if pictures >= _MANY_PICTURES and sum(map(len, texts)) < _LEAST_FOR_PICTURE * pictures:
        found.warnings.append(
            f"it shows {counted(pictures, 'picture')} and little text; what is written in the "
            "pictures is not read"
        )


def _no_text(root: Any, body: Any, *, name: str) -> InvalidInputError:
    """Return the error for a page on which no text was found."""
    places = iter_named(root) if body is None else [body]
    pictures = max((sum(1 for _ in place.iter("img")) for place in places), default=0)
    if pictures:
        return InvalidInputError(
            f"the article has no text: it shows {counted(pictures, 'picture')}",
            source=name,
            remedy="recognise the characters in the pictures (OCR) and give that text",
        )
    return InvalidInputError(
        "no text of an article was found on the page (a script may fill it in)",
        source=name,
        remedy="save the page in a browser, or its text; if its site is known, name its URL",
    )


def _with_remainder(
    content: PageContent, root: Any, found: _Text, comments: list[PageComment]
) -> PageContent:
    """Return the content of a page with all that the page shows, and what of it is left out."""
    by_lines = found.site is UNKNOWN  # its lines outside the article are known one by one
    body = root if by_lines else found.body
    dropped = frozenset() if by_lines else find_dropped(body, found.site)
    remainder = read_remainder(root, body, dropped, comments)
    left_out = [*(LeftOut(line, OUTSIDE) for line in found.outside), *remainder.left_out]
    shown = [*remainder.shown, *_take_out(left_out, found.added)]
    if content.title_added:
        title = content.paras[0].text
        same = next((p for p in left_out if p.reason == OUTSIDE and _equal(p.text, title)), None)
        if same is None:
            shown.append(title)
        else:
            left_out.remove(same)
    return replace(content, left_out=[*content.left_out, *left_out], visible="".join(shown))


def _take_out(left_out: list[LeftOut], lines: Iterable[str]) -> list[str]:
    """Take lines that are read out of the pieces that are left out; return those in no piece."""
    elsewhere = []
    for line in lines:
        n = next((n for n, piece in enumerate(left_out) if line in piece.text), None)
        if n is None:
            elsewhere.append(f"\n{line}\n")
            continue
        piece = left_out.pop(n)
        before, _, behind = piece.text.partition(line)
        parts = (before.strip(), behind.strip())
        left_out[n:n] = [replace(piece, text=part) for part in parts if part]
    return elsewhere


def _equal(text: str, other: str) -> bool:
    """Tell whether two texts have the same letters and digits."""
    return [*filter(str.isalnum, text)] == [*filter(str.isalnum, other)]


def _own_url(root: Any) -> str:
    """Return the URL that a page states as its own; empty if it states none."""
    for node in root.iter("link"):
        target = node.get("href") or ""
        if (node.get("rel") or "").lower() == "canonical" and target.startswith("http"):
            return str(target).strip()
    url = meta_content(root, "og:url")
    return url if url.startswith("http") else ""


def _find_text(frame: Frame, page: str, url: str) -> _Text:
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
        and is_only_text(root, body, named=iter_named(root))
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
    elif site is DENSEST and body is not None:
        body, read = _find_whole(frame, body, read, theirs)
    text = _Text(site, body, read.kept, read.left_out, read.repeated)
    if body is not None and (rest := find_rest(frame, body)):
        text.warnings.append(
            f"{counted(len(rest), 'paragraph')} of the main part of the page left out, outside of "
            f"its article; the first begins '{shorten(rest[0])}'"
        )
    ours = _join(read.kept)
    deleted = [
        node.text_content()
        for node in root.iter()
        if isinstance(node.tag, str) and is_deleted(node)
    ]
    # The other extractor may well keep a line that we list as left out.
    boxes = _texts_of_outermost(find_boxes(body)) if body is not None else ()
    whole = "\n".join([ours, *read.left_out, *read.repeated, *deleted, *boxes])
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
    return text


def _of_article(theirs: OtherText, frame: Frame, body: Any, *, has_sentence: bool) -> OtherText:
    """Return the other extractor's text without what is not in the text of the article.

    That is the title, the line of source and time, what readers wrote below it, announcements of
    other pages, and what stands beside it in a row that lays out the page. If no sentence is left
    and none was read, the text is a list of such announcements, and the result is all of it; so it
    is if the text that was read is within one.

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
    nodes += [link for link in root.iter("a") if is_elsewhere(link.get("href") or "")]
    if theirs.running.count("\n") >= _FEW_LINES:
        nodes += root.iter("title")
    others = keep_letters("\n".join(_texts_of_outermost(nodes)))
    lines = (line for row in theirs.text.splitlines() for line in _take_apart(row))
    own = keep_letters(main.text_content()) if main is not None else ""
    rest = OtherText(
        "\n".join(
            line
            for line in lines
            if keep_letters(line) not in others
            and not _is_by_line(line)
            and not NOTICE.match(line)
            and (main is None or keep_letters(line) in own)
        )
    )
    return rest if has_sentence or rest.running else theirs


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


def _find_data(root: Any, read: BodyLines) -> _Text | None:
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
    text = _Text(DENSEST, body, inner.kept, inner.left_out, inner.repeated, data=data)
    text.warnings.append(
        "the page shows no article, because a script fills it in; the text was read from the data "
        "of that script, so check that it is the right one and complete"
    )
    return text


def _choose_text(root: Any, body: Any, theirs: OtherText) -> _Text:
    """Return the lines of a page that are the other extractor's text."""
    chosen = choose_lines(root, theirs.text)
    noise = [line for line in chosen.kept if NOISE_LINE.fullmatch(line.typed)]
    kept = [line for line in chosen.kept if line not in noise]
    outside = [*chosen.left_out, *(line.para.text for line in noise)]
    text = _Text(UNKNOWN, body, kept, [], outside=outside, added=chosen.added)
    if chosen.added:
        text.warnings.append(
            f"{len(chosen.added)} of {len(chosen.kept)} lines of the text are hidden on the page, "
            "or only a script or a footer holds them; the first begins "
            f"'{shorten(chosen.added[0])}'"
        )
    return text


def _has_more(theirs: OtherText, lines: Iterable[Line]) -> bool:
    """Tell whether the other extractor found much more running text than there is in lines.

    Without any sentence in the lines, as in a list of names, all its text counts.
    """
    ours = _join(lines)
    their_stops = count_stops(theirs.running)
    if stops := count_stops(ours):
        return their_stops > _MORE_STOPS * stops
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
    less of the other text and differs no more from it. Without such an element it is the body.
    """
    difference = _measure_difference(read, theirs)
    if _lacks(read, theirs) <= _MOST_LACKING:
        return body, read
    nearest, least = (body, read), difference - _CLEARLY_LESS
    own = {line.typed for line in read.kept}
    for node in list_around(frame, body)[:_MOST_ANCESTORS]:
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
    """Tell whether data are those of another text than that which a page shows.

    Pages keep the texts of other articles, of their site and of their buttons in data, too. Theirs
    have another title than the page's head, and lack what it shows below its own headline.
    """
    title = next((node.text_content() for node in root.iter("title")), "")
    head, own = keep_letters(title), keep_letters(data.title)
    named = len(own) >= _LEAST_HEADLINE and own in head
    if named and 2 * len(own) >= len(keep_letters(title.split("_")[0])):
        return False
    headings = (keep_letters(visible_text(node)) for node in root.iter("h1", "h2", "h3"))
    has_headline = any(len(each) >= _LEAST_HEADLINE and each in head for each in headings)
    return has_headline and (
        measure_lacking(count_words(data.html), count_words(shown)) > _MOST_LACKING_OF_SHOWN
    )


def _join(lines: Iterable[Line]) -> str:
    return "\n".join(line.typed for line in lines)


def _read_publication(
    root: Any, site: Site, labels: dict[str, str], by_line: str, url: str
) -> dict[str, str]:
    """Return when and by whom a page was published, under `published`, `updated` and `source`."""
    return {
        "published": find_published(
            root, site, released=labels.get("released", ""), by_line=by_line, url=url
        ),
        "updated": find_updated(root, site),
        "source": find_source(root, site, by_line=by_line, labelled=labels.get("source", "")),
    }


def _describe_links(links: ArticleLinks) -> dict[str, Any]:
    """Return the attachments of the article on a page, and its further pages if it has any."""
    attachments = [
        {"title": collapse_whitespace(each.title), "url": each.url} for each in links.attachments
    ]
    pages = {"pages": list(links.pages)} if links.pages else {}
    return {"attachments": attachments} | pages


def _describe(root: Any, found: _Text, labels: dict[str, str], paras: list[Para]) -> dict[str, Any]:
    """Return the facts about a page that have no field in `Document`, for `Document.meta`."""
    meta: dict[str, Any] = {"format": "html", "template": found.site.name}
    if shown := first_time(root, found.site.shown):
        meta["shown"] = shown
    if generated := find_generated(root):
        meta["generated"] = generated
    said = dict(labels)
    for key in ("written", "released"):
        if time := find_time(said.get(key, "")):
            said[key] = day_of(time)
    if not said.get("document_number"):
        short = (para.text for para in paras[:_OPENING_LINES])
        opening = takewhile(lambda text: len(text) < _OPENING_CHARACTERS, short)
        said["document_number"] = find_document_number("\n".join(opening))
    meta |= {key: value for key, value in said.items() if key not in ("title", "source") and value}
    return meta
