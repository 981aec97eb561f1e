"""Whether the text of a PDF can be read: fonts without meaning, and pages that are pictures."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.text.counting import counted
from aigov_corpus.text.row_numbers import describe_rows
from aigov_corpus.text.scripts import HAN_CHARACTER

_MOST_NONSENSE = 0.1
"""Largest share of letters without meaning in a file that is read."""

_LEAST_NONSENSE = 0.002
"""Smallest share of letters without meaning of which a user is warned."""

_MOST_UNMAPPED = 0.3
"""Largest share of characters without meaning in a font that has some; symbols are such."""

_LEAST_LETTERS = 60
"""Fewest letters of a font that show whether it has a meaning."""

_MOST_STRANGE = 0.4
"""Largest share of letters of scripts that are neither Latin nor Chinese nor near them."""

_USUAL_LATIN = frozenset("etaoinshr")
_LEAST_USUAL_LATIN = 0.42
"""Smallest share of the nine usual letters in an English text; they are two thirds of it."""

_LEAST_VOWELS = 0.2
"""Smallest share of vowels in a text in Latin letters; in English they are 38 of 100."""

_LEAST_LATIN = 150
"""Fewest small and capital Latin letters of a font that show whether they are words."""

_USUAL_HAN = frozenset(
    "的一是在不了有和人这中大为上个国以要会年时政发展民第条章部公法行定本各為個國會年時發條與於"
)
_LEAST_USUAL_HAN = 0.03
"""Smallest share of very common characters in a Chinese text; they are a fifth of it."""

_LEAST_HAN = 200
"""Fewest Chinese characters of a font that show whether they are words."""

_MISNAMED = re.compile(r"[0-9A-VX-Za-zß-ÿ]")
"""Letters and digits that no font makes as wide as they are high: not W, Æ, Œ."""

_SQUARE = 0.02
"""How far the width of a Chinese character differs from its height at most, as a share of it."""

_PICTURE_SHARE = 0.4
"""Smallest share of a page that pictures cover if it is scanned."""

_FEW_LETTERS = 25
"""Letters of a scanned page at most, such as a stamp or a number."""

_MOST_SCANNED = 0.5
"""Largest share of scanned pages in a file that is read."""

_OCR = (
    "recognise its characters first (OCR), for instance with  ocrmypdf IN.pdf OUT.pdf,  and read "
    "the result"
)
_LATIN = re.compile("[A-Za-z]")
_VOWELS = frozenset("aeiouy")


class Legibility:
    """What the pages of a file show of whether it can be read."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = defaultdict(list)
        """The characters in each font."""
        self._unmapped: Counter[str] = Counter()
        """Characters without meaning in each font."""
        self._pages_of: dict[str, list[int]] = defaultdict(list)
        """The pages on which each font occurs."""
        self._scanned: list[int] = []
        self._pages = 0
        self._letters = 0
        self._damaged: list[int] = []
        self._misnamed: list[str] = []
        """Letters that take the place of a Chinese character, each with those beside it."""
        self._misnamed_pages: list[int] = []

    def add(self, page: dict[str, Any], number: int) -> None:
        """Add what the worker read of a page."""
        self._pages += 1
        if page.get("damaged"):
            self._damaged.append(number)
            return
        unmapped = set(page["unmapped"])
        fonts = [style[3] for style in page["styles"]]
        by_font: dict[str, list[str]] = defaultdict(list)
        for n, (char, style) in enumerate(zip(page["chars"], page["style"], strict=True)):
            font = fonts[style]
            if char.isspace():
                continue
            if n in unmapped or char == "\ufffd" or "\ue000" <= char <= "\uf8ff":
                self._unmapped[font] += 1
            by_font[font].append(char)
        for font, chars in by_font.items():
            self._texts[font].append("".join(chars))
            self._pages_of[font].append(number)
        misnamed = list(_find_misnamed(page))
        self._misnamed += misnamed
        self._misnamed_pages += [number] * bool(misnamed)
        letters = sum(map(str.isalnum, page["chars"]))
        self._letters += letters
        if page["pictured"] >= _PICTURE_SHARE and letters <= _FEW_LETTERS:
            self._scanned.append(number)

    def check(self, name: str) -> list[str]:
        """Return warnings about pages that cannot be read.

        Raises:
            InvalidInputError: most of the file cannot be read.
        """
        if self._pages and len(self._damaged) > self._pages / 2:
            raise InvalidInputError(
                f"it is a damaged PDF: {len(self._damaged)} of its {self._pages} pages are lost",
                source=name,
                remedy="take another copy",
            )
        self._check_scan(name)
        warnings = self._check_fonts(name)
        if self._scanned:
            warnings.append(
                f"{describe_rows(self._scanned, noun='page')}: only pictures, whose text is not "
                f"read; if they hold text, {_OCR}"
            )
        if self._misnamed:
            letters = counted(len(self._misnamed), "character")
            warnings.append(
                f"{describe_rows(self._misnamed_pages, noun='page')}: {letters} under a wrong name "
                f"in the file, the first in '{self._misnamed[0]}'; compare the text with the file, "
                "or take the file from which it was made"
            )
        if self._damaged:
            warnings.append(f"{describe_rows(self._damaged, noun='page')}: damaged, and not read")
        return warnings

    def _check_scan(self, name: str) -> None:
        if self._letters and len(self._scanned) <= _MOST_SCANNED * self._pages:
            return
        if self._letters:
            reason = f"{len(self._scanned)} of its {self._pages} pages are pictures without text"
        else:
            reason = "it has no text layer: its pages are pictures or drawings"
        raise InvalidInputError(reason, source=name, remedy=_OCR)

    def _check_fonts(self, name: str) -> list[str]:
        """Return a warning if fonts have no meaning; raise an error if much text is in them."""
        nonsense: Counter[str] = Counter()
        total = 0
        for font, texts in self._texts.items():
            text = "".join(texts)
            total += len(text)
            if self._unmapped[font] > _MOST_UNMAPPED * len(text) or is_nonsense(text):
                nonsense[font] = len(text)
            else:
                nonsense[font] = self._unmapped[font]
        share = nonsense.total() / max(1, total)
        worst = nonsense.most_common(1)[0][0] if nonsense else ""
        shown = worst.partition("+")[2] or worst or "without a name"
        if share > _MOST_NONSENSE:
            raise InvalidInputError(
                f"its text cannot be read: the font {shown} does not state which characters its "
                f"signs mean, in {share:.0%} of the text",
                source=name,
                remedy=_OCR,
            )
        if share > _LEAST_NONSENSE and nonsense[worst] > _LEAST_LETTERS / 2:
            pages = describe_rows(self._pages_of[worst], noun="page")
            return [
                f"{pages}: {nonsense.total()} signs of a font that does not state which characters "
                f"they mean ({shown}); compare the text with the file"
            ]
        return []


