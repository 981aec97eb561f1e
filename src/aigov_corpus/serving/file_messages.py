"""What the page says of files: why one cannot be used, what was read, and how far the work is.

The commands say the same with remedies for a shell. On the page a remedy is something to do there,
and on the Chinese page it is in Chinese.
"""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.errors import AigovError
from aigov_corpus.serving.file_notes import NOTES
from aigov_corpus.serving.file_sentences import OBJECTIONS, PLACES, REASONS, REMEDIES

_FOR_THE_PAGE = (
    ("; or pass  --layout plain  to read it as it is", ""),
    (", or add  belongs = true  to this rendering", ", or align them all the same"),
    (
        "give it alone to a command that takes a corpus, such as  aigov-corpus check FILE  or  "
        "aigov-corpus export FILE, or in Python to aigov_corpus.load",
        "drop it here alone to review its pairs",
    ),
    ("or pair two texts with  aigov-corpus align", "or two texts"),
    ("align the two texts with  aigov-corpus align", "give its text and the other one as .docx"),
    ("convert it to TMX or XLIFF, and use that as a corpus", "convert it to TMX, and drop that"),
)
"""Remedies for a shell, with those for the page."""
_PROJECT = re.compile(r"\A[^\n]*corpus\.toml, rendering '\w+': ")
"""The file and the place of an error that the user of the page has never seen."""

_FOR_A_SHELL = re.compile(r"; to (?:see all of it run|keep such text, pass)  .*", re.DOTALL)
"""What a shell could do about text that was left out; the page has a button for it."""

_ROWS = re.compile(r"(?<![A-Za-z])(?:row|line|unit)s? ((?:\d+|to|and|more|,|[ ])*\d+(?: more)?)")
"""Numbers of rows as `text.row_numbers` writes them."""

_STEPS = {
    "reading": ("Reading the texts", "正在读取"),
    "comparing": ("Comparing the two texts", "正在比较两份文本"),
    "aligning": ("Comparing the two texts", "正在比较两份文本"),
    "weighing": ("Aligning the sentences", "正在对齐句子"),
    "checking": ("Checking the pairs", "正在检查句对"),
    "writing": ("Saving", "正在保存"),
    "describing": ("Saving", "正在保存"),
}
"""What a build is doing, by its word for it, in English and in Chinese."""
_STEP = re.compile(r"(?:[^:]*: )?(\w+)(?: .*?(, \d+%)?)?")
"""A step as the build names it: `<document>: weighing <rendering>, 40%`."""


def say_error(error: AigovError | str, *, chinese: bool) -> str:
    """Return the sentence about a file that cannot be used, for the page.

    A sentence that has no Chinese is quoted in English, behind a few words that say so.

    Args:
        error: the error, or the sentence of one.
        chinese: whether the page is in Chinese.
    """
    if isinstance(error, str):
        error = AigovError(_PROJECT.sub("", error))
    reason, remedy = error.reason, error.remedy
    for shell, page in _FOR_THE_PAGE:
        reason, remedy = reason.replace(shell, page), remedy.replace(shell, page)
    told = str(error.with_fields(reason=reason, remedy=remedy))
    told = told[:1].upper() + told[1:] if told.startswith(reason) else told
    if not chinese:
        return told
    what = REASONS.translate(reason)
    if what is None:
        return f"出错了。程序的说明（英文）：{told}"
    if reason.startswith("the Chinese and the English"):
        for pattern, words in OBJECTIONS:
            what = pattern.sub(words, what)
    what = re.sub(r"这是(?=[A-Za-z.])", "这是 ", what)
    help_ = REMEDIES.translate(remedy) or remedy
    place = say_place(error.place, chinese=True)
    where = f"{error.source}（{place}）" if place else error.source
    sentences = "".join(f"{part}。" for part in (what, help_) if part)
    return f"{where}：{sentences}" if where else sentences


def say_place(place: str, *, chinese: bool) -> str:
    """Return a place in a file, such as `line 3`; in Chinese if it is a usual one."""
    return (PLACES.translate(place) if chinese else None) or place


def say_note(note: str, *, chinese: bool) -> str:
    """Return a sentence about a file that was read; in Chinese if it is a usual one."""
    note = _FOR_A_SHELL.sub("", note)
    translated = NOTES.translate(note) if chinese else None
    if translated is None:
        return note
    return _ROWS.sub(_say_rows, translated)


def _say_rows(found: re.Match[str]) -> str:
    """Return numbers of rows in Chinese: `第 4、12–18 行`."""
    numbers = re.sub(r"(\d+) more", r"另外 \1", found[1])
    return f"第 {re.sub(', | and ', '、', numbers).replace(' to ', '–')} 行"


def say_step(step: str, *, chinese: bool) -> str:
    """Return what a build is doing in words for the page; a step that is not known as it is."""
    found = _STEP.fullmatch(step)
    if not found or found[1] not in _STEPS:
        return step
    words = _STEPS[found[1]][chinese]
    share = (found[2] or "").replace(", 0%", "").replace(",", "")
    return f"{words}{share} {'……' if chinese else '…'}"
