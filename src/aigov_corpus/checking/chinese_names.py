"""Names in a Chinese text: those of the dictionary, foreign names by sound, names of persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import has_entry, list_definitions
from aigov_corpus.checking.name_index import load_name_index
from aigov_corpus.checking.place_characters import is_run_of_places
from aigov_corpus.checking.transliteration import CHARACTERS
from aigov_corpus.checking.units import is_inside
from aigov_corpus.text.parts_of_speech import read_tags
from aigov_corpus.text.words import find_words

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢"
    "蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟"
    "龙万段雷钱汤尹黎易常武乔贺赖龚文习温柯申关牛翁樊葛包左吉梅盛甄童凌阮闫游欧单詹桂霍庄"
    "舒骆祝屈项尤齐岳喻鲍古毕穆沙宁麦符耿焦管鲁柳储闻卓蓝牟冉倪俞章苗柴蒙殷聂辛兰裴席"
)
"""Frequent Chinese surnames of one character."""
_SOUNDS = frozenset(CHARACTERS)
_SUFFIXES = "州县市省河岛镇湖山湾郡"
"""Characters behind the name of a place."""
_VERB = "v"
_FEWEST = 3
"""Characters of the shortest foreign name without such a suffix."""
_PERSON = 3
"""Characters of most names of persons."""
_SHORT = 2
"""Characters of a foreign name that stands alone, such as 帕利."""
ONLY_SOUNDS = frozenset(
    "尔斯克拉亚德尼阿罗巴达纳塔兰哈瓦伯萨奥勒洛伊坦莱曼苏埃鲁诺姆贝弗摩兹玛森伦赫帕撒博菲蒂逊茨"
    "杰沃努喀隆冈凯卢梅娜穆洪迈莉俄莎朗厄涅狄娅肯锡纽黎芬柯圭仑奈茂廷弥彭斐滕迦珀妮琳佐佩坎扎贾戈默"
    "勃黛蕾蓓薇丝婷芙绮"
)
"""Characters that mostly spell foreign names: more than half of their words in CC-CEDICT do."""
_THINGS = frozenset(
    "车区毒湖费站局厂权税额款率性业房店馆厅院校室处所库场线网化机器面层期法量框栏钮键"
)
"""Characters that end words for things, such as 黄标车, and no names of persons."""
_NO_NAMES = tuple("摄氏度 华氏度 摄氏 华氏 元 币 镑 语 文 历 节 月 年 式 圆 天地".split())
"""Ends of words that are no names, such as 美元 (dollar), 汉语, 农历, 新天地."""
_TWICE = re.compile(r"(.)\1[地的]?")
"""Pattern for a doubled word and its ending: 默默地, silently."""
_PARTICLE = "得"
"""Character behind a verb: 迈得很快."""
_AND = "及"
"""Character that begins no foreign name, but may stand before a character that spells one."""
_MASKED = re.compile(rf"(?<![由对关至等])[{SURNAMES}]某(?:某|(?=[，、（的说称]))")
_OFFICES = (
    "记者|市长|省长|县长|区长|镇长|部长|局长|厅长|处长|司长|主任|院长|校长|教授|书记|主席|总理|博士"
    "|律师|医生"
    "|导演|演员|发言人"
)
_SAYING = (
    "说|称|表示|介绍|指出|强调|宣布|讲话|讲了|作了|发言|发表|出席|主持|要求|会见|率团|率队|致辞"
    "|认为|透露|在|的|是|于"
)
"""Words behind a person who does or says something."""
_TITLED = re.compile(
    rf"(?:{_OFFICES})(?P<before>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=[，。、）]|{_SAYING})"
    rf"|(?<![\u4e00-\u9fff])(?P<behind>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=外长|部长|市长|省长"
    rf"|局长|主任"
    rf"|书记|主席|总理|教授|先生|女士|同志|老师)"
)
"""Pattern for a person with a title before or behind the name: 记者王倩."""
_WEEKDAY = re.compile("(?:周|星期|礼拜)[一二三四五六日天末]")
_ADVERBS = re.compile(
    "[曾方常](?:可|能|能够|经|经常|就|有|多|多次|多年|先后|一再|再三|会|须|应)"
    "|于[本今当上下去明每此前后同近][周月年日天晚晨届季次期]"
)
"""Pattern for surnames that are adverbs or a preposition here: 部长曾多次要求, 于本周."""
_HAN = re.compile(r"[\u4e00-\u9fff]*")
_PARTS = ("部", "非", "欧", "亚")
"""Characters after 中西 with which it means the middle and the west, and not China and the West:
中西部, 中西非洲."""
_MORE_THAN = re.compile("[十百千万亿][多余]")
"""Pattern for the beginning of 万多名 in 2万多名 (more than 20,000), where 万 is no surname."""
_OF_WATER = re.compile(
    "(?P<name>.{1,3}[江河湖海山])(?:流域|沿岸|两岸|三角洲|[中上下]游|中下游|大桥|盆地|地区|沿线)+"
)
"""Pattern for a longer word with a name."""
_NUMERAL = re.compile("[零〇一二三四五六七八九十百千万亿两半几]+")
"""Pattern for 万八千 of 六万八千亿, where 万 is no surname either."""
_BY_WIRE = "日电"
"""电 in 新华社5月22日电 (by wire); the dictionary has this word as the name of a company."""
_COUNTED = re.compile(
    "[一二三四五六七八九十]+条|[两二三四五六七八九十]+国|[一二三四五六七八九十百千万]+里"
)
"""Pattern for a number with a measure word, which is no name, although the dictionary has 二十一条
as the Twenty-One Demands."""
_LARGE_THING = re.compile("[大小新老][桥树山林村湖溪港城坑屋市店街雪]")
"""Pattern for words for things that the dictionary has as names too: 大桥 is a person, and any
large bridge."""
_KIND_OF_THING = re.compile("[木石铁砖古白宝高水灯佛双]塔")
"""Pattern for words for towers, whose characters spell foreign names too."""
_SPANS = "天年月日周"
_COUNT = re.compile(r"[\d一二三四五六七八九十百千几数两]\s?$")
"""Pattern before 天后 in 5 天后 (after 5 days), which is a goddess and a place too."""
_YEAR = re.compile(r"\s?[第前]?[0-9０-９一二三四五六七八九十百零〇元]+\s?年")
"""Pattern for what stands behind the name of a state that begins a date: 中华民国九十六年."""
_DIVISION = re.compile(r"\b(?:[Dd]istrict|county(?!-level)|[Tt]ownship|town|banner)\b")
"""Pattern for glosses of names that a modern text writes with a word for what it is: 定海区."""
_BYNAME = "alternative name"
"""Beginning of the gloss of a byname, such as 花都 (city of flowers) for Paris."""
_CITY = re.compile(r"\b(?:district|county|township|town|banner|prefecture)\b")
"""The same for classical texts, where cities younger than 1949 are no names either."""
_STYLE = "式"
"""Character behind a name in 墨西哥式, which is any way of doing something."""
_DIRECTIONS = "东南西北"
_SIDES_OF = "面边侧岸麓坡"
"""Characters behind a direction: 泰河南面 is south of a river, and does not name 河南."""
_BEFORE_VERB = "所"
"""Character before a verb: 所定海空 does not name the place 定海."""
_PEOPLE_BEFORE = re.compile("[一二三四五六七八九十两几的个]$")
"""Pattern before 人大 where 人 is counted, so that 大 begins the next word: 四人大轿."""
_KIND_OF_PLACE = "县区市镇乡州站港村盟旗路街"
"""Characters behind the name of a county or district."""
_NO_PERSON = re.compile("[某及与和在的了是等之其所将被把从向对以也都就又而或过]")
"""Pattern for characters that no name of a person has."""
_DOT = "·"
_SIDES = re.compile(r"(?<![魔办做写看想说书无司执])[美英法德韩泰]方(?=[^式法向面程针案才圆形块阵])")
"""Pattern for the government of a country, such as 美方, the American side."""
_LATIN = re.compile(r"(?<![A-Za-z./@_-])[A-Z][a-z]{3,}(?![A-Za-z./@_-])")
"""Pattern for a name in Latin letters; not for a part of an address."""


class ChineseName(NamedTuple):
    """A name in a Chinese text."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    text: str
    """The name, in simplified characters."""
    kind: Literal["dictionary", "sound", "short", "person", "masked", "latin", "institution"]
    """Known to the dictionary, a foreign name (`short` if it has two characters), a Chinese person
    (`masked` if the given name is left out, as in 黄某某), written in Latin letters, or a word for
    an institution, such as 法院."""


