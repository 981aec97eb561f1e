"""The command `align`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aigov_corpus.cli import main
from aigov_corpus.extraction import extract
from aigov_corpus.segmentation import segment_document

FILES = Path(__file__).parents[1] / "fixtures" / "sections"
ZH, EN, OTHER = FILES / "lamps.zh.md", FILES / "lamps.en.txt", FILES / "library.en.txt"


def align(*arguments: str | Path, stdin: str | bytes | None = None, code: int = 0) -> Result:
    """Run the command and check its exit code."""
    result = CliRunner().invoke(main, ["align", *map(str, arguments)], input=stdin)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def rows(result: Result) -> list[dict[str, object]]:
    """The lines of JSON."""
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def lines(tmp_path: Path) -> tuple[Path, Path]:
    """Two files of a sentence a line, with empty lines in both."""
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("你好。\n\n世界很大，我们要看看。\r\n今天天气不错。\n", encoding="utf-8")
    en.write_text(
        "Hello.\nThe world is large.\nWe want to see it.\n\n\nIt is fine today.\n\n",
        encoding="utf-8",
    )
    return zh, en


def test_beads_are_numbers_of_lines(lines: tuple[Path, Path]) -> None:
    """An empty line keeps its number and is a bead of its own."""
    found = align(*lines, "--pre-segmented", "--format", "beads").stdout.splitlines()
    assert found == ["[0]:[0]", "[1]:[]", "[2]:[1, 2]", "[]:[3]", "[]:[4]", "[3]:[5]", "[]:[6]"]


def test_swapped_files_give_swapped_beads(lines: tuple[Path, Path]) -> None:
    """The languages are told with the files."""
    found = align(
        *reversed(lines),
        "--src-lang",
        "en",
        "--tgt-lang",
        "zh",
        "--pre-segmented",
        "--format",
        "beads",
    )
    beads = found.stdout.splitlines()
    assert "[1, 2]:[2]" in beads
    assert "[5]:[3]" in beads


def test_tsv_is_source_target_and_score(lines: tuple[Path, Path], tmp_path: Path) -> None:
    """Tabs inside a text become spaces; a side that is empty has no score."""
    zh, en = lines
    zh.write_text("你好。\n没有译文的一句\t话，它说的是海里的鱼。\n", encoding="utf-8")
    en.write_text("Hello.\n", encoding="utf-8")
    out = tmp_path / "out.tsv"
    assert align(zh, en, "--pre-segmented", "--out", out).stdout == ""
    first, second = out.read_text(encoding="utf-8").splitlines()
    assert first.split("\t")[:2] == ["你好。", "Hello."]
    assert 0 < float(first.split("\t")[2]) <= 1
    assert second.split("\t") == ["没有译文的一句 话，它说的是海里的鱼。", "", ""]


def test_chinese_is_joined_without_blanks_and_english_with_them(lines: tuple[Path, Path]) -> None:
    """A row has the six keys; a null bead's score is null."""
    zh, en = lines
    zh.write_text("世界很大，\n我们要看看。\n", encoding="utf-8")
    en.write_text("The world is large, and we want to see it.\n\n", encoding="utf-8")
    first, second = rows(align(zh, en, "--pre-segmented", "--format", "jsonl"))
    assert list(first) == ["src", "tgt", "src_ids", "tgt_ids", "section", "score"]
    assert (first["src"], first["src_ids"], first["tgt_ids"]) == (
        "世界很大，我们要看看。",
        [0, 1],
        [0],
    )
    assert (second["tgt"], second["tgt_ids"], second["score"]) == ("", [1], None)


def test_one_file_may_be_stdin(lines: tuple[Path, Path]) -> None:
    """Either of the two, and a file that holds both languages."""
    zh, en = lines
    whole = align(zh, en, "--pre-segmented").stdout
    assert align("-", en, "--pre-segmented", stdin=zh.read_bytes()).stdout == whole
    assert align(zh, "-", "--pre-segmented", stdin=en.read_bytes()).stdout == whole
    both = "人工智能是新的领域。\n\nArtificial intelligence is a new field.\n"
    [row] = rows(align("-", "--format", "jsonl", stdin=both.encode()))
    assert row["src"].startswith("人工") and row["tgt"].startswith("Artificial")


def test_any_pair_of_languages(lines: tuple[Path, Path]) -> None:
    """Sentences a line need no extraction and no segmenter."""
    fr, de = lines
    fr.write_text("Bonjour.\nLe monde est grand.\nIl fait beau aujourd'hui.\n", encoding="utf-8")
    de.write_text("Guten Tag.\nDie Welt ist groß.\nHeute ist schönes Wetter.\n", encoding="utf-8")
    found = align(
        fr, de, "--src-lang", "fr", "--tgt-lang", "de", "--pre-segmented", "--format", "beads"
    ).stdout
    assert found.splitlines() == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]


def test_raw_files_go_through_their_sections() -> None:
    """Every article with its own; two English chapters are numbered wrongly, contents precede."""
    found = rows(align(ZH, EN, "--format", "jsonl"))
    paired = [row for row in found if row["src"] and row["tgt"]]
    articles = [str(row["section"]) for row in paired if "art" in str(row["section"])]
    assert len(set(articles)) == 16
    assert all(row["section"] == "toc" for row in found if not row["src"])
    ids = {
        segment.id: segment.section
        for path, lang in ((ZH, "zh"), (EN, "en"))
        for segment in segment_document(extract(path, lang=lang)).segments
    }
    for row in paired:
        for identifier in [*row["src_ids"], *row["tgt_ids"]]:  # type: ignore[misc]
            assert ids[identifier] == row["section"]
    assert "numbered wrongly" in align(ZH, EN).stderr


