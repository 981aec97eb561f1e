"""Names that only one of the two texts has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from aigov_corpus.checking import name_renderings
from aigov_corpus.checking.transliteration import best_likeness, compare_sounds
from checking.pairs import find, read_verdicts


def quoted(zh: str, en: str) -> list[str]:
    """Return the names in which the check finds something."""
    found = []
    for finding in find("name", (zh, en)):
        place = finding.places[-1]
        found.append((zh if place.side == "zh" else en)[place.start : place.end])
    return found


@pytest.mark.parametrize(
    ("zh", "en", "names"),
    [
        ("他昨天在重庆发表讲话。", "He gave a speech yesterday.", ["重庆"]),
        ("特朗普昨天发表讲话。", "Yesterday Bulgaria gave a speech.", ["特朗普", "Bulgaria"]),
        ("段梦琪站长发表讲话。", "The station director gave a speech.", ["段梦琪"]),
        ("警方发现黄某某曾经来过。", "The police found that he had been there.", ["黄某某"]),
        ("他在菲斯克大学（Fisk University）学习。", "He studied there.", ["菲斯克", "Fisk"]),
        ("美方要求关闭总领馆。", "They demanded that the consulate close.", ["美方"]),
        ("该国总领馆昨天关闭。", "The House of God closed yesterday.", ["总领馆"]),
        ("贝丽昨天来了。", "She came yesterday.", ["贝丽"]),
        ("德国军队进入城市。", "Greek troops entered the city.", ["德国", "Greek"]),
        ("京津冀协同发展。", "Beijing and Tianjin develop together.", ["京津冀"]),
        ("张家口赛区开放。", "The Yanqing competition zone opened.", ["张家口", "Yanqing"]),
        ("他访问了德国。", "He visited Bulgaria.", ["德国", "Bulgaria"]),
        ("他访问了英国。", "He visited the US.", ["英国", "US"]),
        ("外交部发言人说。", "The spokesman said.", ["外交部"]),
        ("李克强会见外宾。", "Smithson met with foreign guests.", ["李克强"]),
        ("中国参加会议。", "It took part in the meeting.", ["中国"]),
        ("局长李建国强调安全。", "Wang Jianguo, the director, stressed safety.", ["李建国"]),
        ("局长李建国强调安全。", "The director stressed safety.", ["李建国"]),
        ("陈丽华主任宣布开会。", "Director Liu Lihua opened the meeting.", ["陈丽华"]),
        ("王小明讲了话。", "Yesterday Zhang Tao gave a speech.", ["王小明", "Zhang Tao"]),
        ("上海市市长讲话。", "The mayor of Beijing gave a speech.", ["上海市", "Beijing"]),
        ("他访问了德国。", "He visited Italy.", ["德国", "Italy"]),
        ("坚持改革。", "Nepal and France keep reforming.", ["Nepal", "France"]),
        ("改革造福人民。", "Reform Will Benefit the People of Chile", ["Chile"]),
    ],
)
def test_a_name_without_counterpart_is_found(zh: str, en: str, names: list[str]) -> None:
    """Names of the dictionary, foreign names, persons, governments, institutions, abbreviations."""
    assert set(names) <= set(quoted(zh, en))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("美國、英国和中国签署协议。", "The U.S., the UK and China signed an agreement."),
        ("土耳其军队进入城市。", "Turkish troops entered the city."),
        ("格雷琴·惠特默是州长。", "Gretchen Whitmer is the governor."),
        ("约翰·霍普金斯大学的数据", "According to data of Johns Hopkins University"),
        ("段梦琪站长发表讲话。", "Director Duan Mengqi gave a speech."),
        ("局长李建国强调安全。", "Li Jianguo, the director, stressed safety."),
        ("上海市市长龚正讲话。", "Gong Zheng, mayor of Shanghai, gave a speech."),
        ("室温为18摄氏度。", "The room has 18 degrees Celsius."),
        ("室温为18摄氏度。", "The room has 18 °C."),
        ("部长曾多次要求整改。", "The minister has repeatedly demanded it."),
        ("主任方可在三日内决定。", "Only the director may decide, within three days."),
        ("图书馆周一闭馆。", "The library is closed on Tuesdays."),
        ("他在WHO工作。世界卫生组织很大。", "He works for the large WHO."),
        ("我们要继续努力，实现目标。", "We Must Keep Working Hard to Reach the Goal"),
        ("会议3月在星期一举行。", "The meeting is on a Monday in March."),
        ("由于某些原因他没有来。", "For some reasons he did not come."),
        (
            "美国司法部长会见商人。",
            "The US Attorney General met the Trade Department.",
        ),
        ("英国国防部和教育部裁员。", "The MoD and the Department for Education cut jobs."),
        ("该院环保处以罚款结案。", "The court's Fisheries Department closed the case with a fine."),
        ("推进京津冀协同发展。", "We will develop Beijing, Tianjin, and Hebei together."),
        ("签署中欧、中澳协定。", "China signed agreements with the EU and with Australia."),
        ("启动中拉论坛。", "The forum of China with Latin American and Caribbean states began."),
        ("接受同级人大的监督。", "We accept the oversight of people's congresses at our level."),
        (
            "治理石漠化，淘汰黄标车。",
            "We fight rock desertification and take old vehicles off roads.",
        ),
        ("绿水青山就是金山银山。", "Lucid waters and lush mountains are invaluable assets."),
        ("港珠澳大桥全线贯通。", "The Hong Kong-Zhuhai-Macao Bridge was completed."),
        ("加入跨太平洋伙伴关系协定。", "We will join the Trans-Pacific Partnership."),
        ("第一百二十一条", "Article 121 of this Law"),
        ("英法德三国签署协议。", "Britain, France and Germany signed an agreement."),
        ("西部陆海新通道", "the New International Land-Sea Trade Corridor in the western region"),
        ("落实强农惠农富农政策。", "Implement policies to strengthen and benefit agriculture."),
        ("上海合作组织成员国", "member states of the SCO"),
        ("中国的发展成就", "the achievements of our development"),
        ("金正恩会见普京。", "Kim Jong-un met with Putin."),
        ("外交部发言人说。", "The spokesman of the Foreign Ministry said."),
        ("銀行同業市場流動資金充裕。", "Liquidity in the interbank market was ample."),
        ("制造场所及达标场所。", "Sites of production, and those that meet the standard."),
        ("开辟事业发展新天地。", "Create new prospects for your careers."),
        ("提拉效果不明显。", "There is not much lifting."),
        ("鱼在水里游来游去。", "Fish swim back and forth in the water."),
        ("花椒1小勺。", "Add a spoon of Sichuan pepper."),
        ("京东的股价上涨。", "Shares of JD.com rose."),
        ("邓禄普轮胎降价了。", "DUNLOP tyres are cheaper now."),
        ("Raphaël 的致谢", "Acknowledgments from Raphaël"),
        ("他归顺了。", "He submitted [to Egypt]."),
        ("软件包在 5 天后进入。", "The packages go in after 5 days."),
        ("祖鲁人从中西非洲迁来。", "The Zulus came from west-central Africa."),
        ("电话：010-12345678", "Tel.: 010-12345678"),
        ("2万多名旅客滞留机场。", "More than 20,000 passengers were stranded at the airport."),
    ],
)
def test_a_name_that_is_rendered_is_no_finding(zh: str, en: str) -> None:
    """Abbreviations of places and bodies, adjectives, names by their sound, capitals, months."""
    assert quoted(zh, en) == []


@pytest.mark.parametrize(
    "kind",
    [
        *("numeral phrase", "implied", "programme", "spelling", "date", "term"),
        *(
            "institution",
            "classical",
            "ordinary",
            "replaced",
            "removed",
            "added",
            "brand",
            "direction",
        ),
    ],
)
def test_a_name_that_the_other_text_needs_not_say_is_no_finding(kind: str) -> None:
    """Two places (两地), this city, other spellings, classical words; wrong names are found."""
    for verdict, zh, en in read_verdicts("names.tsv", kind):
        assert bool(quoted(zh, en)) == (verdict == "wrong"), (zh, en)


@pytest.mark.parametrize(
    ("zh", "en", "times"),
    [
        ("奉天命而行，不敢違也。", "He followed the decree of heaven and dared not disobey.", 0),
        ("月色太白，照我牀前。", "The moonlight is too white, shining before my bed.", 0),
        ("長安古道，春風又綠。", "On the old road of long peace, the spring is green again.", 0),
        ("天水相接，不見其涯。", "Heaven and water meet; no shore is seen.", 0),
        ("遂至蓬萊。", "So he came to the isle.", 1),
        ("瀟湘何事等閑回。", "Why do you return from the South so lightly?", 1),
        ("長江日夜流。", "Day and night the river flows.", 1),
    ],
)
def test_words_of_an_ancient_text_are_no_names_if_rendered(zh: str, en: str, times: int) -> None:
    """奉天 is no city where English has "heaven"; a place whose kind alone is said is lost."""
    around = ("子曰：學而時習之，不亦說乎。有朋自遠方來，不亦樂乎。", "Is it not a pleasure?")
    assert len(find("name", around, (zh, en))) == times


def test_a_name_that_the_pair_beside_has_is_no_finding() -> None:
    """English repeats a name where Chinese goes on, and the reverse; a replaced name is found."""
    first = ("贝索斯来到日内瓦。", "Bezos came to Geneva.")
    assert find("name", first, ("会议在那里举行。", "The meeting took place in Geneva.")) == []
    assert find("name", first, ("会议在日内瓦举行。", "The meeting took place there.")) == []
    assert len(find("name", first, ("会议在日内瓦举行。", "The meeting was in Oslo."))) == 2


def test_a_habit_of_the_translators_is_no_finding() -> None:
    """A name that many units leave out is left out on purpose."""
    pair = ("日本要继续发展。", "We must keep developing.")
    assert find("name", *[pair] * 6) == []
    assert len(find("name", pair)) == 1


def test_many_names_of_one_text_are_said_together() -> None:
    """From four on; up to three, each is a finding of its own."""
    zh = "他访问过挪威、瑞典、丹麦、波兰和匈牙利。"
    (found,) = find("name", (zh, "He has been abroad."))
    assert found.message == "the English lacks the name “挪威” and 4 other names"


def test_each_word_is_compared_a_few_times_with_each_of_many_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not once for each pair of names, which took minutes with 150 of them."""
    compared: list[str] = []

    def count(name: str, runs: Sequence[str]) -> float:
        compared.append(name)
        return best_likeness(name, runs)

    monkeypatch.setattr(name_renderings, "best_likeness", count)
    names = [f"{first}{second}尔斯" for first in "巴贝波布达" for second in "哈赫霍基卡凯"]
    words = [f"{first}{second}bertson" for first in "BDFHK" for second in "aeioux"]
    find("name", ("、".join(names) + "。", ", ".join(words) + "."))
    assert 0 < len(compared) <= 6 * len(names) * len(words)


