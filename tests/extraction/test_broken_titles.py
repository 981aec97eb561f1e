"""Titles that the width of a page broke over several lines are one title."""

from __future__ import annotations

import pytest

from aigov_corpus.extraction import extract

BODY = {
    "zh": "为了加强城市照明管理，制定本办法，现将有关事项通知如下。",
    "en": "The lamps of the city are to be checked every day, and the results shall be published.",
    "fr": "Les lampes de la ville sont contrôlées chaque jour, et les résultats sont publiés.",
}


def titles(lines: list[str], lang: str) -> list[str]:
    """The titles of a text that begins with these lines."""
    document = extract("\n\n".join([*lines, BODY[lang]]), lang=lang)
    return [block.text for block in document.blocks if block.kind == "title"]


@pytest.mark.parametrize(
    ("lines", "lang"),
    [
        (["市政府办公室关于印发城市照明", "管理暂行办法的通知"], "zh"),
        (["市政府办公室关于进一步加强", "城市照明管理和节约能源", "若干措施的通知（试行）"], "zh"),
        (["中华人民共和国政府和", "新加坡共和国政府联合声明"], "zh"),
        (["在“光明城市", "与照明”论坛上的讲话"], "zh"),
        (["Notice of the General Office on", "Issuing Several Measures of the City"], "en"),
        (["Opinions of the Council on Promoting", "the Development of Lamps"], "en"),
        (["Notice on the Lamps of the", "Streets and Squares of our", "City"], "en"),
        (["Règlement (Lampes", "Routes et Parcs)"], "fr"),
        (["Notice on Measures to Strengthen", "Lighting of Streets and of", "Parks"], "en"),
        (["Notice on the lamps of the streets", "and the squares of our city"], "en"),
        (["Notice on the lamps of the", "streets and squares"], "en"),
    ],
)  # fmt: skip
def test_lines_that_break_off_are_joined(lines: list[str], lang: str) -> None:
    """A word at the break or the kind of document shows it."""
    assert titles(lines, lang) == [("" if lang == "zh" else " ").join(lines)]


@pytest.mark.parametrize(
    ("lines", "lang"),
    [
        (["政府工作报告", "市长　李明"], "zh"),
        (["关于城市照明管理的决定", "城市照明管理办法"], "zh"),
        (["城市照明管理", "和平路的路灯"], "zh"),
        (["关于路灯的几点思考", "城市照明年度报告"], "zh"),
        (["关于城市照明", "市政府办公室通知"], "zh"),
        (["Report on the Lighting of Streets", "Mayor Li Ming"], "en"),
        (["How to Light Streets at Night", "you need lamps and some power"], "en"),
        (["Minutes of the Council Meeting", "present: Mr Li and Ms Wang"], "en"),
        (
            ["Report on Lamps", "Delivered at the Session of the Council of", "the City of Lights"],
            "en",
        ),
    ],
)
def test_subtitles_stay_apart(lines: list[str], lang: str) -> None:
    """So does a title above one that goes on."""
    assert titles(lines, lang)[0] == lines[0]


def test_a_subtitle_below_a_broken_title_stays_apart() -> None:
    """Though the line above is as full as the others."""
    lines = ["The Lamps of the City in the", "Years of Light for Everybody", "A White Paper"]
    assert titles(lines, "en") == [" ".join(lines[:2]), lines[2]]
