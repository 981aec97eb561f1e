"""The help of every command: one sentence, worked examples that run, and options with one text."""

from __future__ import annotations

import re
import shlex
import shutil
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.cli import COMMANDS, main, options
from aigov_corpus.cli.info import command as info
from aigov_corpus.extraction.bilingual import LAYOUTS

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
NAME = "global-ai-governance-action-plan"
COMMAND_OBJECTS = {
    name: import_module(f"aigov_corpus.cli.{name}").command for name in sorted(COMMANDS)
}
# Options that two commands have under one name, with a meaning of its own in each.
OF_ONE_COMMAND = {"--by", "--force", "--format", "--lang", "--out", "--raw", "--seed"}
OF_ONE_COMMAND |= {"--language", "--src-lang", "--tgt-lang"}
NOT_RUN = {"fetch", "review"}
"""Commands that need the network, or serve until somebody stops them."""
SLOW = {"--fit", "--force", "--granularity", "--jobs", "--thorough"}
"""Options that want an optional package, start processes, or repeat what takes long: the slow tests
run them."""
NEEDS_NETWORK = {"--dask"}
"""Options that name a machine; they are only parsed."""


def examples(command: click.Command) -> list[str]:
    """Return the example lines of a command's help, without what is said about them."""
    lines = [line.strip() for line in (command.help or "").splitlines()]
    return [re.split(r"\s{2,}", line)[0] for line in lines if line.startswith("aigov-corpus ")]


ALL_EXAMPLES = examples(main) + [
    line for command in COMMAND_OBJECTS.values() for line in examples(command)
]