def _find_misnamed(page: dict[str, Any]) -> Iterator[str]:
    """Yield the letters and digits that are as wide as a Chinese character and stand beside one.

    Each is given with the characters beside it. The font shows a Chinese character there, and only
    its name is wrong, as programs leave it that write a PDF anew.
    """
    chars, boxes, styles = page["chars"], page["boxes"], page["style"]
    for n in range(1, len(chars) - 1):
        if not _MISNAMED.match(chars[n]) or styles[n - 1] != styles[n]:
            continue
        if not (HAN_CHARACTER.match(chars[n - 1]) or HAN_CHARACTER.match(chars[n + 1])):
            continue
        widths = [boxes[6 * at + 2] - boxes[6 * at] for at in (n - 1, n)]
        height = boxes[6 * n + 3] - boxes[6 * n + 1]
        size = 100 * page["styles"][styles[n]][0]
        if all(abs(each - size) <= _SQUARE * size for each in (*widths, height)):
            yield "".join(chars[n - 1 : n + 2])


def is_nonsense(text: str) -> bool:
    """Tell whether the letters of a text make no words, as those of a font without meaning.

    Args:
        text: the characters in one font, without blanks.
    """
    letters = [char for char in text if char.isalpha()]
    if len(letters) < _LEAST_LETTERS:
        return False
    latin = [char.lower() for char in _LATIN.findall(unicodedata.normalize("NFD", text))]
    han = HAN_CHARACTER.findall(text)
    strange = sum(
        not (
            "\u0000" <= char <= "\u04ff"
            or "\u1e00" <= char <= "\u1fff"
            or "\u2c60" <= char <= "\ua4cf"
        )
        and not ("\uac00" <= char <= "\ud7af" or "\uf900" <= char <= "\ufaff" or char >= "\ufb00")
        for char in letters
    )
    if strange > _MOST_STRANGE * len(letters):
        return True
    if len(latin) >= max(_LEAST_LATIN, len(letters) / 2):
        usual = sum(char in _USUAL_LATIN for char in latin) / len(latin)
        vowels = sum(char in _VOWELS for char in latin) / len(latin)
        if usual < _LEAST_USUAL_LATIN or vowels < _LEAST_VOWELS:
            return True
    if len(han) >= max(_LEAST_HAN, len(letters) / 2):
        return sum(char in _USUAL_HAN for char in han) < _LEAST_USUAL_HAN * len(han)
    return False
