"""corpus.toml and provenance files: what they say, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigov_corpus.config import Provenance, Source, load_config, load_provenance
from aigov_corpus.errors import ConfigError


def test_paths_are_relative_to_the_configuration(project: Path) -> None:
    """Raw and output directories lie beside corpus.toml, wherever the command is run."""
    config = load_config(project / "corpus.toml")
    assert (config.raw, config.out) == (project / "data/raw", project / "data/aligned")
    assert config.documents[0].zh == Source("plan.txt", layout="interleaved")
    assert [rendering.id for rendering in config.documents[0].renderings] == ["example"]
    assert load_config(project).documents == config.documents


def test_several_renderings_of_one_document(project: Path) -> None:
    """Each with an id and a source of its own: a file, a URL, or both."""
    more = '[[document.rendering]]\nid = "other"\nen = { file = "other.html", url = "https://example.org/b" }\n'
    path = project / "corpus.toml"
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    other = load_config(path).documents[0].renderings[1]
    assert (other.id, other.en) == ("other", Source("other.html", "https://example.org/b"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "plan"', 'idd = "plan"', "document[1].id"),
        ('id = "plan"', 'id = "Plan 1/../x"', "document[1].id is 'Plan 1/../x'"),
        ('title_zh = "计划"', "title_zh = 3", "document[1].title_zh must be text in quotes, not 3"),
        (
            'title_zh = "计划"',
            'colour = "red"',
            "document[1].colour is not a known key; there are: id,",
        ),
        ('zh = { file = "plan.txt", layout = "interleaved" }', "", "document[1].zh is missing"),
        (
            'zh = { file = "plan.txt"',
            'zh = { fil = "plan.txt"',
            "document[1].zh.fil is not a known key",
        ),
        (
            'zh = { file = "plan.txt", layout = "interleaved" }',
            "zh = {}",
            "document[1].zh.file is missing",
        ),
        (
            'zh = { file = "plan.txt"',
            'zh = { file = "../plan.txt"',
            "document[1].zh.file is '../plan.txt'",
        ),
        ('zh = { file = "plan.txt"', 'zh = { file = "/etc/passwd"', "inside the raw directory"),
        (
            "[[document.rendering]]",
            "[[document.renderings]]",
            "document[1].renderings is not a known key",
        ),
        ('id = "example"', "", "document[1].rendering[1].id"),
        ('id = "example"', 'id = "example"\nbelongs = "yes"', "belongs must be true or false"),
        (
            "[[document]]",
            'rawdir = "x"\n[[document]]',
            "rawdir is not a known key; there are: document, out, raw",
        ),
        ("[[document]]", "[document]", "document must be tables, each under a line  [[document]]"),
        (
            "[[document.rendering]]",
            "[document.rendering]",
            "each under a line  [[document.rendering]]",
        ),
        ("[[document]]", "[[document]", "is not valid TOML"),
    ],
)
def test_a_wrong_configuration_is_named_by_file_and_key(
    project: Path, old: str, new: str, said: str
) -> None:
    """Unknown, missing and ill-typed keys are errors that say where."""
    path = project / "corpus.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config(path)
    assert str(error.value).startswith(str(path))
    assert said in str(error.value)


def test_two_documents_may_not_have_one_id(project: Path) -> None:
    """The id names a directory, so the second would overwrite the first."""
    path = project / "corpus.toml"
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    with pytest.raises(ConfigError, match="two document ids 'plan'"):
        load_config(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe\x00", "is not UTF-8 \\(byte 0\\)"),
    ],
)
def test_a_configuration_that_is_no_text(tmp_path: Path, content: bytes | None, said: str) -> None:
    """Missing, or in another encoding."""
    path = tmp_path / "corpus.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=said):
        load_config(path)


def test_provenance_beside_the_raw_file(project: Path) -> None:
    """One table a language; what is not said is empty; without a file nothing is known."""
    raw = project / "data" / "raw"
    assert load_provenance(raw / "plan.txt")["en"] == Provenance(
        url="https://example.org/plan", translator="An Example", licence="CC-BY-4.0"
    )
    assert load_provenance(raw / "other.txt") == {"zh": Provenance(), "en": Provenance()}


def test_a_wrong_provenance_is_named_by_file_and_key(project: Path) -> None:
    """Like the configuration."""
    path = project / "data" / "raw" / "plan.txt.toml"
    path.write_text('[zh]\nlicense = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"plan\.txt\.toml: zh\.license is not a known key"):
        load_provenance(path.with_suffix(""))
