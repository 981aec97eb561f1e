"""Texts that are read closely: a network sees both texts of a pair at once."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from aigov_corpus import Corpus
from aigov_corpus.checking import Units, check_pairs
from aigov_corpus.checking.close_reading import (
    READ_FEATURES,
    count_too_long,
    measure_readings,
    read_pair,
    read_some,
)
from aigov_corpus.checking.close_reading.network import LARGEST_WHOLE, PARTS, round_heads
from aigov_corpus.checking.close_reading.reader import begin_reading, read_units
from aigov_corpus.checking.close_reading.tokens import cut
from aigov_corpus.checking.coverage import cover_units
from aigov_corpus.checking.missing_parts import Judged, list_readable
from aigov_corpus.checking.piece_evidence import measure_deviations
from aigov_corpus.cli import main

ZH = "学校要关心学生的身体健康，合理安排作息时间，鼓励他们多参加体育活动，养成良好的生活习惯。"
EN = (
    "Schools must care for the health of their students, plan the hours of the day sensibly, and "
    "help them form good habits."
)
WHOLE = EN.replace("and help", "encourage them to take part in more sports, and help")
LOST = "鼓励他们多参加体育活动"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "要发展 经济。",
        "ＡＩ　①",
        "  The law, of 2025:\n\na\x00b",
        "\ud800的",
        "ﷺ e\u0301 👩‍🔬",
    ],
)
def test_tokens_have_places_in_the_text_in_order(text: str) -> None:
    """Also where normalising makes several characters of one, or drops blanks."""
    tokens = cut(text)
    assert len(tokens.ids) == len(tokens.places)
    assert all(0 <= start < end <= len(text) for start, end in tokens.places)
    assert [start for start, _ in tokens.places] == sorted(start for start, _ in tokens.places)


def test_tokens_cover_all_characters_but_blanks() -> None:
    """So that every word has something that is said of it."""
    covered = {at for start, end in cut(EN).places for at in range(start, end)}
    assert covered >= {at for at, character in enumerate(EN) if character != " "}


def test_numbers_of_pieces_come_from_the_words_inside_and_around() -> None:
    """Of a text whose first half is absent."""
    pairs = Corpus.from_pairs([("政府发展经济，人民改善生活。", "People live better.")])
    units = Units(pairs, thorough=True)
    said = np.full(14, -4, np.float32)
    said[:6] = 4
    units._computed[read_units] = [said]
    words = units.once(cover_units)[0].zh.words
    half = sum(start < 6 for _, start, _ in words)
    pieces = [(0, half), (half, len(words))]
    found, is_read = measure_readings(units, pieces, np.array([0, 2]), "zh", [0])
    first, second = (dict(zip(READ_FEATURES, row, strict=True)) for row in found)
    assert is_read.tolist() == [True]
    assert first["read_mean"] == pytest.approx(4)
    assert second["read_mean"] == pytest.approx(-4)
    assert first["read_around"] == pytest.approx(-4)
    assert first["read_words"] > 2 > 0.2 > second["read_words"]


@pytest.mark.slow
def test_a_clause_that_links_miss_is_found() -> None:
    """Links find nothing, and a close reading nothing in the whole translation."""
    assert not check_pairs(Corpus.from_pairs([(ZH, EN)]), only=["omission"])
    [finding] = check_pairs(Corpus.from_pairs([(ZH, EN)]), only=["omission"], thorough=True)
    assert finding.places[1].start == ZH.index(LOST)
    assert LOST in finding.message
    assert not check_pairs(Corpus.from_pairs([(ZH, WHOLE)]), only=["omission"], thorough=True)


def test_a_pair_that_is_doubtful_only_by_its_length_is_not_read() -> None:
    """By the links alone all four are as doubtful; the last is a text of many sentences."""
    units = Units(Corpus.from_pairs([(ZH, EN)] * 3 + [(ZH * 9, EN * 9)]))
    units._computed[measure_deviations] = np.array([0.0, -2.0, 2.0, 0.0])
    judged = Judged(np.zeros(4, int), np.full(4, -1.0), np.zeros(4, bool))
    assert list_readable(units, "zh", range(4), judged) == [0, 2]
    reported = judged._replace(reported=np.ones(4, bool))
    assert list_readable(units, "zh", range(4), reported) == [0, 1, 2, 3]


@pytest.mark.slow
def test_a_doubtful_pair_is_read_though_nobody_asked() -> None:
    """By the links, the odds are against an omission."""
    pair = (
        "图书馆每天开放十二小时，提供免费上网服务，定期举办讲座，欢迎市民前来阅读。",
        "The library is open twelve hours a day, holds lectures regularly and welcomes citizens "
        "who come to read.",
    )
    [finding] = check_pairs(Corpus.from_pairs([pair]), only=["omission"])
    assert "提供免费上网服务" in finding.message
    assert finding.score > 0.6


def test_only_the_units_asked_for_are_read_and_each_once() -> None:
    """Where a check is thorough, all are read at once."""
    pairs = Corpus.from_pairs([("一。", ""), ("", "1."), ("二。", "二。")])
    assert read_some(Units(pairs), [2, 0], "zh") == {2: None, 0: None}
    units = Units(pairs, thorough=True)
    known = [np.zeros(2, np.float32), None, None]
    units._computed[read_units] = known
    assert read_some(units, [0], "zh")[0] is known[0]
    assert read_some(units, [0], "en") == {0: None}
    units = Units(pairs)
    units.once(begin_reading)[0, "zh"] = known[0]
    assert read_some(units, [0, 1], "zh") == {0: known[0], 1: None}


@pytest.mark.slow
def test_characters_without_counterpart_have_log_odds_above_those_of_all_others() -> None:
    """The network says which ones they are."""
    reading = read_pair(ZH, EN)
    assert reading is not None
    start = ZH.index(LOST)
    inside, outside = np.zeros(len(ZH), bool), np.isfinite(reading)
    inside[start : start + len(LOST)] = True
    outside &= ~inside
    assert np.nanmean(reading[inside]) > 0 > np.mean(reading[outside]) + 2


@pytest.mark.slow
def test_a_reading_does_not_depend_on_the_pairs_beside_it() -> None:
    """But for the last digits: pairs of one length are read together."""
    corpus = Corpus.from_pairs(
        [(ZH, EN), ("好。" * 60, "Good. " * 60), (ZH, WHOLE), ("一。", "1.")]
    )
    together = read_units(Units(corpus))
    alone = read_pair(ZH, EN)
    assert together[0] is not None
    assert alone is not None
    np.testing.assert_allclose(together[0], alone, atol=1e-3)


@pytest.mark.slow
def test_the_english_can_be_asked_about_too() -> None:
    """What the Chinese lacks has log-odds above those of the rest, and blanks have none."""
    reading = read_pair(ZH.replace(LOST + "，", ""), WHOLE, "en")
    assert reading is not None
    lost = WHOLE.index("encourage"), WHOLE.index(", and help")
    assert np.nanmean(reading[slice(*lost)]) > 0 > np.nanmean(reading[: lost[0]]) + 2
    assert {WHOLE[at] for at in np.flatnonzero(np.isnan(reading))} == {" "}


@pytest.mark.slow
def test_the_progress_ends_with_the_last_pair() -> None:
    """It grows from one call to the next."""
    shares: list[float] = []
    pairs = Corpus.from_pairs([(ZH, EN)] * 40 + [("一。", "1.")])
    pairs.find(only="omission", thorough=True, progress=lambda what, share: shares.append(share))
    assert shares == sorted(shares)
    assert len(shares) > 1
    assert shares[-1] == 1


@pytest.mark.slow
def test_pairs_too_long_for_the_network_are_checked_by_their_links() -> None:
    """They have the findings that they have without it."""
    long = [("政府要发展经济。" * 80, "The government must develop the economy. " * 80)]
    lost = "政府要发展经济，改善人民生活，保护自然环境，加强国际合作。"
    pairs = [(lost + long[0][0], "The government must improve people's lives. " + long[0][1])]
    assert read_units(Units(Corpus.from_pairs(pairs))) == [None]
    assert count_too_long([*pairs, (ZH, EN)]) == 1
    quickly = check_pairs(Corpus.from_pairs(pairs), only=["omission"])
    assert check_pairs(Corpus.from_pairs(pairs), only=["omission"], thorough=True) == quickly


@pytest.mark.slow
def test_the_command_and_the_method_read_closely_when_asked(tmp_path: Path) -> None:
    """Both find the same."""
    table = tmp_path / "plan.csv"
    table.write_text(f'zh,en\n{ZH},"{EN}"\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(table), "--thorough", "--json"])
    assert result.exit_code == 0, result.output
    [listed] = json.loads(result.stdout)["findings"]
    [found] = Corpus.from_pairs([(ZH, EN)]).check(thorough=True).to_dict("records")
    assert listed["message"] == found["message"]
    assert listed["code"] == "omission"


def test_products_of_rounded_heads_are_exact_in_any_order() -> None:
    """Also the largest ones: so they are the same on every processor."""
    random = np.random.default_rng(1)
    heads = random.normal(size=(2, 400, 3, 384)).astype(np.float32)
    rounded, steps = round_heads(heads.copy())
    queries, keys, values = rounded[..., :32].transpose(2, 0, 1, 3)
    fits = queries @ keys.transpose(0, 2, 1)
    exact = queries.astype(np.float64) @ keys.transpose(0, 2, 1).astype(np.float64)
    assert (fits == exact).all()
    shares = np.rint(np.full((2, 1, 400), PARTS / 400))
    most = np.full_like(values, LARGEST_WHOLE)  # the largest sums that there can be
    assert (shares @ most == shares.astype(np.float64) @ most.astype(np.float64)).all()
    assert np.allclose(rounded * steps.reshape(3, 2).T[:, None, :, None], heads, atol=0.005)
