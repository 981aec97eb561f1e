"""build: from corpus.toml to files, whole or not at all, and what is said of bad sources."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from aigov_corpus.building import BuildReport, DocumentReport, build
from aigov_corpus.building.sources import DocumentSources, read_source
from aigov_corpus.building.texts import extract_texts
from aigov_corpus.config import DocumentConfig, Rendering, Source, load_config
from aigov_corpus.corpus import store
from aigov_corpus.corpus.sentences import rebuild_blocks
from aigov_corpus.corpus.writing import lock_corpus
from aigov_corpus.errors import (
    AigovError,
    ConfigError,
    InvalidInputError,
    NothingToDoError,
    UnknownNameError,
    UsageError,
)
from aigov_corpus.extraction import decode, extract_bilingual
from aigov_corpus.fetching import FetchedArticle
from aigov_corpus.fetching.snapshots import save_snapshot
from aigov_corpus.records import Document, Pair, RawFile, Sentence, Snapshot

FILES = (
    ".build.json",
    "corpus.tmx",
    "datapackage.json",
    "findings.parquet",
    "pairs.csv",
    "pairs.jsonl",
    "pairs.parquet",
    "sentences.jsonl",
    "sentences.parquet",
)


def build_small(project: Path, **options: object) -> DocumentReport:
    """Build the small project with the fake encoder; the report of its one document."""
    [report] = build(project, **({"encoder": "hash"} | options)).documents  # type: ignore[arg-type]
    return report


def sha256(body: bytes) -> str:
    """The hash of some bytes."""
    return hashlib.sha256(body).hexdigest()


def contents(directory: Path) -> dict[str, bytes]:
    """The files of a directory and their bytes."""
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def test_a_build_writes_the_tables_the_memory_and_their_description(project: Path) -> None:
    """All of them in a directory of the document's name, and counted in the report."""
    report = build_small(project)
    assert (report.state, report.id) == ("built", "plan")
    assert report.status == {"auto": 4, "missing": 2}
    [warning] = report.warnings
    assert "the encoder hash@1 cannot match" in warning
    assert report.path == str(project / "data" / "aligned" / "plan")
    assert tuple(contents(Path(report.path))) == FILES
    pairs = store.load_pairs(project / "data" / "aligned")
    assert len(pairs) == report.pairs == 6
    assert {pair.licence_en for pair in pairs} == {"CC-BY-4.0"}
    assert {pair.source_url_en for pair in pairs} == {"https://example.org/plan"}
    sha = hashlib.sha256((project / "data/raw/plan.txt").read_bytes()).hexdigest()
    assert {pair.sha256_zh for pair in pairs} == {pair.sha256_en for pair in pairs} == {sha}


def test_text_that_is_left_out_can_be_kept(project: Path) -> None:
    """By an option for all sources, by a key of corpus.toml for all or for one."""
    raw = project / "data/raw/plan.txt"
    raw.write_text(f"{raw.read_text('utf-8')}\n\n- 1 -\n\n- 2 -\n", "utf-8")
    plain = build_small(project)
    assert (plain.reasons, plain.kept) == (("page number",), {})
    kept = build_small(project, keep=["page number"])
    assert kept.state == "built"
    assert kept.kept["page number"] > 0
    config = project / "corpus.toml"
    text = config.read_text("utf-8")
    config.write_text(f'keep = ["page number"]\n{text}', "utf-8")
    assert build_small(project, force=True).kept == kept.kept
    config.write_text(text.replace('"plan.txt"', '"plan.txt", keep = ["page number"]'), "utf-8")
    assert build_small(project).kept == kept.kept
    config.write_text(text.replace('"plan.txt"', '"plan.txt", keep = ["page heads"]'), "utf-8")
    assert "choose of the reasons that occur: page number" in build_small(project).error
    config.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="choose of the reasons that occur: page number"):
        build_small(project, keep=["page heads"])


def test_the_same_sources_give_the_same_bytes_anywhere(project: Path, tmp_path: Path) -> None:
    """No time, path or machine is in the files."""
    one, other = (Path(build_small(project, out=tmp_path / name).path) for name in ("one", "other"))
    assert contents(one) == contents(other)


