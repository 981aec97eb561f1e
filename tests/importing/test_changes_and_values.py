"""Who changed a unit and when is read back, and what is no value of its column is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import aigov_corpus as ac
from aigov_corpus.errors import InvalidInputError

TMX = (
    '<tmx version="1.4"><header srclang="zh-CN"/><body><tu{}>'
    '<tuv xml:lang="zh-CN"><seg>安全。</seg></tuv>'
    '<tuv xml:lang="en-US"{}><seg>Safe.</seg></tuv></tu></body></tmx>'
)


@pytest.mark.parametrize("places", [(1, 0), (0, 1)])
def test_who_changed_a_unit_is_read_from_its_attributes(
    tmp_path: Path, places: tuple[int, int]
) -> None:
    """Of the unit, or of the translation, as OmegaT writes it."""
    said = ' changeid="李😀" changedate="20240229T080000Z"'
    path = tmp_path / "a.tmx"
    path.write_text(TMX.format(*(said * number for number in places)), encoding="utf-8")
    (pair,) = ac.load(path)
    assert (pair.changed_by, pair.changed_at) == ("李😀", "2024-02-29T08:00:00+00:00")


def test_an_export_keeps_who_changed_a_unit(tmp_path: Path) -> None:
    """In TMX the time has seconds and is UTC."""
    (pair,) = ac.Corpus.from_pairs([("安全。", "Safe.")])
    changed = replace(pair, changed_by="Li", changed_at="2024-02-29T16:00:00+08:00")
    ac.Corpus([changed]).export("tmx", tmp_path / "a.tmx")
    (read,) = ac.load(tmp_path / "a.tmx")
    assert (read.changed_by, read.changed_at) == ("Li", "2024-02-29T08:00:00+00:00")


def test_times_that_no_calendar_has_are_told(tmp_path: Path) -> None:
    """They are left out, in TMX and in tables."""
    path = tmp_path / "a.tmx"
    path.write_text(TMX.format(' changedate="20230229T080000Z"', ""), encoding="utf-8")
    corpus = ac.load(path)
    assert corpus[0].changed_at == ""
    assert "properties and times without a usable value were left out: 1" in corpus.notes
    table = tmp_path / "a.csv"
    table.write_text(
        "zh,en,changed_at\n安全。,Safe.,2024-02-29\n安全。,Safe.,10000-01-01\n", encoding="utf-8"
    )
    corpus = ac.load(table)
    assert [pair.changed_at for pair in corpus] == ["2024-02-29", ""]
    assert "a score, status, kind or time is no such value in row 2" in corpus.notes


def test_values_of_json_are_read_or_told(tmp_path: Path) -> None:
    """Numbers and lists are read, null is a text that is not there, true is no score."""
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"zh": "安全。", "en": "Safe.", "score": 1, "section": 3, "principles": ["security"]}\n'
        '{"zh": "安全。", "en": null}\n{"zh": "安全。", "en": "Safe.", "score": true}\n',
        encoding="utf-8",
    )
    corpus = ac.load(path)
    first, second, third = corpus
    assert (first.score, first.section, first.principles) == (1.0, "3", ("security",))
    assert (second.status, third.score) == ("omitted", None)
    assert "a score, status, kind or time is no such value in line 3" in corpus.notes


def test_nul_characters_that_are_left_out_are_counted(tmp_path: Path) -> None:
    """In a table in UTF-8; in UTF-16 every second byte may be one."""
    path = tmp_path / "a.csv"
    path.write_bytes("zh,en\n安\0全。,Sa\0fe.\n".encode())
    corpus = ac.load(path)
    assert "NUL characters were left out: 2" in corpus.notes
    assert corpus[0].zh == "安全。"
    path.write_bytes("zh,en\n安全。,Safe.\n".encode("utf-16-le"))
    assert not any("NUL" in note for note in ac.load(path).notes)


@pytest.mark.parametrize("name", ["a.csv", "a.zh"])
def test_characters_that_nobody_sees_are_kept_in_texts(tmp_path: Path, name: str) -> None:
    """Marks of direction and controls stay as they are; NUL characters are counted."""
    zh, en = "安\x01全\u202b。\ufffe", "Sa\x1ffe\u200f.\x7f"
    if name == "a.csv":
        (tmp_path / name).write_text(f"zh,en\n{zh},\0{en}\n", encoding="utf-8")
    else:
        (tmp_path / name).write_text(f"{zh}\n", encoding="utf-8")
        (tmp_path / "a.en").write_text(f"\0{en}\n", encoding="utf-8")
    corpus = ac.load(tmp_path / name)
    assert (corpus[0].zh, corpus[0].en) == (zh, en)
    assert any(note.endswith("NUL characters were left out: 1") for note in corpus.notes)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_controls_are_kept_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """What an export leaves out of them is counted there."""
    path = tmp_path / "a.csv"
    path.write_bytes("zh,en\n我们的\x01安全。,Sa\x1ffe.\n".encode(encoding))
    corpus = ac.load(path)
    assert (corpus[0].zh, corpus[0].en) == ("我们的\x01安全。", "Sa\x1ffe.")


@pytest.mark.parametrize(
    "keys",
    [("text_zh", "text_en"), ("zho_Hans_text", "eng_Latn_text"), ("zhText", "enText")],
)
def test_keys_that_differ_in_a_language_code_name_the_texts(
    tmp_path: Path, keys: tuple[str, str]
) -> None:
    """Two pairs of such keys leave it open which one is meant, unless keys are mere codes."""
    path = tmp_path / "a.jsonl"
    row: dict[str, object] = dict(zip(keys, ("走吧。", "Let us go."), strict=True))
    row |= {"score_zh": 0.3, "score_en": 0.4}
    path.write_text(json.dumps(row), encoding="utf-8")
    assert [(pair.zh, pair.en) for pair in ac.load(path)] == [("走吧。", "Let us go.")]
    row |= {"title_zh": "标题", "title_en": "Title"}
    path.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(InvalidInputError, match="two texts are meant: "):
        ac.load(path)
    path.write_text(json.dumps(row | {"zh-CN": "来。", "en-US": "Come."}), encoding="utf-8")
    assert ac.load(path)[0].zh == "来。"


def test_numbers_in_json_lines_have_the_languages_of_the_other_lines(tmp_path: Path) -> None:
    """They name none themselves, and stay pairs, the source first."""
    rows = [("走吧。", "Let us go."), ("007", "007"), ("二〇二五年", "2025"), ("来。", "Come.")]
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"tgt": en, "src": zh}) for zh, en in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    corpus = ac.load(path)
    assert [(pair.zh, pair.en) for pair in corpus] == rows
    assert not any("left out" in note for note in corpus.notes)


def test_the_encoding_of_files_of_lines_is_said(tmp_path: Path) -> None:
    """As that of a table."""
    (tmp_path / "a.zh").write_bytes("安全是发展的前提。\n".encode("gb18030"))
    (tmp_path / "a.en").write_text("Security comes first.\n", encoding="utf-8")
    corpus = ac.load(tmp_path / "a.zh")
    assert corpus[0].zh == "安全是发展的前提。"
    assert "a.zh: read as gb18030" in corpus.notes


@pytest.mark.parametrize(
    ("keys", "language"),
    [
        (("zh-CN", "en"), "zh-CN"),
        (("zh_TW", "en_US"), "zh-TW"),
        (("chinese", "english"), "zh"),
        (("source_text", "target_text"), "zh"),
        (("原文", "译文"), "zh"),
    ],
)
def test_keys_of_json_that_name_a_language(
    tmp_path: Path, keys: tuple[str, str], language: str
) -> None:
    """One key names each language, in whatever order they stand."""
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"{keys[1]}": "Safe.", "{keys[0]}": "安全。"}}\n', encoding="utf-8")
    (pair,) = ac.load(path)
    assert (pair.zh, pair.en, pair.language_zh) == ("安全。", "Safe.", language)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize(
    "row",
    [
        {"zh_id": "安1", "zh": "安全。", "en_id": "s1", "en": "Safe."},
        {
            "source_language": "zh",
            "source_text": "安全。",
            "target_language": "en",
            "target_text": "Safe.",
        },
    ],
)
def test_ids_and_languages_beside_texts_are_not_taken_for_them(
    tmp_path: Path, row: dict[str, str], form: str
) -> None:
    """ID is a region too, but none of Chinese."""
    path = tmp_path / f"a.{form}"
    table = "\n".join(",".join(cells) for cells in (row, row.values()))
    path.write_text(table if form == "csv" else json.dumps(row), encoding="utf-8")
    assert [(pair.zh, pair.en) for pair in ac.load(path)] == [("安全。", "Safe.")]


def test_one_of_two_texts_of_json_in_one_language_is_taken(tmp_path: Path) -> None:
    """The other is counted, and the option chooses, as in TMX; `zh` was taken in silence."""
    path = tmp_path / "a.jsonl"
    for first in ("zh-CN", "zh"):
        path.write_text(f'{{"{first}": "安全。", "zh-TW": "保安。", "en": "Safe."}}\n', "utf-8")
        corpus = ac.load(path)
        assert corpus[0].zh == "安全。"
        assert any("zh-TW (1); to take one of them" in note for note in corpus.notes)
        assert ac.load(path, src_lang="zh-TW")[0].zh == "保安。"
