"""Reading a taxonomy, and saying what is wrong with one."""

from __future__ import annotations

from dataclasses import replace
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
    assert taxonomy.signature == "aigov-principles/3"
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
    taxonomy = replace(load_taxonomy(), id="cues")  # under another name no model is asked
    dead = [
        (principle.id, cue)
        for principle in taxonomy.principles
        for side, cues in (("zh", principle.zh), ("en", principle.en))
        for cue in (*cues.strong, *cues.weak)
        if not any(
            tag.principle == principle.id and cue in {evidence.cue for evidence in tag.evidence}
            for tag in tag_principles(
                *((cue, "") if side == "zh" else ("", cue.replace("*", "s"))),
                taxonomy=replace(taxonomy, principles=(principle,)),
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
        ('id = "climate"', "", "id: it is missing; add it: the name of the taxonomy"),
        ('id = "climate"', 'id = " "', "id: it is empty; write a text"),
        (
            'id = "climate"',
            'id = "climate"\ncolour = "green"',
            "colour: it is not a known key; the known keys are: id, version, name, principle",
        ),
        (
            'id = "climate"',
            'id = "climate"\nversion = "new"',
            "version: it is 'new', not a whole number",
        ),
        ('id = "climate"', 'id = "climate"\nversion = 0', "version: it is 0, less than 1; write 1"),
        ('name.en = "Climate"', "", "name.en: it is missing; add it: the English text"),
        (
            'id = "mitigation"',
            'id = "Less CO2"',
            "principle[1].id: 'Less CO2' is not a valid id; use small letters",
        ),
        ('id = "mitigation"', "", "principle[1].id: it is missing; add it: a short name"),
        (
            "strong.zh",
            "stong.zh",
            "principle[1].stong: it is not a known key; "
            "the known keys are: id, name, description, strong, weak, not",
        ),
        (
            "strong.zh",
            "strong.fr",
            "principle[1].strong.fr: it is not a known key; the known keys are: zh, en",
        ),
        (
            '["减排"]',
            '["减排", "减排"]',
            "principle[1].strong.zh: '减排' occurs twice; remove one",
        ),
        ('["减排"]', '["减排", ""]', "principle[1].strong.zh[2]: it is empty; write a text"),
        ('["减排"]', '["减排", 3]', "principle[1].strong.zh[2]: it is 3, not text in quotes"),
        ('["减排"]', '"减排"', "principle[1].strong.zh: it is '减排', not a list; write it in sq"),
        ('["减排"]', '[" 减排"]', "strong.zh[1]: ' 减排' begins or ends with a space; remove"),
        ('["减排"]', '["减*"]', "strong.zh[1]: '减*' is Chinese and has a *; put the * at the end"),
        (
            '["emission* cut*"]',
            '["*cut"]',
            "principle[1].strong.en[1]: '*cut' has a * in the wrong place; put the * at the end",
        ),
        ('["emission* cut*"]', '["cut *"]', "'cut *' has a * in the wrong place"),
        ('["emission* cut*"]', '["cut**"]', "'cut**' has a * in the wrong place"),
        (
            "not.en =",
            'weak.zh = ["减排"]\nnot.en =',
            "principle[1].weak.zh: '减排' is a strong cue as well; remove one of the two",
        ),
        (
            'strong.zh = ["减排"]\nstrong.en = ["emission* cut*"]',
            "",
            "principle[1].strong: it is empty, and so is weak",
        ),
        (
            'description.zh = "减少排放。"',
            "description.zh = 3",
            "principle[1].description.zh: it is 3, not text in quotes",
        ),
        (
            'name.zh = "减缓"\nname.en = "mitigation"',
            'name = "mitigation"',
            "principle[1].name: it is 'mitigation', not a table",
        ),
        (
            'name.zh = "减缓"\nname.en = "mitigation"',
            "",
            "principle[1].name: it is missing; add it: lines  name.zh = …  and  name.en = …",
        ),
        ("[[principle]]", "[principle]", "principle: it is a table, not a list of tables; begin"),
    ],
)
def test_mistakes_are_told_with_file_key_and_remedy(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """One sentence says where the mistake is, what it is, and what to do."""
    assert OWN.count(old) == 1
    path = own(tmp_path, OWN.replace(old, new))
    with pytest.raises(ConfigError) as caught:
        load_taxonomy(path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{path}, ")


def test_two_principles_of_one_id(tmp_path: Path) -> None:
    """The id that is used twice is named, at its second place."""
    path = own(tmp_path, OWN + OWN[OWN.index("[[principle]]") :])
    with pytest.raises(ConfigError, match=r"principle\[2\]\.id: the id 'mitigation' is used twice"):
        load_taxonomy(path)


def test_a_taxonomy_without_a_principle(tmp_path: Path) -> None:
    """Nothing could be tagged with it."""
    head = OWN[: OWN.index("[[principle]]")]
    with pytest.raises(ConfigError, match="principle: it is missing; add it: a table"):
        load_taxonomy(own(tmp_path, head))
    with pytest.raises(ConfigError, match="principle: it is empty; add a principle"):
        load_taxonomy(own(tmp_path, f"{head}\nprinciple = []\n"))


def test_a_path_may_be_a_text(tmp_path: Path) -> None:
    """The guideline says to pass the path of the file."""
    assert load_taxonomy(str(own(tmp_path))).id == "climate"
    with pytest.raises(ConfigError, match="give the path of a taxonomy file"):
        load_taxonomy("aigov-principles")
    with pytest.raises(ConfigError, match="give the path of a taxonomy file"):
        load_taxonomy(b"climate.toml")  # type: ignore[arg-type]


def test_a_taxonomy_that_is_not_there(tmp_path: Path) -> None:
    """The error says what to do."""
    with pytest.raises(ConfigError, match=r"none\.toml: it cannot be read .*; give the path of a"):
        load_taxonomy(tmp_path / "none.toml")