def marked(line: str) -> object:
    """Return an example as a case: slow if an option of it is."""
    slow = any(option in line.split() for option in SLOW)
    return pytest.param(line, marks=pytest.mark.slow) if slow else line


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every file that an example names."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    shutil.copytree(ROOT / "data" / "aligned" / NAME, folder / "data" / "aligned" / "plan")
    shutil.copytree(ROOT / "tests" / "gold" / NAME, folder / "tests" / "gold" / NAME)
    shutil.copytree(ROOT / "tests" / "gold" / NAME, folder / "my" / "gold" / NAME)
    config = (ROOT / "corpus.toml").read_text("utf-8")
    (folder / "corpus.toml").write_text(config, encoding="utf-8")
    (folder / "my" / "corpus.toml").write_text(f'raw = "../data/raw"\n{config}', encoding="utf-8")
    for place in (folder, folder / "my"):
        (place / "data").mkdir(exist_ok=True)
        shutil.copy(ROOT / "data" / "CHANGELOG.md", place / "data")
    shutil.copy(ROOT / "data" / "raw" / f"{NAME}.en-zh.txt", folder / "sinocism.txt")
    ac.load().export("corpus", folder / "theirs", omit_text=["sinocism"])
    chinese = (FIXTURES / "sections" / "lamps.zh.md").read_text("utf-8")
    english = (FIXTURES / "sections" / "lamps.en.txt").read_text("utf-8").splitlines()
    raw = (folder / "data" / "raw" / f"{NAME}.en-zh.txt").read_text("utf-8")
    html = "".join(f"<p>{line}</p>\n" for line in english if line)
    files = {
        "law.zh.md": chinese,
        "law.en.html": f"<html><head><title>Lamps</title></head><body>\n{html}</body></html>",
        "official.html": f"<html><body>{html.replace('lamp', 'light')}</body></html>",
        "law.zh-en.md": raw,
        "both.md": raw,
        "zh.txt": "你好。\n\n世界很大，我们要看看。\n今天天气不错。\n",
        "en.txt": "Hello.\n\nThe world is large, and we want to see it.\nIt is fine today.\n",
        "plan.zh.txt": chinese,
        "plan.en.txt": "\n".join(english),
        "laws.csv": "id,zh,en\nlamps,plan.zh.txt,plan.en.txt\n",
        "law.2018.txt": chinese,
        "law.2022.txt": chinese.replace("路灯", "街灯"),
        "page.html": (FIXTURES / "extract" / "govcn_news.html").read_text("utf-8"),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    for lang, text in (("zh", chinese), ("en", "\n".join(english))):
        (folder / "texts" / lang).mkdir(parents=True)
        (folder / "texts" / lang / f"lamps.{lang}.txt").write_text(text, encoding="utf-8")
    plain = [pair for pair in ac.load() if pair.rendering == "plain"]
    memory = ac.Corpus(plain[:40])
    memory.export("tmx", folder / "memory.tmx")
    memory.export("tmx", folder / "ours.tmx")
    memory.export("xlsx", folder / "theirs.xlsx")
    return folder


def split(line: str) -> tuple[list[str], str | None, str | None]:
    """Return the arguments, and the files behind `<` and `>`; nothing of what follows `|`."""
    words = shlex.split(line)[1:]
    if "|" in words:
        words = words[: words.index("|")]
    redirected = dict.fromkeys("<>")
    for mark in redirected:
        if mark in words:
            at = words.index(mark)
            redirected[mark] = words[at + 1]
            del words[at : at + 2]
    return words, redirected["<"], redirected[">"]


@pytest.mark.parametrize("name", COMMAND_OBJECTS)
def test_every_help_has_an_example_and_its_first_sentence_is_one_line(name: str) -> None:
    """The sentence is what `aigov-corpus --help` could show; the example begins as it is typed."""
    command = COMMAND_OBJECTS[name]
    assert any(line.startswith(f"aigov-corpus {name}") for line in examples(command))
    assert (command.help or "").split("\n\n")[0].count("\n") == 0
    shown = CliRunner().invoke(main, [name, "--help"], terminal_width=120).output
    for line in examples(command):
        assert line in shown


@pytest.mark.parametrize("line", [marked(line) for line in dict.fromkeys(ALL_EXAMPLES)])
def test_every_example_runs(
    line: str, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it stands, in a folder that has its files; those in `NOT_RUN` are only parsed."""
    words, stdin, stdout = split(line)
    command = COMMAND_OBJECTS[words[0]]
    in_store = any(word.startswith("s3://") for word in words)
    if words[0] in NOT_RUN or in_store or NEEDS_NETWORK & set(words):
        command.make_context(words[0], words[1:])
        return
    folder = tmp_path / "here"
    shutil.copytree(template, folder)
    monkeypatch.chdir(folder)
    for name in COMMANDS:
        monkeypatch.setenv(f"AIGOV_{name.upper()}_ENCODER", "hash")
    before = set(folder.rglob("*"))
    result = CliRunner().invoke(main, words, input=Path(stdin).read_bytes() if stdin else None)
    assert result.exit_code == 0, result.output
    if stdout:
        assert result.stdout
    if "--out" in words:
        out = Path(words[words.index("--out") + 1]).with_suffix("").as_posix()
        made = {path.relative_to(folder).as_posix() for path in set(folder.rglob("*")) - before}
        assert any(path.startswith(out) for path in made)
    else:
        assert result.stdout or result.stderr


def test_an_option_has_one_text_wherever_it_stands() -> None:
    """Options of one name are one option, unless they are known to mean different things."""
    texts: dict[str, set[str | None]] = defaultdict(set)
    for command in COMMAND_OBJECTS.values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                texts[parameter.opts[0]].add(parameter.help)
    several = {name for name, found in texts.items() if len(found) > 1}
    assert several <= OF_ONE_COMMAND


def test_every_option_says_what_it_is() -> None:
    """In a sentence that begins with a capital letter or the format it belongs to."""
    for command in COMMAND_OBJECTS.values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert re.match(r"([A-Z]|(tmx|csv|tsv, jsonl): )", parameter.help or ""), parameter


def test_the_help_names_what_info_lists() -> None:
    """Layouts and encoders in the help of their options are those that there are."""
    shown = "".join(CliRunner().invoke(main, ["align", "--help"]).output.split())
    listed = dict(
        line.split(maxsplit=1) for line in CliRunner().invoke(info).output.splitlines() if line
    )
    assert listed["layouts"].split(", ") == sorted(LAYOUTS)
    for name in (*LAYOUTS, *listed["encoders"].split(", ")):
        assert name in shown


def test_the_help_names_the_default_of_the_aligner() -> None:
    """The number stands in the command line too, where numpy is not loaded for it."""
    from aigov_corpus.alignment.pair import MAX_ALIGN

    assert options.MAX_ALIGN == MAX_ALIGN


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("aling", "Did you mean 'align'?"),
        ("conc", "Did you mean 'concordance'?"),
        ("help", "--help"),
        ("README.md", "A command stands before the files"),
        ("xyz", ""),
    ],
)
def test_a_word_that_is_no_command_is_answered(
    word: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command, or the order of words, that may be meant; else only with what it is not."""
    monkeypatch.chdir(ROOT)
    told = CliRunner().invoke(main, [word, "x"])
    assert told.exit_code == 2
    said = told.stderr.splitlines()[-1].removeprefix(f"Error: No such command '{word}'.").strip()
    assert answer in said if answer else not said


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("check x --format json", "For JSON write --json."),
        ("sample x 3 --format json", "For JSON write --format jsonl."),
        ("changes x y --format jsonl", "For JSON write --format json."),
        ("compare x --format json", "'xlsx'."),
    ],
)
def test_json_by_another_name_is_answered(line: str, answer: str) -> None:
    """Reports are one JSON value and lists are JSON Lines, and each command has one of them."""
    told = CliRunner().invoke(main, line.split())
    assert told.exit_code == 2 and told.stderr.strip().endswith(answer)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("aigov-corpus ex", ["plain,export", "plain,extract"]),
        ("aigov-corpus export --format t", ["plain,tei", "plain,text", "plain,tmx"]),
        ("aigov-corpus export --out x", ["file,x"]),
        ("aigov-corpus align law", ["file,law"]),
    ],
)
def test_a_shell_can_complete_words(line: str, wanted: list[str]) -> None:
    """Commands, options, their values, and names of files."""
    asked = {"_AIGOV_CORPUS_COMPLETE": "bash_complete", "COMP_WORDS": line}
    asked["COMP_CWORD"] = str(len(line.split()) - 1)
    answer = CliRunner().invoke(main, [], prog_name="aigov-corpus", env=asked)
    assert answer.stdout.split() == wanted


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("validate a.tmx b.tmx", "validate takes FILE: put a name with spaces"),
        ("info x", "info takes options alone."),
    ],
)
def test_arguments_too_many_are_answered(line: str, answer: str) -> None:
    """With what the command takes, for those who wrote `*.tmx` or a name with a space."""
    told = CliRunner().invoke(main, line.split())
    assert told.exit_code == 2
    assert answer in told.stderr