def list_names(text: str, *, is_classical: bool = False) -> list[ChineseName]:
    """Return the names of a text in simplified characters; the kinds come one after the other.

    Args:
        text: the text.
        is_classical: whether it is classical, so that what looks like a person or a modern city is
            mostly a run of common words.
    """
    words = find_words(text, lang="zh")
    english_of = load_name_index().english_of
    found = [
        ChineseName(start, end, word, "dictionary")
        for word, start, end in words
        if len(word) > 1
        and word in english_of
        and _is_name_here(text, (word, start, end), is_classical)
    ]
    found += list(_find_in_longer(words))
    sounds = [name for name in _find_sounds(text, words) if name.text not in english_of]
    longer = [(name.start, name.end) for name in sounds]
    found = [name for name in found if not is_inside((name.start, name.end), longer)]
    found += sounds
    found += [ChineseName(*match.span(), match[0], "latin") for match in _LATIN.finditer(text)]
    if is_classical:
        return found
    if "方" in text:
        found += [
            ChineseName(*match.span(), f"{match[0][0]}国", "dictionary")
            for match in _SIDES.finditer(text)
        ]
    if "某" in text:
        found += [
            ChineseName(*match.span(), match[0][0], "masked") for match in _MASKED.finditer(text)
        ]
    persons = {
        (start, end)
        for word, start, end in words
        if len(word) == _PERSON
        and word[0] in SURNAMES
        and _may_be_person(word)
        and not _ADVERBS.fullmatch(word)
    }
    for match in _TITLED.finditer(text):
        group = "before" if match["before"] else "behind"
        is_adverb = _ADVERBS.fullmatch(match[group]) is not None
        is_new = not is_adverb and match.span(group) not in persons
        if is_new and _is_unknown(match[group]):
            found.append(ChineseName(*match.span(group), match[group], "person"))
    found += [
        ChineseName(start, end, word, "short")
        for word, start, end in words
        if len(word) == _SHORT
        and _is_short_name(word)
        and not any(name.start <= start < name.end for name in sounds)
    ]
    found += [
        ChineseName(start, end, word, "person")
        for word, start, end in words
        if (start, end) in persons and not any(name.start <= start < name.end for name in sounds)
    ]
    return found