def test_an_unchanged_document_is_left_as_it_is(project: Path) -> None:
    """Until its source, provenance, configuration or a built file changes, or by --force."""
    first = build_small(project)
    stamp = (Path(first.path) / "pairs.csv").stat().st_mtime_ns
    again = build_small(project)
    assert (again.state, again.pairs, again.status) == ("unchanged", first.pairs, first.status)
    assert (Path(first.path) / "pairs.csv").stat().st_mtime_ns == stamp
    assert build_small(project, force=True).state == "built"

    for changed, more in (
        ("data/raw/plan.txt.toml", 'publisher = "Another"\n'),
        ("data/raw/plan.txt", "\nMore.\n"),
        ("data/aligned/plan/pairs.csv", "damage"),
    ):
        with (project / changed).open("a", encoding="utf-8") as file:
            file.write(more)
        assert build_small(project).state == "built", changed
        assert build_small(project).state == "unchanged", changed


def test_a_rendering_that_does_not_belong_is_refused_unless_someone_vouches_for_it(
    project: Path,
) -> None:
    """The refusal names the rendering and the key; with it the objection is a warning."""
    raw = project / "data/raw"
    texts = Path(__file__).parents[1] / "fixtures" / "sections"
    for name, text in (("law.md", "lamps.zh.md"), ("plan.txt", "library.en.txt")):
        (raw / name).write_bytes((texts / text).read_bytes())
    config = project / "corpus.toml"
    text = (
        config.read_text("utf-8")
        .replace(', layout = "interleaved"', "")
        .replace("plan.txt", "law.md", 1)
    )
    config.write_text(text, encoding="utf-8")
    refused = build_small(project, encoder="use")
    assert (refused.state, refused.exit_code) == ("failed", 3)
    assert refused.error.startswith(
        f"{config}, rendering 'example': the Chinese and the English do not seem to belong together"
    )
    assert refused.error.endswith("or add  belongs = true  to this rendering")
    assert not (project / "data/aligned/plan").exists()

    config.write_text(f"{text}belongs = true\n", encoding="utf-8")
    forced = build_small(project, encoder="use")
    assert forced.state == "built"
    assert any(warning.startswith("example: only ") for warning in forced.warnings)


def test_a_changed_source_changes_ids_of_changed_units_only(project: Path) -> None:
    """The report counts those that are new and those that are gone, renamed renderings too."""
    first = build_small(project)
    assert (first.new_ids, first.gone_ids) == (6, 0)
    before = {pair.en: pair.pair_id for pair in store.load_pairs(project / "data/aligned")}
    raw = project / "data/raw/plan.txt"
    raw.write_text(raw.read_text("utf-8").replace("17 goals", "18 goals"), encoding="utf-8")
    report = build_small(project)
    after = {pair.en: pair.pair_id for pair in store.load_pairs(project / "data/aligned")}
    assert {en for en in after if before.get(en) != after[en]} == {"There are 18 goals left."}
    assert (report.new_ids, report.gone_ids) == (1, 1)
    unchanged = build_small(project)
    assert (unchanged.new_ids, unchanged.gone_ids) == (0, 0)

    config = project / "corpus.toml"
    config.write_text(config.read_text("utf-8").replace('"example"', '"other"'), encoding="utf-8")
    renamed = build_small(project)
    assert (renamed.new_ids, renamed.gone_ids) == (6, 6)


def test_the_language_of_a_source_keeps_its_script_and_region(project: Path) -> None:
    """In pairs, sentences and memory; ids, beads and texts are those of plain `zh` and `en`."""
    build_small(project)
    before = store.load_pairs(project / "data/aligned")
    config = project / "corpus.toml"
    zh, en = config.read_text("utf-8").rsplit('layout = "interleaved"', 1)
    zh = zh.replace('layout = "interleaved"', 'layout = "interleaved", lang = "zh_tw"')
    config.write_text(f'{zh}layout = "interleaved", lang = "en-GB"{en}', encoding="utf-8")
    directory = Path(build_small(project).path)
    pairs = store.load_pairs(directory)
    plain = [replace(pair, language_zh="zh", language_en="en") for pair in pairs]
    assert plain == before
    assert {(pair.language_zh, pair.language_en) for pair in pairs} == {("zh-TW", "en-GB")}
    rows = store.load_sentences(directory)
    assert {row.language for row in rows} == {"zh-TW", "en-GB"}
    memory = (directory / "corpus.tmx").read_text("utf-8")
    assert 'srclang="zh-TW"' in memory
    assert 'xml:lang="en-GB"' in memory


