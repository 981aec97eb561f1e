"""Documents and languages: kinds, options, models."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from aigov_corpus.errors import MissingExtraError, UsageError
from aigov_corpus.records import Block, Document
from aigov_corpus.segmentation import get_segmenter, segment, segment_document, segment_text
from aigov_corpus.segmentation.rule_tokenizer import load_english_tokenizer
from aigov_corpus.segmentation.version import VERSION
from tokenizer_rules import read_rules


def document(*blocks: Block, lang: str = "zh") -> Document:
    """A document of these blocks."""
    return Document(title="", lang=lang, blocks=blocks)


def test_kinds_and_sections_are_carried_over() -> None:
    """Headings and titles stay whole, provenance gives nothing, everything else is split."""
    segmented = segment_document(
        document(
            Block("provenance", "https://www.gov.cn/a.htm", "zh"),
            Block("title", "标题。副标题", "zh"),
            Block("heading", "一、把握机遇。真的吗？", "zh", section="1", level=1),
            Block("paragraph", " 第一句。第二句。", "zh", section="1"),
            Block("item", "（一）发展。安全。", "zh", section="1/1"),
            Block("table_row", "名称。 | 数目。", "zh"),
            Block("paragraph", "  ", "zh"),
        )
    )
    assert [(s.block, s.text, s.kind, s.section) for s in segmented.segments] == [
        (1, "标题。副标题", "title", "0"),
        (2, "一、把握机遇。真的吗？", "heading", "1"),
        (3, "第一句。", "paragraph", "1"),
        (3, "第二句。", "paragraph", "1"),
        (4, "（一）发展。", "item", "1/1"),
        (4, "安全。", "item", "1/1"),
        (5, "名称。", "table_row", "0"),
        (5, "| 数目。", "table_row", "0"),
    ]
    assert segmented.segments[2].start == 1
    assert segmented.segmenter == f"zh/{VERSION}"


def test_the_segmenter_is_a_seam() -> None:
    """Anything with an id and spans does."""

    class Halves:
        id = "halves/1"

        def spans(self, text: str) -> list[tuple[int, int]]:
            return [(0, len(text) // 2), (len(text) // 2, len(text))]

    segmented = segment_document(document(Block("paragraph", "一二三四", "zh")), segmenter=Halves())
    assert [s.text for s in segmented.segments] == ["一二", "三四"]
    assert segmented.segmenter == "halves/1"


def test_region_and_script_do_not_matter() -> None:
    """zh-Hans and en_GB are zh and en."""
    assert get_segmenter("zh-Hans").id == f"zh/{VERSION}"
    assert get_segmenter("en_GB").id == f"en/{VERSION}"


@pytest.mark.parametrize(
    ("lang", "text", "sentences"),
    [
        ("de", "Das kostet z.B. 3,5 Mio. Euro. „Wirklich?“ fragte er. Ja.", 3),
        ("es", "El Sr. López vino. «¿Por qué?» Se va.", 3),
        pytest.param(  # spaCy alone takes four seconds over its French word list
            "fr", "M. Dupont est venu. « Pourquoi ? » Il part.", 3, marks=pytest.mark.slow
        ),
        ("ru", "Он пришёл. Она ушла! Почему?", 3),
        ("hi", "यह पहला है। यह दूसरा है।", 2),
        ("und", "One here. Two there.", 2),
    ],
)
def test_other_languages_go_by_spacy_s_tokens(lang: str, text: str, sentences: int) -> None:
    """Languages that spaCy tokenizes are segmented by the same rules without word lists."""
    assert len(segment(text, lang)) == sentences


@pytest.mark.parametrize(("lang", "options"), [("sv", {}), ("en", {"model": "en_core_web_sm"})])
def test_what_needs_spacy_says_which_extra_brings_it(
    lang: str, options: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chinese, English and Japanese need none."""
    monkeypatch.setattr("aigov_corpus.segmentation.generic.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'aigov-corpus\[languages\]'"):
        segment("Ett. Två.", lang, **options)
    for own in ("zh", "en", "ja"):
        assert segment("One.", own) == ["One."]


