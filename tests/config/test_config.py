"""corpus.toml and provenance files: what they say, and what is said of wrong ones."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from aigov_corpus.config import Provenance, Source, load_config, load_provenance
from aigov_corpus.config.ids import number_repeated
from aigov_corpus.config.tables import (
    CorpusTable,
    DocumentTable,
    ProvenanceTable,
    ReleaseTable,
    RenderingTable,
    SourceTable,
)
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
    more = (
        '[[document.rendering]]\nid = "other"\n'
        'en = { file = "other.html", url = "https://example.org/b" }\n'
    )
    path = project / "corpus.toml"
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    other = load_config(path).documents[0].renderings[1]
    assert (other.id, other.en) == ("other", Source("other.html", "https://example.org/b"))


ZH = 'zh = { file = "plan.txt", layout = "interleaved" }'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'id = "plan"',
            "",
            "document[1].id: it is missing; add it: a short name of a-z, 0-9 and hyphens",
        ),
        (
            'id = "plan"',
            'idd = "plan"',
            "document[1].idd: it is not a known key; "
            "the known keys are: id, title_zh, title_en, zh, rendering",
        ),
        (
            'id = "plan"',
            'id = "Plan 1/../x"',
            "document[1].id: 'Plan 1/../x' cannot be the name of a directory; "
            "use a-z, 0-9 and hyphens",
        ),
        (
            'id = "plan"',
            'id = "con"',
            "document[1].id: 'con' is a device on Windows, where no file",
        ),
        ('id = "plan"', 'id = "aux.txt"', "document[1].id: 'aux.txt' is a device on Windows"),
        ('id = "plan"', 'id = "com1"', "document[1].id: 'com1' is a device on Windows"),
        (
            'id = "plan"',
            f'id = "{"p" * 300}"',
            f"document[1].id: '{'p' * 80}…' has 300 characters, and names of files become too long",
        ),
        (
            'zh = { file = "plan.txt"',
            'zh = { file = "a\\u0000b"',
            "document[1].zh.file: it has the character '\\x00', and no path can have it",
        ),
        (
            'title_zh = "计划"',
            "title_zh = 3",
            "document[1].title_zh: it is 3, not text in quotes; write it in quotes",
        ),
        (
            ZH,
            "",
            "document[1].zh: it is missing; add it: a table with a file or a url",
        ),
        (
            'zh = { file = "plan.txt"',
            'zh = { fil = "plan.txt"',
            "document[1].zh.fil: it is not a known key; the known keys are: file, url, layout",
        ),
        (
            ZH,
            'zh = { file = "plan.txt", lang = "cn" }',
            "document[1].zh.lang: 'cn' is no language code; write zh",
        ),
        (
            ZH,
            'zh = { file = "plan.txt", lang = "en-GB" }',
            "document[1].zh.lang: 'en-GB' is another language than 'zh', the side that the text is "
            "for; write zh, with a script or region if you know it: zh-TW",
        ),
        (
            ZH,
            "zh = {}",
            "document[1].zh.file: it is missing, and so is url; "
            "give a file in the raw directory or beside corpus.toml, a url, or both",
        ),
        (
            ZH,
            'zh = "plan.txt"',
            "document[1].zh: it is 'plan.txt', not a table; "
            "write its keys in braces, such as { key = … }",
        ),
        (
            'zh = { file = "plan.txt"',
            'zh = { file = "../plan.txt"',
            "document[1].zh.file: '../plan.txt' is neither in the raw directory nor beside "
            "corpus.toml; give a path in one of them, such as plan.txt",
        ),
        (
            'zh = { file = "plan.txt"',
            'zh = { file = "/etc/passwd"',
            "'/etc/passwd' is neither in the raw directory",
        ),
        (
            'zh = { file = "plan.txt"',
            "zh = { file = 'C:\\plan.txt'",
            "is neither in the raw directory nor beside corpus.toml",
        ),
        (
            "[[document.rendering]]",
            "[[document.renderings]]",
            "document[1].renderings: it is not a known key",
        ),
        (
            "[[document.rendering]]",
            "[document.rendering]",
            "document[1].rendering: it is a table, not a list of tables; "
            "begin each table with  [[document.rendering]]",
        ),
        ('id = "example"', "", "document[1].rendering[1].id: it is missing"),
        (
            'id = "example"',
            'id = "example"\nbelongs = "yes"',
            "document[1].rendering[1].belongs: it is 'yes', not true or false; "
            "write true or false, without quotes",
        ),
        (
            "[[document]]",
            'rawdir = "x"\n[[document]]',
            "rawdir: it is not a known key; the known keys are: raw, out, taxonomy, keep, "
            "granularity, corpus, document",
        ),
        (
            "[[document]]",
            "[document]",
            "document: it is a table, not a list of tables; begin each table with  [[document]]",
        ),
    ],
)
def test_a_wrong_configuration_is_told_by_file_key_and_remedy(
    project: Path, old: str, new: str, said: str
) -> None:
    """Unknown, missing and ill-typed keys are one sentence each: where, what, and what to do."""
    path = project / "corpus.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert caught.value.source == str(path)
    assert said in str(caught.value)


def test_a_document_needs_a_rendering(project: Path) -> None:
    """A document without an English version cannot be aligned."""
    path = project / "corpus.toml"
    path.write_text(f'[[document]]\nid = "plan"\n{ZH}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"document\[1\]\.rendering: it is missing; add it"):
        load_config(path)
    path.write_text(f'[[document]]\nid = "plan"\n{ZH}\nrendering = []\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"document\[1\]\.rendering: it is empty; add"):
        load_config(path)


def test_texts_lose_the_white_space_at_their_ends(project: Path) -> None:
    """A blank behind a name is no part of it."""
    path = project / "corpus.toml"
    path.write_text(path.read_text("utf-8").replace('"plan"', '" plan "'), encoding="utf-8")
    assert load_config(path).documents[0].id == "plan"


def test_two_documents_may_not_have_one_id(project: Path) -> None:
    """The id names a directory, so the second would overwrite the first."""
    path = project / "corpus.toml"
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"document\[2\]\.id: the id 'plan' is used twice"):
        load_config(path)


def test_two_renderings_of_a_document_may_not_have_one_id(project: Path) -> None:
    """The id tells the two apart in the tables and in the names of files."""
    path = project / "corpus.toml"
    text = path.read_text("utf-8")
    path.write_text(text + text[text.index("[[document.rendering]]") :], encoding="utf-8")
    said = r"document\[1\]\.rendering\[2\]\.id: the id 'example' is used twice"
    with pytest.raises(ConfigError, match=said):
        load_config(path)


def test_a_configuration_that_is_not_there(tmp_path: Path) -> None:
    """The error says what to do about it."""
    with pytest.raises(
        ConfigError, match=r"corpus\.toml: it cannot be read .*; write one in /.*, or name"
    ):
        load_config(tmp_path)


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
    with pytest.raises(ConfigError, match=r"plan\.txt\.toml, zh\.license: it is not a known key"):
        load_provenance(path.with_suffix(""))
    path.write_text("[en]\nsections = [1, 2]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"en\.sections\[1\]: it is 1, not text in quotes"):
        load_provenance(path.with_suffix(""))
    path.write_text('[en]\nsections = "1"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"en\.sections: it is '1', not a list; write it in sq"):
        load_provenance(path.with_suffix(""))


def test_stated_sections(project: Path) -> None:
    """A list of paths; None, not an empty list, where the file does not say."""
    raw = project / "data" / "raw"
    (raw / "plan.txt.toml").write_text('[zh]\nsections = ["0", "3/1"]\n', encoding="utf-8")
    provenance = load_provenance(raw / "plan.txt")
    assert (provenance["zh"].sections, provenance["en"].sections) == (("0", "3/1"), None)


def test_the_page_about_the_configuration_names_every_key() -> None:
    """In the table of its level, and no other key; its example can be read."""
    page = (Path(__file__).parents[2] / "docs/corpus-toml.md").read_text("utf-8")
    example, *sections = page.split("\n## ")
    models = [
        CorpusTable,
        ReleaseTable,
        DocumentTable,
        RenderingTable,
        SourceTable,
        ProvenanceTable,
    ]
    for section, model in zip(sections, models, strict=True):
        named = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        assert named == list(model.model_fields)
    text = example.split("```toml\n")[1].split("```")[0]
    assert CorpusTable.model_validate(tomllib.loads(text)).document[0].rendering[1].belongs


def test_repeated_names_get_numbers_and_no_two_are_equal() -> None:
    """A name that ends in a number of its own is not given twice, and case makes no difference."""
    names = number_repeated(["plan", "plan-2", "plan", "Plan", "plan-2"])
    assert names == ["plan", "plan-2", "plan-3", "Plan-4", "plan-2-2"]