def test_a_text_in_traditional_characters_says_so(project: Path) -> None:
    """It is `zh-Hant`, unless corpus.toml names a region; otherwise a memory would say zh-CN."""
    raw = project / "data/raw/plan.txt"
    table = str.maketrans("们个计划为于务开关", "們個計劃為於務開關")
    raw.write_text(raw.read_text("utf-8").translate(table), encoding="utf-8")
    build_small(project)
    pairs = store.load_pairs(project / "data/aligned")
    assert {(pair.language_zh, pair.language_en) for pair in pairs} == {("zh-Hant", "en")}


def test_the_table_of_an_earlier_version_counts_too(project: Path) -> None:
    """Its columns may be others; one that cannot be read counts as none."""
    directory = Path(build_small(project).path)
    table = directory / store.TABLE
    pq.write_table(pa.table({"pair_id": ["plan/example/old"], "text": ["?"]}), table)
    report = build_small(project)
    assert (report.new_ids, report.gone_ids) == (6, 1)
    table.write_bytes(b"damage")
    assert build_small(project).gone_ids == 0


def test_the_sentences_on_disk_give_the_texts_as_they_were_read(project: Path) -> None:
    """Both files hold the same rows; the blocks of each language are those of extraction."""
    directory = Path(build_small(project).path)
    rows = store.load_sentences(directory)
    lines = (directory / "sentences.jsonl").read_text("utf-8").splitlines()
    assert [Sentence(**json.loads(line)) for line in lines] == rows
    raw = (project / "data/raw/plan.txt").read_bytes()
    for document in extract_bilingual(raw, name="plan.txt", layout="interleaved"):
        own = [row for row in rows if row.language == document.lang]
        assert rebuild_blocks(own) == document.blocks
    (directory / store.SENTENCES).unlink()
    with pytest.raises(InvalidInputError, match="sentences are not known; build the corpus again"):
        store.load_sentences(directory)


def test_a_bad_document_is_reported_and_the_others_are_built(project: Path) -> None:
    """The report has the sentence and the exit code; what was built of it before stays."""
    config = project / "corpus.toml"
    text = config.read_text("utf-8")
    bad = text.replace('id = "plan"', 'id = "bad"').replace("plan.txt", "bad.txt")
    config.write_text(bad + text, encoding="utf-8")
    report = build(config, encoder="hash")
    assert [(d.id, d.state, d.exit_code) for d in report.documents] == [
        ("bad", "failed", 3),
        ("plan", "built", 0),
    ]
    assert "bad.txt: there is no such file in " in report.documents[0].error
    assert report.exit_code == 3
    assert BuildReport(report.documents[1:]).exit_code == 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "plan.txt"),
        (b"\n \n\n", "plan.txt"),
        (b"https://www.gov.cn/a.htm\n", "plan.txt"),
        (b"Only English is here.\n\nAnd here.\n", "no Chinese"),
        ("只有中文。\n\n还有这里。\n".encode(), "no English"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20, "plan.txt"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "plan.txt"),
    ],
)
def test_a_file_without_both_languages_is_an_error_that_names_it(
    project: Path, body: bytes, said: str
) -> None:
    """Empty, blank, one language only, or not text at all: exit code 3, and nothing is written."""
    (project / "data/raw/plan.txt").write_bytes(body)
    report = build_small(project)
    assert (report.state, report.exit_code) == ("failed", 3)
    assert "plan.txt" in report.error
    assert said in report.error
    assert not (project / "data/aligned/plan").exists()


def test_a_bad_source_leaves_the_old_result_whole(project: Path) -> None:
    """A later build that fails touches nothing."""
    directory = Path(build_small(project).path)
    before = contents(directory)
    (project / "data/raw/plan.txt").write_bytes(b"")
    assert build_small(project).state == "failed"
    assert contents(directory) == before


