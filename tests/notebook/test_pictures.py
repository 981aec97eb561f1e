"""Pictures: what they show, and that Chinese is shown without a missing glyph."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import aigov_corpus as ac
from aigov_corpus.errors import AigovError, MissingExtraError, UsageError


@pytest.fixture
def corpus() -> ac.Corpus:
    """The corpus that comes with the package."""
    return ac.load()


def test_without_matplotlib_the_extra_is_named(
    corpus: ac.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The core does without it."""
    monkeypatch.setattr("aigov_corpus.plotting.charts.find_spec", lambda name: None)
    for draw in (corpus.crosstab("principle", "section").plot, corpus.plot.scores):
        with pytest.raises(MissingExtraError, match=r"pip install 'aigov-corpus\[research\]'"):
            draw()


def test_a_picture_of_nothing_says_what_is_missing(corpus: ac.Corpus) -> None:
    """And so does a path of several renderings, or a threshold that is none."""
    nothing = corpus[:0]
    untagged = ac.Corpus.from_pairs([("好。", "Good.")])
    for draw, message in (
        (nothing.plot.scores, "no pair has a score"),
        (nothing.plot.coverage, "there are no pairs"),
        (nothing.plot.lengths, "no pair has both texts"),
        (nothing.plot.path, "one of the two texts is empty"),
        (lambda: corpus.plot.renderings("蒸汽机"), "no pair with both texts has"),
        (corpus.plot.path, "one of the renderings sinocism, plain"),
        (untagged.crosstab("principle", "kind").plot, "no sentence has a principle"),
        (lambda: corpus.plot.scores(threshold=2), "threshold is 2"),
    ):
        with pytest.raises(AigovError, match=message):
            draw()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any], Any]]:
    """Return a function that draws a picture into memory; warnings are errors."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    def draw(ax: Any) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            ax.figure.canvas.draw()
        return ax

    yield draw
    plt.close("all")


@pytest.mark.slow
def test_pictures_show_the_numbers_of_the_corpus(
    corpus: ac.Corpus, drawn: Callable[[Any], Any]
) -> None:
    """Cells, bars, points and frames; each has a title and names of its axes."""
    table = corpus.crosstab("principle", "section")
    cells = drawn(table.plot())
    assert [text.get_text() for text in cells.texts][:5] == ["3", "2", "2", "3", "2"]
    assert sum(bar.get_height() for bar in drawn(corpus.plot.scores()).patches) == 26
    widths = [bar.get_width() for bar in drawn(corpus.plot.coverage()).patches]
    assert sum(widths) == len(corpus)
    points = drawn(corpus.plot.lengths(farthest=2.5)).collections
    assert sum(len(part.get_offsets()) for part in points) == 26
    path = drawn(corpus.select(rendering="sinocism").plot.path())
    assert len(path.patches) == 13
    for ax in (cells, path):
        assert ax.get_title(loc="left") and ax.get_xlabel() and ax.get_ylabel()


@pytest.mark.slow
def test_chinese_has_glyphs(corpus: ac.Corpus, drawn: Callable[[Any], Any]) -> None:
    """In titles and at axes; a picture can be drawn on Axes that the caller has."""
    import matplotlib.pyplot as plt

    ax = plt.figure().add_subplot()
    assert drawn(corpus.plot.renderings("digital", ax=ax)) is ax
    assert "数字基础设施" in [label.get_text() for label in ax.get_yticklabels()]
    drawn(corpus.plot.renderings("人工智能"))
    with pytest.raises(UsageError, match="no Axes of matplotlib"):
        corpus.plot.scores(ax=3)  # type: ignore[arg-type]


@pytest.mark.slow
def test_without_a_chinese_font_a_warning_says_what_to_install(
    corpus: ac.Corpus, monkeypatch: pytest.MonkeyPatch, drawn: Callable[[Any], Any]
) -> None:
    """Only if there is Chinese in the picture."""
    monkeypatch.setattr("aigov_corpus.plotting.fonts.find_chinese_font", lambda: "")
    drawn(corpus.plot.scores())
    with pytest.warns(UserWarning, match="apt-get install fonts-noto-cjk"):
        corpus.plot.renderings("digital")
