"""Reading a taxonomy, and saying what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigov_corpus.errors import ConfigError
from aigov_corpus.tagging import load_taxonomy, tag_principles

OWN = """
id = "climate"
name.zh = "气候"
name.en = "Climate"

[[principle]]
id = "mitigation"
name.zh = "减缓"
name.en = "mitigation"
description.zh = "减少排放。"
description.en = "Fewer emissions."
strong.zh = ["减排"]
strong.en = ["emission* cut*"]
not.en = ["budget cut*"]
"""


def own(tmp_path: Path, text: str = OWN) -> Path:
    """Write a taxonomy of the user's own."""
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bundled_taxonomy_has_the_six_in_the_document_s_order() -> None:
    """Names are those of the document's second paragraph; both languages have cues."""
    taxonomy = load_taxonomy()
    assert taxonomy.signature == "aigov-principles/1"
    assert [
        (principle.id, principle.name_zh, principle.name_en) for principle in taxonomy.principles
    ] == [
        ("people", "向善为民", "benefiting people"),
        ("sovereignty", "尊重主权", "respecting sovereignty"),
        ("development", "发展导向", "prioritizing development"),
        ("security", "安全可控", "security and control"),
        ("fairness", "公平普惠", "fairness and inclusivity"),
        ("openness", "开放合作", "openness and cooperation"),
    ]
    for principle in taxonomy.principles:
        assert principle.zh.strong
        assert principle.en.strong


def test_no_cue_of_the_bundled_taxonomy_is_dead() -> None:
    """Each cue fires on a text that consists of it, and no exception swallows it."""
    taxonomy = load_taxonomy()
    dead = [
        (principle.id, cue)
        for principle in taxonomy.principles
        for side, cues in (("zh", principle.zh), ("en", principle.en))
        for cue in (*cues.strong, *cues.weak)
        if not any(
            tag.principle == principle.id and cue in {evidence.cue for evidence in tag.evidence}
            for tag in tag_principles(
                *((cue, "") if side == "zh" else ("", cue.replace("*", "s"))),
                taxonomy=taxonomy,
                accept=0.0,
            )
        )
    ]
    assert dead == []


def test_no_cue_belongs_to_two_principles() -> None:
    """A wording that showed two principles at once would tell them apart for nobody."""
    cues = [
        cue
        for p in load_taxonomy().principles
        for side in (p.zh, p.en)
        for cue in (*side.strong, *side.weak)
    ]
    twice = {cue for cue in cues if cues.count(cue) > 1}
    assert twice == set()


def test_a_user_s_own_taxonomy(tmp_path: Path) -> None:
    """The same rules work with other principles."""
    taxonomy = load_taxonomy(own(tmp_path))
    (tag,) = tag_principles(
        "各国承诺减排。", "Countries pledged emissions cuts.", taxonomy=taxonomy
    )
    assert (tag.principle, tag.score) == ("mitigation", 1.0)
    assert taxonomy.signature == "climate/1"


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Windows editors write one."""
    path = tmp_path / "bom.toml"
    path.write_bytes(b"\xef\xbb\xbf" + OWN.encode())
    assert load_taxonomy(path).id == "climate"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "climate"', "", "'id' must be a text"),
        (
            'id = "climate"',
            'id = "climate"\ncolour = "green"',
            "unknown key 'colour'; there are: id, version",
        ),
        ('id = "climate"', 'id = "climate"\nversion = "new"', "'version' must be a whole number"),
        ('name.en = "Climate"', "", "'name': 'en' must be a text"),
        (
            'id = "mitigation"',
            'id = "Less CO2"',
            "principle 1: 'id' is 'Less CO2'; use small letters",
        ),
        ('id = "mitigation"', "", "principle 1: 'id' must be a text"),
        ("strong.zh", "stong.zh", "principle 'mitigation': unknown key 'stong'"),
        (
            "strong.zh",
            "strong.fr",
            "principle 'mitigation': 'strong': unknown key 'fr'; there are: zh, en",
        ),
        (
            '["减排"]',
            '["减排", "减排"]',
            "principle 'mitigation': 'strong.zh': '减排' is there twice",
        ),
        (
            '["减排"]',
            '["减排", ""]',
            "principle 'mitigation': 'strong.zh' holds something that is no text",
        ),
        ('["减排"]', '"减排"', "principle 'mitigation': 'strong.zh' must be a list"),
        ('["减排"]', '[" 减排"]', "begins or ends with a space"),
        ('["减排"]', '["减*"]', "in '减*' the * is misplaced"),
        (
            '["emission* cut*"]',
            '["*cut"]',
            "principle 'mitigation': 'strong.en': in '*cut' the * is misplaced",
        ),
        ('["emission* cut*"]', '["cut *"]', "the * is misplaced"),
        ("not.en =", 'weak.zh = ["减排"]\nnot.en =', "'weak.zh' repeats the strong cue '减排'"),
        (
            'strong.zh = ["减排"]\nstrong.en = ["emission* cut*"]',
            "",
            "'strong' and 'weak' are empty",
        ),
        (
            'description.zh = "减少排放。"',
            "description.zh = 3",
            "'description': 'zh' must be a text",
        ),
        (
            'name.zh = "减缓"\nname.en = "mitigation"',
            'name = "mitigation"',
            "must be given as name.zh and name.en",
        ),
        ("[[principle]]", "[principle]", "there is no principle"),
        ("[[principle]]", "[[principle]", "not valid TOML"),
    ],
)
def test_mistakes_are_named_with_file_principle_and_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """One sentence says where the mistake is."""
    assert OWN.count(old) == 1
    path = own(tmp_path, OWN.replace(old, new))
    with pytest.raises(ConfigError) as caught:
        load_taxonomy(path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")


def test_two_principles_of_one_id(tmp_path: Path) -> None:
    """The id that is used twice is named."""
    path = own(tmp_path, OWN + OWN[OWN.index("[[principle]]") :])
    with pytest.raises(ConfigError, match="principle 'mitigation': 'id' is used twice"):
        load_taxonomy(path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, a folder, in another encoding: one sentence each, with the remedy."""
    with pytest.raises(ConfigError, match=r"cannot be read .*; give the path"):
        load_taxonomy(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_taxonomy(tmp_path)
    path = tmp_path / "gbk.toml"
    path.write_bytes(OWN.encode("gb18030"))
    with pytest.raises(ConfigError, match=r"not UTF-8 \(byte \d+\); save the file as UTF-8"):
        load_taxonomy(path)
