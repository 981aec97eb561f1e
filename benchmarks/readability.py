"""How easily the code reads: figures of each room, before and after a change, made the same way.

    python benchmarks/readability.py e10a5f1 HEAD            compare two revisions
    python benchmarks/readability.py e10a5f1 src --write     compare with the files as they are
    python benchmarks/readability.py src --draw 50 --seed 1  print docstrings for a reader to judge

Each argument is a revision of this repository or a folder. A room is a folder or a module directly
in the package. `--write` puts the figures into benchmarks/readability.json.

`--draw` prints docstrings drawn at random, each with its name and signature but without its code. A
reader says what each one means, and compares that with the code afterwards.

Code lines are lines that are not blank, not a comment alone and not part of a docstring.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import io
import json
import random
import re
import subprocess
import tarfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src") / "aigov_corpus"
OUT = Path(__file__).with_suffix(".json")

WIDEST_LINE = 100
"""Columns of a line, at most, as in pyproject.toml."""
LONG_FUNCTION = 50
"""Code lines from which on a function counts as long."""
PLAIN_NUMBERS = frozenset({-1, 0, 1, 2})
"""Numbers that need no name."""
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Reading:
    """What is counted in one or several files; readings can be added.

    Attributes:
        code_lines: code lines.
        nodes: nodes of the syntax tree.
        wide_lines: lines of more than `WIDEST_LINE` columns; a Chinese character takes two.
        bare_numbers: numbers in the code that have no name. Those in the value of a constant and in
            defaults do not count, nor do -1, 0, 1 and 2.
        functions: functions and methods.
        long_functions: functions of more than `LONG_FUNCTION` code lines.
        longest_function: code lines of the longest function.
        names: uses of variables and functions by their names.
        letters: letters of these names.
        comment_lines: lines with nothing but a comment.
        documentable: modules, classes, functions and methods.
        documented: those of them that have a docstring.
    """

    code_lines: int = 0
    nodes: int = 0
    wide_lines: int = 0
    bare_numbers: int = 0
    functions: int = 0
    long_functions: int = 0
    longest_function: int = 0
    names: int = 0
    letters: int = 0
    comment_lines: int = 0
    documentable: int = 0
    documented: int = 0

    def __add__(self, other: Reading) -> Reading:
        """Return the reading of both together."""
        mine, theirs = asdict(self), asdict(other)
        sums = {name: mine[name] + theirs[name] for name in mine}
        sums["longest_function"] = max(self.longest_function, other.longest_function)
        return Reading(**sums)

    def figures(self) -> dict[str, float]:
        """Return the figures that are compared, by name."""
        return {
            "code lines": self.code_lines,
            "syntax nodes per code line": ratio(self.nodes, self.code_lines, digits=1),
            f"lines over {WIDEST_LINE} columns": self.wide_lines,
            "bare numbers": self.bare_numbers,
            "functions": self.functions,
            "longest function, code lines": self.longest_function,
            f"functions over {LONG_FUNCTION} code lines": self.long_functions,
            "mean length of names": ratio(self.letters, self.names, digits=1),
            "comment lines per thousand code lines": ratio(
                1000 * self.comment_lines, self.code_lines, digits=0
            ),
            "share with docstrings": ratio(self.documented, self.documentable, digits=2),
        }


def ratio(part: float, whole: float, *, digits: int) -> float:
    """Return a rounded ratio; 0 if the whole is 0."""
    return round(part / whole, digits) if whole else 0.0


def read_source(source: str) -> Reading:
    """Return the reading of one module, given as text."""
    tree = ast.parse(source)
    lines = source.splitlines()
    nodes = list(ast.walk(tree))
    code = code_lines(lines, nodes)
    functions = [node for node in nodes if isinstance(node, Function)]
    lengths = [function_length(function, code) for function in functions]
    names = [node.id for node in nodes if isinstance(node, ast.Name)]
    documentable = [node for node in nodes if isinstance(node, Documented)]
    return Reading(
        code_lines=len(code),
        nodes=len(nodes),
        wide_lines=sum(columns(line) > WIDEST_LINE for line in lines),
        bare_numbers=len(list(bare_numbers(tree))),
        functions=len(functions),
        long_functions=sum(length > LONG_FUNCTION for length in lengths),
        longest_function=max(lengths, default=0),
        names=len(names),
        letters=sum(len(name) for name in names),
        comment_lines=sum(line.lstrip().startswith("#") for line in lines),
        documentable=len(documentable),
        documented=sum(ast.get_docstring(node) is not None for node in documentable),
    )


def columns(line: str) -> int:
    """Return the width of a line; characters that East Asian fonts draw wide take two columns."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)


def code_lines(lines: list[str], nodes: Iterable[ast.AST]) -> set[int]:
    """Return the numbers of the code lines, from 1; docstrings of attributes are no code."""
    found = {
        number
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.lstrip().startswith("#")
    }
    for node in nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            # a docstring, or the three dots of a protocol
            found -= line_numbers(node)
    return found


def line_numbers(node: ast.stmt) -> set[int]:
    """Return the numbers of the lines of a statement, counted from 1."""
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def function_length(function: Function, code: set[int]) -> int:
    """Return the number of code lines of a function, its head included."""
    return len(line_numbers(function) & code)