def test_two_files_one_a_language(project: Path) -> None:
    """Work as well as one file with both; each side has its own provenance and hash."""
    raw = project / "data/raw"
    (raw / "zh.txt").write_text(
        "我们提出一个计划。\n\n一、携手合作。2030年目标需要合作。\n", encoding="utf-8"
    )
    (raw / "en.txt").write_text(
        "We propose a plan.\n\n1. Work Together\n\nAll 2030 goals need it.\n", encoding="utf-8"
    )
    (raw / "en.txt.toml").write_text('[en]\nlicence = "MIT"\n', encoding="utf-8")
    config = project / "corpus.toml"
    text = config.read_text("utf-8").replace(', layout = "interleaved"', "")
    config.write_text(
        text.replace("plan.txt", "zh.txt", 1).replace("plan.txt", "en.txt", 1), encoding="utf-8"
    )
    assert build_small(project).status == {"auto": 3}
    [heading] = [
        pair for pair in store.load_pairs(project / "data/aligned") if pair.kind == "heading"
    ]
    assert (heading.zh, heading.en, heading.licence_en) == (
        "一、携手合作。",
        "1. Work Together",
        "MIT",
    )
    assert heading.sha256_zh != heading.sha256_en


@pytest.mark.parametrize("layout", ["", ', layout = "interleaved"'])
def test_a_file_with_both_languages_is_read_once(
    project: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    """Whether the configuration names its layout or not."""
    config = project / "corpus.toml"
    text = config.read_text("utf-8").replace(', layout = "interleaved"', layout)
    config.write_text(text, encoding="utf-8")
    decoded = []

    def count(data: bytes, **options: Any) -> Any:
        decoded.append(data)
        return decode(data, **options)

    monkeypatch.setattr("aigov_corpus.extraction.readers.decode", count)
    assert build_small(project).status == {"auto": 4, "missing": 2}
    assert len(decoded) == 1


def test_the_wrong_language_on_a_side_is_an_error(project: Path) -> None:
    """An English file where the Chinese should be would otherwise align with itself."""
    (project / "data/raw/en.txt").write_text("We propose a plan.\n", encoding="utf-8")
    config = project / "corpus.toml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace('{ file = "plan.txt", layout = "interleaved" }', '{ file = "en.txt" }', 1),
        encoding="utf-8",
    )
    assert "en.txt: it is not Chinese but looks English" in build_small(project).error


def test_several_renderings_of_one_text(project: Path) -> None:
    """All in one table, told apart by `rendering`, and a translation memory for each."""
    (project / "data/raw/b.txt").write_text(
        "A plan is put forward.\n\n1. Join\n\n2030 is near.\n", encoding="utf-8"
    )
    with (project / "corpus.toml").open("a", encoding="utf-8") as file:
        file.write('[[document.rendering]]\nid = "b"\nen = { file = "b.txt" }\n')
    directory = Path(build_small(project).path)
    pairs = store.load_pairs(directory)
    assert [pair.rendering for pair in pairs] == sorted(
        (p.rendering for p in pairs), key=["example", "b"].index
    )
    assert len({pair.pair_id for pair in pairs}) == len(pairs)
    assert {"corpus.b.tmx", "corpus.example.tmx"} <= set(contents(directory))
    package = json.loads((directory / "datapackage.json").read_bytes())
    assert [source["title"].partition(":")[0] for source in package["sources"]] == [
        "zh",
        "en/example",
        "en/b",
    ]


def test_files_of_an_earlier_build_do_not_stay(project: Path) -> None:
    """With a rendering gone its memory goes too; files that no build wrote are not touched."""
    test_several_renderings_of_one_text(project)
    directory = project / "data/aligned/plan"
    (directory / "notes.md").write_text("mine", encoding="utf-8")
    config = project / "corpus.toml"
    config.write_text(
        config.read_text("utf-8").rpartition("[[document.rendering]]")[0], encoding="utf-8"
    )
    build_small(project)
    assert set(contents(directory)) == {*FILES, "notes.md"}


