"""The command: what it prints, how it ends, and that it may be killed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from fetch_server import TEXT, Page, Site, html, tree

from aigov_corpus.cli import main
from aigov_corpus.fetching import find_article, find_snapshot

CONFIG = """
[[document]]
id = "plan"
title_zh = "计划"
title_en = "Plan"
zh = {{ {zh} }}

[[document.rendering]]
id = "one"
en = {{ {en} }}
"""


def run(*arguments: str) -> tuple[int, str, str]:
    """Run `aigov-corpus fetch --delay 0` and return exit code, stdout and stderr."""
    result = CliRunner().invoke(main, ["fetch", "--delay", "0", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_only_the_flag_lets_private_addresses_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """No environment variable allows private addresses; only `--allow-private` does."""
    for name in ("AIGOV_FETCH_ALLOW_PRIVATE", "AIGOV_ALLOW_PRIVATE"):
        monkeypatch.setenv(name, "1")
    code, _, err = run("http://127.0.0.1:9/")
    assert code == 4
    assert "--allow-private" in err


def test_help_shows_its_examples_a_line_each() -> None:
    """Each example of the help stands on a line of its own."""
    lines = CliRunner().invoke(main, ["fetch", "--help"]).stdout.splitlines()
    assert "  aigov-corpus fetch --offline --json           the snapshots that are on disk" in lines


def test_urls_of_a_config_go_to_its_raw_directory(site: Site, tmp_path: Path) -> None:
    """Every url of corpus.toml, Chinese and English, is fetched into its raw directory."""
    site.pages["/en.htm"] = Page(
        html("Plan", "<p>" + "Artificial intelligence is a new frontier. " * 3 + "</p>")
    )
    config = tmp_path / "corpus.toml"
    config.write_text(
        CONFIG.format(
            zh=f'url = "{site.url()}"', en=f'file = "a.txt", url = "{site.url("/en.htm")}"'
        )
    )
    code, out, err = run(str(config), "--allow-private")
    assert code == 0, err
    assert [line.split("\t")[:2] for line in out.splitlines()] == [
        ["new", site.url()],
        ["new", site.url("/en.htm")],
    ]
    assert find_snapshot(tmp_path / "data" / "raw", site.url("/en.htm")) is not None
    assert [
        line.split("\t")[0] for line in run(str(tmp_path), "--allow-private")[1].splitlines()
    ] == ["unchanged"] * 2


def test_a_config_of_local_files_is_nothing_to_do(tmp_path: Path) -> None:
    """The exit code is 5, and one sentence says why."""
    config = tmp_path / "corpus.toml"
    config.write_text(CONFIG.format(zh='file = "a.txt"', en='file = "a.txt"'))
    code, out, err = run(str(config))
    assert (code, out) == (5, "") and "nothing to fetch" in err


@pytest.mark.parametrize(
    ("source", "expected", "words"),
    [
        ("http://", 2, "is not a URL"),
        ("https://ho st/", 2, "is not a URL"),
        ("file:///etc/passwd", 4, "only http and https"),
        ("http://127.0.0.1:9/", 4, "--allow-private"),
        ("no-such.toml", 3, "cannot be read"),
        ("www.gov.cn/zhengce", 2, "as https://host/path"),
        ("www.gov.cn:443/x", 4, "as https://host/path"),
        (f"http://{'a' * 300}/", 2, "is not a URL"),
    ],
)
def test_wrong_arguments(tmp_path: Path, source: str, expected: int, words: str) -> None:
    """Each way to be wrong has its exit code and one clear sentence, never a traceback."""
    code, _, err = run(source, "--raw", str(tmp_path / "raw"))
    assert code == expected and words in err and "Traceback" not in err


def test_a_bad_url_in_a_config_names_the_file(tmp_path: Path) -> None:
    """The exit code is 3, and the sentence names the file."""
    config = tmp_path / "corpus.toml"
    config.write_text(CONFIG.format(zh='url = "http://"', en='file = "a.txt"'))
    code, _, err = run(str(config))
    assert code == 3 and "corpus.toml, url http://: it is not a URL; write it as" in err


def test_configurations_of_two_places_are_not_mixed(site: Site, tmp_path: Path) -> None:
    """Each corpus finds its pages in its own raw directory, so two at once need one --raw."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "corpus.toml").write_text(
            CONFIG.format(zh=f'url = "{site.url()}"', en='file = "a.txt"')
        )
    both = [str(tmp_path / name) for name in ("one", "two")]
    code, out, err = run(*both, "--allow-private")
    assert (code, out, site.asked) == (2, "", []) and "one at a time" in err
    assert run(*both, "--allow-private", "--raw", str(tmp_path / "raw"))[0] == 0


