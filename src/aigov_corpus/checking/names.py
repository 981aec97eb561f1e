"""Names of persons, places and organisations that only one of the two texts has: `name`.

A name of the English is explained by the Chinese if the dictionary knows it, if the Chinese reads
so in pinyin, sounds like it, has it in Latin letters, or if the links of words say so. A name of
the Chinese is looked for in the English in the same ways. What is left are doubts, and most of them
have a reason (`name_doubts`): the Chinese means the place without naming it, or the pair beside
this one names it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.chinese_names import ChineseName
from aigov_corpus.checking.chinese_names import list_names as list_chinese_names
from aigov_corpus.checking.classical import list_classical
from aigov_corpus.checking.constant_names import find_constant
from aigov_corpus.checking.directions import find_other_direction
from aigov_corpus.checking.english_names import (
    EnglishName,
    list_lower_words,
    list_unmentioned,
    plain,
)
from aigov_corpus.checking.english_names import list_names as list_english_names
from aigov_corpus.checking.name_doubts import Doubt, drop_reasonable
from aigov_corpus.checking.name_explanations import explain, is_place_in_pinyin
from aigov_corpus.checking.name_renderings import (
    list_unnamed,
    list_unrendered,
    list_words_in_pinyin,
)
from aigov_corpus.checking.pinyin_persons import list_persons
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.ranks import find_lost_rank
from aigov_corpus.checking.transliteration import ALIKE_SHORT, best_likeness
from aigov_corpus.checking.units import Place, Unit, Units, is_inside
from aigov_corpus.records import Finding, Side
from aigov_corpus.text.scripts import HAN
from aigov_corpus.text.simplified import simplify

CODE = "name"
_OFTEN = 6
"""Number of units without explanation from which on a name may be a habit of the text."""
_HABIT = 0.3
"""Share of a name's units without explanation above which it is a habit."""
_OFTEN_NAMED = 6
"""Number of units that must name the theme of a text."""
_THEME = 0.25
"""Share of all units above which a name is the theme, which a translation need not repeat."""
_MOST = 3
"""Number of missing names of one text up to which each is a finding."""
_SELECTORS = "\ufe00-\ufe0e\U000e0100-\U000e01ef"
"""Selectors of variants of characters, without the one of emoji."""
_ANYBODY = re.compile("张三|李四|王五|赵六|某甲|某乙")
"""Pattern for names that Chinese takes for anybody in examples."""
_HAN_RUN = re.compile(f"[{HAN}{_SELECTORS}]+")
_UNREADABLE = re.compile(f"[\u3400-\u4dbf\U00020000-\U0003ffff{_SELECTORS}]")
"""Pattern for rare characters and selectors of variants, which the dictionary hardly has."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each name that has no counterpart."""
    for unit in units:
        if unit.has_words and (found := find_other_direction(unit.zh, unit.en)):
            yield _report_direction(unit, *found)
        if unit.has_words and (rank := find_lost_rank(unit.zh, unit.en)):
            yield _report_rank(unit, *rank)
    lower_words = list_lower_words(unit.en for unit in units)
    doubts, seen, having = _list_doubts(units, lower_words)
    unexplained = Counter(key for key, _ in {(doubt.key, doubt.number) for doubt in doubts})
    told: dict[tuple[int, bool], list[Doubt]] = {}
    for doubt in drop_reasonable(units, doubts, lower_words):
        count = unexplained[doubt.key]
        is_theme = seen[doubt.key] > max(_OFTEN_NAMED, _THEME * len(units))
        if is_theme and isinstance(doubt.name, ChineseName):
            continue
        is_habit = count >= _OFTEN and count > _HABIT * seen[doubt.key]
        if not is_habit and not find_constant(units, having[doubt.key]):
            side = isinstance(doubt.name, ChineseName)
            told.setdefault((doubt.number, side), []).append(doubt)
    for (number, _), of_unit in told.items():
        names = sorted((doubt.name for doubt in of_unit), key=lambda name: name.start)
        if len(names) > _MOST:
            yield _report(units[number], names[0], others=names[1:])
        else:
            yield from (_report(units[number], name) for name in names)


