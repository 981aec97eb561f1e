"""The templates and files of the pages, and answers made of them in the language of a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.resources import files
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from aigov_corpus.serving.guard import own_path
from aigov_corpus.serving.pages import describe_act, first_text
from aigov_corpus.serving.wording import LANGUAGES, Language, choose_language, words_of
from aigov_corpus.text.section_names import name_section

_PACKAGE = "aigov_corpus.serving"
_LANGUAGE = "aigov_language"
"""Cookie with the language of the page."""
_YEAR = 365 * 24 * 3600
"""Seconds for which a browser keeps that cookie."""


class Answers:
    """Draws the templates."""

    def __init__(self) -> None:
        self.templates = make_environment()

    def page(
        self, template: str, request: Request, *, status_code: int = 200, **values: Any
    ) -> Response:
        """Return a page made of a template."""
        return HTMLResponse(self.render(template, request, **values), status_code)

    def render(self, template: str, request: Request, **values: Any) -> str:
        """Return what a template makes of values, in the language of the page."""
        language = language_of(request)
        return self.templates.get_template(template).render(
            **values,
            words=words_of(language),
            language=language,
            other_language=next(other for other in LANGUAGES if other != language),
            describe_act=describe_act,
            first_text=first_text,
            section_name=section_namer(language),
        )


def language_of(request: Request) -> Language:
    """Return the language of the page: the one that was chosen, or that of the browser."""
    return choose_language(
        request.cookies.get(_LANGUAGE, ""), request.headers.get("accept-language", "")
    )


def section_namer(language: Language) -> Callable[[str], str]:
    """Return the function that gives a section its name by its path."""
    return partial(name_section, chinese=language == "zh")


def words_for(request: Request) -> dict[str, str]:
    """Return the words of the page."""
    return words_of(language_of(request))


def keep_language(request: Request) -> Response | None:
    """Return the answer to a request that chooses the language of the page; None for others."""
    wanted = request.query_params.get("language", "")
    if wanted not in LANGUAGES:
        return None
    rest = request.url.remove_query_params("language")
    path = own_path(rest.path)
    answer = RedirectResponse(f"{path}?{rest.query}" if rest.query else path, 303)
    answer.set_cookie(_LANGUAGE, wanted, max_age=_YEAR, samesite="lax", path="/")
    return answer


def make_environment() -> jinja2.Environment:
    """Return what draws the templates; every text is escaped, and an unknown name is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def read_static(name: str) -> bytes:
    """Return a file of the page: its script, its style."""
    return (files(_PACKAGE) / "static" / name).read_bytes()
