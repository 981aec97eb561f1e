"""The aligner as a whole, with the embedded encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from aigov_corpus.alignment import align_sentences, explain, sentence_reading
from aigov_corpus.alignment.feature_names import (
    BEAD_FEATURES,
    CONTINUED,
    LEVEL,
    NULL_FEATURES,
    RATE,
)
from aigov_corpus.alignment.model import bundled_model
from aigov_corpus.alignment.weights_file import write_model
from aigov_corpus.embedding.use import UseEncoder
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.text.clauses import split_clauses

ZH = [
    "一、共同把握人工智能机遇。",
    "人工智能是人类发展的新领域，也是造福人类的国际公共产品。",
    "我们呼吁各国政府积极参与，加快数字基础设施建设，共同应对全球挑战。",
    "中国将在2026年举办第三届会议。",
    "会议由上海市政府主办。",
    "支持发展中国家提高数据安全的能力。",
]
EN = [
    "1. Jointly Seize the Opportunities of Artificial Intelligence",
    "Artificial intelligence is a new frontier of human development.",
    "It is also an international public good that benefits humanity.",
    "We call on all governments to take an active part.",
    "They should speed up the building of digital infrastructure and address global challenges "
    "together.",
    "China will hold the third conference in 2026, which the Shanghai government will host.",
    "We support developing countries in improving their capacity for data security.",
]
GOLD = [([0], [0]), ([1], [1, 2]), ([2], [3, 4]), ([3, 4], [5]), ([5], [6])]


def beads(src: list[str], tgt: list[str], **options: object) -> list[tuple[list[int], list[int]]]:
    """Return the beads alone."""
    found = align_sentences(src, tgt, **options)  # type: ignore[arg-type]
    return [(list(bead.src), list(bead.tgt)) for bead in found.beads]


def test_a_text_is_aligned_right() -> None:
    """1-1, 1-2 and 2-1 beads, as a person would make them, each with a score."""
    found = align_sentences(ZH, EN)
    assert [(list(b.src), list(b.tgt)) for b in found.beads] == GOLD
    assert all(bead.score is not None and 0.5 < bead.score <= 1 for bead in found.beads)


def test_no_run_and_no_clause_is_composed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for a vector, the path, the beads or what is looked at after, shares it."""
    composed = []
    compose = UseEncoder.compose

    def count(self: UseEncoder, sums: Any, edges: Any, sizes: Any) -> Any:
        composed.append(len(sums))
        return compose(self, sums, edges, sizes)

    monkeypatch.setattr(UseEncoder, "compose", count)
    kept = align_sentences(ZH, EN)
    runs = sum(len(text) * (len(text) + 1) // 2 for text in (ZH, EN))
    clauses = sum(
        len(split_clauses(text, lang=lang))
        for lang, side in (("zh", ZH), ("en", EN))
        for text in side
    )
    assert sum(composed) == runs + clauses
    monkeypatch.setattr(sentence_reading, "_KEPT_WHOLE", 0)
    apart = align_sentences(ZH, EN)
    assert [(bead.src, bead.tgt) for bead in apart.beads] == [(b.src, b.tgt) for b in kept.beads]
    assert [b.score for b in apart.beads] == pytest.approx([b.score for b in kept.beads])


def test_either_direction_gives_the_same_beads() -> None:
    """Swapping the sides swaps the beads and keeps their scores."""
    there, back = align_sentences(ZH, EN), align_sentences(EN, ZH, src_lang="en", tgt_lang="zh")
    assert [(b.src, b.tgt) for b in there.beads] == [(b.tgt, b.src) for b in back.beads]
    assert [b.score for b in there.beads] == pytest.approx([b.score for b in back.beads])


def test_an_omission_and_an_addition_are_null_beads() -> None:
    """What has no counterpart stands alone, and does not derail what follows."""
    zh = [*ZH[:3], "本段文字在译文中完全没有出现，讲的是农业机械的维修。", *ZH[3:]]
    en = [*EN[:1], "[Translator's note: the numbering follows the original print.]", *EN[1:]]
    found = align_sentences(zh, en)
    nulls = [(list(b.src), list(b.tgt), b.score) for b in found.beads if not (b.src and b.tgt)]
    assert nulls == [([], [1], None), ([3], [], None)]


def test_as_many_equal_lines_come_out_one_to_one() -> None:
    """A line that both texts repeat as often is aligned in order, alone or between other lines."""
    votes = beads(["同意。"] * 60, ["Agreed."] * 60)
    assert votes == [([number], [number]) for number in range(60)]
    topics = ["农业", "工业", "教育", "医疗", "交通", "能源", "金融", "文化", "体育", "旅游"]
    in_english = [
        "agriculture",
        "industry",
        "education",
        "health",
        "transport",
        "energy",
        "finance",
        "culture",
        "sport",
        "tourism",
    ]
    zh = [line for topic in topics for line in (f"{topic}部门要加强监管。", "（掌声）")]
    en = [
        line
        for topic in in_english
        for line in (f"Departments of {topic} shall step up supervision.", "(Applause)")
    ]
    assert beads(zh, en) == [([number], [number]) for number in range(20)]


@pytest.mark.parametrize("count", [2, 7, 13])
def test_equal_lines_that_the_encoder_does_not_know_come_out_one_to_one(count: int) -> None:
    """That both texts repeat a line as often speaks for it, however few lines there are."""
    assert beads(["臣謹奏。"] * count, ["Respectfully submitted."] * count) == [
        ([number], [number]) for number in range(count)
    ]


@pytest.mark.parametrize("lines", [5, 6, 8, 16])
def test_lines_that_take_turns_come_out_one_to_one(lines: int) -> None:
    """The copies of the second line stand as far from each other as those of the first one."""
    zh, en = ("臣謹奏。", "欽此。"), ("Respectfully submitted.", "By the Emperor.")
    found = beads((zh * lines)[:lines], (en * lines)[:lines])
    assert found == [([number], [number]) for number in range(lines)]


def test_one_sentence_may_stand_against_a_long_list() -> None:
    """One Chinese sentence and eleven English lines are one bead, in either direction."""
    items = [
        "To do this year's work well, we must do the following:",
        "pursue progress while ensuring stability;",
        "apply the new development philosophy;",
        "deepen reform;",
        "expand opening up;",
        "promote innovation;",
        "ensure security;",
        "guard against risks;",
        "improve living standards;",
        "protect the environment;",
        "and maintain social stability.",
    ]
    sentence = (
        "做好今年工作，要坚持稳中求进，贯彻新发展理念，深化改革，扩大开放，推动创新，保障安全，"
        "防范风险，改善民生，保护环境，维护社会稳定。"
    )
    zh = [*ZH[:2], sentence, *ZH[2:]]
    en = [*EN[:3], *items, *EN[3:]]
    found = align_sentences(zh, en)
    assert [(list(b.src), list(b.tgt)) for b in found.beads][2] == ([2], list(range(3, 14)))
    assert len(found.beads) == len(GOLD) + 1
    back = beads(en, zh, src_lang="en", tgt_lang="zh")
    assert back == [(list(b.tgt), list(b.src)) for b in found.beads]
    assert explain(zh, en, found)[2]["cosine"] > 0
    assert max(len(s) + len(t) for s, t in beads(zh, en, max_align=7)) == 7


def test_a_list_of_names_is_no_sign_of_omissions() -> None:
    """Names have another ratio of lengths than prose, and share most of their words."""
    sentence = (
        "通知发至教育部、财政部、司法部、外交部、商务部、交通运输部、农业农村部、自然资源部、"
        "生态环境部、水利部。"
    )
    items = [
        "The notice was sent to the:",
        "Ministry of Education",
        "Ministry of Finance",
        "Ministry of Justice",
        "Ministry of Foreign Affairs",
        "Ministry of Commerce",
        "Ministry of Transport",
        "Ministry of Agriculture and Rural Affairs",
        "Ministry of Natural Resources",
        "Ministry of Ecology and Environment",
        "Ministry of Water Resources",
    ]
    found = beads([*ZH[:2], sentence, *ZH[2:]], [*EN[:3], *items, *EN[3:]])
    assert ([2], list(range(3, 14))) in found
    assert len(found) == len(GOLD) + 1


def test_it_is_the_same_on_every_run_and_from_the_cache() -> None:
    """Fresh or cached vectors, one thread or several: the same beads and scores."""
    assert align_sentences(ZH, EN) == align_sentences(ZH, EN)


@pytest.mark.parametrize(("src", "tgt"), [([], []), (["好。"], []), ([], ["Good.", "Yes."])])
def test_an_empty_side_gives_null_beads(src: list[str], tgt: list[str]) -> None:
    """Nothing against something: every sentence stands alone."""
    found = align_sentences(src, tgt)
    assert len(found.beads) == len(src) + len(tgt)
    assert all(bead.score is None for bead in found.beads)


@pytest.mark.parametrize("odd", ["", " ", "\u3000", "!!!", "\x00", "𠮷" * 50, "a" * 3000])
def test_odd_sentences_are_survived(odd: str) -> None:
    """Whatever a sentence is, it is in exactly one bead."""
    found = align_sentences([ZH[1], odd, ZH[5]], [EN[1], EN[6]])
    assert found.n_src == 3
    assert any(0 in bead.src and 0 in bead.tgt for bead in found.beads)


def test_blank_sentences_stand_alone() -> None:
    """The beads around them are as if they were not there, and none reaches over one."""
    src = ["", ZH[1], " ", ZH[2], "\u3000", "\n", ZH[5], ""]
    tgt = [EN[1], "\t", EN[2], EN[3], EN[4], EN[6], ""]
    found = beads(src, tgt)
    for side, text in ((0, src), (1, tgt)):
        for number, sentence in enumerate(text):
            holder = next(bead for bead in found if number in bead[side])
            assert sentence.strip() or sum(map(len, holder)) == 1
    assert ([1], [0]) in found  # the second half of its translation lies behind a blank
    assert ([3], [3, 4]) in found
    assert ([6], [5]) in found
    swapped = beads(tgt, src, src_lang="en", tgt_lang="zh")
    assert sorted((b, a) for a, b in found) == sorted(swapped)


@pytest.mark.parametrize("blank", ["\u200b", "\ufeff", "\u00ad\u2060", " \u202a ", "\x00"])
def test_sentences_of_invisible_characters_alone_are_blank(blank: str) -> None:
    """A reader sees an empty line, and so does the aligner."""
    found = beads([ZH[1], blank, ZH[5]], [EN[1], EN[6], blank])
    assert found == beads([ZH[1], "", ZH[5]], [EN[1], EN[6], ""])
    assert ([1], []) in found


def test_a_long_list_may_have_short_items_with_numbers() -> None:
    """The numbers of the items, which the sentence lacks, do not speak against it."""
    names = "苹果、香蕉、葡萄、西瓜、草莓、樱桃、桃子、柠檬、芒果、椰子、核桃、花生、大米、小麦"
    en = (
        "apples, bananas, grapes, watermelons, strawberries, cherries, peaches, lemons, mangoes, "
        "coconuts, walnuts, peanuts, rice and wheat"
    )
    items = [f"（{number}）{name}；" for number, name in enumerate(names.split("、"), 1)]
    src = ["第二条 适用范围", "本办法适用于下列作物的种子：", *items, "第三条 主管部门"]
    tgt = ["Article 2 Scope", f"These Measures apply to the seeds of the following crops: {en}."]
    found = beads(src, [*tgt, "Article 3 Competent authorities"])
    assert found == [([0], [0]), (list(range(1, 16)), [1]), ([16], [2])]


def test_a_long_list_ends_at_a_blank_sentence() -> None:
    """A bead of one sentence against many does not reach over a blank one either."""
    tasks = (
        "检查灯具、修理道路、建造学校、种植树木、清洁河流、培训教师、保护森林、发展农业、改善交通"
    )
    parts = "check lamps;repair roads;build schools;plant trees;clean rivers;train teachers;"
    items = [f"to {part};" for part in parts.split(";") if part]
    items += ["to protect forests;", "to develop agriculture;", "and to improve transport."]
    for blank in (3, 6):
        tgt = ["We shall:", *items]
        tgt.insert(blank, "")
        found = beads([f"我们要{tasks}。"], tgt)
        assert ([], [blank]) in found
        assert not any(max(side, default=0) > blank > min(side, default=99) for _, side in found)


@pytest.mark.parametrize("fence", [(2, 1), (1, 1), (1, 2), (3, 3), (0, 1), (3, 0)])
def test_fences_hold_among_blank_sentences(fence: tuple[int, int]) -> None:
    """Fences count blank sentences as the caller does."""
    src, tgt = [ZH[1], "", "", ZH[5]], [EN[1], "", EN[6]]
    found = align_sentences(src, tgt, fences=[list(fence)])
    nodes = {(0, 0)}
    i = j = 0
    for bead in found.beads:
        i, j = i + len(bead.src), j + len(bead.tgt)
        nodes.add((i, j))
    assert fence in nodes


def test_blank_texts_take_no_time() -> None:
    """However many lines they have."""
    found = align_sentences([""] * 100_000, [" "] * 100_000, encoder="hash")
    assert len(found.beads) == 200_000


@pytest.mark.parametrize(
    ("src", "said"),
    [
        ("人工智能。", "src is one text"),
        (b"AI.", "src is b'AI.'"),
        (None, "src is None"),
        ({"a": 1}, "src is {'a': 1}"),
        ({"a"}, "src is {'a'}"),
        ([ZH[0], None], r"src\[1\] is None"),
        ([ZH[0], float("nan")], r"src\[1\] is nan \(float\)"),
        ([ZH[0], pd.NA], r"src\[1\] is <NA>"),
        ([ZH[0].encode()], r"src\[0\] is b'.*bytes"),
        ([ZH[0], [ZH[1]]], r"src\[1\] is \['"),
        ([ZH[0], "x\ud800"], r"src\[1\] holds half of a surrogate pair, U\+D800, as character 1"),
        (np.array([[ZH[0]]]), "src is array"),
        (pd.DataFrame({"a": ZH}), "src is .*DataFrame"),
    ],
)
def test_what_is_no_list_of_sentences_is_refused(src: Any, said: str) -> None:
    """The error names the argument, and the item by its index; `explain` refuses the same."""
    with pytest.raises(UsageError, match=said):
        align_sentences(src, EN)
    with pytest.raises(UsageError, match=said.replace("src", "tgt")):
        align_sentences(ZH, src)
    with pytest.raises(UsageError, match=said):
        explain(src, EN, align_sentences(ZH, EN, encoder="hash"), encoder="hash")


def test_a_sentence_of_megabytes_is_refused() -> None:
    """Its vectors would fill the memory; it is told before any work."""
    with pytest.raises(InvalidInputError, match=r"src\[1\]: the sentence has 8,000,000 char"):
        align_sentences(["好。", "长" * 8_000_000], EN)


@pytest.mark.parametrize("kind", [tuple, iter, np.array, pd.Series, pa.array])
def test_sentences_come_in_any_sequence(kind: Callable[[list[str]], Iterable[str]]) -> None:
    """The result is that of a list."""
    found = align_sentences(kind(ZH), kind(EN))
    assert found == align_sentences(ZH, EN)
    assert explain(kind(ZH), kind(EN), found) == explain(ZH, EN, found)


@pytest.mark.parametrize(
    "options", [{"max_align": None}, {"max_align": 2.0}, {"encoder": 3}, {"weights": 3}]
)
def test_an_option_of_the_wrong_type_is_refused(options: dict[str, Any]) -> None:
    """It is our error, like a value out of range."""
    with pytest.raises(UsageError):
        align_sentences(ZH, EN, **options)


def test_fences_are_never_crossed() -> None:
    """A bead lies wholly before or after each fence, even where the fence is wrong."""
    for fences in (
        [(1, 2)],
        [(3, 5)],
        [(0, 2), (2, 2), (2, 3)],
        [(6, 0)],
        [(0, 7)],
        [(2, 3), (2, 5)],
    ):
        i = j = 0
        borders = {(0, 0)}
        for bead in align_sentences(ZH, EN, fences=fences).beads:
            i, j = i + len(bead.src), j + len(bead.tgt)
            borders.add((i, j))
        assert set(fences) <= borders


def test_a_right_fence_changes_nothing() -> None:
    """Cutting where a bead ends leaves the beads as they are."""
    assert beads(ZH, EN, fences=[(1, 1), (3, 5)]) == GOLD


@pytest.mark.parametrize("fences", [[(9, 1)], [(1, 9)], [(3, 3), (4, 2)], [(-1, 0)]])
def test_impossible_fences_are_refused(fences: list[tuple[int, int]]) -> None:
    """A fence outside the text or before another is a usage error."""
    with pytest.raises(UsageError, match="fence"):
        align_sentences(ZH, EN, fences=fences)


def test_max_align_bounds_the_beads() -> None:
    """No bead has more sentences in all."""
    assert max(len(s) + len(t) for s, t in beads(ZH, EN, max_align=2)) == 2
    with pytest.raises(UsageError, match="max_align is 1; give 2 to 12 sentences"):
        align_sentences(ZH, EN, max_align=1)


DE = [
    "Künstliche Intelligenz ist ein neues Feld menschlicher Entwicklung.",
    "Sie bringt große Chancen mit sich, birgt aber auch Risiken, die kein Land allein beherrschen "
    "kann.",
    "Deshalb rufen wir alle Regierungen dazu auf, enger zusammenzuarbeiten.",
    "Die nächste Konferenz findet im Juli 2026 statt.",
    "Gastgeber ist die Stadt Schanghai.",
    "Wir werden Entwicklungsländern helfen, ihre Rechenzentren mit sauberem Strom zu betreiben.",
    "Daten müssen nach dem Gesetz geschützt werden.",
]
FR = [
    "L'intelligence artificielle est un nouveau domaine du développement humain.",
    "Elle offre de grandes possibilités.",
    "Mais elle comporte aussi des risques qu'aucun pays ne peut maîtriser seul.",
    "C'est pourquoi nous appelons tous les gouvernements à coopérer plus étroitement.",
    "La prochaine conférence, dont la ville de Shanghai sera l'hôte, se tiendra en juillet 2026.",
    "Les données doivent être protégées conformément à la loi.",
]
JA = [
    "人工知能は人類の発展の新しい分野である。",
    "それは大きな機会をもたらすが、一国では制御できないリスクも伴う。",
    "したがって、すべての政府に協力の強化を呼びかける。",
    "次の会議は2026年7月に上海で開かれる。",
    "データは法律に従って保護されなければならない。",
]
ZH_OF_JA = [
    "人工智能是人类发展的新领域。",
    "它带来巨大机遇。",
    "但也伴随着任何一国都无法独自控制的风险。",
    "因此，我们呼吁各国政府加强合作，下一届会议将于2026年7月在上海举行。",
    "数据必须依法得到保护。",
]


def test_german_and_french_with_an_omission() -> None:
    """A pair without Chinese uses the general weights, and no dictionary."""
    expected = [([0], [0]), ([1], [1, 2]), ([2], [3]), ([3, 4], [4]), ([5], []), ([6], [5])]
    assert beads(DE, FR, src_lang="de", tgt_lang="fr") == expected
    assert beads(FR, DE, src_lang="fr", tgt_lang="de") == [(tgt, src) for src, tgt in expected]


def test_japanese_and_chinese() -> None:
    """Two languages without blanks."""
    expected = [([0], [0]), ([1], [1, 2]), ([2, 3], [3]), ([4], [4])]
    assert beads(JA, ZH_OF_JA, src_lang="ja", tgt_lang="zh") == expected


def test_any_encoder_will_do() -> None:
    """A fake encoder aligns by length and form."""
    found = align_sentences(ZH, EN, encoder="hash")
    assert found.n_tgt == len(EN)


@pytest.mark.parametrize("cores", [1, 3])
def test_the_number_of_threads_changes_nothing(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beads and scores are the same to the last bit."""
    monkeypatch.setenv("AIGOV_CACHE_DIR", "off")
    before = align_sentences(ZH * 10, EN * 10)
    monkeypatch.setattr("aigov_corpus.embedding.threads.count_cores", lambda: cores)
    assert align_sentences(ZH * 10, EN * 10) == before


def test_each_bead_says_why() -> None:
    """What each feature adds to a bead's score is named, the largest first."""
    found = align_sentences(ZH, EN)
    reasons = explain(ZH, EN, found)
    assert len(reasons) == len(found.beads)
    assert "cosine" in list(reasons[0])[:3]
    sizes = [abs(value) for value in reasons[1].values()]
    assert sizes == sorted(sizes, reverse=True)


def test_the_signature_names_what_the_result_depends_on() -> None:
    """Texts, encoder, weights, parameters, version."""
    signature = align_sentences(ZH, EN, max_align=6).signature
    assert "enc:use-multi-v3@" in signature
    assert "align:crf-zh-en,max6|v:" in signature
    assert signature != align_sentences(ZH, EN[:-1]).signature


def test_weights_of_ones_own(tmp_path: Path) -> None:
    """Weights of a file take the place of the bundled ones; the signature has their name."""
    bundled = bundled_model("any")
    values = dict(zip(BEAD_FEATURES, map(float, bundled.beads), strict=True))
    values |= dict(zip(NULL_FEATURES, map(float, bundled.nulls), strict=True))
    values |= {CONTINUED: bundled.continued, RATE: bundled.rate, LEVEL: bundled.level}
    path = tmp_path / "mine.toml"
    write_model(path, values, name="mine", fitted_on="a", note="b")
    found = align_sentences(ZH, EN, weights=path)
    assert [(list(bead.src), list(bead.tgt)) for bead in found.beads] == GOLD
    assert "align:crf-mine,max8|" in found.signature


@pytest.mark.slow
def test_a_clause_without_end_has_finite_scores() -> None:
    """The sums of its vectors are beyond half precision, in which those of others are kept."""
    found = align_sentences(["人工智能" * 9_000, "安全。"], ["AI " * 9_000, "Security."])
    assert found.beads[-1].score is not None
    assert found.beads[-1].score > 0.9


def test_one_generator_for_both_texts_is_refused() -> None:
    """The first text would take all its sentences, and the second would be empty."""
    sentences = iter(["第一句。", "第二句。"])
    with pytest.raises(UsageError, match=r"the same generator.*make it a list first"):
        align_sentences(sentences, sentences, encoder="hash")
