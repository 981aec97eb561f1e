"""Words: Chinese by jieba with the domain's terms, others by their letters."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from contextlib import closing
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.text.character_index import CharacterIndex
from aigov_corpus.text.lazy_jieba import LazyTokenizer, index_words, read_entries
from aigov_corpus.text.parts_of_speech import find_nominal, read_tags
from aigov_corpus.text.tokenizer import load_tokenizer
from aigov_corpus.text.words import add_terms, find_words


def plain(text: str, lang: str) -> list[str]:
    """Return the words without their offsets."""
    return [word for word, _, _ in find_words(text, lang=lang)]


def start(cache: Path) -> subprocess.Popen[str]:
    """Start a process that prints a few words, with this cache directory and warnings as errors."""
    command = [sys.executable, "-W", "error", "-c", CODE]
    env = os.environ | {"AIGOV_CACHE_DIR": str(cache)}
    return subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def output(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Wait for the end and return both streams."""
    out, err = process.communicate()
    return out.strip(), err


TEXT = "向善为民、尊重主权"
CODE = f"from aigov_corpus.text.words import list_words; print(list_words('{TEXT}', lang='zh'))"
EXPECTED = "['向善为民', '尊重主权']"


def test_terms_of_the_domain_stay_whole() -> None:
    """The user dictionary's terms are words."""
    found = plain("推动人工智能赋能千行百业,遵循向善为民、尊重主权的原则,建设智能算力。", "zh")
    assert {"人工智能", "千行百业", "向善为民", "尊重主权", "智能算力"} <= set(found)


def test_numbers_and_latin_words_in_chinese() -> None:
    """Decimals and Latin words are one word each; punctuation is none."""
    assert plain("增长3.5%，GPT 很好。", "zh") == ["增长", "3.5%", "GPT", "很", "好"]


def test_english_words() -> None:
    """Apostrophes, hyphens, abbreviations, decimals and percentages stay in their word."""
    assert plain("The U.S. can't pay 3.5 million, 10% of it: well-being’s “end”.", "en") == [
        "The", "U.S.", "can't", "pay", "3.5", "million", "10%", "of", "it", "well-being’s", "end",
    ]  # fmt: skip


def test_combining_marks_stay_with_their_letter() -> None:
    """Words of Indic scripts and decomposed accents are not cut."""
    assert plain("हिन्दी cafe\u0301", "hi") == ["हिन्दी", "cafe\u0301"]


