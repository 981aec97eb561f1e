"""How far an English negation reaches: "should not sing, or go in, or open it" negates thrice."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.checking.negation_cues import find_english_cues, lower
from aigov_corpus.checking.units import Place

_JOINTS = r"and|but|(?<!not\s)yet|while|whereas|although|though|because|so|if|when"
JOINT = re.compile(rf"\b(?:{_JOINTS}|as)\b")
"""Pattern for words between clauses; "or" goes on with what is negated."""
SUBJECT = re.compile(
    r"\b(?:i|he|she|it|they|we|you|who|which|that|there"
    r"|is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|am)\b"
)
"""Pattern for a subject or auxiliary verb, with which a clause of its own begins."""
_GOES_ON = re.compile(rf"(?:(?!\b(?:{_JOINTS})\b|{SUBJECT.pattern})[^.;:!?])*")
"""Pattern for what follows a negation up to a clause of its own; "as root" is none."""
_OR = re.compile(r"\bor\b")
_SENTENCE = re.compile(r".*[.;!?:]\s", re.S)


def start_sentence(en: str, at: int) -> int:
    """Return where the sentence around a place of an English text begins."""
    before = _SENTENCE.match(en, 0, at)
    return before.end() if before else 0


def is_governed(en: str, place: Place) -> bool:
    """Tell whether a negation before a place of an English text goes on there with "or".

    It does so up to "and" or the like, and up to a subject or auxiliary verb.
    """
    lowered = lower(en)
    start = start_sentence(en, place[0])
    for _, end in find_english_cues(en[start : place[0]]).strong:
        goes_on = _GOES_ON.match(lowered, start + end)
        if goes_on and goes_on.end() >= place[1] and _OR.search(goes_on[0]):
            return True
    return False
