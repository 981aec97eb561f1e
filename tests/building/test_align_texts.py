"""`ac.align`: two texts to a corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

import aigov_corpus as ac
from aigov_corpus.building import build
from aigov_corpus.building.project import new_folder
from aigov_corpus.building.two_texts import GivenText, read_texts
from aigov_corpus.errors import AigovError, InvalidInputError

ZH = "人工智能是人类发展的新领域。\n\n各国应当加强合作，共同应对风险。\n"
EN = (
    "Artificial intelligence is a new field of human development.\n\n"
    "All countries should strengthen cooperation and address risks together.\n"
)


def test_paths_texts_and_documents_give_the_same_pairs(tmp_path: Path) -> None:
    """In any mixture; the languages are found."""
    zh, en = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    zh.write_text(ZH, encoding="utf-8")
    en.write_text(EN, encoding="utf-8")
    found = [
        ac.align(zh, str(en), encoder="hash", force=True),
        ac.align(src_text=ZH, tgt_text=EN, encoder="hash", force=True),
        ac.align(ac.extract(ZH, lang="zh"), tgt_text=EN, encoder="hash", force=True),
        ac.align(en, zh, encoder="hash", force=True),
    ]
    texts = [[(pair.zh, pair.en) for pair in corpus] for corpus in found]
    assert texts[0] == texts[1] == texts[2] == texts[3]
    assert [next(iter(corpus)).source_side for corpus in found] == ["zh", "zh", "zh", "en"]
    assert found[0].notes[0].startswith("languages found: ")
    assert len(found[0].sentences()) == 4
    assert next(iter(found[0])).document == "a.zh"


@pytest.mark.parametrize("text", ["你好。", "Hello. " * 99, "a\0b"])
def test_a_text_in_place_of_a_path_is_told(text: str) -> None:
    """Short, or too long for a name; the argument for texts is named."""
    with pytest.raises(InvalidInputError, match="a text itself is passed as  src_text"):
        ac.align(text, "Hello.")


def test_a_file_of_both_languages_is_enough(tmp_path: Path) -> None:
    """Messages name its languages, since it has one name."""
    both = tmp_path / "both.txt"
    both.write_text(
        "".join(f"{zh}\n{en}\n" for zh, en in zip(ZH.split("\n\n"), EN.split("\n\n"), strict=True)),
        encoding="utf-8",
    )
    [first, second] = ac.align(both)
    assert (first.zh[:4], first.en[:10]) == ("人工智能", "Artificial")
    assert (second.zh[:2], second.en[:3]) == ("各国", "All")
    assert read_texts(*[GivenText(both.read_bytes(), "both.txt")] * 2).shown_names == (
        "the Chinese of both.txt",
        "the English",
    )


def test_traditional_characters_are_said() -> None:
    """As in a build."""
    corpus = ac.align(
        src_text="國家機關應當協調合作，發展經濟。", tgt_text=EN, encoder="hash", force=True
    )
    assert next(iter(corpus)).language_zh == "zh-Hant"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"src_text": ZH}, "give either tgt"),
        ({"src": "x", "src_text": ZH, "tgt_text": EN}, "give either src"),
        ({"src_text": EN, "tgt_text": EN}, "both look English"),
        pytest.param(
            {"src_text": ZH, "tgt_text": EN, "tgt_lang": "fr"},
            "languages are zh and fr",
            marks=pytest.mark.slow,  # loads spaCy
        ),
        ({"src": "nowhere.txt", "tgt_text": EN}, "cannot be read"),
        ({"src_text": ZH, "tgt_text": EN, "keep": "x"}, "keep is 'x'"),
    ],
)
def test_what_cannot_be_aligned_is_said(arguments: dict[str, str], message: str) -> None:
    """In one sentence."""
    with pytest.raises(ac.AigovError, match=message):
        ac.align(**arguments, encoder="hash", force=True)  # type: ignore[arg-type]


MANUAL = [
    ("路灯由照明办公室维护。", "The lighting office looks after the street lamps."),
    ("每盏路灯有一个号码。", "Every lamp has a number of its own."),
    ("工人每天晚上检查灯具。", "Workers check the lamps every evening."),
    ("损坏的灯具会在次日更换。", "Damaged lamps are replaced on the next day."),
    ("居民可以打电话报告。", "Residents may report by telephone."),
    ("办公室每年公布一次费用。", "The office publishes the cost once a year."),
    ("灯杆由钢制成。", "The poles are made of steel."),
    ("灯杆每五年粉刷一次。", "The poles are painted every five years."),
]


@pytest.mark.parametrize(
    ("translated", "named"), [({0, 2, 4, 6}, None), ({0, 2, 4, 6}, "zh"), ({0}, None)]
)
def test_lines_that_are_not_translated_yet_are_read(
    translated: set[int], named: str | None
) -> None:
    """They stand in the other file letter by letter, which has more than them."""
    zh = "\n\n".join(pair[n not in translated] for n, pair in enumerate(MANUAL))
    if len(translated) == 1:
        zh = zh.replace(MANUAL[0][0], MANUAL[0][0] * 5)
    en = "\n\n".join(pair[1] for pair in MANUAL)
    texts = read_texts(GivenText(zh.encode(), "zh"), GivenText(en.encode(), "en"), src_lang=named)
    assert [block.text for block in texts.src.document.blocks] == zh.split("\n\n")
    assert texts.languages == ("zh", "en")
    told = texts.src.document.meta["warnings"]
    assert len(told) == 1 and "only a part of it is translated" in told[0]


def test_a_bilingual_file_beside_its_own_english_is_one() -> None:
    """The English lines of a text and its translation are the whole other file."""
    both = "\n\n".join(f"{zh}\n\n{en}" for zh, en in MANUAL)
    en = "\n\n".join(pair[1] for pair in MANUAL)
    texts = read_texts(GivenText(both.encode(), "both"), GivenText(en.encode(), "en"))
    assert [block.text for block in texts.src.document.blocks] == [zh for zh, _ in MANUAL]


def test_single_lines_that_are_not_translated_are_counted() -> None:
    """They make no bilingual file of it, and stand on both sides of their rows."""
    zh = "\n\n".join(pair[n in {1, 3}] for n, pair in enumerate(MANUAL))
    en = "\n\n".join(pair[1] for pair in MANUAL)
    texts = read_texts(GivenText(zh.encode(), "zh"), GivenText(en.encode(), "en"))
    assert [block.text for block in texts.src.document.blocks] == zh.split("\n\n")
    [told] = texts.src.document.meta["warnings"]
    assert "stand on both sides of their rows: 2 of 8;" in told
    assert texts.tgt.document.meta["warnings"] == []
    short = read_texts(
        GivenText((zh[:-9] + "\n\nLED").encode(), "zh"), GivenText(f"{en}\n\nLED".encode(), "en")
    )
    assert "2 of 9" in short.src.document.meta["warnings"][0]


@pytest.mark.parametrize("untranslated", [{1, 3, 5, 7}, {0, 1, 2, 4, 6, 7}, {1, 3}])
def test_a_build_says_and_reads_the_same(untranslated: set[int], tmp_path: Path) -> None:
    """Whatever part is translated, every line is read, and the warning is that of `align`."""
    zh = "\n\n".join(pair[n in untranslated] for n, pair in enumerate(MANUAL))
    en = "\n\n".join(pair[1] for pair in MANUAL)
    (tmp_path / "zh.txt").write_text(zh, encoding="utf-8")
    (tmp_path / "en.txt").write_text(en, encoding="utf-8")
    (tmp_path / "corpus.toml").write_text(
        '[[document]]\nid = "lamps"\nzh = {file = "zh.txt"}\n'
        '[[document.rendering]]\nid = "x"\nbelongs = true\nen = {file = "en.txt"}\n',
        encoding="utf-8",
    )
    [report] = build(tmp_path / "corpus.toml", out=tmp_path / "out", encoder="hash").documents
    assert report.pairs == len(MANUAL)
    [told] = [each for each in report.warnings if "only a part of it is translated" in each]
    texts = read_texts(GivenText(zh.encode(), "zh"), GivenText(en.encode(), "en"))
    [said] = texts.src.document.meta["warnings"]
    assert told.rpartition(";")[0] == said.rpartition(";")[0]


def test_a_folder_whose_content_cannot_be_written_is_removed(tmp_path: Path) -> None:
    """So the next attempt gets its name, and no number behind it."""
    with pytest.raises(AigovError, match="cannot be written"), new_folder(tmp_path, "law") as made:
        (made / "data").mkdir()
        raise OSError(28, "No space left on device")
    with new_folder(tmp_path, "law") as made, new_folder(tmp_path, "law") as second:
        assert (made.name, second.name) == ("law", "law-2")
