"""The kinds of pictures; what they show is told in `corpus.pictures`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from aigov_corpus.errors import MissingExtraError, UsageError, show_value
from aigov_corpus.plotting.fonts import set_fonts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#999999"
"""Colours that people who see few colours can tell apart (Okabe and Ito 2008)."""
_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, "#E69F00", "#56B4E9", GREY)
_WIDTH = 7.0
"""Width of a picture, in inches."""
_HEIGHT = 4.2
"""Height of a picture, in inches."""
_ROW = 0.32
"""Height of a row of a table of bars or cells, in inches."""
_MARGIN = 1.4
"""Height of title and axis below and above such rows, in inches."""
_BINS = 20
_DARK = 0.6
"""Share of the highest count from which on a number in a cell is white."""
_SUBS = (1, 2, 5)
"""The numbers of a logarithmic axis, for each power of ten."""
_LONGEST_LABEL = 44
"""Characters of a label; a longer one is cut."""


def new_axes(ax: Axes | None, *, height: float = _HEIGHT) -> Axes:
    """Return the Axes to draw on: the one that the caller gave, or a new one.

    Raises:
        MissingExtraError: matplotlib is not installed.
        UsageError: it is no Axes.
    """
    if find_spec("matplotlib") is None:
        raise MissingExtraError("a picture", extra="research")
    if ax is not None:
        if not hasattr(ax, "set_xlabel"):
            raise UsageError(
                f"ax is {show_value(ax)}, which is no Axes of matplotlib",
                remedy="give one, or None for a new picture",
            )
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(_WIDTH, height), layout="constrained")[1]


def shorten(text: str) -> str:
    """Return a label that is not too long, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_LABEL else f"{flat[: _LONGEST_LABEL - 1]}…"


def draw_cells(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Sequence[Sequence[int]],
    *,
    title: str,
    labels: tuple[str, str],
    ax: Axes | None = None,
) -> Axes:
    """Draw a table of counts, in which a higher count is darker.

    Args:
        rows: names of the rows.
        columns: names of the columns.
        counts: the count of each row and column.
        title: title of the picture.
        labels: what the columns and what the rows are.
        ax: the Axes to draw on; None for a new one.
    """
    ax = new_axes(ax, height=_MARGIN + _ROW * len(rows))
    ax.imshow(counts, cmap="Blues", aspect="auto", vmin=0)
    highest = max((count for row in counts for count in row), default=0)
    for down, row in enumerate(counts):
        for right, count in enumerate(row):
            if count:
                colour = "white" if count > _DARK * highest else "black"
                ax.text(right, down, str(count), ha="center", va="center", color=colour)
    ax.set_xticks(range(len(columns)), [shorten(name) for name in columns])
    ax.set_yticks(range(len(rows)), [shorten(name) for name in rows])
    if max(map(len, columns), default=0) * len(columns) > 2 * _LONGEST_LABEL:
        ax.tick_params(axis="x", rotation=45)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return _finish(ax, title, *labels)


def draw_histogram(
    values: Sequence[float], *, threshold: float, title: str, label: str, ax: Axes | None = None
) -> Axes:
    """Draw how often values from 0 to 1 occur, with a line at a threshold.

    Args:
        values: the values.
        threshold: the place of the line; values below it have another colour.
        title: title of the picture.
        label: what the values are.
        ax: the Axes to draw on; None for a new one.
    """
    ax = new_axes(ax)
    below = [value for value in values if value < threshold]
    above = [value for value in values if value >= threshold]
    ax.hist(
        [below, above],
        bins=_BINS,
        range=(0, 1),
        stacked=True,
        color=[ORANGE, BLUE],
        label=[f"below {threshold:g}: {len(below):,}", f"{threshold:g} or more: {len(above):,}"],
    )
    ax.axvline(threshold, color="black", linestyle="--", linewidth=1)
    ax.legend(loc="upper left", frameon=False)
    ax.set_xlim(0, 1)
    _count_in_whole_numbers(ax.yaxis)
    return _finish(ax, title, label, "pairs")


