"""Finding, loading, filtering and describing a corpus on disk."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.building import build
from aigov_corpus.corpus import sentences, store
from aigov_corpus.corpus.columns import FIELDS, SENTENCE_FIELDS
from aigov_corpus.corpus.document_folders import BUILT, find_documents
from aigov_corpus.corpus.filters import select_pairs
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.exporting.rows import COLUMNS
from aigov_corpus.records import Pair

BASE = Pair(
    pair_id="d/r/1",
    document="d",
    rendering="r",
    seq=1,
    section="1",
    section_title_zh="",
    section_title_en="",
    kind="paragraph",
    zh="一",
    en="One.",
    language_zh="zh",
    language_en="en",
    zh_ids=("zh-1a",),
    en_ids=("en-1a",),
    bead="1-1",
    score=0.5,
    status="auto",
    principles=("people",),
    principles_zh=(),
    principles_en=(),
    principle_evidence=(),
    near_misses=(),
    source_url_zh="",
    source_url_en="",
    sha256_zh="",
    sha256_en="",
    licence_en="",
    signature="",
)
PAIRS = [
    replace(BASE, section="1", score=0.9),
    replace(BASE, section="1/2", score=0.5, principles=("people", "openness")),
    replace(BASE, section="11", score=0.2, rendering="other", principles=()),
    replace(BASE, section="2", score=None, status="missing", zh="", zh_ids=(), bead="0-1"),
]


@pytest.mark.parametrize(
    ("filters", "chosen"),
    [
        ({}, [0, 1, 2, 3]),
        ({"section": "1"}, [0, 1]),
        ({"section": "1/2"}, [1]),
        ({"section": ["1/2", "2"]}, [1, 3]),
        ({"section": ()}, []),
        ({"principle": []}, []),
        ({"section": 1}, [0, 1]),
        ({"section": [11, "2"]}, [2, 3]),
        ({"principle": "openness"}, [1]),
        ({"principle": ["openness", "people"]}, [0, 1, 3]),
        ({"status": "missing"}, [3]),
        ({"status": ("auto", "missing")}, [0, 1, 2, 3]),
        ({"min_score": 0.5}, [0, 1]),
        ({"min_score": 0.0}, [0, 1, 2]),
        ({"rendering": "other"}, [2]),
        ({"section": "1", "min_score": 0.6}, [0]),
    ],
)
def test_select(filters: dict[str, object], chosen: list[int]) -> None:
    """A pair must pass every filter; section 1 selects 1 and 1/2, not 11; no score is below any."""
    assert list(select_pairs(PAIRS, **filters)) == [PAIRS[n] for n in chosen]  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(PAIRS)), st.sampled_from(["1", "11", "2"]), st.floats(0, 1))
def test_select_keeps_the_order_and_filters_commute(
    pairs: list[Pair], section: str, least: float
) -> None:
    """Two filters at once are one after the other, either way."""
    pairs = [*PAIRS, *pairs]
    both = select_pairs(pairs, section=section, min_score=least)
    assert list(both) == list(select_pairs(select_pairs(pairs, section=section), min_score=least))
    by_score = select_pairs(pairs, min_score=least)
    if any(pair.section == section for pair in by_score):
        assert list(both) == list(select_pairs(by_score, section=section))


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"section": "9"}, "no unit has the section '9'; choose of those that occur: 1, 1/2, 11"),
        ({"section": 3}, "no unit has the section '3'"),
        ({"principle": "People"}, "no unit has the principle 'People'.*: openness, people"),
        ({"status": "lost"}, "no unit has the status 'lost'.*: auto, missing"),
        ({"rendering": ["other", "x"]}, "no unit has the rendering 'x'"),
        ({"section": 1.5}, "the filter section has 1.5 .float., which is no name"),
        ({"section": True}, "the filter section has True"),
        ({"status": [None]}, "the filter status has None"),
        ({"min_score": float("nan")}, "min_score is nan"),
        ({"min_score": "0.5"}, "min_score is '0.5'"),
    ],
)
def test_a_filter_that_fits_nothing_is_an_error(filters: dict[str, object], said: str) -> None:
    """A misspelled name is no empty result; the error lists the names that occur."""
    with pytest.raises(UsageError, match=said):
        select_pairs(PAIRS, **filters)  # type: ignore[arg-type]


@pytest.fixture
def aligned(project: Path) -> Path:
    """A corpus of one small document."""
    build(project, encoder="hash")
    return project / "data" / "aligned"


def test_a_corpus_is_a_directory_of_documents_or_one_of_them(aligned: Path) -> None:
    """Both give the same pairs; folders without a table, and unfinished ones, are not documents."""
    (aligned / "empty").mkdir()
    (aligned / ".new-plan-1").mkdir()
    (aligned / ".new-plan-1" / store.TABLE).write_bytes(b"half")
    assert find_documents(aligned) == find_documents(aligned / "plan") == [aligned / "plan"]
    assert store.load_pairs(aligned) == store.load_pairs(str(aligned / "plan"))


def test_the_folder_of_a_review_is_a_corpus(tmp_path: Path) -> None:
    """Its corpus lies in data/aligned, as the command says only of the folder."""
    document = tmp_path / "law" / BUILT / "plan"
    document.mkdir(parents=True)
    (document / store.TABLE).touch()
    assert find_documents(tmp_path / "law") == [document]
    with pytest.raises(InvalidInputError, match="choose one of the projects there"):
        find_documents(tmp_path)


def test_no_corpus_says_what_to_do(tmp_path: Path) -> None:
    """A missing place and an empty one are told apart."""
    with pytest.raises(
        InvalidInputError,
        match="nothing: there is no such file or directory; give the path of a corpus",
    ):
        store.load_pairs(tmp_path / "nothing")
    with pytest.raises(InvalidInputError, match=r"it holds no pairs\.parquet"):
        store.load_pairs(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"no table at all"])
def test_a_damaged_table_is_named(aligned: Path, damage: bytes) -> None:
    """Not a traceback of the library that read it."""
    table = aligned / "plan" / store.TABLE
    table.write_bytes(damage)
    with pytest.raises(InvalidInputError, match=r"pairs\.parquet"):
        store.load_pairs(aligned)


def test_a_damaged_description_is_named(aligned: Path) -> None:
    """Likewise."""
    (aligned / "plan" / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"datapackage\.json: it is not JSON"):
        store.load_descriptions(aligned)


def test_the_description_fits_the_files(aligned: Path) -> None:
    """Hashes and sizes are right, every column is described, licences and sources are named."""
    [package] = store.load_descriptions(aligned)
    described = {resource["path"]: resource for resource in package["resources"]}
    assert set(described) == {
        "corpus.tmx",
        "findings.parquet",
        "pairs.csv",
        "pairs.jsonl",
        "pairs.parquet",
        "sentences.jsonl",
        "sentences.parquet",
    }
    for name, resource in described.items():
        body = (aligned / "plan" / name).read_bytes()
        if name == "findings.parquet":
            assert "sameRowsAs" not in resource
        elif name.endswith(".parquet"):
            assert resource["sameRowsAs"] == name.replace(".parquet", ".jsonl")
        else:
            assert (resource["bytes"], resource["hash"]) == (
                len(body),
                f"sha256:{hashlib.sha256(body).hexdigest()}",
            )
        if "schema" in resource:
            columns = sentences.COLUMNS if name == "sentences.jsonl" else COLUMNS
            assert [field["name"] for field in resource["schema"]["fields"]] == list(columns)
    assert [(licence["name"], licence["title"]) for licence in package["licenses"]] == [
        ("notspecified", "zh: state document"),
        ("CC-BY-4.0", "en/example: CC-BY-4.0"),
    ]
    assert package["contributors"] == [{"title": "An Example", "roles": ["translator"]}]
    assert [source["path"] for source in package["sources"]] == [
        "https://www.gov.cn/zhengce/content_1.htm",
        "https://example.org/plan",
    ]


def test_every_column_is_described() -> None:
    """A column that is added to the records is described too."""
    assert tuple(FIELDS) == COLUMNS
    assert tuple(SENTENCE_FIELDS) == sentences.COLUMNS


def test_the_flat_files_hold_the_same_rows(aligned: Path) -> None:
    """JSONL and CSV say what Parquet says."""
    pairs = store.load_pairs(aligned)
    lines = (aligned / "plan" / "pairs.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["pair_id"] for line in lines] == [pair.pair_id for pair in pairs]
    with (aligned / "plan" / "pairs.csv").open(encoding="utf-8", newline="") as file:
        assert [row["zh"] for row in csv.DictReader(file)] == [pair.zh for pair in pairs]


@pytest.mark.slow
def test_frictionless_finds_the_package_valid(aligned: Path) -> None:
    """Sizes, hashes, types and constraints of every cell, by the reference implementation."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(
        command, cwd=aligned / "plan", capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout)
    assert (report["valid"], report["stats"]["tasks"]) == (True, 7), report
