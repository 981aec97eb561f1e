"""What every test may use: a small project of its own, and a cache that is not the user's."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings

from aigov_corpus.building import build
from aigov_corpus.matching.likeness import Likeness
from aigov_corpus.matching.sections import Region
from aigov_corpus.records import Alignment, Bead, Segmented, Signature

# Without bytecode each process would compile the whole package, and pytest all tests, anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# How long an example takes tells about the machine, which may be busy; tests of time measure it.
# Each run draws other examples, so half of the usual hundred find as much in two runs.
settings.register_profile("fast", deadline=None, max_examples=50)
settings.load_profile("fast")

SHARED = Path(__file__).parents[2] / "shared"

YOUNG_OBJECTS = 50_000
"""New objects between two collections of garbage; with Python's 700 an eighth of the time of all
tests went into looking again and again at what stays: the modules, and the trees of tests."""
gc.set_threshold(YOUNG_OBJECTS, 20, 20)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests without a case here: of real texts that are not there, or of Linux only."""
    left_out = [item for item in items if "NOTSET" in item.name and not SHARED.is_dir()]
    if sys.platform != "linux":
        left_out += [item for item in items if item.get_closest_marker("linux")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name contents of files by their number: a zip holds the second in which it was made.

    The processes that share the tests must know them by the same names.
    """
    return argname if isinstance(val, bytes) else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Hide torch from fast tests: none needs it, and spaCy would import it for two seconds.

    What there is by now stays to the end, so no collection of garbage need look at it.
    """
    if not any(item.get_closest_marker("slow") for item in session.items):
        sys.modules.setdefault("torch", None)  # type: ignore[arg-type]
    gc.collect()
    gc.freeze()


SMALL = """\
https://www.gov.cn/zhengce/content_1.htm

Translated by https://example.org

We propose a plan. It serves all people.

我们提出一个计划,服务于所有人。

1. Work Together

All 2030 goals need cooperation. Openness is key.

一、携手合作。2030年目标需要合作。开放是关键。

2. Go On

There are 17 goals left.
"""
CONFIG = """\
[[document]]
id = "plan"
title_zh = "计划"
title_en = "The plan"
zh = { file = "plan.txt", layout = "interleaved" }

[[document.rendering]]
id = "example"
en = { file = "plan.txt", layout = "interleaved" }
"""
PROVENANCE = """\
[zh]
url = "https://www.gov.cn/zhengce/content_1.htm"
licence = "state document"
[en]
url = "https://example.org/plan"
translator = "An Example"
licence = "CC-BY-4.0"
"""


@pytest.fixture(autouse=True, scope="session")
def own_cache(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[Path]:
    """Keep vectors and indexes of tests out of the user's cache; processes side by side share one.

    Making the indexes anew would take each process some seconds, so pytest's cache keeps them from
    one run to the next. Their names tell their versions.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder = folder / "cache"
    folder.mkdir(exist_ok=True)
    cache = getattr(pytestconfig, "cache", None)  # there is none with  -p no:cacheprovider
    kept = cache.mkdir("indexes") if cache else folder
    _copy_indexes(kept, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIGOV_CACHE_DIR", str(folder))
        yield folder
    _copy_indexes(folder, kept)


def _copy_indexes(source: Path, target: Path) -> None:
    """Copy the indexes that a folder lacks; each is complete when it gets its name."""
    for index in (*source.glob("*.index"), *source.glob("*.json")):
        if not (target / index.name).exists():
            copy = target / f"{index.name}.{os.getpid()}"
            shutil.copy(index, copy)
            copy.replace(target / index.name)


@pytest.fixture(autouse=True, scope="session")
def no_waiting_for_disks() -> Iterator[None]:
    """Leave the file system to write when it likes: what a loss of power leaves, no test sees.

    Processes that tests start and kill do wait.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda file: None)
        yield


def align_in_order(
    src: Sequence[str],
    tgt: Sequence[str],
    *,
    fences: Sequence[tuple[int, int]] = (),
    **options: object,
) -> Alignment:
    """Pair sentences one by one between two fences, the last with all that are left; score 0.5."""
    beads: list[Bead] = []
    for (i, j), (i_end, j_end) in pairwise([(0, 0), *fences, (len(src), len(tgt))]):
        if i == i_end or j == j_end:
            beads += [Bead((n,), ()) for n in range(i, i_end)] + [
                Bead((), (n,)) for n in range(j, j_end)
            ]
            continue
        while i_end - i > 1 and j_end - j > 1:
            beads.append(Bead((i,), (j,), 0.5))
            i, j = i + 1, j + 1
        beads.append(Bead(tuple(range(i, i_end)), tuple(range(j, j_end)), 0.5))
    made_by = Signature(sources=("x",), encoder="none", aligner="in-order", version="0")
    return Alignment(tuple(beads), len(src), len(tgt), made_by)


def match_by_path(zh: Segmented, en: Segmented, likeness: Likeness) -> tuple[Region, ...]:
    """Sections with the same path belong together; for texts whose paths rise."""
    regions = []
    i = j = 0
    for path in sorted({segment.section for side in (zh, en) for segment in side.segments}):
        n, m = (sum(segment.section == path for segment in side.segments) for side in (zh, en))
        regions.append(Region((i, i + n), (j, j + m)))
        i, j = i + n, j + m
    return tuple(regions)


def put_in_order(patch: pytest.MonkeyPatch) -> None:
    """An aligner whose results one can see at a glance, where aligning is not the point."""
    patch.setattr("aigov_corpus.matching.documents.match_sections", match_by_path)
    patch.setattr("aigov_corpus.alignment.align_sentences", align_in_order)


def _make_project(folder: Path) -> Path:
    """Write corpus.toml and data/raw into a folder, and return the folder."""
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "plan.txt").write_text(SMALL, encoding="utf-8")
    (raw / "plan.txt.toml").write_text(PROVENANCE, encoding="utf-8")
    (folder / "corpus.toml").write_text(CONFIG, encoding="utf-8")
    return folder