def test_a_name_has_a_rendering_that_only_its_text_has() -> None:
    """叶尔孤白 stands wherever Jacob does, and nowhere else."""
    pairs = [("叶尔孤白临死的时候说。", "When death approached, Jacob said so."),
             ("各子派与叶尔孤白同在。", "The tribes were with Jacob."),
             ("他们归顺了。", "They submitted.")]  # fmt: skip
    assert find("name", *pairs) == []
    short = [("穆萨说。", "Moses said so."), ("他对穆萨说。", "He told Moses."),
             ("穆萨走了。", "Moses left."), ("他来了。", "He came.")]  # fmt: skip
    assert find("name", *short) == []
    other = ("约旦河很长。", "Norway is long.")
    assert len(find("name", *pairs, other)) == 2


@pytest.mark.parametrize(
    ("name", "characters"),
    [("Bezos", "贝索斯"), ("Andanar", "安达纳尔"), ("Lewis", "刘易斯"), ("Rossner", "罗思纳")],
)
def test_foreign_names_sound_like_their_characters(name: str, characters: str) -> None:
    """The likeness is near 1 for a name, and low for another name."""
    assert compare_sounds(name, characters) > 0.8
    assert compare_sounds("Google", characters) < 0.6


def test_a_person_keeps_the_given_name() -> None:
    """In either order and in other romanisations; the same surname alone does not name a person."""
    lines = Path(__file__).with_name("given_names.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    for verdict, zh, en in rows:
        found = [finding.message for finding in find("name", (zh, en))]
        assert bool(found) == (verdict in ("wrong", "alarm")), (zh, en, found)


def test_characters_that_no_dictionary_reads_may_be_a_name() -> None:
    """One name for each run of characters with one of them; further names are told."""
    both = "Mr Yoshida and Mr Tanaka visited Beijing."
    assert not quoted("𠮷田先生访问北京。", "Mr Yoshida visited Beijing.")
    assert not quoted("葛\U000e0100城先生访问北京。", "Mr Katsuragi visited Beijing.")
    assert quoted("𠮷田先生访问北京。", both) == ["Tanaka"]