def test_failures_alone_print_nothing_on_stdout(tmp_path: Path) -> None:
    """Where every page fails, stdout is empty."""
    assert run("http://127.0.0.1:9/", "--raw", str(tmp_path))[1] == ""


def test_failures_end_with_4_and_a_list(site: Site, tmp_path: Path) -> None:
    """The good pages are printed and kept, the bad ones listed at the end."""
    code, out, err = run(
        site.url("/gone.htm"),
        site.url(),
        site.url("/lost.htm"),
        "--raw",
        str(tmp_path),
        "--allow-private",
    )
    assert code == 4 and out.count("\n") == 1 and site.url() in out
    last = err[err.index("aigov-corpus: ") :]
    assert (
        "2 of 3 pages could not be fetched" in last and "/gone.htm" in last and "/lost.htm" in last
    )


def test_a_password_is_not_told(site: Site, tmp_path: Path) -> None:
    """A password stands neither in the report nor in any message."""
    secret = site.url().replace("//", "//me:secret@")
    for arguments in (
        [site.url(), secret, "--json"],
        [secret],
        [secret.replace("127.0.0.1", "a b")],
    ):
        code, out, err = run(*arguments, "--raw", str(tmp_path), "--allow-private")
        assert code and "secret" not in out + err and "me:" not in out + err


