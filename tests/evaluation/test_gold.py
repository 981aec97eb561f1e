"""Gold texts: what is read, and what a wrong file is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from gold_texts import write_gold

from aigov_corpus.cli import main
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.evaluation.gold import read_gold, split_nulls


def test_a_text_is_read_with_its_languages_and_named_by_its_path(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Scores and empty lines are ignored, empty beads are told; an empty sentence counts."""
    write_gold(tmp_path / "magazines", "[0]:[0]: 0.93\n\n[]:[]\n[1] : [1,2]\n")
    (tmp_path / "magazines" / "one" / "src.zh.txt").write_text("一。\n\n三。\n", encoding="utf-8")
    [text] = read_gold(tmp_path)
    assert (text.name, text.src_lang, text.tgt_lang) == ("magazines/one", "zh", "en")
    assert text.src == ("一。", "", "三。")
    assert text.beads == (((0,), (0,)), ((1,), (1, 2)))
    assert "beads without a sentence ([]:[]) are left out: line 3" in caplog.text


def test_a_null_bead_of_several_sentences_is_one_of_each() -> None:
    """`[3, 4]:[]` is split in two; beads with both sides stay as they are."""
    beads = [((3, 4), ()), ((5,), (0,)), ((), (1, 2))]
    assert split_nulls(beads) == [((3,), ()), ((4,), ()), ((5,), (0,)), ((), (1,)), ((), (2,))]


@pytest.mark.parametrize(
    ("align", "place", "reason"),
    [
        ("0:0\n", "line 1", "'0:0' is not a bead"),
        ("[0]:[0]\n[1]:[7]\n", "line 2", "there is no sentence 7 in tgt, which has 3 sentences"),
        (
            f"[{'9' * 5000}]:[]",
            "line 1",
            f"there is no sentence {'9' * 40} in src, which has 2 sentences",
        ),
        (
            "[1]:[0]\n[0]:[1]\n",
            "line 2",
            "this bead begins with source sentence 0, and the one before with 1",
        ),
        ("[0]:[0]\n[0, 1]:[1]\n", "line 2", "sentence 0 of src stands there a second time"),
        ("[1, 0]:[1]\n", "line 1", "sentence 0 of src comes after sentence 1"),
        ("[0]:[0]\n[1]:[0]\n", "line 2", "sentence 0 of tgt stands there a second time"),
        ("[]:[]\n", "", "all of its beads are empty"),
        ("\n", "", "it is empty"),
    ],
)
def test_an_error_in_gold_names_file_line_and_remedy(
    tmp_path: Path, align: str, place: str, reason: str
) -> None:
    """The wrong line is told by its number, counted from 1."""
    with pytest.raises(InvalidInputError) as caught:
        read_gold(write_gold(tmp_path, align))
    error = caught.value
    assert error.source == str(tmp_path / "one" / "gold.align")
    assert (error.place, error.reason) == (place, reason)
    assert error.remedy


def test_each_side_has_one_file(tmp_path: Path) -> None:
    """Two files for one side are refused: nobody knows which one is meant."""
    write_gold(tmp_path)
    (tmp_path / "one" / "src.ja.txt").write_text("一。\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"2 files named src\.LANG\.txt"):
        read_gold(tmp_path)


def test_a_side_in_another_encoding_is_refused_with_the_byte(tmp_path: Path) -> None:
    """The error names the file and how to convert it."""
    write_gold(tmp_path)
    (tmp_path / "one" / "src.zh.txt").write_bytes("一。\n".encode("gb18030"))
    with pytest.raises(
        InvalidInputError, match=r"src\.zh\.txt: .* not UTF-8 \(byte \d+\); .*iconv"
    ):
        read_gold(tmp_path)


def test_a_directory_without_gold_says_what_gold_looks_like(tmp_path: Path) -> None:
    """Exit code 3, and the layout in the sentence."""
    done = CliRunner().invoke(main, ["evaluate", str(tmp_path)])
    assert done.exit_code == 3
    assert "src.LANG.txt" in done.stderr