def page(url: str, html: str) -> Snapshot:
    """A page as it was fetched."""
    body = html.encode()
    return Snapshot(url, body, sha256(body), "2025-07-27T00:00:00+00:00", url)


def text_of(pages: Sequence[Snapshot], lang: str) -> Document:
    """The text that the pages of an article hold, in one language."""
    source, other = Source(url=pages[0].url), Source(file="other")
    zh, en = (source, other) if lang == "zh" else (other, source)
    document = DocumentConfig("plan", "", "", zh, (Rendering("r", en),))
    rest = b"Nothing." if lang == "zh" else "没有。".encode()
    raw = {source: FetchedArticle(tuple(pages)), other: RawFile("other", rest, sha256(rest))}
    texts = extract_texts(DocumentSources(document, raw, {source: {}, other: {}}))
    return texts[0 if lang == "zh" else 1].document


def test_a_fetched_page_goes_before_the_local_file(project: Path) -> None:
    """The file is read until the page was fetched; its layout is not that of the page."""
    url = "https://www.example.org/content_1.htm"
    config = project / "corpus.toml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace('zh = { file = "plan.txt",', f'zh = {{ file = "plan.txt", url = "{url}",'),
        "utf-8",
    )
    raw = project / "data/raw"
    source = load_config(config).documents[0].zh
    body = (raw / "plan.txt").read_bytes()
    assert read_source(raw, source) == RawFile("plan.txt", body, sha256(body))
    paragraph = "我们提出一个新的计划。" * 20
    html = f"<html><body><h1>计划</h1><article><p>{paragraph}</p></article></body></html>"
    save_snapshot(raw, page(url, html), suffix=".html", warc=b"", more={})
    assert build_small(project).state == "built"
    pairs = store.load_pairs(project / "data/aligned")
    assert {pair.source_url_zh for pair in pairs} == {url}
    assert "新的计划" in pairs[-1].zh + pairs[1].zh + pairs[0].zh


def test_a_page_that_is_missing_from_an_article_is_said(project: Path) -> None:
    """An article with a hole is built, with a warning that names the page and the remedy."""
    url = "https://www.example.org/content_1.htm"
    config = project / "corpus.toml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace('zh = { file = "plan.txt",', f'zh = {{ file = "plan.txt", url = "{url}",'),
        "utf-8",
    )
    paragraph = "我们提出一个新的计划。" * 20
    html = f"<html><body><h1>计划</h1><article><p>{paragraph}</p></article></body></html>"
    pages = [url.replace("_1", "_1_2")]
    save_snapshot(
        project / "data/raw", page(url, html), suffix=".html", warc=b"", more={"pages": pages}
    )
    (warning,) = [line for line in build_small(project).warnings if "not fetched" in line]
    assert pages[0] in warning and "aigov-corpus fetch" in warning


def test_a_url_that_is_none_is_said_to_be_in_the_configuration(project: Path) -> None:
    """The build ends as for any other mistake in corpus.toml, and shows no password."""
    for url in ("ftp://h/x", "http://", "https://me:secret@h/"):
        with pytest.raises(ConfigError, match=r"^url '") as caught:
            read_source(project, Source(file="plan.txt", url=url))
        assert "secret" not in str(caught.value)


def test_an_article_on_several_pages_is_one_text() -> None:
    """Its headings are numbered on; the title that each page repeats stands once."""
    name = "https://www.gov.cn/zhengce/content_1"
    pages = [
        page(f"{name}{suffix}.htm", f'<h1>计划</h1><div id="UCAP-CONTENT"><p>{text}</p></div>')
        for suffix, text in (
            (
                "",
                "前言在此，说明为什么要有这个计划。</p><p>一、合作</p><p>各方应当在平等的基础上加强合作。",
            ),
            (
                "_2",
                "这是第一部分的最后一段，也是第二页的开头。</p><p>二、发展</p><p>发展是解决一切问题的关键。",
            ),
        )
    ]
    document = text_of(pages, "zh")
    body = [(block.section, block.text[:4]) for block in document.blocks if block.kind != "title"]
    assert body == [
        ("0", "前言在此"),
        ("1", "一、合作"),
        ("1", "各方应当"),
        ("1", "这是第一"),
        ("2", "二、发展"),
        ("2", "发展是解"),
    ]
    assert document.url == f"{name}.htm"
    assert document.meta["pages"] == 2