def test_json_report(site: Site, tmp_path: Path) -> None:
    """One JSON object on stdout, also when pages failed."""
    arguments = (
        site.url(),
        site.url("/gone.htm"),
        "--raw",
        str(tmp_path),
        "--allow-private",
        "--json",
    )
    code, out, _ = run(*arguments)
    report = json.loads(out)
    assert code == 4
    assert report["new"] == [site.url()] and report["snapshots"][0]["state"] == "new"
    assert report["failures"][0]["url"] == site.url("/gone.htm")
    failure = report["failures"][0]
    assert failure["error"] == "ResponseError" and failure["place"] == ""
    assert failure["reason"] == "the server answers 404 Not Found"
    assert failure["remedy"] == "the page is gone, so look for its new address"
    assert failure["message"] == f"{failure['url']}: {failure['reason']}; {failure['remedy']}"
    assert json.loads(run(*arguments)[1])["unchanged"] == [site.url()]
    code, out, err = run(site.url(), "--raw", str(tmp_path), "--json", "--offline")
    assert (
        code == 0 and json.loads(out)["snapshots"][0]["path"] == report["snapshots"][0]["path"]
    ), err


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start the real command in a process of its own."""
    code = "from aigov_corpus.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "fetch", "--delay", "0", "--allow-private", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> int:
    """Wait for the end of `process` and return its exit code."""
    process.communicate(timeout=60)
    return process.returncode


@pytest.mark.slow
def test_two_processes_at_once_make_one_snapshot_each(site: Site, raw: Path) -> None:
    """The second run waits for the first, and finds every page unchanged."""
    urls = []

    def slow(_request: object) -> Page:
        time.sleep(0.2)  # so that two runs without a lock would meet
        return Page(html(body=f"<p>{TEXT}</p>"))

    for number in range(4):
        site.pages[f"/content_{number}.htm"] = slow
        urls.append(site.url(f"/content_{number}.htm"))
    processes = [start(*urls, "--raw", str(raw)) for _ in range(2)]
    outs = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outs
    states = sorted(line.split("\t")[0] for out, _ in outs for line in out.splitlines())
    assert states == ["new"] * 4 + ["unchanged"] * 4
    assert len(list(raw.glob("*/*/0001-*"))) == 4 == len(list(raw.glob("*/*/*")))


def site_of_an_article(site: Site) -> tuple[list[str], dict[str, bytes]]:
    """Serve three articles, one of three pages; return their URLs, and all bodies by path."""
    bodies = {}
    for name, following in [
        ("/content_1.htm", ""), ("/content_2.htm", "/content_2_2.htm"),
        ("/content_2_2.htm", "/content_2_3.htm"), ("/content_2_3.htm", ""), ("/content_3.htm", ""),
    ]:  # fmt: skip
        link = f'<a href="{following}">下一页</a>' if following else ""
        bodies[name] = html(body=f"<p>{name}</p>" + f"<p>{TEXT}</p>" * 2000 + link)
        site.pages[name] = Page(bodies[name])
    return [site.url(f"/content_{number}.htm") for number in (1, 2, 3)], bodies


def check_whole(raw: Path, site: Site, bodies: dict[str, bytes]) -> int:
    """Check that whatever is on disk is whole; return how many snapshots there are."""
    found = 0
    for name, body in bodies.items():
        snapshot = find_snapshot(raw, site.url(name))
        if snapshot is not None:
            assert snapshot.body == body
            files = sorted(path.name for path in (raw / snapshot.path).parent.iterdir())
            assert files == ["body.html", "exchange.warc.gz", "snapshot.json"]
            found += 1
    return found


@pytest.mark.slow
def test_sigkill_at_any_moment_leaves_the_directory_whole(site: Site, tmp_path: Path) -> None:
    """After a kill at any moment, every snapshot is whole, and the next run completes them."""
    urls, bodies = site_of_an_article(site)
    begun = time.monotonic()
    assert finish(start(*urls, "--raw", str(tmp_path / "whole"))) == 0
    length = time.monotonic() - begun
    rng = random.Random(7)
    counts = []
    for number in range(40):
        raw = tmp_path / f"raw-{number}"
        process = start(*urls, "--raw", str(raw))
        time.sleep(length * (0.3 + 0.8 * rng.random()))
        process.kill()
        finish(process)
        counts.append(check_whole(raw, site, bodies))
        # a run may be slower or faster than the first one
        length *= 1.1 if counts[-1] == 0 else 0.9 if counts[-1] == len(bodies) else 1.0
        if number % 4 == 0:
            assert finish(start(*urls, "--raw", str(raw))) == 0
            assert check_whole(raw, site, bodies) == 5
            assert len(find_article(raw, urls[1]).pages) == 3
            assert not [name for name in tree(raw) if ".new-" in name]
    assert len(set(counts)) > 2, f"the kills did not spread over the run: {counts}"


@pytest.mark.slow
def test_a_kill_before_the_rename_leaves_nothing_visible(site: Site, raw: Path) -> None:
    """A run killed while it writes leaves no snapshot; from the rename on, a whole one is there."""
    urls, bodies = site_of_an_article(site)
    stop = (
        "import os, pathlib, sys\n"
        "count = int(sys.argv.pop(1))\n"
        "def dying(real):\n"
        "    def step(*args, **options):\n"
        "        global count\n"
        "        count -= 1\n"
        "        if count < 0: os.kill(os.getpid(), 9)\n"
        "        return real(*args, **options)\n"
        "    return step\n"
        "os.fsync = dying(os.fsync)\n"
        "pathlib.Path.replace = dying(pathlib.Path.replace)\n"
        "from aigov_corpus.cli import main; main()\n"
    )
    deaths = {
        count: subprocess.Popen(
            [sys.executable, "-c", stop, str(count), "fetch", "--delay", "0", "--allow-private",
             urls[0], "--raw", str(raw / str(count))],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for count in (0, 2, 4, 5, 6)
    }  # fmt: skip
    steps = []
    for count, process in deaths.items():
        raw_now = raw / str(count)
        code = process.wait(timeout=60)
        steps.append((code, check_whole(raw_now, site, bodies)))
        assert run(urls[0], "--raw", str(raw_now), "--allow-private")[0] == 0
        assert check_whole(raw_now, site, bodies) == 1
        assert not [name for name in tree(raw_now) if ".new-" in name]
    # The steps are three files, their folder, the rename, and the folder above.
    assert steps == [(-9, 0)] * 3 + [(-9, 1), (0, 1)]


def test_a_manifest_is_fetched_beside_it_and_goes_on(site: Site, tmp_path: Path) -> None:
    """With --skip-stored, only pages that are not on disk are asked for."""
    site.pages["/en.htm"] = Page(html("Plan", "<p>" + "Intelligence is a new field. " * 3 + "</p>"))
    manifest = tmp_path / "list.csv"
    manifest.write_text(f"id,zh,en\nplan,{site.url()},{site.url('/en.htm')}\n", encoding="utf-8")
    first = run(str(manifest), "--allow-private", "--skip-stored")
    assert first[0] == 0, first[2]
    assert [line.split("\t")[0] for line in first[1].splitlines()] == ["new", "new"]
    assert find_snapshot(tmp_path / "data" / "raw", site.url("/en.htm")) is not None
    asked = len(site.requests)
    again = run(str(manifest), "--allow-private", "--skip-stored")
    assert (again[0], again[1]) == (0, "") and "all 2 pages are on disk already" in again[2]
    assert len(site.requests) == asked