def test_raw_files_the_other_way_round() -> None:
    """The same beads, swapped, filed under the same sections."""
    there = rows(align(ZH, EN, "--format", "jsonl"))
    back = rows(align(EN, ZH, "--src-lang", "en", "--tgt-lang", "zh", "--format", "jsonl"))
    assert [(r["src_ids"], r["tgt_ids"], r["section"], r["score"]) for r in there] == [
        (r["tgt_ids"], r["src_ids"], r["section"], r["score"]) for r in back
    ]


def test_one_file_with_both_languages_is_two_sides(tmp_path: Path) -> None:
    """It is named once or twice; messages name its languages."""
    both = tmp_path / "both.txt"
    pairs = zip(
        [
            line
            for line in ZH.read_text(encoding="utf-8").splitlines()
            if line.startswith("第") and "条" in line
        ],
        [
            line
            for line in EN.read_text(encoding="utf-8").splitlines()
            if line.startswith("Article")
        ],
        strict=True,
    )
    both.write_text("\n\n".join(f"{zh}\n\n{en}" for zh, en in pairs), encoding="utf-8")
    found = rows(align(both, "--format", "jsonl"))
    assert found == rows(align(both, both, "--format", "jsonl"))
    assert {str(row["section"]) for row in found} == {f"art{n}" for n in range(1, 17)}
    assert all(row["src"] and row["tgt"] for row in found)

    assert "it looks Chinese throughout; name its translation too" in align(ZH, code=3).stderr
    assert "name TGT too" in align(both, "--pre-segmented", code=2).stderr
    both.write_text(
        "天气很好。\n我喜欢吃苹果。\nThe board met.\nTrains are late.\n", encoding="utf-8"
    )
    assert "the Chinese of " in align(both).stderr


def test_what_does_not_belong_together_is_refused() -> None:
    """With exit code 3 and a sentence that says why; --force aligns it, and warns."""
    refused = align(ZH, OTHER, code=3)
    assert refused.stdout == ""
    assert refused.stderr.count("\n") == 1
    assert "do not seem to belong together" in refused.stderr
    assert "--force" in refused.stderr
    forced = align(ZH, OTHER, "--force")
    assert forced.stdout
    assert "warning: " in forced.stderr


def test_explain_adds_the_evidence_for_each_bead(lines: tuple[Path, Path]) -> None:
    """A mapping of names to numbers in JSON, a column in a table, and no place in beads."""
    found = rows(align(*lines, "--pre-segmented", "--format", "jsonl", "--explain"))
    paired = [row for row in found if row["src"] and row["tgt"]]
    assert any("cosine" in row["explain"] for row in paired)  # type: ignore[operator]
    assert all(0 <= row["lacking"]["score"] <= 1 for row in paired)  # type: ignore[index]
    assert "cosine=" in align(*lines, "--pre-segmented", "--explain").stdout
    assert "--explain" in align(*lines, "--format", "beads", "--explain", code=2).stderr
    raw = rows(align(ZH, EN, "--format", "jsonl", "--explain"))
    assert all("explain" in row for row in raw)


@pytest.mark.parametrize("mode", [(), ("--pre-segmented",)])
def test_bad_input_is_one_sentence(tmp_path: Path, mode: tuple[str, ...]) -> None:
    """Empty, binary, a directory, absent, the wrong language, or one text twice."""
    empty, binary = tmp_path / "empty.txt", tmp_path / "x.png"
    empty.write_bytes(b" \n\n")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n \xff\xfe\x00")
    for src, tgt, words in (
        (empty, EN, "empty"),
        (ZH, empty, "empty"),
        (binary, EN, "not text"),
        (tmp_path, EN, "cannot be read"),
        (tmp_path / "none.txt", EN, "cannot be read"),
        (EN, EN, "looks English throughout" if not mode else "same text"),
        (EN, OTHER, "both look English"),
        (ZH, OTHER.parent / "lamps.zh.md", "Chinese throughout" if not mode else "same text"),
    ):
        found = align(src, tgt, *mode, code=3)
        assert words in found.stderr, found.stderr
        assert found.stderr.strip().count("\n") == 0


def test_an_encoding_that_is_not_utf8_is_named(tmp_path: Path, lines: tuple[Path, Path]) -> None:
    """GB18030 is read, and said so; what fits no encoding is refused."""
    zh, en = lines
    text = zh.read_text(encoding="utf-8")
    zh.write_bytes((text + "第三条　路灯应当每天检查，损坏的应当及时更换。\n").encode("gb18030"))
    assert "gb18030" in align(zh, en, "--pre-segmented").stderr
    zh.write_bytes(bytes(range(128, 256)) * 4)
    assert "is not UTF-8" in align(zh, en, "--pre-segmented", code=3).stderr


def test_wrong_options_are_usage_errors(lines: tuple[Path, Path]) -> None:
    """An unknown encoder, layout or format, and a bead that is too large."""
    assert "choose one of:" in align(*lines, "--encoder", "none", code=2).stderr
    assert "choose one of:" in align(*lines, "--layout", "none", code=2).stderr
    too_large = align(*lines, "--pre-segmented", "--max-align", "40", code=2)
    assert "not a whole number from 2 to 12" in too_large.stderr
    align(*lines, "--format", "none", code=2)


def test_an_output_that_cannot_be_written_leaves_nothing(
    lines: tuple[Path, Path], tmp_path: Path
) -> None:
    """One sentence, exit code 1."""
    out = tmp_path / "none" / "out.tsv"
    assert "it cannot be written" in align(*lines, "--pre-segmented", "--out", out, code=1).stderr
    assert not out.parent.exists()