def test_an_article_on_several_pages_may_hold_both_languages() -> None:
    """The Chinese and the English of every page are read."""
    texts = [
        ("我们提出一个计划，服务于所有人。", "We propose a plan that serves all people."),
        ("开放是关键，合作也是关键。", "Openness is key, and so is cooperation."),
    ]
    pages = [
        page(
            f"https://example.org/plan_{number}.htm",
            f"<article><p>{zh}</p><p>{en}</p><p>{zh}</p><p>{en}</p></article>",
        )
        for number, (zh, en) in enumerate(texts, 1)
    ]
    source = Source(url=pages[0].url)
    document = DocumentConfig("plan", "", "", source, (Rendering("r", source),))
    raw = {source: FetchedArticle(tuple(pages))}
    chinese, english = extract_texts(DocumentSources(document, raw, {source: {}}))
    assert [block.text for block in chinese.document.blocks] == [texts[0][0]] * 2 + [
        texts[1][0]
    ] * 2
    assert english.document.blocks[-1].text == texts[1][1]


def test_a_url_that_was_not_fetched_says_how(project: Path) -> None:
    """No network is touched by a build."""
    source = replace(load_config(project).documents[0].zh, url="https://www.gov.cn/a.htm", file="")
    with pytest.raises(AigovError, match="it was not fetched yet; run  aigov-corpus fetch"):
        read_source(project / "data/raw", source)


def test_sections_other_than_the_provenance_states_are_a_warning(project: Path) -> None:
    """So that a section the reader missed does not go unseen."""
    path = project / "data/raw/plan.txt.toml"
    path.write_text(
        '[zh]\nsections = ["0", "1"]\n[en]\nsections = ["0", "1", "2", "3"]\n', encoding="utf-8"
    )
    _, warning = build_small(project).warnings  # the first is about the fake encoder
    assert "the en text has the sections 0, 1, 2, 3, but it has 0, 1, 2" in warning


def test_an_unknown_encoder_stops_the_build_before_anything_is_written(project: Path) -> None:
    """The message lists what there is."""
    with pytest.raises(UnknownNameError, match="no encoder is called 'labse'"):
        build(project, encoder="labse")
    assert not (project / "data/aligned").exists()


