"""Passages and sentences that stand at another place of the other text."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pytest

from aigov_corpus.alignment import align_sentences
from aigov_corpus.alignment.model import choose_model
from aigov_corpus.alignment.moves import break_moved, find_moves
from aigov_corpus.alignment.pair import encode_pair
from aigov_corpus.alignment.strips import Step
from aigov_corpus.alignment.swallowed_moves import free_swallowed
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.records import Move


@dataclass
class _Text:
    """Sentences whose vectors are given; those of two texts are alike where the names are."""

    names: str
    lang: str = "fr"
    encoder: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(id="use-multi-v3@1"))

    @property
    def numbers(self) -> list[frozenset[float]]:
        return [frozenset()] * len(self.names)

    def is_bare_number(self, sentence: int) -> bool:
        """No name is a number."""
        return sentence < 0

    @property
    def chars(self) -> np.ndarray:
        return np.array([80 if name.islower() else 40 for name in self.names], np.float32)

    def vectors_of_runs(self, firsts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
        """A small letter says what its capital and the next capital say."""
        places = np.array([ord(name.upper()) - ord("A") for name in self.names])
        single = np.eye(64)[places] + np.eye(64)[places + 1] * (self.chars > 40)[:, None]
        runs = [
            single[first : first + size].sum(axis=0)
            for first, size in zip(firsts, sizes, strict=True)
        ]
        return np.array([run / np.linalg.norm(run) for run in runs], np.float32)


def _moves(
    src: str,
    tgt: str,
    steps: list[Step],
    scores: list[float] | None = None,
    langs: tuple[str, str] = ("fr", "fr"),
) -> list[tuple[str, str]]:
    """Return the names of the sentences that are linked."""
    pair = SimpleNamespace(src=_Text(src, langs[0]), tgt=_Text(tgt, langs[1]), ratio=0.0)
    found = find_moves(pair, steps, scores or [1.0] * len(steps))  # type: ignore[arg-type]
    return [(src[move.src], tgt[move.tgt]) for move in found]


def _steps(shapes: str) -> list[Step]:
    """Return the beads of a word such as `ss=t`: two source nulls, a 1-1 bead, a target null."""
    steps: list[Step] = []
    i = j = 0
    for shape in shapes:
        size = {"s": (1, 0), "t": (0, 1), "=": (1, 1)}[shape]
        steps.append((i, j, *size))
        i, j = i + size[0], j + size[1]
    return steps


def test_a_passage_that_stands_later_is_found() -> None:
    """All of its sentences are linked, in either direction."""
    moved = [("A", "A"), ("B", "B"), ("C", "C")]
    assert _moves("ABCDEFGH", "DEFGHABC", _steps("sss=====ttt")) == moved
    assert _moves("DEFGHABC", "ABCDEFGH", _steps("ttt=====sss")) == moved


def test_a_sentence_inside_the_passage_that_looks_like_nothing_is_left_out() -> None:
    """The sentences on both sides of it are linked all the same."""
    moves = _moves("ABXCDEFGH", "DEFGHABC", _steps("ssss=====ttt"))
    assert moves == [("A", "A"), ("B", "B"), ("C", "C")]


def test_one_sentence_of_a_passage_may_be_two_in_the_other_text() -> None:
    """Neither of the two has its length."""
    moved = [("A", "A"), ("m", "M"), ("m", "N")]
    assert _moves("AmDEFGH", "DEFGHAMN", _steps("ss=====ttt")) == moved
    assert _moves("DEFGHAMN", "AmDEFGH", _steps("tt=====sss")) == [(tgt, src) for src, tgt in moved]


@pytest.mark.parametrize(("between", "is_found"), [(40, True), (200, False)])
def test_two_passages_that_changed_places_may_lie_far_apart(between: int, is_found: bool) -> None:
    """Between two articles of a law there may be many sentences; each lies in a doubtful bead."""
    steps = _steps("=" * (between + 4))
    scores = [0.5, 0.5, *[1.0] * between, 0.5, 0.5]
    moves = _moves(
        "AB" + "Z" * between + "CD", "CD" + "Z" * between + "AB", steps, scores, ("zh", "en")
    )
    assert moves == ([(name, name) for name in "ABCD"] if is_found else [])


def test_an_omission_beside_an_addition_is_no_move() -> None:
    """Neither is a single sentence, nor what is alike but stands at the same place."""
    assert _moves("ABCDEFGH", "DEFGHXYZ", _steps("sss=====ttt")) == []
    assert _moves("ABCDEFGH", "BCDEFGHA", _steps("s=======t")) == []
    assert _moves("ABCDEFGH", "ABCDEFGH", _steps("===ttsss==")) == []


def test_what_is_linked_already_is_not_searched() -> None:
    """Sentences of exchanged passages have their counterpart."""
    pair = SimpleNamespace(src=_Text("ABCDEFGH"), tgt=_Text("DEFGHABC"), ratio=0.0)
    linked = [Move(0, 5, 0.9)]
    found = find_moves(pair, _steps("sss=====ttt"), [1.0] * 11, linked)  # type: ignore[arg-type]
    assert [(move.src, move.tgt) for move in found] == [(1, 6), (2, 7)]


def test_a_bead_that_holds_a_moved_sentence_becomes_null_beads() -> None:
    """Whichever side was moved; other beads stay, and each part has the score of its bead."""
    steps = [(0, 0, 2, 1), (2, 1, 1, 1), (3, 2, 1, 1)]
    broken = break_moved(steps, [0.4, 0.9, 0.5], [Move(1, 9, 1.0), Move(8, 2, 1.0)])
    assert broken == (
        [(0, 0, 1, 0), (1, 0, 1, 0), (2, 0, 0, 1), (2, 1, 1, 1), (3, 2, 1, 0), (4, 2, 0, 1)],
        [0.4, 0.4, 0.4, 0.9, 0.5, 0.5],
    )


ZH = [
    "本法自公布之日起施行。",
    "国家建立数据分类分级保护制度。",
    "任何组织应当采取合法的方式收集数据。",
    "违反本法规定的，由主管部门责令改正。",
    "各级学校应当开展数据安全教育。",
    "行业组织按照章程制定行为规范。",
]
EN = [
    "This law takes effect on the day of its publication.",
    "The state sets up a system of data protection by classes and grades.",
    "Any organization shall collect data by lawful means.",
    "Whoever violates this law shall be ordered by the competent department to make corrections.",
    "Schools at all levels shall teach data security.",
    "Associations of industries make codes of conduct according to their articles.",
]


@pytest.mark.slow
@pytest.mark.parametrize("at", [0, 1])
def test_a_single_sentence_that_stands_later_is_linked(at: int) -> None:
    """Its words and numbers tell it from others."""
    found = align_sentences(ZH, [*EN[:at], *EN[at + 1 :], EN[at]])
    assert [(move.src, move.tgt) for move in found.moves] == [(at, len(EN) - 1)]
    assert sum(bool(bead.src and bead.tgt) for bead in found.beads) == len(EN) - 1


@pytest.mark.slow
def test_a_sentence_that_was_left_out_is_not_linked_with_one_that_was_added() -> None:
    """They speak of the same matter, but say other things."""
    added = "The competent department publishes a yearly report on data."
    assert align_sentences(ZH, [*EN[1:], added]).moves == ()


@pytest.mark.slow
def test_a_doubtful_pair_beside_a_moved_passage_stays() -> None:
    """It resembles a sentence of another article, but its own counterpart more."""
    ports = ["港口的负责人应当每年检查消防设施。", "检查结果应当报告主管部门。"]
    airport = "机场的负责人应当每年检查消防设施。"
    in_english = [
        "The head of an airport shall inspect the fire-fighting facilities every year.",
        EN[2],
        "The head of a port shall inspect the fire-fighting facilities every year.",
        "The results of the inspection shall be reported to the competent department.",
    ]
    zh = [*ZH[:2], *ports, ZH[2], airport, *ZH[3:]]
    found = align_sentences(zh, [*EN[:2], *in_english, *EN[3:]])
    assert {(move.src, move.tgt) for move in found.moves} <= {(5, 2), (4, 3), (2, 4), (3, 5)}
    pairs = [(bead.src, bead.tgt) for bead in found.beads if bead.src and bead.tgt]
    assert ((3,), (5,)) in pairs or (3, 5) in {(move.src, move.tgt) for move in found.moves}


PRODUCTS = [
    ("粮食", "Grain"),
    ("稻谷", "Rice"),
    ("小麦", "Wheat"),
    ("玉米", "Corn"),
    ("棉花", "Cotton"),
    ("油料", "Oil-bearing crops"),
    ("糖料", "Sugar crops"),
    ("茶叶", "Tea"),
    ("水果", "Fruit"),
    ("蔬菜", "Vegetables"),
    ("猪肉", "Pork"),
    ("牛肉", "Beef"),
    ("羊肉", "Mutton"),
    ("禽蛋", "Eggs"),
    ("牛奶", "Milk"),
    ("水产品", "Aquatic products"),
]


def _table(rows: list[int], language: int) -> list[str]:
    """Return the cells of some rows: a product, its output and its growth."""
    return [
        cell
        for row in rows
        for cell in (
            PRODUCTS[row][language],
            str(9973 * (row + 3) % 70000),
            f"{row * 37 % 90 / 10}",
        )
    ]


def _linked(src: list[int], tgt: list[int]) -> list[tuple[int, int]]:
    """Return the rows of a table whose cells are linked, for two tables with these rows."""
    moves = align_sentences(_table(src, 0), _table(tgt, 1)).moves
    return [(src[move.src // 3], tgt[move.tgt // 3]) for move in moves]


@pytest.mark.parametrize("lacking", [((12, 13), (3, 8)), ((2, 5), (9, 14)), ((1, 15), (6, 7))])
def test_rows_that_tables_lack_are_not_linked_by_their_figures(
    lacking: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    """The vectors of any two numbers are near each other, but the numbers differ."""
    src, tgt = ([row for row in range(16) if row not in rows] for rows in lacking)
    assert _linked(src, tgt) == []


def test_rows_that_stand_elsewhere_in_the_table_are_linked() -> None:
    """All three cells of each row are linked with those of the same product."""
    rows = list(range(16))
    assert sorted(_linked(rows, [*rows[:2], *rows[4:12], 2, 3, *rows[12:]])) == [
        (row, row) for row in (2, 3) for _ in range(3)
    ]


PROSE_ZH = [
    "图书馆今年重新装修了阅览室。",
    "读者可以在网上预约座位。",
    "新馆的屋顶装有太阳能板。",
    "每逢周三下午，孩子们来听故事。",
    "馆长说，经费比去年少了一成。",
    "志愿者把旧报纸扫描成电子版。",
    "有些地图已经有三百年的历史。",
    "借书期限从两周延长到一个月。",
    "逾期不还的，每天罚款五角。",
    "大门口的石狮子是从河里捞上来的。",
    "渔民天不亮就出海了。",
    "台风过后，港口停了十几条破船。",
    "鱼价涨了，可是油价涨得更快。",
    "她在岸边补网，一补就是一整天。",
    "灯塔由一对老夫妇看守。",
    "政府禁止在产卵季节捕鱼。",
    "科学家给二十只海龟装上了发射器。",
    "海水的温度比往年高了两度。",
    "珊瑚大片白化，令人担忧。",
    "旅游船不得靠近这片水域。",
]
PROSE_EN = [
    "The library has renovated its reading room this year.",
    "Readers can reserve seats online.",
    "Solar panels have been installed on the roof of the new building.",
    "Every Wednesday afternoon children come to hear stories.",
    "The director says that the budget is ten per cent smaller than last year.",
    "Volunteers scan old newspapers into electronic form.",
    "Some of the maps are three hundred years old.",
    "The loan period was extended from two weeks to a month.",
    "Whoever returns a book late pays fifty cents a day.",
    "The stone lions at the gate were pulled out of the river.",
    "The fishermen put out to sea before dawn.",
    "After the typhoon a dozen damaged boats lay in the harbour.",
    "Fish has become dearer, but fuel has risen even faster.",
    "She mends nets on the shore, all day long.",
    "The lighthouse is kept by an elderly couple.",
    "The government forbids fishing during the spawning season.",
    "Scientists fitted twenty sea turtles with transmitters.",
    "The sea is two degrees warmer than in other years.",
    "Corals are bleaching over wide areas, which is a cause for concern.",
    "Tourist boats may not approach these waters.",
]


@pytest.mark.slow
def test_two_sentences_that_changed_places_far_from_each_other_are_linked() -> None:
    """Each stands where the other one was, and has nothing in common with what it is beside."""
    en = list(PROSE_EN)
    en[3], en[18] = en[18], en[3]
    found = align_sentences(PROSE_ZH, en)
    assert [(move.src, move.tgt) for move in found.moves] == [(3, 18), (18, 3)]


@pytest.mark.slow
@pytest.mark.parametrize("swapped", [False, True])
def test_a_note_that_stands_at_the_end_is_taken_out_of_the_bead_that_swallowed_it(
    *, swapped: bool
) -> None:
    """In one text it stands below its paragraph."""
    zh = [*PROSE_ZH[:4], "这里指的是旧站房。", *PROSE_ZH[4:14]]
    en = [*PROSE_EN[:14], "This means the old station building."]
    texts = (en, zh) if swapped else (zh, en)
    langs = ("en", "zh") if swapped else ("zh", "en")
    found = align_sentences(*texts, src_lang=langs[0], tgt_lang=langs[1])
    assert [(move.src, move.tgt) for move in found.moves] == [(14, 4) if swapped else (4, 14)]
    assert sum(bool(bead.src and bead.tgt) for bead in found.beads) == 14


@pytest.mark.slow
@pytest.mark.parametrize("copies", [1, 2])
def test_a_swallowed_note_that_stands_twice_is_not_linked(copies: int) -> None:
    """Nothing tells which of the two the one at the end of the other text translates."""
    note = "这里指的是旧站房。"
    zh = [*PROSE_ZH[:4], note, *PROSE_ZH[4:13], note if copies > 1 else PROSE_ZH[14]]
    en = [*PROSE_EN[:13], "This means the old station building."]
    pair = encode_pair(
        zh,
        en,
        src_lang="zh",
        tgt_lang="en",
        encoder=cache_encoder("use"),
        model=choose_model(None, "zh", "en"),
        max_align=8,
    )
    before = [(at, at, 1, 1) for at in range(3)]
    behind = [(at + 1, at, 1, 1) for at in range(4, 12)]
    steps = [*before, (3, 3, 2, 1), *behind, (13, 12, 2, 1), (15, 13, 0, 1)]
    assert len(free_swallowed(pair, steps, [1.0] * len(steps), [])[2]) == (copies == 1)