@pytest.fixture
def make_project() -> Callable[[Path], Path]:
    """The function that makes a project in a folder and returns the folder."""
    return _make_project


def _build_project(folder: Path) -> Path:
    """Write a project into a folder and build it; return the folder."""
    project = _make_project(folder)
    with pytest.MonkeyPatch.context() as patch:
        put_in_order(patch)
        build(project, encoder="hash")
    return project


@pytest.fixture(scope="session")
def make_template() -> Callable[[Path], Path]:
    """The function that makes a project in a folder and builds it, for fixtures of folders."""
    return _build_project


@pytest.fixture(scope="session")
def template(
    tmp_path_factory: pytest.TempPathFactory, make_template: Callable[[Path], Path]
) -> Path:
    """The small project, built once for all tests of a process."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def built(template: Path, tmp_path: Path) -> Path:
    """A copy of the small project that is built; the aligner is the real one again."""
    return shutil.copytree(template, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """`put_in_order`, for one test."""
    put_in_order(monkeypatch)


@pytest.fixture
def project(tmp_path: Path, in_order: None) -> Path:
    """A folder with corpus.toml and data/raw: one document; section 2 is in English only."""
    return _make_project(tmp_path)


OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
OMEGAT_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ZH-CN</source_lang><target_lang>EN-US</target_lang>
<source_tok>org.omegat.tokenizer.LuceneCJKTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</target_tok>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


@pytest.fixture
def omegat_jar() -> Path:
    """OmegaT's jar, from which its schema is read too; it must be there."""
    assert OMEGAT.is_file() and shutil.which("java"), (
        "OmegaT is not installed: apt-get install omegat (Debian); this proof is never skipped"
    )
    return OMEGAT


@pytest.fixture
def omegat_project(omegat_jar: Path, tmp_path: Path) -> Callable[[Path, Path], Path]:
    """A function that lets OmegaT translate a Chinese file from a memory; it gets both files.

    The memory may be any file that OmegaT takes. It returns what became of the first file.
    """

    def translate(source: Path, memory: Path) -> Path:
        project = tmp_path / "omegat-project"
        for folder in ("source", "target", "omegat", "glossary", "dictionary", "tm/auto"):
            (project / folder).mkdir(parents=True)
        (project / "omegat.project").write_text(OMEGAT_PROJECT, encoding="utf-8")
        shutil.copy(source, project / "source" / source.name)
        shutil.copy(memory, project / "tm" / "auto" / memory.name)
        run = subprocess.run(
            [
                *("java", "-Djava.awt.headless=true", f"-Duser.home={tmp_path}"),
                *("-jar", str(omegat_jar), str(project), "--mode=console-translate"),
                f"--config-dir={tmp_path / 'config'}",
            ],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return project / "target" / source.name

    return translate


@pytest.fixture
def omegat(
    omegat_project: Callable[[Path, Path], Path], tmp_path: Path
) -> Callable[..., tuple[Path, list[str]]]:
    """A function that lets OmegaT translate Chinese sentences from a memory.

    It gets the sentences, and a function that writes the memory to a path; it returns the folder of
    the project, and what became of each sentence.
    """

    def translate(
        sentences: Sequence[str], write_memory: Callable[[Path], object]
    ) -> tuple[Path, list[str]]:
        text, memory = tmp_path / "text.utf8", tmp_path / "memory.tmx"
        text.write_text("\n\n".join(sentences) + "\n", encoding="utf-8")
        write_memory(memory)
        target = omegat_project(text, memory)
        translated = target.read_text(encoding="utf-8").removesuffix("\n").split("\n\n")
        return target.parents[1], translated

    return translate