def _list_doubts(
    units: Units, lower_words: frozenset[str]
) -> tuple[list[Doubt], Counter[str], defaultdict[str, list[int]]]:
    """Return the names that the other text of their unit does not explain.

    With them come, by the keys of names, in how many units each stands, and the numbers of the
    units with an English one.

    Args:
        units: the units.
        lower_words: stems of words that the English texts write with a small letter.
    """
    classical = units.once(list_classical)
    doubts: list[Doubt] = []
    seen: Counter[str] = Counter()
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if not unit.has_words or unit.zh == unit.en:
            continue
        zh = simplify(unit.zh)
        english = list_english_names(unit.en, lower_words) + list_unmentioned(unit.en, zh)
        english = [name for name in english if not _is_editorial(unit.en, name)]
        chinese = list_chinese_names(zh, is_classical=classical[number])
        for key in {_key(name) for name in english}:
            seen[key] += 1
            having[key].append(number)
        seen.update({name.text for name in chinese})
        persons = [name.text for name in chinese if name.kind == "person"]
        unexplained_here = [
            Doubt(number, name, _key(name))
            for name in english
            if not explain(name, zh) and not _sounds_like_person(name, persons, unit.en)
        ]
        anybody = len(_ANYBODY.findall(zh))  # 张三 is Joe Bloggs
        doubts += unexplained_here[_count_unreadable(zh) + anybody :]
        lacking = list(list_unrendered(chinese, unit.en, zh, lower_words))
        whole = [(name.start, name.end) for name in lacking]
        unnamed = list_unnamed(zh, unit.en)
        missing = lacking + [one for one in unnamed if not is_inside((one.start, one.end), whole)]
        once = {name.text: name for name in reversed(missing) if not _ANYBODY.fullmatch(name.text)}
        doubts += [Doubt(number, name, name.text) for name in once.values()]
    return doubts, seen, having


def _count_unreadable(zh: str) -> int:
    """Return how many names may stand in a Chinese text that no dictionary can read.

    Characters beyond the common ones, and those with a selector of variants, are mostly in names:
    𠮷田 (Yoshida), 葛󠄀城 (Katsuragi). Each run of characters with one of them is a name, perhaps.
    """
    if not _UNREADABLE.search(zh):
        return 0
    return sum(bool(_UNREADABLE.search(run)) for run in _HAN_RUN.findall(zh))


def _is_editorial(en: str, name: EnglishName) -> bool:
    """Tell whether a name stands in square brackets, where translators add what is not there."""
    opened = en.rfind("[", 0, name.start)
    return opened > en.rfind("]", 0, name.start) and "]" in en[name.end :]


def _sounds_like_person(name: EnglishName, persons: Sequence[str], en: str) -> bool:
    """Tell whether a word of an English name sounds like one of some Chinese persons."""
    if not persons:
        return False
    in_pinyin = list_words_in_pinyin(en)
    return any(
        best_likeness(word, persons) >= ALIKE_SHORT
        for word in name.words
        if word not in in_pinyin and not is_place_in_pinyin(plain(word))
    )


def _report(
    unit: Unit,
    name: EnglishName | ChineseName,
    others: Sequence[EnglishName | ChineseName] = (),
) -> Finding:
    """Return the finding about a name, and about how many others of its text."""
    more = f" and {len(others)} other names" if others else ""
    place = (name.start, name.end)
    if isinstance(name, EnglishName):
        place = _whole_name(unit.en, place)
        text = quote(unit.en[slice(*place)])
        message = f"the Chinese lacks the name {text}{more}"
        return unit.find_between(CODE, message, zh=None, en=place)
    text = quote(unit.zh[slice(*place)])
    message = f"the English lacks the name {text}{more}"
    return unit.find_between(CODE, message, zh=place, en=None)


def _report_direction(unit: Unit, here: Place, there: Place) -> Finding:
    """Return the finding about a direction that is another one in English."""
    chinese, english = quote(unit.zh[slice(*here)]), quote(unit.en[slice(*there)])
    message = f"the Chinese has the direction {chinese}, the English has {english}"
    return unit.find_between(CODE, message, zh=here, en=there)


def _report_rank(unit: Unit, side: Side, place: Place) -> Finding:
    """Return the finding about a rank that the text of one side alone has."""
    text = quote(unit.text(side)[slice(*place)])
    if side == "en":
        message = f"the Chinese lacks the rank {text}"
        return unit.find_between(CODE, message, zh=None, en=place)
    message = f"the English lacks the rank {text}"
    return unit.find_between(CODE, message, zh=place, en=None)


def _whole_name(en: str, place: Place) -> Place:
    """Return the place of a name with the surname before it: Zhang is a common word too."""
    start, end = place
    whole = [one.start for one in list_persons(en) if one.start < start < one.end]
    return min([start, *whole]), end


def _key(name: EnglishName) -> str:
    """Return the text under which an English name is counted."""
    return " ".join(map(plain, name.words))