def _find_in_longer(words: Iterable[tuple[str, int, int]]) -> Iterator[ChineseName]:
    """Yield the rivers, lakes and mountains at the beginning of longer words: 黄河流域."""
    known = load_name_index().english_of
    for word, start, _ in words:
        if len(word) > _PERSON and word not in known and (found := _OF_WATER.fullmatch(word)):
            name = found["name"]
            if name in known:
                yield ChineseName(start, start + len(name), name, "dictionary")


def _is_name_here(text: str, found: tuple[str, int, int], is_classical: bool) -> bool:
    """Tell whether a word that the dictionary has as a name is one where it stands in a text."""
    word, start, end = found
    return not (
        word == _BY_WIRE
        or _LARGE_THING.fullmatch(word)
        or _WEEKDAY.fullmatch(word)
        or _COUNTED.fullmatch(word)
        or (word[0] in _SPANS and _COUNT.search(text, 0, start))
        or (text.startswith(_PARTS, end) and is_run_of_places(word))
        or word.endswith(_NO_NAMES)
        or text.startswith(_STYLE, end)
        or (
            word[-1] in _DIRECTIONS
            and text[end : end + 1] in [*_SIDES_OF]
            and not has_entry(text[end : end + 2])  # 河南面积, 越南边境
        )
        or text[:start].endswith(_BEFORE_VERB)
        or (word == "人大" and _PEOPLE_BEFORE.search(text[:start]))
        or (word.endswith("民国") and _YEAR.match(text, end))
        or (text[end : end + 1] not in [*_KIND_OF_PLACE] and _is_division(word, is_classical))
    )