def test_the_rules_kept_for_english_are_those_of_spacy() -> None:
    """If not: `python benchmarks/tokenizer_rules.py`, and a new version of the segmentation."""
    kept = files("aigov_corpus").joinpath("data/tokenizer/en.json").read_text("utf-8")
    assert json.loads(kept) | {"origin": ""} == read_rules() | {"origin": ""}


def test_english_tokens_are_those_of_spacy() -> None:
    """Every exception in brackets, in quotation marks, before a stop, and torn by affixes."""
    import spacy

    theirs = spacy.blank("en").tokenizer
    ours = load_english_tokenizer(())
    words = [*theirs.rules, "well-known", "http://a.cn/b?c=1", "10km/h", "U.S.-China", "end.[12]"]
    words += ["", "\u3000", "\n\n", "(a)", "''", "…", "。", "don’t", "1,000.50%", "\U0001f600:)"]
    for number, word in enumerate(words):
        other = words[(7 * number + 3) % len(words)]
        text = f"({word}) “{word}.” {word}  {other}{word}, {word}/{other}!\n{word}"
        tokens = [(token.text, token.idx) for token in theirs(text) if not token.is_space]
        found = zip(*ours.tokenize(text), strict=True)
        assert [(token, at) for token, at in found if not token.isspace()] == tokens


@pytest.mark.parametrize("lang", ["zu", "ko"])
def test_a_language_spacy_does_not_know_is_an_error(lang: str) -> None:
    """The message names the language and what to use."""
    with pytest.raises(UsageError, match=rf"'{lang}'.*use 'und'"):
        get_segmenter(lang)


@pytest.mark.parametrize("text", [None, 3, b"AI.", ["AI."], "a\ud800. b"])
@pytest.mark.parametrize("lang", ["zh", "en", "de"])
def test_what_is_no_text_is_an_error(text: Any, lang: str) -> None:
    """In every language it is the same one."""
    with pytest.raises(UsageError, match="text "):
        segment(text, lang)


def test_an_option_of_another_language_is_an_error() -> None:
    """English has no semicolon switch."""
    said = "the segmenter of 'en' has no option 'semicolon'; its options are: model"
    with pytest.raises(UsageError, match=said):
        get_segmenter("en", semicolon=False)


def test_a_model_that_is_not_installed_is_an_error() -> None:
    """The message names the command that installs it."""
    with pytest.raises(UsageError, match=r"python -m spacy download en_core_no_such"):
        get_segmenter("en", model="en_core_no_such")


def test_a_users_model_decides(tmp_path: Path) -> None:
    """With a model, the sentences are the model's; numbering still goes with its text."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["#", "."]})
    nlp.to_disk(tmp_path / "model")
    segmenter = get_segmenter("en", model=str(tmp_path / "model"))
    text = "1. One here # two U.S. there"
    assert [text[a:b] for a, b in segmenter.spans(text)] == ["1. One here #", "two U.S. there"]
    assert segmenter.id != f"en/{VERSION}"


def test_a_model_without_sentences_is_an_error(tmp_path: Path) -> None:
    """A pipeline that finds no sentences is refused when it is loaded."""
    import spacy

    spacy.blank("en").to_disk(tmp_path / "model")
    with pytest.raises(UsageError, match="does not find sentences"):
        get_segmenter("en", model=str(tmp_path / "model"))


def test_lines_are_paragraphs_in_raw_text() -> None:
    """A heading without a stop is not joined to the next line; offsets are into the whole text."""
    text = "标题\r\n\r\n第一句。第二句。\r第三句"
    spans = segment_text(text, lang="zh")
    assert [text[a:b] for a, b in spans] == ["标题", "第一句。", "第二句。", "第三句"]


def test_long_paragraphs_are_read_through_a_window() -> None:
    """The sentences of a paragraph do not depend on where the window ends."""
    sentence = "Mr. Li (of the U.S. Senate) grew 3.5 percent. "
    text = sentence * 6000
    assert len(text) > 250_000
    assert segment(text, "en") == [sentence.strip()] * 6000


def test_nothing_heavy_is_loaded_before_it_is_used() -> None:
    """Importing the step, and Chinese sentences, load neither spaCy nor jieba nor numpy."""
    code = (
        "import sys; from aigov_corpus.segmentation import segment; import aigov_corpus.text.words;"
        "segment('你好。', 'zh');"
        "print(sorted({'spacy', 'jieba', 'numpy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
