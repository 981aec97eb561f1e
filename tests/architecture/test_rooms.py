"""Imports go one way, and every module can be imported in every spelling."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import aigov_corpus

PACKAGE = Path(aigov_corpus.__file__).parent

# The lowest rooms come first. A room may import rooms of the lines before its own and nothing else:
# the rooms of one line do not know each other.
LAYERS = (
    ("patterns",),
    ("terminal", "display", "signals", "garbage"),
    ("errors",),
    ("plotting",),
    ("records",),
    ("protocols",),
    ("registry", "files"),
    ("text",),
    ("links",),
    ("config",),
    ("embedding",),
    (
        "fetching",
        "extraction",
        "segmentation",
        "matching",
        "alignment",
        "tagging",
        "exporting",
        "tmx_validation",
    ),
    ("word_links", "importing"),
    ("termbases",),
    ("terms",),
    ("checking",),
    ("reviewing",),
    ("clauses", "comparing"),
    ("evaluation",),
    ("research",),
    ("corpus",),
    ("building",),
    ("batching", "serving"),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
FRONT_DOOR = {"", "__init__"}


def modules() -> list[str]:
    """Return every module of the package, as `aigov_corpus.room.module`."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield all statements, also those inside others; to go through expressions too takes long."""
    for node in body:
        yield node
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            yield from statements(getattr(node, field, ()))


def imports(path: Path) -> Iterator[str]:
    """Yield what a module imports of this package: `errors`, `text.words`, …; also for types."""
    for node in statements([ast.parse(path.read_text("utf-8"))]):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = node.module or ""
            names = (
                [f"{module}.{a.name}" for a in node.names] if module == "aigov_corpus" else [module]
            )
        else:
            continue
        for name in names:
            if name.split(".")[0] == "aigov_corpus":
                yield name.partition(".")[2]


def test_imports_go_one_way() -> None:
    """A room imports only rooms below it, also inside functions and for types."""
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        own = path.relative_to(PACKAGE).with_suffix("").parts[0]
        if own in FRONT_DOOR:
            continue
        assert own in LEVEL, (
            f"{path}: give the room '{own}' a place in LAYERS and in docs/architecture.md"
        )
        for name in imports(path):
            other = name.partition(".")[0]
            if other not in (own, "__version__") and LEVEL[other] >= LEVEL[own]:
                wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert wrong == []


EAGER = {"patterns.py", "corpus/filters.py"}
"""Modules with patterns of `re` itself: the second has to tell that a pattern of a user fails."""


def test_modules_compile_patterns_late() -> None:
    """Write `from aigov_corpus import patterns as re`: `re` would compile all at every start."""
    wrong = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if re.search(r"^ *(import re|from re import .*)$", file.read_text("utf-8"), re.MULTILINE)
    }
    assert wrong == EAGER


def test_the_architecture_page_tells_the_same_order() -> None:
    """docs/architecture.md names every room, in the order of `LAYERS`."""
    page = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text("utf-8")
    order = page.partition("<!-- order -->")[2].partition("<!-- end of order -->")[0]
    lines = [line.strip().strip("<").strip() for line in order.splitlines() if line.strip(" `")]
    told = [tuple(name.strip() for name in line.split(",")) for line in lines]
    assert told == [tuple(rooms) for rooms in LAYERS]


@pytest.mark.slow
def test_every_module_can_be_imported_in_every_spelling() -> None:
    """`import a.b.c as d` and `from a.b import c` give the module, all in one process.

    Everything that the front door offers is used first, so that functions could hide modules.
    """
    lines = ["import sys, aigov_corpus as ac", "[getattr(ac, name) for name in ac.__all__]"]
    for name in modules():
        package, _, last = name.rpartition(".")
        lines.append(f"import {name} as found; assert found is sys.modules['{name}'], '{name}'")
        if package and last != "__main__":
            lines.append(
                f"from {package} import {last} as found; "
                f"assert found is sys.modules['{name}'], '{name}'"
            )
    # on standard input: one argument of a process has at most 128 KiB
    code = "\n".join(lines)
    subprocess.run([sys.executable, "-"], input=code, check=True, capture_output=True, text=True)


IMPORT_EACH_FIRST = """
import importlib, sys
for name in sys.argv[1:]:
    for known in [known for known in sys.modules if known.split(".")[0] == "aigov_corpus"]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except ImportError as error:
        sys.exit(f"{name}: {error}")
"""


@pytest.mark.slow
def test_each_room_can_be_imported_first() -> None:
    """No room needs another one to be imported before it; the process forgets them each time."""
    rooms = [name for name in modules() if name.count(".") == 1]
    command = [sys.executable, "-c", IMPORT_EACH_FIRST, *rooms]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_package_runs_as_a_module() -> None:
    """`python -m aigov_corpus` is the command."""
    command = [sys.executable, "-m", "aigov_corpus", "--version"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("aigov-corpus, version ")


PRIVATE = re.compile(r"aigov_corpus[\w.]*\._[a-z]\w*")
MAY_BE_PRIVATE = re.compile(
    rf"{PRIVATE.pattern}|from aigov_corpus[\w.]* import (?:\([^)]*?|.*)\b_[a-z]"
)
"""What a file has that uses a private name: most have not, and need not be read as Python."""


def private_names(path: Path) -> Iterator[str]:
    """Yield the private names of the package that a file imports, or patches by their full name."""
    text = path.read_text("utf-8")
    for node in ast.walk(ast.parse(text if MAY_BE_PRIVATE.search(text) else "")):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("aigov_corpus"):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names = [node.value]
        else:
            continue
        yield from filter(PRIVATE.fullmatch, names)


def test_tests_and_benchmarks_use_no_private_names() -> None:
    """A private name may change at any time, so nothing outside its module relies on it."""
    root = PACKAGE.parents[1]
    files = [*root.glob("tests/**/*.py"), *root.glob("benchmarks/*.py")]
    used = [f"{path.relative_to(root)}: {name}" for path in files for name in private_names(path)]
    assert used == []


def test_the_names_of_test_files_are_unique() -> None:
    """Pytest imports a test file by its name alone if its folder is no package."""
    files = Path(__file__).parents[1].rglob("test_*.py")
    names = Counter(path.name for path in files if not (path.parent / "__init__.py").exists())
    assert [name for name, count in names.items() if count > 1] == []