def test_terms_can_be_added(tmp_path: Path) -> None:
    """A file of terms, in jieba's format too, changes the words of this process."""
    path = tmp_path / "terms.txt"
    path.write_text("\ufeff# 我们的术语\n\n甲乙丙丁戊 100 n\n子丑寅卯辰\n", encoding="utf-8")
    assert "甲乙丙丁戊" not in plain("有甲乙丙丁戊和子丑寅卯辰。", "zh")
    assert add_terms(path) == 2
    assert {"甲乙丙丁戊", "子丑寅卯辰"} <= set(plain("有甲乙丙丁戊和子丑寅卯辰。", "zh"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Edu Trust认证", "has a blank"),
        ("machine learning", "has a blank"),
        ("数字 中国 3 n", "has a blank"),
        ("一带·一路", r"has the character '\\xb7'"),
        ("《条例》", r"has the character '\\u300a'"),
        ("ＡＩ治理", r"has the character '\\uff21'"),
        ("---", "neither a letter nor a digit"),
    ],
)
def test_a_term_that_would_never_be_found_is_refused(tmp_path: Path, line: str, said: str) -> None:
    """It was cut at its blank, or added in vain; the error names the line."""
    file = tmp_path / "terms.txt"
    file.write_text(f"# of ours\n{line}\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=f"line 2: .*{said}"):
        add_terms(file)


def test_lines_of_dictionaries_are_read(tmp_path: Path) -> None:
    """A frequency and a tag behind the term, and remarks; C# is a word."""
    file = tmp_path / "terms.txt"
    file.write_text("云谷区 3 ns\n云边端 5\n智元 nz # ours\nC#语言#7\n", encoding="utf-8")
    assert add_terms(file) == 4
    found = [word for word, _, _ in find_words("用C#语言#7在云谷区", lang="zh")]
    assert found == ["用", "C#语言#7", "在", "云谷区"]


def test_bad_term_files_are_errors(tmp_path: Path) -> None:
    """The message names the file, the place and the remedy."""
    path = tmp_path / "terms.txt"
    path.write_bytes("人工智能".encode("gb18030"))
    with pytest.raises(InvalidInputError, match=r"terms\.txt: it is not UTF-8 \(byte 0\)"):
        add_terms(path)
    path.write_text("好\n" + "长" * 41, encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"terms\.txt, line 2"):
        add_terms(path)
    with pytest.raises(InvalidInputError, match=r"it cannot be read .*; give a text file"):
        add_terms(tmp_path)


@pytest.mark.slow
def test_jieba_is_quiet_and_two_processes_may_begin_at_once(tmp_path: Path) -> None:
    """Both build the cache at the same time; neither writes to stderr nor fails on a warning."""
    processes = [start(tmp_path) for _ in range(2)]
    assert [output(process) for process in processes] == [(EXPECTED, "")] * 2
    assert [path.suffix for path in tmp_path.iterdir()] == [".index"]


def begin(cache: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> str:
    """Return the words of a process with this cache directory; it must write to no stream."""
    import jieba

    monkeypatch.setattr(
        jieba.Tokenizer, "get_dict_file", lambda self: BytesIO("人民 100 n\n".encode())
    )
    monkeypatch.setenv("AIGOV_CACHE_DIR", str(cache))
    monkeypatch.setattr(
        "aigov_corpus.text.words.load_tokenizer", lru_cache(load_tokenizer.__wrapped__)
    )
    found = plain(TEXT, "zh")
    assert tuple(capfd.readouterr()) == ("", "")
    return str(found)


def test_a_cache_that_cannot_be_written_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The dictionary is built in memory, without a word."""
    blocked = tmp_path / "file"
    blocked.write_text("not a directory")
    assert begin(blocked, monkeypatch, capfd) == EXPECTED


def test_tags_are_those_of_the_dictionary() -> None:
    """Of two lines with one word the last counts; other words and blanks have no tag."""
    import jieba

    with closing(jieba.Tokenizer().get_dict_file()) as file:
        lines = [line.decode("utf-8").split() for line in list(file)[::997]]
    expected = {word: tag for word, _, tag in lines} | {"B超": "n"}
    assert read_tags([*expected, "甲乙丙丁戊", "", " "]) == expected
    assert find_nominal(["灯具", "检查", "甲乙丙丁戊", "应当"]) == {"灯具", "检查", "甲乙丙丁戊"}


@pytest.mark.parametrize("step", [101, pytest.param(1, marks=pytest.mark.slow)])
def test_words_and_frequencies_are_those_of_jieba(step: int) -> None:
    """One of `step` words, in groups that are read one by one, and words added in this order."""
    import jieba

    with closing(jieba.Tokenizer().get_dict_file()) as file:
        dictionary = b"".join(list(file)[::step])
    theirs = jieba.Tokenizer()
    theirs.FREQ, theirs.total = jieba.Tokenizer.gen_pfdict(BytesIO(dictionary))
    theirs.initialized = True
    ours = LazyTokenizer(CharacterIndex(index_words(read_entries(dictionary))))
    text = "人工智能带来前所未有发展机遇，IT系统B超检查 3.5%。研表究明汉字序顺不影阅响读"
    for word in ("甲乙丙丁戊", "研表究明", "AI大模型", "发展机遇"):
        for tokenizer in (theirs, ours):
            tokenizer.add_word(word)
        assert list(ours.tokenize(text)) == list(theirs.tokenize(text))
    for character in {word[0] for word in theirs.FREQ}:
        ours.get_DAG(character)
    assert (ours.FREQ, ours.total) == (theirs.FREQ, theirs.total)


def test_the_global_tokenizer_of_jieba_is_left_alone() -> None:
    """Neither our terms nor our logging level are in the tokenizer that other code uses."""
    import jieba

    assert plain("向善为民", "zh") == ["向善为民"]
    assert load_tokenizer() is not jieba.dt
    assert "向善为民" not in jieba.dt.FREQ
    assert jieba.default_logger.level == logging.DEBUG


def test_a_long_run_without_marks_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jieba takes 20 seconds for 100,000 equal characters in one piece; offsets stay."""
    lengths = []

    class Recording:
        def cut(self, text: str) -> list[str]:
            lengths.append(len(text))
            return list(load_tokenizer().cut(text))

    monkeypatch.setattr("aigov_corpus.text.words.load_tokenizer", Recording)
    text = "的" * 4500 + "，出口"
    words = find_words(text, lang="zh")
    assert max(lengths) == 2000
    assert words[-1] == ("出口", 4501, 4503)
    assert all(text[start:end] == word for word, start, end in words)
