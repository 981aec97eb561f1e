"""What word links say about a negation that seems to have no counterpart.

A free rendering often says without a negation what the other text negates: 会议取消, "did not take
place". Then the word behind the negation has no link, or few words around it have one. Where the
polarity is really turned round, that word is rendered as it is, and its clause has no negation.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import translate
from aigov_corpus.checking.clause_places import find_clause
from aigov_corpus.checking.coverage import Coverage, Covered
from aigov_corpus.checking.english_verbs import list_stems
from aigov_corpus.checking.negation_cues import (
    find_chinese_cues,
    find_english_cues,
    find_implicit,
    find_implicit_negatives,
    is_morphological,
    is_only,
    list_positive_stems,
    renders_only,
)
from aigov_corpus.checking.negation_heads import (
    CERTAIN,
    SURE,
    find_heads,
    is_sure,
    is_translated,
    is_translation,
    strongest,
)
from aigov_corpus.checking.negation_renderings import is_graded, list_undone
from aigov_corpus.checking.negation_scope import is_governed
from aigov_corpus.checking.units import Place, Unit
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.simplified import simplify

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# These were chosen on political texts, reports, laws, essays and pairs of our own, clean and with a
# negation put in or taken away.
_NEAR_HEADS = 2
"""Number of these words among which the negated one is: an adverb or article may come first."""
_LINKED = 0.25
"""The strength of a link from which on a word behind an English negation counts as rendered."""
_WELL_LINKED = 0.4
"""Mean strength of the links of a clause of a longer text that is rendered, if not word by word."""
_SHORT = 15
"""Characters up to which a text is short; there an object may be linked though its verb is not."""
_FREE = 0.25
"""Mean strength of the links of a clause below which it is rendered freely, or not at all."""
_SURE_OF_ANOTHER = 0.8
"""The strength of the link of a negative word that renders something else: "lost" for 丢失."""
_CERTAIN_IN_SILENCE = 0.7
"""The strength of a sure link where a longer English text has no negation at all."""
_LINKED_IN_SILENCE = 0.3
"""The strength of a link from which on a word behind a Chinese negation counts as rendered, where
the English has no negation at all and its clause is rendered word by word."""
_RENDERED_IN_SILENCE = 0.3
"""Mean strength of the links of such a clause."""
_LONG = 20
"""Characters of a text from which on this holds; in shorter ones a link may join contraries."""
_NEGATIVE = re.compile("[莫弗毋勿罔靡亡非无未不否蔑匪]")
"""Pattern for whatever may negate in classical Chinese."""
_RHETORICAL = re.compile("[罕鲜寡希孰安焉岂何胡奚曷盍谁绝去弃废止忘失难乎哉耶邪惟唯独]")
"""Pattern for what classical Chinese says "no one", "never" and "hardly" with."""
_WHETHER = re.compile(
    "[是能可会與与有]否|否则|有没有|(?P<verb>[是能可会要行好对在])(?:不|没)(?P=verb)"
)
"""Pattern for what leaves open whether something is so, or is not: 是否 as "may not", 否则."""
_NEXT_WORDS = re.compile(r"\s+\w{3,}")
"""Pattern for the word behind a negation."""
_NEGATES_NEXT = re.compile(r"\b(?:never|not|no|without)\s+(?:be\s+)?\Z", re.IGNORECASE)
"""Pattern for what negates the next word: the "never" of "never fail", which alone is none."""
_WHETHER_IN_ENGLISH = re.compile(r"\b(?:whether|if|otherwise|or\s+else)\b", re.IGNORECASE)
POINTING = frozenset(
    "这 那 该 此 本 这家 这个 那个 这项 这种 这些 向 对 把 将 与 和 按 按规定 依法 应 应当 应该 "
    "可能 可以 会 能 能够 需要 肯 敢 想 愿 愿意 必 太 很 够 更 过 过于 十分 完全 丝毫 任何 那么 "
    "获 获得 予 予以 "
    "您 你 我 他 她 它 我们 你们 他们 使 让 令 给 进行 再次 用户 "
    "最 根据 作为 通过 由 从 在 给 所 以 为 存在 "
    "这么 这样 就 都 总 总是 一直 再 还 只 只是 仅 是 有".split()
)
"""Words that may stand between a Chinese negation and the word that it negates: pronouns, some
prepositions, and words for how much, how often, and whether something can, may or must be."""
_LONGEST_MODAL = 2
"""Characters of negations such as 不得 and 不能; longer ones have a verb: 不适用."""
_CAN = "可"
"""Last character of 不可, which belongs to the next word too: 不可见 is not visible."""
_ADVERB = 2
"""Characters before a negation that may belong to it: 几乎 of 几乎没有, "hardly"."""
_PREFERS = re.compile(r"instead|rather|free|from|away.*|keep.*|too|yet", re.IGNORECASE)
"""Pattern for words that render a negation together with words elsewhere: "A instead of B"."""
_NON = re.compile("non", re.IGNORECASE)
_FORBIDS = re.compile("[禁拒]")
_SAYS_AGAIN = re.compile("[^，；。！？]{0,12}[，；](?![但却卻而也还還更]|不过|不過|然而)")
"""Patterns for words after which a negation of a later clause may only say the same again, and for
what then stands behind them: 已被禁止，无法使用."""
_OR = re.compile(r"\bn?or\b", re.IGNORECASE)
"""Pattern for what goes on with a negative word: "refused to speak or vote"."""
_LITTLE = re.compile(r"few|fewer|less|little|hardly|barely|rarely|seldom|scarcely", re.IGNORECASE)
"""Pattern for words that render 没有几个 as a whole, though the dictionary has them for 几个."""
_SAID_FREELY = frozenset("不 没 没有 无 别 不是 不知 不知道 不行 不想 不再 唔 唔系 冇".split())
"""Negations that free English may render by a positive word that no list has: 不知 by "wonder". For
nearly all others it has a negative word, or one for what goes on ("remain")."""
_BEFORE_NOUNS = re.compile("no|none|nobody|neither|nothing|nowhere", re.IGNORECASE)
"""Pattern for negations whose first word behind them is not what they negate: "no party may"."""


def is_really_added(unit: Unit, place: Place, covered: Coverage, *, classical: bool) -> bool:
    """Tell whether the Chinese has, without a negation, what an English negation negates.

    Args:
        unit: the pair.
        place: the place of the negation.
        covered: the links of the pair.
        classical: whether the Chinese is classical, where links are weak and renderings free.
    """
    clause = find_clause(unit.en, place, "en")
    heads = find_heads(covered.en, covered.zh, covered.links.T, (place[1], clause[1]))
    if not heads or _is_repeated(unit.en, place):
        return False
    zh = simplify(unit.zh)
    if not _NEGATIVE.search(zh) and len(find_english_cues(unit.en[slice(*clause)]).strong) > 1:
        return False  # "there is no one who does not know": one takes the other back
    around = find_clause(zh, strongest(heads[:_NEAR_HEADS]).place, "zh")
    if classical and (_NEGATIVE.search(zh) or _RHETORICAL.search(zh)):
        return False
    if _has_chinese_cue(zh[slice(*around)]) or _leaves_open(zh, around, unit.en):
        return False
    if _mean_strength(covered.en, clause) < _FREE:
        return False
    if len(zh) < _SHORT:
        is_literal = _mean_strength(covered.en, clause) >= _WELL_LINKED
        is_verb = not _BEFORE_NOUNS.fullmatch(unit.en, *place)
        near = heads if is_literal and is_verb else heads[:_NEAR_HEADS]
        return strongest(near).strength >= SURE or is_translated(near, covered.zh)
    return (
        _mean_strength(covered.en, clause) >= _WELL_LINKED
        or strongest(heads).strength >= _LINKED
        or is_translated(heads, covered.zh)
    )


def _is_repeated(en: str, place: Place) -> bool:
    """Tell whether English negates a word twice, which Chinese may say once for several things.

    So 各不得逾 is "… shall not exceed …, and … shall not exceed".
    """
    behind = _NEXT_WORDS.match(en, place[1])
    said = en[place[0] : behind.end()].lower() if behind else ""
    return bool(said) and en.lower().count(said) > 1


def is_surely_added(unit: Unit, place: Place, covered: Coverage) -> bool:
    """Tell the same of an English negation whose counterpart seems to stand in another clause."""
    clause = find_clause(unit.en, place, "en")
    heads = find_heads(covered.en, covered.zh, covered.links.T, (place[1], clause[1]))
    if _BEFORE_NOUNS.fullmatch(unit.en, *place) or not heads or not is_sure(heads[0], "en"):
        return False
    cues = find_english_cues(unit.en[slice(*clause)])
    zh = simplify(unit.zh)
    if _is_negated_elsewhere(unit, heads[0].word, covered):
        return False
    around = find_clause(zh, heads[0].place, "zh")
    return len({*cues.strong, *cues.weak}) == 1 and not (
        _has_chinese_cue(zh[slice(*around)])
        or find_implicit(zh[slice(*around)], "")
        or _NEGATIVE.search(zh, *around)
        or _RHETORICAL.search(zh, *around)
    )


def _is_negated_elsewhere(unit: Unit, word: str, covered: Coverage) -> bool:
    """Tell whether the first words behind a Chinese negation mean an English word, or link to it.

    So 不計入 is "not include", though "include" is linked more strongly with another word.
    """
    columns = [at for at, (other, _, _) in enumerate(covered.en.words) if other == word]
    for place in find_chinese_cues(unit.zh).strong:
        behind = [
            row
            for row, (_, start, _) in enumerate(covered.zh.words)
            if start >= place[1] and covered.zh.weights[row] > 0
        ][:_NEAR_HEADS]
        inside = [
            row for row, (_, start, end) in enumerate(covered.zh.words) if start <= place[0] < end
        ]
        for row in (*behind, *inside):
            links = covered.links[row]
            if is_translation(word, covered.zh.words[row][0]) or any(
                links[at] >= _LINKED_IN_SILENCE for at in columns
            ):
                return True
    return False


def is_really_lost(unit: Unit, place: Place, covered: Coverage, *, doubtful: bool) -> bool:
    """Tell whether the English has, without a negation, what a Chinese negation negates.

    Args:
        unit: the pair.
        place: the place of the negation.
        covered: the links of the pair.
        doubtful: whether an English negation of another clause may render it.
    """
    clause = find_clause(unit.zh, place, "zh")
    has_verb = place[1] - place[0] > _LONGEST_MODAL
    part = (place[0] + 1 if has_verb else place[1], clause[1])
    heads = find_heads(covered.zh, covered.en, covered.links, part, POINTING)
    for undone in list_undone(unit.zh, place, unit.en) if heads else ():
        if heads[0].place != undone and not is_translation(unit.en[slice(*undone)], heads[0].word):
            continue
        is_negated = _NEGATES_NEXT.search(unit.en, 0, undone[0]) is not None
        return not is_negated and not _negates_around(unit, undone, besides=undone)
    cues = find_english_cues(unit.en)
    scope = (max(clause[0], place[0] - _ADVERB), clause[1])
    cues_of_all = (*cues.strong, *cues.weak)
    others = _list_renderings_of_others(cues_of_all, covered, unit, scope)
    is_silent = len(others) == len(cues.strong) + len(cues.weak)
    if doubtful and not (others and is_silent):
        return False
    if (
        is_silent
        and all(is_morphological(unit.en[slice(*cue)]) for cue in others)
        and len(unit.zh) >= _SHORT
        and _must_be_said(unit, place)
        and _mean_strength(covered.zh, (0, len(unit.zh))) >= _RENDERED_IN_SILENCE
    ):
        return True
    if joined := _find_rest(covered, place):
        return not _negates_around(unit, joined, but=others)
    near = heads[: _NEAR_HEADS if heads and heads[0].strength >= _LINKED else 1]
    is_free = len(unit.zh) < _SHORT or not is_silent
    certain = CERTAIN if is_free else _CERTAIN_IN_SILENCE
    rendered = [head.place for head in near if is_sure(head, "zh", certain)]
    is_literal = _mean_strength(covered.zh, scope) >= _RENDERED_IN_SILENCE
    may_be_contrary = len(unit.zh) < _LONG or is_graded(unit.zh, place)
    if not rendered and is_silent and is_literal and not may_be_contrary:
        first = heads[:_NEAR_HEADS]
        rendered = [head.place for head in first if head.strength >= _LINKED_IN_SILENCE]
    if not rendered or _negates_around(unit, rendered[0], but=others):
        return False
    return not _is_said_without(unit, place, rendered[0], covered, scope)


def _must_be_said(unit: Unit, place: Place) -> bool:
    """Tell whether a negation is formal, and the English has no implicit negative (“hidden”)."""
    is_formal = simplify(unit.zh[slice(*place)]) not in _SAID_FREELY
    return is_formal and not find_implicit_negatives(unit.en)


def _is_said_without(
    unit: Unit, place: Place, rendered: Place, covered: Coverage, scope: Place
) -> bool:
    """Tell whether the English says a Chinese negation by a word that is no negation.

    Args:
        unit: the pair.
        place: the place of the negation.
        rendered: that of the English for what it negates.
        covered: the links of the pair.
        scope: the place of the negation with what it negates.
    """
    start, end = find_clause(unit.en, rendered, "en")
    words = [word for word, first, last in covered.en.words if start <= first and last <= end]
    if not list_positive_stems(unit.zh, place).isdisjoint(stem(word.lower()) for word in words):
        return True
    return any(
        start <= first
        and last <= end
        and not _renders_word((first, last), covered, unit.en, place, scope)
        for first, last in find_implicit_negatives(unit.en)
    )


def _renders_word(cue: Place, covered: Coverage, en: str, place: Place, scope: Place) -> bool:
    """Tell whether an English word renders a Chinese word, not a negation with what it negates.

    "Empty" renders 空腹 in 勿空腹, but "hidden" the whole of 不显示.

    Args:
        cue: the place of the English word.
        covered: the links of the pair.
        en: the English text.
        place: the place of the negation.
        scope: the place of the negation with what it negates.
    """
    said = en[slice(*cue)]
    for row in covered.en.rows_at(cue):
        best = int(covered.links[:, row].argmax())
        word, first, last = covered.zh.words[best]
        if first < place[1] and last > place[0]:
            continue
        strength = covered.links[best, row]
        if is_translation(said, word) and strength >= SURE:
            return True
        if strength >= _SURE_OF_ANOTHER and (last <= scope[0] or first >= scope[1]):
            return True
    return False


def _list_renderings_of_others(
    cues: Sequence[Place], covered: Coverage, unit: Unit, scope: Place
) -> list[Place]:
    """Return the negative words of the English that surely render something else than a negation.

    So "removed" renders 移除, and "indirect" 间接 in 不承担间接损失. Each Chinese word is rendered
    by one of them.

    Args:
        cues: the places of the English words.
        covered: the links of the pair.
        unit: the pair.
        scope: the place of the Chinese negation that they might render, with what this negates:
            "unsaved" is linked with 保存 in 未保存.
    """
    found: dict[int, Place] = {}
    for cue in cues:
        row = _find_other(cue, covered, unit, scope)
        if row is not None:
            found.setdefault(row, cue)
    taken = set(found.values())
    return [cue for cue in cues if cue in taken]


def _find_other(cue: Place, covered: Coverage, unit: Unit, scope: Place) -> int | None:
    """Return the number of the Chinese word that a negative word surely renders, or None."""
    said = unit.en[slice(*cue)]
    if _PREFERS.fullmatch(said):
        return None
    for row in covered.en.rows_at(cue) if len(covered.zh.words) else ():
        best = int(covered.links[:, row].argmax())
        word, start, end = covered.zh.words[best]
        known = is_translation(covered.en.words[row][0], word)
        is_non = _NON.match(said) and "非" in (word[0], covered.zh.words[best - 1][0])
        is_own = (
            (known or is_non) and not _LITTLE.fullmatch(said) and not find_chinese_cues(word).strong
        )
        if not is_own and (
            (start < scope[1] and end > scope[0])
            or (is_morphological(said) and not _NEGATIVE.search(word))
        ):
            continue
        goes_on = _SAYS_AGAIN.match(unit.zh, end) or _OR.search(unit.en, covered.en.words[row][2])
        if end <= scope[0] and goes_on and _FORBIDS.search(word):
            continue
        if covered.links[best, row] >= (SURE if known else _SURE_OF_ANOTHER):
            return best
    return None


def _find_rest(covered: Coverage, place: Place) -> Place | None:
    """Return the place of the English for the rest of a word that begins with a negation, or None.

    So it is "high" for 不高, which is cut as one word, and "visible" for 不可见, cut as 不可, 见.
    """
    rest = ""
    for word, first, last in covered.zh.words:
        if first == place[0] and last == place[1] and len(word) > _LONGEST_MODAL:
            rest = word[1:]
        elif first <= place[0] and place[1] < last:
            rest = word[place[1] - first :]
        elif first <= place[0] and last == place[1] and word.endswith(_CAN):
            rest = _CAN
        elif first == place[1] and rest == _CAN:
            rest += word
        else:
            continue
        if rest != _CAN:
            break
    known = translate([rest])[rest]
    return next(
        (
            (start, end)
            for english, start, end in covered.en.words
            if not known.isdisjoint(list_stems(english.lower()))
        ),
        None,
    )


def _negates_around(
    unit: Unit, place: Place, *, besides: Place | None = None, but: Collection[Place] = ()
) -> bool:
    """Tell whether the clause around a place of the English has a negation, but that at `besides`.

    One that goes on from an earlier clause counts as well. Those at the places `but` render
    something else. "Only" is none if the Chinese has 只.
    """
    start, end = find_clause(unit.en, place, "en")
    clause = unit.en[start:end]
    cues = find_english_cues(clause)
    ignores_only = renders_only(unit.zh, clause)
    strong = [(first + start, last + start) for first, last in cues.strong]
    if is_governed(unit.en, place) or any(cue not in but for cue in strong):
        return True
    return not all(
        (first + start, last + start) in (besides, *but)
        or (ignores_only and is_only(clause[first:last]))
        for first, last in cues.weak
    )


def _leaves_open(zh: str, around: Place, en: str) -> bool:
    """Tell whether 是否 or the like may be what an English negation renders.

    If the English has "whether", it renders 是否, but for one in the clause of the negation.
    """
    where = around if _WHETHER_IN_ENGLISH.search(en) else (0, len(zh))
    return _WHETHER.search(zh, *where) is not None


def _has_chinese_cue(clause: str) -> bool:
    """Tell whether a Chinese clause has a negation, or a word with a negative part."""
    cues = find_chinese_cues(clause)
    return bool(cues.strong or cues.weak)


def _mean_strength(own: Covered, place: Place) -> float:
    """Return the mean strength of the links of the words of a clause that carry meaning."""
    strengths = [
        float(strength)
        for (_, first, _), strength, weight in zip(
            own.words, own.strengths, own.weights, strict=True
        )
        if place[0] <= first < place[1] and weight
    ]
    return sum(strengths) / max(1, len(strengths))
