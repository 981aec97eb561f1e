"""Numbers that a print puts before its lines, and numbers alone above pairs of texts."""

from __future__ import annotations

import textwrap

import pytest

from aigov_corpus.extraction import extract, extract_bilingual

ZH = "市人民政府照明主管部门负责本行政区域内城市照明的监督管理工作，并且每年报告执行情况和经费，"
EN = "The lighting department is responsible for the supervision of urban lighting and reports "


def break_lines(lang: str) -> list[str]:
    """Twenty lines or more of one sentence."""
    text = ZH * 14 + "特此规定。" if lang == "zh" else EN * 16 + "yearly."
    if lang == "en":
        return textwrap.wrap(text, 64)
    return [text[n : n + 30] for n in range(0, len(text), 30)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("step", [1, 5])
def test_numbers_of_lines_are_left_out(lang: str, step: int) -> None:
    """Before every line or every fifth one, also where they begin again on a page."""
    lines = break_lines(lang)
    for page in (100, 10):
        numbers = [n % page + 1 for n in range(len(lines))]
        text = "\n".join(
            f"{number:3}  {line}" if number % step == 0 else f"     {line}"
            for number, line in zip(numbers, lines, strict=True)
        )
        document = extract(text, lang=lang)
        gap = "" if lang == "zh" else " "
        assert [block.text for block in document.blocks] == [gap.join(lines)]
        left = [piece for piece in document.left_out if piece.reason == "line number"]
        assert len(left) == sum(number % step == 0 for number in numbers)
        assert left[0].place == f"line {step}"


def test_numbers_of_items_stay() -> None:
    """Each line is a text of its own, or few have a number."""
    items = [f"{n}  检查第{n}个区的路灯。" for n in range(1, 21)]
    assert len(extract("\n".join(items), lang="zh").blocks) == 20
    assert extract("\n".join(items), lang="zh").blocks[4].text.startswith("5 ")
    fifths = [f"{n}  检查路灯" if n % 5 == 0 else "检查路灯和灯杆" for n in range(1, 10)]
    assert extract("\n".join(fifths), lang="zh").left_out == ()


def test_numbers_alone_above_pairs_are_left_out() -> None:
    """With a mark or without; in a text of one language they stay."""
    pairs = [(f"路灯有{n}盏。", f"There are {n} lamps in this street.") for n in "四五六七"]
    for mark in ("", "."):
        text = "\n".join(f"{n}{mark}\n{zh}\n{en}" for n, (zh, en) in enumerate(pairs, 1))
        zh, en = extract_bilingual(text)
        assert [block.text for block in zh.blocks] == [zh for zh, _ in pairs]
        assert [block.text for block in en.blocks] == [en for _, en in pairs]
        assert [piece.reason for piece in zh.left_out] == ["line number"] * 4
    text = "\n".join(f"{n}\n{zh}" for n, (zh, _) in enumerate(pairs, 1))
    assert "2" in [block.text for block in extract(text, lang="zh").blocks]