@lru_cache(maxsize=1 << 12)
def _is_division(word: str, is_classical: bool) -> bool:
    """Tell whether a word of two characters is, as a name, only that of a county or district."""
    pattern = _CITY if is_classical else _DIVISION
    glosses = [
        gloss for gloss in list_definitions(word) if gloss.strip() and not gloss.startswith(_BYNAME)
    ]
    # of a place with several glosses, the first words only repeat its name
    whole = [gloss for gloss in glosses if len(gloss.split()) > 1]
    return len(word) == _SHORT and bool(whole) and all(map(pattern.search, whole))


@lru_cache(maxsize=1 << 6)
def list_sounds(text: str) -> tuple[ChineseName, ...]:
    """Return the runs of characters that spell foreign names and are no common words."""
    return tuple(_find_sounds(text, find_words(text, lang="zh")))


def _find_sounds(text: str, words: Iterable[tuple[str, int, int]]) -> Iterator[ChineseName]:
    """Yield the runs of words that spell foreign names (see `list_sounds`)."""
    run: list[tuple[str, int, int]] = []
    for word in words:
        is_next = run and text[run[-1][2] : word[1]] in ("", _DOT)
        if run and not (is_next and _may_spell(word[0])):
            yield from _close(text, run)
            run = []
        if _may_spell(word[0]):
            run.append(word)
    if run:
        yield from _close(text, run)


def _close(text: str, words: list[tuple[str, int, int]]) -> Iterator[ChineseName]:
    """Yield the name that some words make, if it is long enough or stands before a suffix."""
    known = load_name_index().english_of
    if any(word in known for word, _, _ in words):
        # single characters beside a known name belong to what stands around it: 北京多雨
        while len(words) > 1 and len(words[-1][0]) == 1:
            words = words[:-1]
        while (
            len(words) > 1
            and len(words[0][0]) == 1
            and (len(words[1][0]) < _FEWEST or words[1][0] in known)
        ):
            words = words[1:]
    start, end = words[0][1], words[-1][2]
    if text[end - 1] in _SUFFIXES:
        end -= 1
    has_suffix = text[end : end + 1] in [*_SUFFIXES]
    # 强农惠农富农 has no character that mostly spells names
    is_foreign = has_suffix or any(character in ONLY_SOUNDS for character in text[start:end])
    if is_run_of_places(text[start:end]) or _TWICE.fullmatch(text, start, end):
        return
    if is_foreign and end - start >= (_FEWEST - 1 if has_suffix else _FEWEST):
        yield ChineseName(start, end, text[start:end], "sound")


@lru_cache(maxsize=1 << 14)
def _is_short_name(word: str) -> bool:
    """Tell whether two characters are a foreign name by sound: the dictionary has no such word."""
    return (
        all(character in _SOUNDS for character in word)
        and not word.startswith(_AND)
        and not _KIND_OF_THING.fullmatch(word)
        and not word.endswith(_PARTICLE)
        and any(character in ONLY_SOUNDS for character in word)
        and _is_unknown(word)
        and not read_tags([word]).get(word, "").startswith(_VERB)  # 提拉 is to lift
    )


@lru_cache(maxsize=1 << 14)
def _may_spell(word: str) -> bool:
    """Tell whether a word may be a part of a foreign name: by its characters, and no common word.

    The dictionary has most single characters, so these are judged by sound alone.
    """
    if len(word) >= _FEWEST and word[-1] in _SUFFIXES and _is_unknown(word):
        word = word[:-1]
    if not all(character in _SOUNDS for character in word):
        return False
    return len(word) == 1 or word in load_name_index().english_of or _is_unknown(word)


def _is_unknown(word: str) -> bool:
    """Tell whether the dictionary lacks a word of Chinese characters."""
    return _HAN.fullmatch(word) is not None and not has_entry(word)


def _may_be_person(word: str) -> bool:
    """Tell whether three characters may be surname and given name: no part of them is a word."""
    if word[-1] in _THINGS or _MORE_THAN.match(word) or _NUMERAL.fullmatch(word):
        return False
    return not _NO_PERSON.search(word) and all(map(_is_unknown, (word, word[:-1], word[1:])))