def bare_numbers(node: ast.AST) -> Iterator[float]:
    """Yield every number below a node that has no name (see `Reading.bare_numbers`)."""
    if isinstance(node, ast.Assign | ast.AnnAssign) and names_a_constant(node):
        return
    if isinstance(node, ast.ClassDef):
        # a value in the body of a class is the default of a field
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.AnnAssign):
                yield from bare_numbers(child)
        return
    if isinstance(node, ast.arguments):
        return
    if isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return
        if value not in PLAIN_NUMBERS:
            yield value
        return
    for child in ast.iter_child_nodes(node):
        yield from bare_numbers(child)


def names_a_constant(node: ast.Assign | ast.AnnAssign) -> bool:
    """Return whether an assignment is to names in capitals only, such as `_LONGEST`."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = [
        name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)
    ]
    return bool(names) and all(CONSTANT.fullmatch(name) for name in names)


def list_docstrings(source: str) -> list[tuple[str, str]]:
    """Return the signature and the docstring of everything in a module that has a docstring.

    A constant or attribute has one if a text follows its assignment. Its signature is its name,
    with its type if it is declared. Names of methods and attributes begin with that of the class.
    """
    return list(docstrings_below(ast.parse(source), ""))


def docstrings_below(parent: Documented, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the signatures and docstrings of a module, class or function and of all inside it."""
    if text := ast.get_docstring(parent):
        yield signature(parent, prefix), text
    inner = prefix if isinstance(parent, ast.Module) else f"{prefix}{parent.name}."
    for child in parent.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from docstrings_below(child, inner)
    for assignment, after in pairwise(parent.body):
        if not isinstance(after, ast.Expr) or not isinstance(after.value, ast.Constant):
            continue
        if isinstance(assignment, ast.Assign | ast.AnnAssign):
            text = inspect.cleandoc(str(after.value.value))
            yield signature(assignment, inner), text


def signature(node: Documented | ast.Assign | ast.AnnAssign, prefix: str) -> str:
    """Return the name of a module, class, function or assigned value, with types but no code."""
    if isinstance(node, ast.Module):
        return "module"
    if isinstance(node, ast.ClassDef):
        return f"class {prefix}{node.name}"
    if isinstance(node, ast.AnnAssign):
        return f"{prefix}{ast.unparse(node.target)}: {ast.unparse(node.annotation)}"
    if isinstance(node, ast.Assign):
        return prefix + ", ".join(map(ast.unparse, node.targets))
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"def {prefix}{node.name}({ast.unparse(node.args)}){returned}"


def draw_docstrings(folder: Path, count: int, seed: int) -> list[str]:
    """Return some docstrings of a package, drawn without repetition; a seed draws the same ones.

    Each text has the path of the module, the signature, and the docstring.
    """
    described = [
        f"{path.relative_to(folder).as_posix()}  {head}\n    " + text.replace("\n", "\n    ")
        for path in sorted(folder.rglob("*.py"))
        for head, text in list_docstrings(path.read_text(encoding="utf-8"))
    ]
    return random.Random(seed).sample(described, min(count, len(described)))


def read_package(folder: Path) -> dict[str, Reading]:
    """Return the reading of each room of a package, and of all together under `all`."""
    rooms: dict[str, Reading] = {}
    for path in sorted(folder.rglob("*.py")):
        room = path.relative_to(folder).with_suffix("").parts[0]
        rooms[room] = rooms.get(room, Reading()) + read_source(path.read_text(encoding="utf-8"))
    return {"all": sum(rooms.values(), Reading()), **rooms}


def package_in(folder: Path) -> Path:
    """Return the package inside a folder, such as `src`; the folder itself if it has none."""
    inside = [folder / PACKAGE, folder / PACKAGE.name]
    return next((path for path in inside if path.is_dir()), folder)


@contextmanager
def open_package(state: str) -> Iterator[Path]:
    """Yield the folder of the package in a folder, or in a revision of this repository."""
    if Path(state).is_dir():
        yield package_in(Path(state))
        return
    command = ["git", "-C", str(ROOT), "archive", state, PACKAGE.as_posix()]
    archive = subprocess.run(command, check=True, capture_output=True).stdout
    with TemporaryDirectory() as folder_name:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder_name, filter="data")
        yield Path(folder_name) / PACKAGE


def read_state(state: str) -> dict[str, Reading]:
    """Return the readings of the package in a folder or in a revision of this repository."""
    with open_package(state) as package:
        return read_package(package)


def print_comparison(states: dict[str, dict[str, Reading]]) -> None:
    """Print the figures of whole packages side by side, as a table in Markdown."""
    figures = {state: rooms["all"].figures() for state, rooms in states.items()}
    print("| |", " | ".join(states), "|")
    print("|---|" + "---|" * len(states))
    for name in next(iter(figures.values())):
        print(f"| {name} |", " | ".join(f"{one[name]:,}" for one in figures.values()), "|")


def main() -> None:
    """Read every state, print the comparison, and write the figures of all rooms if asked."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("states", nargs="+", metavar="REVISION_OR_FOLDER")
    parser.add_argument("--write", action="store_true", help="write benchmarks/readability.json")
    parser.add_argument("--draw", type=int, metavar="N", help="print N docstrings instead")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same ones")
    options = parser.parse_args()
    if options.draw:
        for state in options.states:
            with open_package(state) as package:
                print(*draw_docstrings(package, options.draw, options.seed), sep="\n\n")
        return
    states = {state: read_state(state) for state in options.states}
    print_comparison(states)
    if options.write:
        report = {
            state: {room: reading.figures() for room, reading in rooms.items()}
            for state, rooms in states.items()
        }
        OUT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
