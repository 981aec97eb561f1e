"""The addresses of the server and what each of them answers.

No part of a request ever becomes a path: documents are named by their numbers, and the files of the
page by a fixed list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from aigov_corpus.building.realigning import make_aligner
from aigov_corpus.errors import AigovError, InvalidInputError, NothingToDoError, UsageError
from aigov_corpus.files.limits import parse_json
from aigov_corpus.reviewing.acts import STATUS_OF, LockedError, StaleError
from aigov_corpus.reviewing.bitext import Change
from aigov_corpus.reviewing.doubts import is_doubtful
from aigov_corpus.serving.answers import (
    Answers,
    keep_language,
    language_of,
    read_static,
    section_namer,
    words_for,
)
from aigov_corpus.serving.documents import OpenDocument
from aigov_corpus.serving.downloads import list_choices, make_download
from aigov_corpus.serving.file_messages import say_note
from aigov_corpus.serving.library import Library
from aigov_corpus.serving.pages import (
    RowViews,
    Section,
    describe_act,
    list_sections,
)
from aigov_corpus.serving.places import Place, beside
from aigov_corpus.serving.requests import (
    ABOUT_FINDINGS,
    BulkConfirmation,
    choose_many,
    choose_replaced,
    name_many,
    name_replaced,
    plan,
    read_requested,
)
from aigov_corpus.serving.starting import StartPages
from aigov_corpus.serving.views import section_of
from aigov_corpus.serving.wording import (
    translate_message,
    words_of,
)

_STATIC = {
    "review.css": "text/css",
    "review.js": "text/javascript",
    "shared.js": "text/javascript",
    "start.js": "text/javascript",
    "theme.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
"""The files of the page, each with its type."""
_FEW = 8
"""Sections and rows that are sent one by one after an act."""
_ITEMS = 4096
"""Drawn sections that are kept: those of the largest document, in a few states."""


class ReviewServer:
    """Answers the requests of the page."""

    def __init__(self, library: Library, *, reviewer: str, encoder: str = "use") -> None:
        """Serve documents."""
        self._library = library
        self.documents = library.documents
        self._reviewer = reviewer
        self._encoder = encoder
        self._answers = Answers()
        self._start = StartPages(library, self._answers, encoder=encoder)
        self._static = {name: read_static(name) for name in _STATIC}
        self._items: dict[tuple[Section, bool, str], Markup] = {}
        """The HTML of sections that were drawn before."""

    def application(self) -> Starlette:
        """Return the application, without its guard."""
        return Starlette(
            routes=[
                *self._start.routes(),
                Route("/static/{name}", self._file),
                Route("/d/{number:int}", self._page),
                Route("/d/{number:int}/rows", self._rows),
                Route("/d/{number:int}/next", self._next),
                Route("/d/{number:int}/checking", self._checking),
                Route("/d/{number:int}/many", self._many),
                Route("/d/{number:int}/replaceable", self._replaceable),
                Route("/d/{number:int}/flagged", self._flagged),
                Route("/d/{number:int}/details", self._details),
                Route("/d/{number:int}/download", self._download),
                Route("/d/{number:int}/act", self._act, methods=["POST"]),
            ],
            exception_handlers={AigovError: _answer_error},
        )

    async def _file(self, request: Request) -> Response:
        """Send one of the files of the page."""
        name = request.path_params["name"]
        if name not in self._static:
            raise HTTPException(404)
        return Response(self._static[name], media_type=_STATIC[name])

    async def _page(self, request: Request) -> Response:
        """Show a document."""
        if (answer := keep_language(request)) is not None:
            return answer
        place = self._place(request)
        self._library.note_progress(place.document)
        sections = list_sections(place.document, place.rendering)
        return self._answers.page(
            "review.html",
            request,
            place=place,
            documents=self.documents,
            number=request.path_params["number"],
            known_principles=place.document.principles,
            choices=list_choices(place.document.renderings),
            codes=place.findings.codes(),
            sections=sections,
            section_items=Markup("").join(self._section_items(place, request, sections).values()),
            tally=place.document.tally(place.rendering),
            say_note=partial(say_note, chinese=language_of(request) == "zh"),
            **self._shown(place, request, place.page),
        )

    async def _rows(self, request: Request) -> Response:
        """Send one page of rows."""
        place = self._place(request, fresh="fresh" in request.query_params)
        return JSONResponse(self._answer(place, request, page=place.page))

    async def _next(self, request: Request) -> Response:
        """Send the page with the next doubtful row, or with a row of a given key."""
        place = self._place(request)
        key = request.query_params.get("key", "")
        if request.query_params.get("what") != "row":
            step = -1 if request.query_params.get("what") == "previous" else 1
            findings = place.findings.doubts
            key = beside(place.view, key, step, lambda k: is_doubtful(place.bitext[k], findings))
        page = place.view.page_of(key)
        if page is None:
            return JSONResponse({"focus": ""})
        return JSONResponse(self._answer(place, request, page=page, focus=key))

    async def _checking(self, request: Request) -> Response:
        """Send how many changed rows are not checked yet."""
        return JSONResponse({"waiting": self._place(request).document.waiting})

    async def _many(self, request: Request) -> Response:
        """Send how many rows one step would confirm, and how many would stay for findings."""
        place = self._place(request)
        asked = request.query_params
        try:
            least = float(asked.get("min_score", ""))
        except ValueError:
            least = -1
        values = {
            "min_score": least,
            "section": asked.get("where", ""),
            "with_findings": asked.get("with_findings") == "true",
        }
        many = choose_many(values, place.bitext, place.findings)
        return JSONResponse({"ready": len(many.rows), "held": many.held})

    async def _replaceable(self, request: Request) -> Response:
        """Send in how many places and rows one step would replace a text."""
        place = self._place(request)
        found = choose_replaced(request.query_params.get("find", ""), "", place.bitext)
        return JSONResponse(
            {"places": found.places, "rows": len(found.rows), "confirmed": found.confirmed}
        )

    async def _flagged(self, request: Request) -> Response:
        """Send how many rows are confirmed, and how many of them have findings that are open."""
        place = self._place(request)
        findings = place.findings
        rows = place.bitext
        confirmed = [row for row in rows if row.status == "confirmed"]
        count = sum(findings.count(row) > 0 for row in confirmed)
        return JSONResponse({"count": count, "confirmed": len(confirmed)})

    async def _details(self, request: Request) -> Response:
        """Send what the panel shows about a row."""
        place = self._place(request)
        key = request.query_params.get("key", "")
        if key not in place.bitext:  # the page asked while an act replaced the row
            return HTMLResponse("")
        views = RowViews(place.document, place.rendering, place.filters, language_of(request))
        return self._answers.page(
            "details.html",
            request,
            view=views.make(key),
            around=views.around(key),
            published=views.published(key),
        )

    async def _download(self, request: Request) -> Response:
        """Send the pairs of a document in a format of other programs."""
        place = self._place(request)
        pairs, sentences = place.document.reviewed()
        findings = place.document.open_findings()
        name, content, kind = await run_in_threadpool(
            make_download,
            place.document,
            pairs,
            sentences,
            findings,
            request.query_params,
            language=language_of(request),
        )
        headers = {"content-disposition": f"attachment; filename*=utf-8''{quote(name)}"}
        return Response(content, media_type=kind, headers=headers)

    async def _act(self, request: Request) -> Response:
        """Do what the page asks for, and send what has changed."""
        values = parse_json(await request.body(), source="request", remedy="load the page again")
        place = self._place(request)
        op = values.get("op") if isinstance(values, Mapping) else None
        try:
            if op in ("undo", "redo"):
                return self._turn(place, request, op, target=str(values.get("target", "")))
            if op == "dismiss":
                place.document.dismiss(str(values.get("target", "")), by=self._reviewer)
                return JSONResponse(self._answer(place, request, page=place.page))
            if op == "realign":
                unlocked = values.get("unlocked") is True
                return await self._realign(place, request, unlocked=unlocked)
            return self._perform(place, request, values)
        except StaleError as error:
            answer = self._answer(place, request, page=place.page)
            focus = error.rows[0].key if error.rows else ""
            message = _say_stale(place.document, values, words_for(request))
            return JSONResponse(answer | {"message": message, "focus": focus}, 409)

    def _turn(self, place: Place, request: Request, op: str, *, target: str) -> Response:
        """Take an act back, or do it again."""
        words = words_for(request)
        turned = place.document.turn(op, by=self._reviewer, target=target)
        if turned is None:
            return JSONResponse({"message": words[f"nothing_to_{op}"]}, 422)
        act, change = turned
        rows = change.old if op == "undo" else change.new
        said = words[f"{op}_done"].format(act=describe_act(act, words))
        focus = rows[0].key if rows else ""
        return self._changed(place.of(act.rendering), request, change, focus, {"said": said})

    def _perform(self, place: Place, request: Request, values: Any) -> Response:
        """Do an act about rows."""
        document = place.document
        asked = read_requested(document, values)
        place = place.of(asked.rendering)
        bitext = document.review.bitext(asked.rendering)
        planner = document.planner(
            asked.rendering, by=self._reviewer, unlocked=values.get("unlocked") is True
        )
        if asked.op in ABOUT_FINDINGS and asked.rows:
            asked = ABOUT_FINDINGS[asked.op](asked, document.findings(asked.rendering))
        is_bulk = asked.op == "bulk"
        many = choose_many(values, place.bitext, place.findings) if is_bulk else None
        if many is not None:
            asked = name_many(asked, many)
        is_replacing = asked.op == "replace"
        if is_replacing:
            asked = name_replaced(asked, bitext)
        before = [row.key for row in asked.rows]
        following = self._following(place, before) if asked.op in STATUS_OF else ""
        change = document.perform(plan(asked, planner, bitext), puts_off=is_replacing)
        if is_replacing:
            self._library.check_soon(document)
        self._library.note_progress(document)
        focus = following or (change.new[0].key if change.new else "")
        also: dict[str, Any] = {"relock": planner.is_key_used}
        if many is not None:  # the reviewer stays at the present row
            focus = ""
            also["said"] = _say_many(many, words_for(request))
        if is_replacing:
            focus = ""
            also["said"] = words_for(request)["replace_done"].format(rows=len(asked.rows))
        return self._changed(place, request, change, focus, also)

    async def _realign(self, place: Place, request: Request, *, unlocked: bool) -> Response:
        """Align again what stands between the confirmed rows, while other requests are answered."""
        planner = place.document.planner(place.rendering, by=self._reviewer, unlocked=unlocked)
        align = make_aligner(place.bitext, self._encoder)
        act = await run_in_threadpool(planner.realign, align)
        change = place.document.perform(act)
        focus = change.new[0].key if change.new else ""
        return self._changed(place, request, change, focus, {"relock": planner.is_key_used})

    def _following(self, place: Place, keys: Sequence[str]) -> str:
        """Return the key of the first undecided row behind the given ones in the view."""
        last = keys[-1] if keys else ""
        return beside(place.view, last, 1, lambda key: not place.bitext[key].is_decided)

    def _changed(
        self,
        place: Place,
        request: Request,
        change: Change,
        focus: str,
        also: Mapping[str, Any],
    ) -> Response:
        """Return the answer to an act: the rows that changed, or the whole page if rows moved.

        Args:
            place: where the reviewer is.
            request: the request.
            change: what the act changed.
            focus: key of the row that is the present one now.
            also: `relock`, whether the page has to lock the Chinese, which was unlocked for this
                act; `said`, what the page says instead of "Saved".
        """
        page = place.view.page_of(focus) if focus else None
        sections = _sections_of(place, change)
        stays = page is None or page == place.page
        same = all([row.key for row in new] == [old.key] for old, new in change.groups)
        if not (same and stays):
            shown = place.page if page is None else page
            answer = self._answer(place, request, page=shown, focus=focus, sections=sections)
            answer |= {"numbers": _numbers_now(place, change)}
            return JSONResponse({**answer, **also})
        keys = set(place.view.page(place.page))
        changed = [old.key for old in change.old if old.key in keys]
        html = self._row_html(place, request, changed)
        counts = self._counts(place, request, sections)
        return JSONResponse(counts | {"rows": html, "focus": focus, **also})

    def _row_html(self, place: Place, request: Request, keys: Sequence[str]) -> dict[str, str]:
        """Return the HTML of rows by their keys."""
        views = RowViews(place.document, place.rendering, place.filters, language_of(request))
        wanted = [key for key in place.view.page(place.page) if key in keys]
        rows = [row for key in wanted for row in views.show([key], self._above(place, key))]
        shown = {view.row.key: view for view in rows}
        template = self._answers.templates.get_template("row.html")
        words = words_for(request)
        name = section_namer(language_of(request))
        return {
            key: template.render(view=shown[key], words=words, section_name=name)
            for key in keys
            if key in shown
        }

    def _above(self, place: Place, key: str) -> str:
        """Return the key of the row above another in the view; empty if there is none."""
        at = place.view.place(key)
        return place.view.keys[at - 1] if at else ""

    def _answer(
        self,
        place: Place,
        request: Request,
        *,
        page: int,
        focus: str = "",
        sections: Sequence[str] | None = None,
    ) -> dict[str, Any]:
        """Return a page of rows, with the counts around it, for the script of the page."""
        shown = self._shown(place, request, page)
        html = self._answers.render("rows.html", request, **shown)
        answer = {"html": html, "page": shown["page"], "focus": focus}
        return answer | self._counts(place, request, sections)

    def _shown(self, place: Place, request: Request, page: int) -> dict[str, Any]:
        """Return what the template of the rows needs."""
        page = min(max(page, 0), place.view.pages - 1)
        views = RowViews(place.document, place.rendering, place.filters, language_of(request))
        keys = place.view.page(page)
        return {
            "rows": views.show(keys, self._above(place, keys[0]) if keys else ""),
            "page": page,
            "pages": place.view.pages,
            "total": len(place.view.keys),
        }

    def _counts(
        self, place: Place, request: Request, changed: Sequence[str] | None
    ) -> dict[str, Any]:
        """Return the parts of the page that change with every act.

        Args:
            place: where the reviewer is.
            request: the request.
            changed: paths of the sections whose counts have changed; None for all sections.
        """
        sections = list_sections(place.document, place.rendering, changed)
        tally = place.document.tally(place.rendering)
        found: dict[str, Any] = {
            "progress": self._answers.render("progress.html", request, tally=tally, place=place),
            "latest": self._answers.render("latest.html", request, place=place),
        }
        if changed is None or len(sections) < len(changed):  # a section has appeared or vanished
            sections = list_sections(place.document, place.rendering)
            items = self._section_items(place, request, sections)
            found["sections"] = self._answers.render(
                "sections.html", request, place=place, section_items=Markup("").join(items.values())
            )
        else:
            found["section"] = self._section_items(place, request, sections)
        return found

    def _section_items(
        self, place: Place, request: Request, sections: Iterable[Section]
    ) -> dict[str, Markup]:
        """Return the HTML of each section by its path; a large document has hundreds of them."""
        language = language_of(request)
        template = self._answers.templates.get_template("section.html")
        found = {}
        for section in sections:
            key = (section, section.path == place.filters.section, language)
            if key not in self._items:
                if len(self._items) >= _ITEMS:
                    self._items.clear()
                html = template.render(
                    section=section,
                    is_here=key[1],
                    words=words_of(language),
                    section_name=section_namer(language),
                )
                self._items[key] = Markup(html)
            found[section.path] = self._items[key]
        return found

    def _place(self, request: Request, *, fresh: bool = False) -> Place:
        """Return the document, rendering, filters and page that a request means."""
        number = request.path_params["number"]
        if number >= len(self.documents):
            raise HTTPException(404)
        self.documents[number].take_checked()
        return Place(self.documents[number], dict(request.query_params), fresh=fresh)


def _sections_of(place: Place, change: Change) -> list[str] | None:
    """Return the sections whose counts an act changed; None if there are many, or one appeared."""
    counts = Counter(section_of(place.bitext, row) for row in (*change.old, *change.new))
    sections = place.document.tally(place.rendering).sections
    if len(counts) > _FEW or any(sections[path].total <= n for path, n in counts.items()):
        return None
    return list(counts)


def _numbers_now(place: Place, change: Change) -> list[int]:
    """Return the numbers, from 1, of the rows that an act made or brought back; at most a few."""
    rows = [row for row in (*change.new, *change.old) if row.key in place.bitext][:_FEW]
    return sorted({place.bitext.place(row.key) + 1 for row in rows})


def _say_stale(document: OpenDocument, values: Mapping[str, Any], words: dict[str, str]) -> str:
    """Return why an act was not done; of an undo, which later act must be undone first."""
    later = None
    if values.get("op") == "undo":
        later = document.review.later(str(values.get("target", "")))
    if later is None:
        return words["stale"]
    return words["undo_first"].format(act=describe_act(later, words))


def _say_many(many: BulkConfirmation, words: Mapping[str, str]) -> str:
    """Return what one step confirmed, and how many rows it left for their findings."""
    said = words["bulk_done"].format(ready=len(many.rows))
    return said + (words["bulk_held"].format(held=many.held) if many.held else "")


async def _answer_error(request: Request, error: Exception) -> Response:
    """Return the answer to a request that failed with an error of this package."""
    assert isinstance(error, AigovError)
    wrong = (UsageError, InvalidInputError, NothingToDoError)
    code = 423 if isinstance(error, LockedError) else 422 if isinstance(error, wrong) else 500
    message = translate_message(error, language_of(request))
    return JSONResponse({"message": message, "is_locked": code == 423}, code)
