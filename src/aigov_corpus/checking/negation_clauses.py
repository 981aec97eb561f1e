"""Negations of texts that have several: each is looked for in the clause of what it negates.

In 他没有来，她也没有打电话 / "He came, and she did not call" each text negates, so that no negation
seems to be left over. But 来 has one rendering, "came", whose clause has no negation. That is
believed only where the dictionary knows the negated word, and each text says it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import translate
from aigov_corpus.checking.clause_places import find_clause
from aigov_corpus.checking.english_verbs import is_past, list_stems
from aigov_corpus.checking.negation_cues import (
    Cues,
    find_chinese_cues,
    find_english_cues,
    find_implicit,
    find_implicit_negatives,
    list_positive_stems,
)
from aigov_corpus.checking.negation_evidence import POINTING
from aigov_corpus.checking.negation_scope import JOINT, SUBJECT, is_governed, start_sentence
from aigov_corpus.checking.units import Place
from aigov_corpus.text.content_words import has_content
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_PAST = re.compile(r"\w+ed")
_THIRD = re.compile(r"\s*\w+[^s\W]s")
"""Pattern for a clause of which a verb such as "drinks" is the first word."""
_TO = re.compile(r"\bto\s+$", re.IGNORECASE)
_BEFORE_NOUNS = re.compile("no|none|nobody|neither|nothing|nowhere", re.IGNORECASE)
"""Pattern for negations whose first word behind them is not what they negate: "no party may"."""
_ANY_NEGATIVE = re.compile("[不没未无非否勿莫毋别唔冇禁免]")
_OPEN = re.compile("[是能可会要有]否|是不是|(?:[吗么]|谁|哪|怎|何|岂|难道)")
_WHO_NOT = re.compile(
    r"\b(?:who\s+(?:(?:do|does|did|have|has|are|is)(?:\s+not|n['’]t))"
    r"|(?<!are\s)(?<!is\s)(?<!be\s)(?<!was\s)(?<!were\s)not\s+\w+ed)\b"
    r"[^.,;:]*?\b(?=(?:will|shall|may|must|can|should|is|are)\b)",
    re.IGNORECASE,
)
"""Pattern for a relative clause or participle with a negation, up to the main verb."""
_NOR = re.compile(r"(?<=[,;]) nor\b")
"""Pattern for the word that goes on with a negation before it."""
_FORMULAS = [
    (
        re.compile("不(?:承担|负担?)[^，。；]{0,15}责任"),
        re.compile(r"\b(?:liab|responsib)\w*", re.IGNORECASE),
    ),
    (
        re.compile("(?:并非|(?<!是)不是|并不是|不都是)(?:所有|每[个一]|全部|人人|都)"),
        re.compile(r"\b(?:all|every\w*)\b", re.IGNORECASE),
    ),
    (re.compile("不限于"), re.compile(r"\blimited\s+to\b", re.IGNORECASE)),
    (
        re.compile("不(?:适宜|适合|宜)(?!居)"),
        re.compile(r"\b(?:suitable|appropriate|advisable|fit)\b", re.IGNORECASE),
    ),
    (
        re.compile("(?<!是否)不(?:符合|具备)[^，。；]{0,20}(?:条件|要求|规定|标准|资格)"),
        re.compile(
            r"\b(?:meets?|meeting|conform\w*|compl(?:y|ies|ied|ying)|qualif\w+|satisf\w+)\b",
            re.IGNORECASE,
        ),
    ),
]
"""Patterns for a negation in a formula of law, and for the English of what it negates."""
_NEGATES_FORMULA = re.compile(
    r"\b(?:not|no|nor|neither|never|none|nothing|without|cannot|unless|until"
    r"|fail(?:s|ed|ing)?|free|hold|held|except|beyond"
    r"|rather|instead|zero|only|outside|(?:more|other)\s+than|apart\s+from)\b"
    r"|n['’]t\b|\bshort\s+of\b"
    r"|\b(?:unqualif|ineligib|substandard|non-?co|violat|lack|refrain|exception|disclaim|exempt"
    r"|exonerat|waive|exclu|releas|reliev|limit(?!ed\s+to)|indemni"
    r"|unlimit|harmless|refus|den[yi]|reject|declin|absol|discharg|repudiat|renounc|disavow|immun"
    r"|avoid|escap|indoor|stay|preclud|ceas|laps|regardless|irrespective|bar(?:s|red)\b)\w*",
    re.IGNORECASE,
)
"""Pattern for what negates that."""
_BEHIND = 40
"""Characters behind these English words in which they may be negated."""
_SHORTEST = 3
"""Letters of the shortest stem that is looked for."""


def find_lost_before_nor(zh: str, en: str) -> Place | None:
    """Return the place of a Chinese negation if English has “nor” behind no negation, or None.

    So 既不喝酒，也不吸烟 is not "he drinks, nor does he smoke".
    """
    nor = _NOR.search(en)
    chinese = find_chinese_cues(zh).strong if nor else []
    if not nor or len(chinese) <= 1:
        return None
    before = en[start_sentence(en, nor.start()) : nor.start()]
    cues = find_english_cues(before)
    is_negative = cues.strong or cues.weak or find_implicit_negatives(before)
    return None if is_negative else chinese[0]


def find_lost_formula(zh: str, en: str) -> Place | None:
    """Return the place of a negation in a formula of law that English says without one, or None.

    So 不承担责任 is not "is liable", nor 包括但不限于 "limited to".
    """
    simplified = simplify(zh)
    for formula, english in _FORMULAS:
        found = formula.search(simplified)
        parts = [
            en[start_sentence(en, one.start()) : one.end() + _BEHIND]
            for one in (english.finditer(en) if found else ())
        ]
        if found and parts and not any(map(_NEGATES_FORMULA.search, parts)):
            return found.start(), found.start() + 1
    return None


def find_lost_beside(zh: str, en: str) -> Place | None:
    """Return the place of a Chinese negation whose clause the English does not negate, or None.

    Both texts must have other negations, and the Chinese more than the English has explicit ones.
    """
    chinese = find_chinese_cues(zh)
    if len(chinese.strong) <= 1:
        return None
    english = find_english_cues(en)
    if not english.strong or len(english.strong) >= len(chinese.strong):
        return None
    simplified = simplify(zh)
    words = find_words(simplified, lang="zh")
    names = [word for word, _, _ in words]
    said = _list_stems(en)
    for place in chinese.strong:
        clause = find_clause(simplified, place, "zh")
        inside = [cue for cue in _join(chinese) if clause[0] <= cue[0] < clause[1]]
        head = next(
            (
                word
                for word, start, _ in words
                if place[1] <= start < clause[1]
                and word not in POINTING
                and has_content(word, lang="zh")
            ),
            "",
        )
        if _OPEN.search(simplified, *clause) or len(inside) > 1 or not head:
            continue
        known = translate([head])[head]
        places = list(dict.fromkeys(one for one, stemmed in said if stemmed in known))
        if names.count(head) > 1:
            before = [word for word, start, _ in words if clause[0] <= start < place[0]]
            places = _keep_behind(places, before, en)
        if len(places) != 1 or not _is_affirmed(en, places[0]):
            continue
        around = _find_narrow(en, places[0])
        stems = {stemmed for one, stemmed in said if around[0] <= one[0] < around[1]}
        if stems.isdisjoint(list_positive_stems(zh, place)):
            return place
    return None


def _keep_behind(places: Iterable[Place], before: Sequence[str], en: str) -> list[Place]:
    """Return the places in whose English clause some Chinese words are rendered.

    They tell apart what two negations negate: 儿童不得使用，孕妇也不得使用.
    """
    glosses = translate(word for word in before if has_content(word, lang="zh"))
    known = frozenset[str]().union(*glosses.values())
    clauses = [(place, en[slice(*_find_narrow(en, place))]) for place in places]
    return [
        place
        for place, clause in clauses
        if any(stemmed in known for _, stemmed in _list_stems(clause))
    ]


def find_added_beside(zh: str, en: str) -> Place | None:
    """Return the place of an English negation whose clause the Chinese does not negate, or None.

    Both texts must have other negations, the English enough for all of the Chinese.
    """
    chinese = find_chinese_cues(zh)
    if not chinese.strong:
        return None
    english = find_english_cues(en)
    if len(_join(chinese)) >= len(english.strong):
        return None
    simplified = simplify(zh)
    words = find_words(simplified, lang="zh")
    known = translate(dict.fromkeys(word for word, _, _ in words))
    said = _list_stems(en)
    for place in english.strong:
        if _BEFORE_NOUNS.fullmatch(en, *place):
            continue
        around = _find_narrow(en, place)
        head = next(
            (
                stemmed
                for one, stemmed in said
                if place[1] <= one[0] < around[1] and has_content(stemmed, lang="en")
            ),
            "",
        )
        if len(head) < _SHORTEST or sum(stemmed == head for _, stemmed in said) > 1:
            continue
        places = [(start, end) for word, start, end in words if head in known[word]]
        if len(places) == 1 and _is_plain(simplified, places[0]):
            return place
    return None


def _join(cues: Cues) -> set[Place]:
    """Return the places of all negations of a text, also of words with a negative part."""
    return {*cues.strong, *cues.weak}


def _list_stems(en: str) -> list[tuple[Place, str]]:
    """Return the words of an English text, each with its place and stem, and that of its verb."""
    return [
        ((start, end), stemmed)
        for word, start, end in find_words(en, lang="en")
        for stemmed in list_stems(word.lower())
    ]


def _find_narrow(en: str, place: Place) -> Place:
    """Return the clause around a place of an English text, cut also at "and" and the like."""
    start, end = find_clause(en, place, "en")
    relative = _WHO_NOT.search(en, start, end)
    if relative and relative.end() <= place[0]:
        start = relative.end()
    for joint in JOINT.finditer(en.lower(), start, end):
        if joint.end() <= place[0]:
            start = joint.end()
        elif joint.start() >= place[1]:
            return start, joint.start()
    return start, end


def _is_affirmed(en: str, place: Place) -> bool:
    """Tell whether the clause of an English word is one of its own, without any negation."""
    start, end = _find_narrow(en, place)
    clause = en[start:end]
    cues = find_english_cues(clause)
    if cues.strong or cues.weak or find_implicit_negatives(clause) or _TO.search(en, 0, place[0]):
        return False
    if is_governed(en, place):
        return False
    has_subject = SUBJECT.search(en[start : place[0]].lower()) is not None
    is_verb = _PAST.fullmatch(en, *place) or is_past(en[slice(*place)].lower())
    return bool(has_subject or is_verb or _THIRD.fullmatch(en, start, place[1]))


def _is_plain(zh: str, place: Place) -> bool:
    """Tell whether the clause around a place of a Chinese text has nothing that negates or asks."""
    start, end = find_clause(zh, place, "zh")
    clause = zh[start:end]
    cues = find_chinese_cues(clause)
    return not (
        cues.strong
        or cues.weak
        or _ANY_NEGATIVE.search(clause)
        or _OPEN.search(clause)
        or find_implicit(clause, "")
    )