def test_a_wrong_taxonomy_stops_the_build(project: Path) -> None:
    """It concerns every document."""
    config = project / "corpus.toml"
    config.write_text('taxonomy = "no.toml"\n' + config.read_text("utf-8"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"no\.toml"):
        build(config, encoder="hash")


def test_an_output_folder_that_cannot_be_written(project: Path) -> None:
    """A clear sentence that names it, whatever the system's reason."""
    (project / "file").write_text("", encoding="utf-8")
    with pytest.raises(AigovError, match=r"file.*it cannot be written .*choose another place"):
        build(project, encoder="hash", out=project / "file" / "out")


def test_a_full_disk_leaves_the_old_result_whole(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file it hits."""
    directory = Path(build_small(project).path)
    before = contents(directory)
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(
        "aigov_corpus.corpus.writing.describe_files",
        lambda *args, **kwargs: (_ for _ in ()).throw(full),
    )
    report = build_small(project, force=True)
    assert (report.exit_code, "No space left on device" in report.error) == (1, True)
    assert contents(directory) == before
    assert [path.name for path in directory.parent.iterdir() if path.name.startswith(".new")] == []


def test_an_interrupt_while_files_are_renamed_finishes_first(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C between two renames does not leave a mixed directory."""
    build_small(project)
    raw = project / "data/raw/plan.txt"
    raw.write_text(raw.read_text("utf-8").replace("17", "18"), encoding="utf-8")
    real, calls = Path.replace, []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len([c for c in calls if Path(c).parent.name == "plan"]) == 2:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build_small(project)
    assert build_small(project).state == "unchanged"
    assert any("18 goals" in pair.en for pair in store.load_pairs(project / "data/aligned"))


SLOW_BUILD = """
import sys, time
sys.modules["torch"] = None  # spaCy would spend seconds on importing it
import pytest
from pathlib import Path
from aigov_corpus.building import build
from conftest import put_in_order
put_in_order(pytest.MonkeyPatch())
replace = Path.replace
def wait(temporary, path):
    if path.parent.name != "plan":  # an index in the cache
        return replace(temporary, path)
    print("written", flush=True)
    time.sleep(60)
Path.replace = wait
build(sys.argv[1], encoder="hash", force=True)
"""
HOLD = """
import sys
from pathlib import Path
from aigov_corpus.corpus.writing import lock_corpus
with lock_corpus(Path(sys.argv[1]), progress=print):
    print("at work", flush=True)
    sys.stdin.read()
"""


@contextmanager
def started(program: str, argument: Path, *, until: bytes) -> Iterator[subprocess.Popen[bytes]]:
    """Another process, that has said `until`; killed in the end."""
    command = [sys.executable, "-c", program, str(argument)]
    tests = Path(__file__).parents[1]
    with subprocess.Popen(
        command, cwd=tests, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == until + b"\n"
            yield process
        finally:
            process.kill()


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_result_and_the_next_one_cleans_up(project: Path) -> None:
    """Kill -9 with everything written but nothing renamed; no lock is left behind either."""
    directory = Path(build_small(project).path)
    before = contents(directory)
    with started(SLOW_BUILD, project / "corpus.toml", until=b"written") as process:
        process.kill()
    assert contents(directory) == before
    assert list(directory.parent.glob(".new-*"))
    assert build_small(project).state == "unchanged"
    assert not list(directory.parent.glob(".new-*"))


def test_a_second_build_waits_for_the_first(project: Path) -> None:
    """Two at once do not mix: the second waits until the first has ended, and says so."""
    directory = Path(build_small(project).path).parent
    said: list[str] = []
    with started(HOLD, directory, until=b"at work") as process:

        def end_the_first(message: str) -> None:
            said.append(message)
            if process.poll() is None:
                process.communicate(timeout=10)

        assert build_small(project, progress=end_the_first).state == "unchanged"
        assert process.returncode == 0
    assert "waiting for another build" in said[0]


def test_a_build_that_waits_too_long_gives_up(project: Path) -> None:
    """With a sentence, not for ever."""
    aligned = project / "data/aligned"
    with (
        started(HOLD, aligned, until=b"at work"),
        pytest.raises(AigovError, match="another build is working here"),
        lock_corpus(aligned, progress=lambda message: None, wait=0.2),
    ):
        pass


def test_a_configuration_without_documents_is_nothing_to_do(tmp_path: Path) -> None:
    """It is valid, and selects nothing."""
    (tmp_path / "corpus.toml").write_text('raw = "raw"\n', encoding="utf-8")
    with pytest.raises(NothingToDoError, match=r"it lists no document; add a \[\[document\]\]"):
        build(tmp_path, encoder="hash")


def test_a_mistake_of_ours_is_reported_and_the_others_are_built(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a check of what must hold fails, no traceback ends the whole build."""

    def broken(*args: object, **options: object) -> None:
        raise ValueError("the beads do not cover both sides")

    monkeypatch.setattr("aigov_corpus.alignment.align_sentences", broken)
    report = build_small(project)
    assert (report.state, report.exit_code) == ("failed", 1)
    assert (
        report.error
        == "the beads do not cover both sides; this is a mistake of aigov-corpus, please report it"
    )


def test_the_encoding_that_the_header_names_reaches_the_text() -> None:
    """A page that declares nothing is read as its HTTP header says."""
    text = "The café lamps are to be mended within three days, says the résumé of the meeting."
    body = f"<h1>Lamps</h1><p>{text}</p>".encode("mac-roman")
    headers = {"Content-Type": 'text/html; charset="macintosh"'}
    fetched = replace(page("https://example.org/lamps", ""), body=body, headers=headers)
    assert text_of([fetched], "en").blocks[-1].text == text


def test_files_may_lie_beside_the_configuration(project: Path) -> None:
    """With their provenance; a file of that name in the raw directory goes before them."""
    for name in ("plan.txt", "plan.txt.toml"):
        (project / "data/raw" / name).rename(project / name)
    assert build_small(project).state == "built"
    assert {pair.licence_en for pair in store.load_pairs(project / "data/aligned")} == {"CC-BY-4.0"}
    source, raw = Source(file="plan.txt"), project / "data/raw"
    (raw / "plan.txt").write_text("Another text.", encoding="utf-8")
    assert read_source(raw, source, beside=project).body == b"Another text."  # type: ignore[union-attr]
    (raw / "plan.txt").unlink()
    (project / "plan.txt").unlink()
    report = build_small(project)
    directories = f"in {project / 'data/raw'}, nor in {project}"
    assert f"plan.txt: there is no such file {directories}; put the file there" in report.error


def test_a_rendering_that_was_not_fetched_is_left_aside(project: Path) -> None:
    """A warning names it and the remedy, in each build; the others give the same files."""
    before = contents(Path(build_small(project).path))
    url = "https://www.example.org/plan_en.htm"
    config = project / "corpus.toml"
    text = config.read_text("utf-8")
    more = f'[[document.rendering]]\nid = "official"\nen = {{ url = "{url}" }}\n'
    config.write_text(text + more, "utf-8")
    for state in ("unchanged", "unchanged"):
        report = build_small(project)
        assert report.state == state
        assert f"not fetched: {url} (rendering official); to add it, run" in report.warnings[0]
    del before[".build.json"]
    after = contents(Path(build_small(project, force=True).path))
    del after[".build.json"]
    assert after == before
    sources = text.split("[[document.rendering]]")[0]
    config.write_text(sources + more, "utf-8")
    assert f"{url}: it was not fetched yet" in build_small(project).error


def test_a_file_for_both_sides_may_have_a_page_for_one(project: Path) -> None:
    """It is read as a bilingual file until the page is there."""
    before = [(pair.zh, pair.en) for pair in built_pairs(project)]
    config = project / "corpus.toml"
    text = config.read_text("utf-8").replace(', layout = "interleaved"', "")
    url = "https://www.example.org/content_1.htm"
    for old in ('zh = { file = "plan.txt"', 'en = { file = "plan.txt"'):
        config.write_text(text.replace(old, f'{old}, url = "{url}"'), "utf-8")
        assert [(pair.zh, pair.en) for pair in built_pairs(project)] == before


def built_pairs(project: Path) -> list[Pair]:
    """The pairs of the small project, built now."""
    assert build_small(project).state == "built"
    return store.load_pairs(project / "data/aligned")


def test_a_build_by_clauses_cuts_units_and_names_their_parts(project: Path) -> None:
    """By the option or by corpus.toml; the text stays, and each granularity has a build."""
    zh, en = (
        "为了和平，各国要加强合作，为了发展，各国要开放市场。",
        (
            "For peace, all countries need to strengthen cooperation, "
            "and for development, all countries need to open markets."
        ),
    )
    (project / "data" / "raw" / "plan.txt").write_text(f"{zh}\n\n{en}\n", "utf-8")
    whole = build_small(project)
    [pair] = store.load_pairs(whole.path)
    cut = build_small(project, granularity="clause")
    assert cut.state == "built"
    parts = store.load_pairs(cut.path)
    assert len(parts) == 2 and "".join(part.zh for part in parts) == zh
    assert [part.zh_ids[0].partition("@")[0] for part in parts] == [pair.zh_ids[0]] * 2
    assert [one.text for one in store.load_sentences(cut.path) if one.language == "en"] == [
        part.en for part in parts
    ]
    assert "clause by clause" in (Path(cut.path) / "datapackage.json").read_text("utf-8")
    config = project / "corpus.toml"
    config.write_text('granularity = "clause"\n' + config.read_text("utf-8"), "utf-8")
    assert build_small(project).state == "unchanged"
    assert build_small(project, granularity="sentence").pairs == 1
    with pytest.raises(UsageError, match="granularity is 'word'"):
        build_small(project, granularity="word")
