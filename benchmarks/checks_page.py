"""Write the figures of benchmarks/checks.json into docs/checks.md, between two marks.

    python benchmarks/checks_page.py

`benchmarks/checks.py SHARED --save` does this too; a test compares the page with the figures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "checks.md"
BEGIN = (
    "<!-- figures: benchmarks/checks_page.py writes what stands from here to the next mark -->\n"
)
END = "<!-- end of figures -->\n"
Figures = Mapping[str, Any]


def percent(share: float) -> str:
    """Return a share with one decimal: 12.5 %."""
    return f"{100 * share:.1f} %"


def render(figures: Figures, reading: Figures) -> str:
    """Return the part of the page that holds figures."""
    parts = [
        _correct(figures["correct"]),
        _planted(figures["planted"]),
        _marked(figures["marked"]),
        _alarms(figures),
        *([_talks(figures["talks"])] if "talks" in figures else []),
        _reading(reading),
        _speed(figures["speed"]),
        _thorough(figures["thorough"], figures),
    ]
    return "\n".join(parts)


def _correct(figures: Figures) -> str:
    """Return the table of correct paragraphs; held out are those that nobody read before."""
    apart = figures.get("held out")
    lines = []
    for name, label, other in (
        ("number", "with a finding of `number`", "pofilter numbers"),
        ("any error", "with an error", ""),
        ("any finding", "with any finding", "pofilter any"),
    ):
        cells = [percent(figures[name])]
        cells += [percent(apart[name])] if apart else []
        cells += [percent(figures[other]) if other else ""]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    title = f"{figures['paragraphs']:,} correct paragraphs of annual reports (Traditional Chinese)"
    column, bar = (" ours, held out |", "---|") if apart else ("", "")
    return "\n".join((f"| {title} | ours |{column} pofilter |", f"|---|---|{bar}---|", *lines, ""))


def _planted(figures: Figures) -> str:
    """Return the table of planted faults."""
    half = figures.get("clean pairs with a finding, held out")
    apart = "" if half is None else f" (held out: {percent(half)})"
    return _faults(
        f"planted in {figures['pairs']} aligned sentences of political texts",
        "planted",
        figures["found"],
    ) + (
        f"\nOf the clean sentences, {percent(figures['clean pairs with an error'])} have an error "
        f"and {percent(figures['clean pairs with a finding'])} any finding{apart};\npofilter flags "
        f"{percent(figures['clean pairs flagged by pofilter'])}.\n"
    )


def _marked(figures: Figures) -> str:
    """Return the table of faults that people marked."""
    return _faults(
        "faults marked by people (DEMETR, the second half of the sentences)",
        "sentences",
        figures["found"],
    ) + (
        f"\nOf the {figures['good']} correct sentences of this half, "
        f"{percent(figures['good flagged anything'])} have a finding and "
        f"{percent(figures['good flagged number'])} one of `number`; pofilter flags "
        f"{percent(figures['good flagged by pofilter'])}. Kinds are named as in DEMETR; "
        "codemix are words left in the\nother language. Its wrong numbers all stand in the half "
        "used for developing, where all 18 are found.\n"
    )


def _faults(title: str, count: str, found: Figures) -> str:
    """Return a table of kinds of faults, the best found first."""
    rows = sorted(found.items(), key=lambda item: (-item[1]["ours"], item[0]))
    has_held_out = all("held out" in row for row in found.values())
    lines = []
    for kind, row in rows:
        apart = f" {percent(row['held out'])} |" if has_held_out else ""
        lines.append(
            f"| {kind.replace('_', ' ')} | {row[count]} | {percent(row['ours'])} |{apart} "
            f"{percent(row['pofilter'])} |"
        )
    column, bar = (" held out |", "---|") if has_held_out else ("", "")
    return "\n".join((f"| {title} | faults | ours finds |{column} pofilter finds |",
                      f"|---|---|---|{bar}---|", *lines, ""))  # fmt: skip


def _alarms(figures: Figures) -> str:
    """Return the table of the checks that flag correct text, each with both shares."""
    reports = figures["correct"]["by code"]
    political = figures["planted"].get("clean by code", {})
    lines = [
        f"| a finding of `{code}` | {percent(reports.get(code, 0))} "
        f"| {percent(political.get(code, 0))} |"
        for code in sorted({*reports, *political})
        if reports.get(code, 0) or political.get(code, 0)
    ]
    return "\n".join(("| correct text with | of paragraphs of reports | of political "
                      "sentences |", "|---|---|---|", *lines, "",
                      "No other check flags any of this text; those of consistency and terms were "
                      "not counted.", ""))  # fmt: skip


def _talks(figures: Figures) -> str:
    """Return how far omissions agree with those that people marked in talks."""
    return (
        f"**Marked omissions in talks** (MQM): of {figures['findings']} findings of `omission`, "
        f"{percent(figures['of these marked'])} touch a mark; of\n"
        f"{figures['marked major omissions']} marked major omissions, "
        f"{percent(figures['of these found'])} are found. Of the marks of one person, another who "
        f"read the same two texts confirms\n"
        f"{percent(figures['marks that a second person confirms'])}.\n"
    )


def _reading(reading: Figures) -> str:
    """Return what was read one by one."""
    rows = [
        f"| {name} | {count} |"
        for name, count in (
            *((f"`{code}`", count) for code, count in reading["by code"].items()),
            *reading["by kind of document"].items(),
        )
    ]
    reasons = reading["what the rest was"].items()
    rest = "; ".join(f"{count}: {why}" for why, count in reasons if count > 1)
    table = "\n".join(("| check, or documents | worth a look |", "|---|---|", *rows))
    return (
        f"**Read one by one**: {reading['drawn from']}.\n{reading['worth a look']} of "
        f"{reading['read']} are worth a look; benchmarks/checks_reading.json has a verdict and a "
        f"reason for each.\n\n{table}\n\n"
        f"The others flag a correct rendering. Why, where it is so more than once: {rest}.\n"
    )


def _speed(figures: Figures) -> str:
    """Return the time as a share of that for aligning."""
    return (
        f"**Speed**: checking {figures['pairs']} pairs takes {figures['ratio of all checks']} "
        f"times as long as aligning them, {figures['ratio of quick checks']} times without\n"
        "`omission`, `addition` and `list-length` (processor time).\n"
    )


def _thorough(closely: Figures, figures: Figures) -> str:
    """Return what a close reading finds beside what the links find."""
    quickly, links, read = figures["planted"], figures["planted"]["found"], closely["found"]
    rows = [
        (f"{kind}, of {read[kind]['planted']}", links[kind]["ours"], read[kind]["ours"],
         links[kind]["held out"], read[kind]["held out"])
        for kind in read
    ]  # fmt: skip
    marked = figures["marked"]["found"]
    rows += [
        (f"{kind.replace('_', ' ')} (DEMETR), of {marked[kind]['sentences']}",
         marked[kind]["ours"], share, None, None)
        for kind, share in closely["marked"].items()
        if kind.endswith("_removed")
    ]  # fmt: skip
    whole, odd = "clean pairs with a finding", "clean pairs with a finding, held out"
    rows += [
        ("complete political pairs with any finding", quickly[whole], closely[whole],
         quickly[odd], closely[odd]),
        ("correct sentences of DEMETR with any finding", figures["marked"]["good flagged anything"],
         closely["good flagged anything"], None, None),
        ("correct paragraphs of annual reports with any finding", figures["correct"]["any finding"],
         closely["correct paragraphs with a finding"], None, None),
        ("findings of `omission` in talks that touch a mark", figures["talks"]["of these marked"],
         closely["talks"]["of these marked"], None, None),
        ("marked major omissions in talks that are found", figures["talks"]["of these found"],
         closely["talks"]["of these found"], None, None),
    ]  # fmt: skip
    lines = [
        " | ".join([f"| {name}", *("" if one is None else percent(one) for one in shares)]) + " |"
        for name, *shares in rows
    ]
    return "\n".join((
        "**With `--thorough`**, a [close reading](#a-close-reading), compared with the "
        "checks as they are:\n",
        "| all checks | as they are | `--thorough` | held out: as they are | `--thorough` |",
        "|---|---|---|---|---|", *lines, "",
        f"It takes {closely['processor milliseconds a pair']:.0f} milliseconds of a processor a "
        f"pair, {closely['the same without']:.1f} without.", ""))  # fmt: skip


def expected_page(page: str) -> str:
    """Return a page with the figures of the two JSON files in it."""
    figures = json.loads((FOLDER / "checks.json").read_text("utf-8"))
    reading = json.loads((FOLDER / "checks_reading.json").read_text("utf-8"))
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{render(figures, reading)}{END}{after}"


def write_page() -> None:
    """Write the figures into the page."""
    PAGE.write_text(expected_page(PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write_page()
