"""Addresses, acronyms, titles, marks, English in Chinese, lengths, consistency and principles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aigov_corpus.checking import check_pairs
from aigov_corpus.records import Evidence, Finding, Tag
from checking.pairs import find, make_pair

RIGHT = {
    "address": [
        ("见 http://www.a.gov.cn/zh/b_12.htm。", "See https://www.a.gov.cn/en/b_12.htm."),
        ("手机13800138000，共13800138000元", "Mobile 138 0013 8000, RMB 13,800,138,000"),
        ("共有13800138000名用户", "13,800,138,000 users"),
        ("电话：010-12345678，邮箱 a@un.org", "Tel. +86 10 1234 5678, e-mail: a@un.org"),
        ("电话：010-66554433", "Tel: (86-10) 6655 4433"),
    ],
    "number": [
        ("电话13912345678。", "Telephone: +86 139 1234 5678."),
        ("电话：010-66554433", "Tel: (86-10) 6655 4433"),
        ("热线：2878 8196", "Hotline: (852) 2878-8196"),
        ("帐号6222020200112233", "account 6222 0202 0011 2233"),
        (
            "由6222020200112233转至6222020200112233",
            "from 6222 0202 0011 2233 to 6222 0202 0011 2233",
        ),
    ],
    "list-length": [
        ("经济、政治、文化、社会建设", "economic, political, cultural and social development"),
        ("不论过去、现在和将来", "now and in the future as we did in the past"),
        (
            "国家机构包括行政机关、监察机关、审判机关、检察机关、军事机关",
            "State organs include administrative organs，supervisory organs，adjudicatory organs，"
            "procuratorial organs and military organs",
        ),
        ("提高效率、加强监督", "raise efficiency, strengthen supervision"),
        (
            "改善民生、推进民主、促进和谐",
            "improve livelihoods, advance democracy, and foster harmony",
        ),
        (
            "中方高举和平、合作、共赢的旗帜。",
            "China upholds peace, cooperation and mutual benefit.",
        ),
        ("老人、妇女、儿童优先。", "Women, children and the elderly come first."),
        (
            "实际上是将节点的位置、缩放和旋转设置为给定目标的位置、缩放和旋转，然后移动实体。",
            "Virtually sets the node's position, scale and rotation to that of the given target, "
            "then moves the body.",
        ),
        (
            "不得接受第三人有关停止支付、汇款或其他类似的请求。",
            "It shall not accept a request from a third party for suspension of payment or "
            "remittance, or other similar requests.",
        ),
        (
            "战士配备着铠甲、盾牌、一瓶药水。",
            "Fighters are equipped with armour and a shield, as well as a potion.",
        ),
        (
            "扩大交流合作，逐步为台湾同胞在大陆学习、创业、就业、生活提供与大陆同胞同等待遇。",
            "We will expand exchanges, and ensure that people from Taiwan enjoy the same treatment "
            "when they pursue study, do business, work or live on the mainland.",
        ),
        (
            "扎实做好碳达峰、碳中和各项工作。",
            "We will take solid steps toward the goals of achieving peak carbon emissions and "
            "carbon neutrality.",
        ),
        ("医院、学校、企业参与其中。", "Hospitals, schools and businesses are involved."),
        ("二、会员的权利和义务。", "2. The rights and obligations of members."),
        ("二中、三中、四中、五中全会", "the second through fifth plenary sessions"),
        ("“东风”号、“天和”号、“长江”号", "the Dongfeng, the Tianhe and the Changjiang"),
        ("道路自信、理论自信、制度自信", "confidence in our path, our theory and our system"),
        (
            "发展经济、教育、卫生，教育是根本。",
            "We will develop the economy, education and health; education is fundamental.",
        ),
    ],
    "doubled": [("小功率动力线", "low-power power line")],
    "acronym": [
        ("加入WTO，GDP增长，A股与5G。", "China joined the World Trade Organization; GDP grew."),
        ("第II章，见www.WTO.org。", "Chapter 2, see the site."),
        ("用 TS 和 JS 编写。", "It is written in TypeScript and JavaScript."),
        ("大于 2 GB 的 ODT 文件", "OpenDocument Text files of more than 2 gigabytes"),
        ("从其他平台或CMS（内容管理系统）导入。", "Import from content management platforms."),
        ("世界银行（WB）的报告，标识符（UUID）", "A report of the World Bank, an identifier"),
        ("首席执行官（CEO）辞职。", "The chief executive resigned."),
        ("单位GDP能耗下降3.8%。", "Energy intensity fell by 3.8 percent."),
    ],
    "title": [
        ("《联合国宪章》和《海洋法公约》", "The Charter of the United Nations and UNCLOS"),
        ("依照《香港特別行政區基本法》。", "Under the Basic Law of Hong Kong."),
        ("他读《红楼梦》。", "He reads “a dream of red mansions”."),
        ("请审查《规划草案》。", "please examine the draft plan."),
        ("《阿凡达》很好看。", "Avatar is good."),
        ("《1984》", "1984"),
    ],
    "quotes": [
        ("他说：“我们来了。", "He said: “We have come."),
        ("（一）概况", "a) An overview; 2) a plan (new)."),
        ("「你好」", "It’s “good”."),
    ],
    "punctuation": [
        ("编辑 my.cnf 文件。", "Edit the my.cnf file."),
        ("等等。", "Apples, pears, etc., and so on... Santa Clara, Calif., in 1.5 seconds."),
        ("《论语》、“道”", "The 论语、道德经 of old."),
        ("库,库,... 与 Module::name", "lib,lib,... and Module::name"),
        ("这是《古兰经》。", "This is the Qur’an. It is long."),
    ],
    "english-left": [
        ("用 Docker Compose 部署 (see the docs)，Bank of China，“the end”。", "Use it."),
        ("用 git 提交，git 很好。", "Use git."),
    ],
}
WRONG = {
    "address": [
        (
            "邮箱：info@mail.gov.cn",
            "E-mail: inof@mail.gov.cn",
            "the e-mail address info@mail.gov.cn of the source is inof@mail.gov.cn here",
        ),
        (
            "见 https://www.gov.cn/a/b_12.htm。",
            "See https://www.gov.cn/a/b_21.htm.",
            "the web address https://www.gov.cn/a/b_12.htm of the source is",
        ),
        ("电话010-12345678", "Tel. 010-12345687", "the telephone number 010-12345678"),
        ("手机：13800138000", "Mobile: 13800138001", "the telephone number 13800138000"),
        ("电话13912345678", "Tel. +86 139 1234 5679", "the telephone number 13912345678"),
        ("热线400-810-1234", "Hotline: 400-810-1243", "the telephone number 400-810-1234"),
        ("电话010-66554433", "Tel. 010-12345678", "the telephone number 010-66554433"),
        (
            "见http://a.cn/x。",
            "See there.",
            "the web address http://a.cn/x of the source is not in",
        ),
    ],
    "number": [
        (
            "金额为12000000元。",
            "The sum is 32000000 yuan.",
            "12000000 is 12 million",
        ),
        ("共12000000人。", "In total 32 000 000 people.", "12000000 is 12 million"),
    ],
    "list-length": [
        (
            "研究覆盖机械、能源、医疗、环境等领域",
            "research in machinery, energy and environment",
            "the Chinese lists 4 items; the English seems to lack “医疗”",
        ),
        (
            "道路自信、理论自信、制度自信",
            "confidence in our path and our system",
            "the Chinese lists 3 items; the English seems to lack “理论自信”",
        ),
        (
            "他访问了法国、德国、意大利和西班牙。",
            "He visited France, Germany and Spain.",
            "the Chinese lists 4 items; the English seems to lack “意大利”",
        ),
        (
            "供应煤、热、水、电、气的地下管线",
            "underground pipes for coal, heating, electricity and gas",
            "the Chinese lists 5 items; the English seems to lack “水”",
        ),
        (
            "发展经济、教育、卫生，教育是根本。",
            "We will develop the economy and health; education is fundamental.",
            "the Chinese lists 3 items; the English seems to lack “教育”",
        ),
        (
            "我们要保护森林、河流、湖泊，任何人不得破坏森林、河流、湖泊。",
            "We must protect forests and lakes; nobody may damage forests, rivers and lakes.",
            "the Chinese lists 3 items; the English seems to lack “河流”",
        ),
    ],
    "acronym": [
        ("加入WTO。", "China joined the WHO.", "the source has WTO, the English has WHO"),
        ("AIIB成立。", "The bank was set up.", "the English has neither AIIB of the source"),
        (
            "世界银行（WB）的报告",
            "A report of the bank",
            "the English has neither WB of the source",
        ),
    ],
    "title": [
        ("《红楼梦》很好看。", "It is good.", "the English does not mark “《红楼梦》”"),
        (
            "他读《红楼梦》。",
            "He reads a dream of red mansions.",
            "the English does not mark “《红楼梦》”",
        ),
        (
            "根据《森林法》。",
            "Under the “Forest Plan”.",
            "the English does not say that",
        ),
    ],
    "quotes": [
        ("他说：“来了。”", "He said: “We come.", "the quotation mark “ is not closed"),
        ("计划（新）。", "A plan (new.", "the bracket ( is not closed"),
        (
            "合作计划（新）已经公布。",
            "Cooperation programmes (new have been published.",
            "the bracket ( is not closed: “programmes (new have been published”",
        ),
    ],
    "punctuation": [
        ("好，行。", "Good,, fine.", "two marks stand side by side"),
        (
            "社会主义，发展。",
            "The development of socialism , that its overall plans need.",
            "a blank stands before the mark: “of socialism , that its overall”",
        ),
        ("水的来源。", "The source of 's water.", "a word seems to be lost beside the mark"),
        ("在明珠社区，他们工作。", "In, they work.", "a word seems to be lost beside the mark"),
        ("好，行。", "Good，fine.", "a Chinese mark stands in the English"),
        ("好，行。", "Good , fine.", "a blank stands before the mark"),
        ("一小时之内。", "Within an our.", "a word is wrong, lost or too many behind the article"),
        (
            "人人有权享有生命、自由和人身安全。",
            "Everyonehastherighttolife,libertyandsecurityofperson.",
            "blanks seem to be lost between these words",
        ),
    ],
    "english-left": [
        ("我们要 promote the growth of 贸易。", "We want to.", "English is left in the Chinese"),
        ("图 2. Example for the “滑动” 滤镜", "Example for the “Slide” filter", "English is left"),
        ("Simulation of deficient vision (第 5 节)", "Simulation (Section 5)", "English is left"),
    ],
}


@pytest.mark.parametrize("code", RIGHT)
def test_what_is_right_is_no_finding(code: str) -> None:
    """Each pair is one that a naive check would report."""
    assert [found.message for found in find(code, *RIGHT[code])] == []


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_one_finding_for_a_pair(code: str) -> None:
    """The message says what it is."""
    found = find(code, *[(zh, en) for zh, en, _ in WRONG[code]])
    assert len(found) == len(WRONG[code])
    for finding, (_, _, message) in zip(found, WRONG[code], strict=True):
        assert finding.message.startswith(message)


def test_a_single_english_word_counts_if_chinese_is_the_translation() -> None:
    """A word that the Chinese has at many places is a term."""
    texts = [("我们要 promote 贸易。", "Promote trade."), ("好。", "Good.")]
    assert len(find("english-left", *texts, source_side="en")) == 1
    assert find("english-left", *texts) == []


def test_a_text_full_of_english_words_is_said_once() -> None:
    """A manual keeps its commands; labels of buttons and names of menus are no English left."""
    words = ["chroot", "swap", "gcc", "whois", "atftpd", "plip"]
    texts = [(f"请安装 {word} 软件。", f"Please install {word}.") for word in words]
    (found,) = find("english-left", *texts, source_side="en")
    assert found.severity == "warning"
    assert found.message.startswith(
        "English words stand in the Chinese of 6 pairs, such as “chroot”"
    )
    assert [place.pair_id for place in found.places[2:]] == [f"doc/en/{n}" for n in range(1, 6)]
    label = ("点击 Save and close it 按钮。", "Click the Save and close it button.")
    assert find("english-left", label) == []
    named = [
        (
            "主要的组织是 Software in the Public Interest，",
            "mainly Software in the Public Interest,",
        ),
        ("Functions provided by the kernel(由内核提供的功能)", "Functions of the kernel"),
        ("签署 Developer Certificate of Origin(DCO)。", "Sign the Developer Certificate."),
        ("请安装 docbook-to-man 软件包。", "Install the docbook-to-man package."),
        ('见手册 "Control files and their fields" 一章。', "See Control files and their fields."),
    ]
    assert find("english-left", *named) == []


def test_text_that_is_not_chinese_has_no_usual_length() -> None:
    """Where most of a manual is still English, what is translated is not too short."""
    english = "This paragraph of the manual was not translated at all, number"
    left = [(f"{english} {number}，见下", f"{english} {number}, see below") for number in range(20)]
    done = (
        "本手册的这一段已经全部翻译成了中文，请读者放心阅读。",
        "This paragraph of the manual has been translated into Chinese as a whole, be assured.",
    )
    assert find("length", *left, done) == []


def test_a_quotation_may_go_on_in_the_next_pair() -> None:
    """Then the source has no whole quotation there; else the mark was lost."""
    said = ("He said, stand up", "他说：“站起来。"), ("And go home", "回家去吧。”")
    pairs = [(zh, en) for en, zh in said]
    assert find("quotes", *pairs, source_side="en") == []
    quoted = [(zh, f"“{en}.”") for zh, en in pairs]
    assert len(find("quotes", *quoted, source_side="en")) == 2
    (found,) = find("quotes", ("计划（新)公布。", "The plan (new) is out."), source_side="en")
    assert found.message.startswith("the bracket （ is closed by ): ")


def test_sources_that_differ_in_little_words_and_tags_may_share_a_translation() -> None:
    """So may words of three characters; two lines of one list may not."""
    same = "Holding shift makes it faster."
    tags = [("按住<b>shift</b>键可以加速。", same), ("按住<i>shift</i>键，可以加速。", same)]
    assert find("consistency-target", *tags) == []
    titles = [("委员长，", "the chairperson,"), ("主席，", "the chairperson,")]
    assert find("consistency-target", *titles) == []
    login = "登录数据库需要密码吗？"
    renderings = [(login, "Is the password needed?"), (login, "Is a password needed?")]
    assert find("consistency-source", *renderings) == []


def test_the_limits_of_length_are_those_of_the_text() -> None:
    """A translation six deviations from the others is reported, in a text of twenty pairs."""
    usual = [(f"这是第{number}个句子，有十五个字以上。", "This is a sentence like all others, see.")
             for number in range(20)]  # fmt: skip
    short = ("这是最后一个句子，也有十五个字以上。", "Last.")
    assert find("length", *usual) == []
    (found,) = find("length", *usual, short)
    assert found.places[0].pair_id == "doc/en/20"
    assert "times shorter than usual in this text" in found.message
    assert find("length", *usual[:5], short) == []


def test_of_two_translations_that_stand_equally_often_none_is_suggested() -> None:
    """The later one is named, but the first is no correction of it."""
    pairs = [("各位代表：", "Fellow Deputies,"), ("各位代表。", "Esteemed Deputies!")]
    (found,) = find("consistency-source", *pairs)
    assert found.suggestion == ""


def test_one_source_with_two_translations_names_the_other_place() -> None:
    """The rarer translation is reported; case and punctuation do not count."""
    pairs = [("各位代表：", "Fellow Deputies,"), ("各位代表。", "fellow deputies"),
             ("各位代表！", "Esteemed Deputies!")]  # fmt: skip
    (found,) = find("consistency-source", *pairs)
    assert found.message == (
        "this source is translated 2 times as “Fellow Deputies,”, here “Esteemed Deputies!”"
    )
    assert [place.pair_id for place in found.places] == ["doc/en/2"] * 2 + ["doc/en/0", "doc/en/1"]
    (found,) = find(
        "consistency-target", ("各位代表：", "Fellow members."), ("各位委员。", "Fellow members!")
    )
    assert found.message.startswith(
        "this translation stands once for “各位代表：”, here “各位委员。”"
    )
    same = "No one can contend with him."
    assert (
        find("consistency-target", ("夫唯不爭，莫能爭。", same), ("以其不爭，莫能爭。", same)) == []
    )


def check_cues(zh: str, en: str, cues: str, only: str) -> list[Finding]:
    """Return what checks find in a pair whose Chinese has the cues of a principle."""
    evidence = tuple(
        Evidence("zh", "cue", cue, zh.index(cue), zh.index(cue) + len(cue)) for cue in cues.split()
    )
    tag = Tag("security", 0.5, evidence, 1.0, 0.0)
    pair = replace(make_pair(zh, en), principle_evidence=(tag,))
    return check_pairs([pair], only=only.split())


def test_a_principle_with_two_cues_on_one_side_that_no_word_of_the_other_renders() -> None:
    """With one cue nothing is said, nor if links or the dictionary have a word for one of two."""
    zh = "开发者应当提高产品质量，确保系统安全、可靠。"
    en = "Developers should improve the quality of their products."
    (found,) = check_cues(zh, en, "安全 可靠", "principle")
    assert found.message == (
        "the Chinese has “安全” (security), the English has no words for this principle"
    )
    assert check_cues(zh, en, "安全", "principle") == []
    for rest in (
        "their systems can be relied upon.",
        "systems are harmless and do what they should",
    ):
        assert check_cues(zh, f"{en[:-1]}, and see that {rest}", "安全 可靠", "principle") == []


def test_a_principle_in_a_part_that_is_missing_anyway_is_said_once() -> None:
    """The `omission` of the clause says all."""
    zh = "政府要发展经济，改善人民生活，保护自然环境，加强国际合作，扩大对外开放。"
    en = "The government must develop the economy and improve people's lives."
    assert len(check_cues(zh, en, "国际合作 对外开放", "principle")) == 1
    (found,) = check_cues(zh, en, "国际合作 对外开放", "principle omission")
    assert found.code == "omission"


def test_words_without_blanks_lack_nothing() -> None:
    """They have no words that could be compared."""
    glued = (
        "人人有权享有生命，不受歧视，人身安全。",
        "Everyonehastherighttolifeandsecurityofperson.",
    )
    assert find("omission", glued) == []


def test_a_short_rendering_lacks_no_whole_sentence() -> None:
    """So "It doubled" says 产量增长到原来的两倍; a clause of several may be missing beside it."""
    assert find("omission", ("产量增长到原来的两倍。", "It doubled.")) == []
    assert len(find("omission", ("今天，我们的共和国屹立在世界东方。", "Today."))) == 1


def test_words_that_the_chinese_keeps_as_code_are_not_doubled() -> None:
    """It is a slip if the Chinese has no word "name"."""
    en = "Returns the index of the file with name name."
    assert find("doubled", ("返回名为 name 的文件索引。", en)) == []
    assert len(find("doubled", ("返回名称对应的文件索引。", en))) == 1
    assert find("doubled", ("应返回的语言的语言代码。", "Codes of the languages to return.")) == []


def test_english_words_that_are_code_in_the_english_are_not_left() -> None:
    """So are two words and more, which are said once; a word that stands alone is an error."""
    code = ("是否允许包含 name 属性。", "Whether to allow the attribute `name`.")
    assert find("english-left", code, source_side="en") == []
    two = [("使用 cron 运行。", "It is run by cron."), ("值为 false 时保留。", "Kept if false.")]
    (found,) = find("english-left", *two, source_side="en")
    assert found.severity == "warning"
    (found,) = find("english-left", two[0], source_side="en")
    assert found.severity == "error"