def draw_bars(
    rows: Sequence[str],
    parts: Mapping[str, Sequence[int]],
    *,
    title: str,
    label: str,
    ax: Axes | None = None,
) -> Axes:
    """Draw bars that consist of parts, the first row at the top.

    Args:
        rows: names of the bars.
        parts: for each kind of part, its length in each bar.
        title: title of the picture.
        label: what the lengths count.
        ax: the Axes to draw on; None for a new one.
    """
    ax = new_axes(ax, height=_MARGIN + _ROW * len(rows))
    left = [0] * len(rows)
    for number, (name, lengths) in enumerate(parts.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        bars = ax.barh(range(len(rows)), lengths, left=left, color=colour, label=name, height=0.75)
        shown = [str(length) if length else "" for length in lengths]
        ax.bar_label(bars, labels=shown, label_type="center", color="white", fontsize="small")
        left = [start + length for start, length in zip(left, lengths, strict=True)]
    ax.set_yticks(range(len(rows)), [shorten(name) for name in rows])
    ax.invert_yaxis()
    _count_in_whole_numbers(ax.xaxis)
    ax.spines[["top", "right"]].set_visible(False)
    if len(parts) > 1:
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return _finish(ax, title, label, "")


def draw_points(
    points: Sequence[tuple[float, float]],
    marked: Mapping[int, str],
    *,
    ratio: float,
    title: str,
    labels: tuple[str, str],
    ax: Axes | None = None,
) -> Axes:
    """Draw points on two logarithmic scales, with a line for a multiple of the first number.

    Args:
        points: the points.
        marked: numbers of points that have another colour, each with its name.
        ratio: the multiple, which the second number has on the line.
        title: title of the picture.
        labels: what the two numbers are.
        ax: the Axes to draw on; None for a new one.
    """
    ax = new_axes(ax)
    from matplotlib.ticker import LogLocator

    usual = [point for number, point in enumerate(points) if number not in marked]
    unusual = [points[number] for number in marked]
    ax.scatter(*_columns(usual), s=18, color=BLUE, alpha=0.6, label=f"usual: {len(usual):,}")
    if unusual:
        label = f"outliers: {len(unusual):,}"
        ax.scatter(*_columns(unusual), s=28, color=ORANGE, marker="D", label=label)
    for number, name in marked.items():
        ax.annotate(
            name, points[number], xytext=(6, 4), textcoords="offset points", fontsize="small"
        )
    if points:
        ends = [min(first for first, _ in points), max(first for first, _ in points)]
        heights = [ratio * end for end in ends]
        ax.plot(ends, heights, color=GREY, linewidth=1, label=f"median: {ratio:.2f}", zorder=0)
    ax.set_xscale("log")
    ax.set_yscale("log")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(LogLocator(subs=_SUBS))
        axis.set_major_formatter("{x:g}")
        axis.set_minor_formatter("")
    ax.legend(loc="upper left", frameon=False)
    return _finish(ax, title, *labels)


def draw_path(
    similarity: Any,
    beads: Sequence[tuple[Sequence[int], Sequence[int]]],
    *,
    title: str,
    labels: tuple[str, str],
    ax: Axes | None = None,
) -> Axes:
    """Draw how alike the sentences of two texts are, with a frame around those that are aligned.

    Args:
        similarity: `(first sentences, second sentences)`, from 0 to 1.
        beads: for each bead the numbers of its first and of its second sentences, from 0.
        title: title of the picture.
        labels: what the first and what the second sentences are.
        ax: the Axes to draw on; None for a new one.
    """
    ax = new_axes(ax, height=_WIDTH * 0.8)
    from matplotlib.patches import Rectangle

    across, up = similarity.shape
    image = ax.imshow(
        similarity.T,
        cmap="Greys",
        vmin=0,
        vmax=1,
        aspect="auto",
        origin="lower",
        extent=(0.5, across + 0.5, 0.5, up + 0.5),  # the first sentence is 1
    )
    for first, second in beads:
        if first and second:
            corner = (min(first) + 0.5, min(second) + 0.5)
            frame = Rectangle(corner, len(first), len(second), fill=False, edgecolor=ORANGE)
            frame.set_linewidth(1.8)
            ax.add_patch(frame)
    ax.figure.colorbar(image, ax=ax, label="similarity of the vectors", shrink=0.8)
    for axis in (ax.xaxis, ax.yaxis):
        _count_in_whole_numbers(axis)
    return _finish(ax, title, *labels)


def _count_in_whole_numbers(axis: Axis) -> None:
    """Let the numbers on an axis be whole."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True))


def _columns(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Return the first and the second numbers of points."""
    return [first for first, _ in points], [second for _, second in points]


def _finish(ax: Axes, title: str, across: str, up: str) -> Axes:
    """Give a picture its title, the names of its axes, and fonts; return it."""
    ax.set_title(title, loc="left", fontsize="medium")
    ax.set_xlabel(across)
    ax.set_ylabel(up)
    set_fonts(ax)
    return ax
