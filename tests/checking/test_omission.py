"""What one of the two texts lacks, with its place."""

from __future__ import annotations

import pytest

from aigov_corpus.checking import check_pairs, coverage, exchanged, missing_parts
from checking.pairs import find, make_pair, read_verdicts

ZH = "政府要发展经济，改善人民生活，保护自然环境，加强国际合作。"
EN = (
    "The government must develop the economy, improve people's lives, protect the natural "
    "environment and strengthen international cooperation."
)


def test_a_complete_translation_lacks_nothing() -> None:
    """Neither check says anything."""
    assert find("omission", (ZH, EN)) == find("addition", (ZH, EN)) == []


@pytest.mark.slow
def test_a_clause_that_was_left_out_is_found_with_its_place() -> None:
    """The place to correct is empty; the other place is the clause in the source."""
    short = "The government must develop the economy and improve people's lives."
    [finding] = find("omission", (ZH, short))
    first, second = finding.places
    assert (first.side, first.start, first.end) == ("en", 0, 0)
    assert "自然环境" in ZH[second.start : second.end]
    assert "经济" not in ZH[second.start : second.end]
    assert 0 < finding.score < 1


def test_an_abbreviation_that_renders_another_word_hides_no_omission() -> None:
    """The EU is 欧盟 here, so it does not stand for 资助贫困学生出国留学."""
    zh = "欧盟支持人工智能发展，改善人民生活，资助贫困学生出国留学。"
    en = "The EU supports the development of AI and improves people's lives."
    assert "资助贫困学生出国留学" in find("omission", (zh, en))[0].message


def test_english_in_brackets_stands_for_the_chinese_before_it() -> None:
    """Also with digits; a year in brackets does not."""
    assert find("omission", ("新冠肺炎（COVID-19）疫情", "the COVID-19 epidemic")) == []
    assert find("omission", ("第五代移动通信（5G）网络", "5G networks")) == []
    zh = "政府发展经济，改善人民生活，保护自然环境（2025）。"
    assert find("omission", (zh, "The government develops the economy (2025).")) != []


@pytest.mark.slow
def test_a_clause_that_was_added_is_found_with_its_place() -> None:
    """The place is in the translation."""
    [finding] = find("addition", ("政府要发展经济，改善人民生活。", EN))
    [place] = finding.places
    assert "natural environment" in EN[place.start : place.end]


def test_with_english_as_the_source_the_sides_change() -> None:
    """What only the English has is an omission then."""
    found = find("omission", ("", EN), source_side="en", status="omitted")
    assert [place.side for place in found[0].places] == ["zh", "en"]


@pytest.mark.parametrize(("code", "texts"), [("omission", (ZH, "")), ("addition", ("", EN))])
def test_a_sentence_without_counterpart_is_found_by_its_status(
    code: str, texts: tuple[str, str]
) -> None:
    """`omitted` and `added` are findings; `missing` is not: the source lacks the section."""
    assert len(find(code, texts, status="omitted" if code == "omission" else "added")) == 1
    assert find(code, texts, status="missing") == []


@pytest.mark.slow
def test_exchanged_translations_are_one_error_each() -> None:
    """The message names the pair that renders the text; nothing is said about parts."""
    texts = [
        (ZH, EN),
        (
            "他在北京大学学习法律、历史和外国文学。",
            "This winter the hospital needs more doctors, nurses and modern equipment.",
        ),
        (
            "今年冬天医院需要更多的医生、护士和现代设备。",
            "He studies law, history and foreign literature at Peking University.",
        ),
    ]
    found = find("omission", *texts)
    assert [(finding.severity, "after" in finding.message) for finding in found] == [
        ("error", True),
        ("error", False),
    ]
    assert find("addition", *texts) == []


@pytest.mark.parametrize("text", ["Article 70-1", "Paragraph 2", "第 70-1 條", "第三条", "- 7 -"])
def test_a_number_that_stands_alone_is_no_sentence(text: str) -> None:
    """Numbers of articles and pages have no counterpart in many texts."""
    is_english = text.isascii()
    texts = ("", text) if is_english else (text, "")
    status = "added" if is_english else "omitted"
    assert find("addition" if is_english else "omission", texts, status=status) == []


def test_a_sentence_without_counterpart_is_quoted() -> None:
    """Its beginning, cut between words."""
    assert find("omission", (ZH, ""), status="omitted")[0].message == (
        f"the English has nothing for “{ZH}”"
    )
    assert find("addition", ("", EN), status="added")[0].message == (
        "the Chinese has nothing for “The government must develop the economy, …”"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["short form", "other words", "classical", "reference", "clause", "note"]
)
def test_english_may_unfold_what_chinese_says_in_short(kind: str) -> None:
    """Neither 三农 nor “放管服” nor a classical sentence says less than its English."""
    for verdict, zh, en in read_verdicts("additions.tsv", kind):
        assert bool(find("addition", (zh, en))) == (verdict in ("wrong", "alarm")), (zh, en)


@pytest.mark.slow
def test_a_counterpart_in_the_pair_beside_is_named_once() -> None:
    """A sentence that was cut off wrongly is one finding, which says where its counterpart is."""
    zh = f"{ZH}今年冬天医院需要更多的医生、护士和现代设备。"
    rest = "This winter the hospital needs more doctors, nurses and modern equipment."
    pairs = [
        make_pair(zh, EN, pair_id="one"),
        make_pair("", rest, pair_id="two", status="added"),
    ]
    [finding] = check_pairs(pairs, only=["omission", "addition"])
    assert "its counterpart stands in a pair" in finding.message
    assert {place.pair_id for place in finding.places} == {"one", "two"}
    alone = [
        make_pair(ZH, EN, pair_id="one"),
        make_pair("", rest, pair_id="two", status="added"),
    ]
    [finding] = check_pairs(alone, only=["omission", "addition"])
    assert "stands in a pair" not in finding.message


@pytest.mark.slow
def test_what_was_said_before_may_be_left_out() -> None:
    """English goes on with "this path" where Chinese repeats the words; a new clause is missed."""
    path = ("我们坚持中国特色社会主义道路。", "We keep to the path of Chinese socialism.")
    again = "中国特色社会主义道路，符合人民的根本利益和共同愿望。"
    english = "This serves the fundamental interests and the shared wishes of the people."
    assert find("omission", path, (again, english)) == []
    new = "医院需要更多的医生和护士，这符合人民的根本利益和共同愿望。"
    assert len(find("omission", path, (new, english))) == 1


def test_parts_change_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pairs are read in parts, so that the table of links stays small."""
    short = "The government must develop the economy and improve people's lives."
    texts = [(ZH, EN), (ZH[:-1] + "吧。", short), ("经济发展很快。", "The economy grows fast.")] * 3
    expected = find("omission", *texts)
    for module in (coverage, missing_parts, exchanged):
        monkeypatch.setattr(module, "CHUNK", 2)
    assert find("omission", *texts) == expected
