"""Fields of Word files that show something which stands in no run of text.

Sources: ECMA-376, part 1, 17.16 (fields), 17.16.17 (`ffData`, fields of forms).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.docx_names import W, is_on
from aigov_corpus.extraction.docx_signs import is_equation, read_enclosed, read_phonetic

EQUATIONS = "formulas in fields"
UNSAVED = "fields without a saved result"

_WORDS = re.compile(r"\"([^\"]*)\"|(\S+)")
_NAME = re.compile(r"\s*([A-Za-z]+)")
_UNSHOWN = frozenset(
    (
        "XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "ADVANCE", "BOOKMARK", "FORMTEXT", "ADDIN",
        "DATA", "NEXT", "NEXTIF", "SKIPIF", "PRINT", "INDEX", "TOC", "TOA", "BIBLIOGRAPHY", "IF",
        "FORMCHECKBOX", "FORMDROPDOWN", "HYPERLINK", "INCLUDEPICTURE",
    )
)  # fmt: skip
"""Fields that show nothing where they stand, or nothing if no result is saved."""


@dataclass(slots=True)
class OpenField:
    """A field that is being read."""

    instruction: list[str] = field(default_factory=list)
    """The pieces of its instruction."""
    chosen: str = ""
    """What a list to choose from, or a box to tick, shows."""
    has_result: bool = False
    """Whether what follows is its result."""
    paragraph: object = None
    """The paragraph in which it begins."""
    size: int = -1
    """How many pieces of text the paragraph had where its result began."""
    reading: str = ""
    """How the characters are read that it shows (phonetic guide)."""

    def shows_itself(self) -> bool:
        """Tell whether it shows what a person chose, or a formula, even if its result is empty."""
        return self.chosen != "" or is_equation("".join(self.instruction))

    def read(self) -> tuple[str, str]:
        """Return what a field without a result shows, and what it is called if it is not read."""
        if self.chosen:
            return self.chosen, ""
        instruction = "".join(self.instruction)
        if is_equation(instruction):
            if reading := read_phonetic(instruction):
                shown, self.reading = reading
                return shown, ""
            enclosed = read_enclosed(instruction)
            return enclosed or "", EQUATIONS if enclosed is None else ""
        return read_instruction(instruction)


def read_instruction(instruction: str) -> tuple[str, str]:
    """Return what a field shows by its instruction, and what it is called if it is not read."""
    found = _NAME.match(instruction)
    name = found[1].upper() if found else ""
    rest = instruction[found.end() :].strip() if found else ""
    if name == "QUOTE":
        return "".join(each[0] or "" for each in _WORDS.findall(rest)), ""
    if name in ("MACROBUTTON", "GOTOBUTTON"):
        return rest.partition(" ")[2].strip(), ""
    return "", "" if name in _UNSHOWN or not name else UNSAVED


def read_choice(node: Any) -> str:
    """Return what the field of a form shows: the entry that was chosen, or a box.

    Args:
        node: the element `fldChar` that begins it.
    """
    choices = node.find(f"{W}ffData/{W}ddList")
    if choices is not None:
        entries = [each.get(f"{W}val") or "" for each in choices.iterfind(f"{W}listEntry")]
        stated = (choices.find(f"{W}{name}") for name in ("result", "default"))
        number = next((each.get(f"{W}val") or "" for each in stated if each is not None), "0")
        at = int(number) if re.fullmatch(r"\d{1,4}", number) else 0
        return entries[at] if at < len(entries) else ""
    box = node.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    name = "checked" if box.find(f"{W}checked") is not None else "default"
    return "☒" if is_on(box, f"{W}{name}") else "☐"
