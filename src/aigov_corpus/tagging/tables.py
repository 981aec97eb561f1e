"""The tables of a taxonomy file, as pydantic models; importing this module imports pydantic.

The method `record()` of a table returns the frozen record that the rest of the package uses.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from aigov_corpus import patterns as re
from aigov_corpus.files.toml import TomlTable, invalid_value, repeated_at
from aigov_corpus.tagging.taxonomy import Cues, Principle, Taxonomy

_ID = re.compile(r"[a-z][a-z0-9-]*")
_STAR_REMEDY = "put the * at the end of an English word, as in inclusiv*"


def _check_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise invalid_value(
            f"'{value}' is not a valid id",
            remedy="use small letters, digits and hyphens, and a letter first",
        )
    return value


def _check_text(value: str) -> str:
    if not value.strip():
        raise invalid_value("it is empty", remedy="write a text")
    return value


def _check_wording(value: str) -> str:
    if value != value.strip():
        raise invalid_value(f"'{value}' begins or ends with a space", remedy="remove the space")
    return _check_text(value)


def _check_english(value: str) -> str:
    for word in re.split(r"[\s-]", value):
        if "*" in word[:-1] or word == "*":
            raise invalid_value(f"'{value}' has a * in the wrong place", remedy=_STAR_REMEDY)
    return value


def _check_chinese(value: str) -> str:
    if "*" in value:
        raise invalid_value(f"'{value}' is Chinese and has a *", remedy=_STAR_REMEDY)
    return value


def _check_differ(values: list[str]) -> list[str]:
    again = repeated_at(values)
    if again is not None:
        raise invalid_value(f"'{values[again]}' occurs twice", remedy="remove one of the two")
    return values


_Id = Annotated[
    str, AfterValidator(_check_id), Field(description="a short name of a-z, 0-9 and hyphens")
]
_Text = Annotated[str, AfterValidator(_check_text)]
_Wording = Annotated[str, AfterValidator(_check_wording)]
_EnglishCues = Annotated[
    list[Annotated[_Wording, AfterValidator(_check_english)]], AfterValidator(_check_differ)
]
_ChineseCues = Annotated[
    list[Annotated[_Wording, AfterValidator(_check_chinese)]], AfterValidator(_check_differ)
]


class BilingualText(TomlTable):
    """A name or description in both languages: `name.zh` and `name.en`."""

    zh: _Text = Field(description="the Chinese text")
    en: _Text = Field(description="the English text")


class CueTable(TomlTable):
    """Wordings in both languages, such as `strong.zh` and `strong.en`."""

    zh: _ChineseCues = Field(default=[])
    en: _EnglishCues = Field(default=[])


class PrincipleTable(TomlTable):
    """One table `[[principle]]`."""

    id: _Id
    name: BilingualText = Field(description="lines  name.zh = …  and  name.en = …")
    description: BilingualText = Field(
        description="lines  description.zh = …  and  description.en = …"
    )
    strong: CueTable = CueTable()
    weak: CueTable = CueTable()
    excluded: CueTable = Field(default=CueTable(), alias="not")

    @model_validator(mode="after")
    def _check(self) -> Self:
        strong, weak = self.strong, self.weak
        if not (strong.zh or strong.en or weak.zh or weak.en):
            raise invalid_value(
                "it is empty, and so is weak: nothing shows this principle",
                remedy="add a cue in zh or en",
                key="strong",
            )
        for lang, strong_cues, weak_cues in (
            ("zh", strong.zh, weak.zh),
            ("en", strong.en, weak.en),
        ):
            for cue in weak_cues:
                if cue in strong_cues:
                    raise invalid_value(
                        f"'{cue}' is a strong cue as well",
                        remedy="remove one of the two",
                        key=f"weak.{lang}",
                    )
        return self

    def record(self) -> Principle:
        """Return the principle as a frozen record."""
        strong, weak, excluded = self.strong, self.weak, self.excluded
        return Principle(
            id=self.id,
            name_zh=self.name.zh,
            name_en=self.name.en,
            description_zh=self.description.zh,
            description_en=self.description.en,
            zh=Cues(tuple(strong.zh), tuple(weak.zh), tuple(excluded.zh)),
            en=Cues(tuple(strong.en), tuple(weak.en), tuple(excluded.en)),
        )


class TaxonomyTable(TomlTable):
    """A whole taxonomy file."""

    id: _Text = Field(description="the name of the taxonomy")
    version: int = Field(default=1, ge=1)
    name: BilingualText = Field(description="lines  name.zh = …  and  name.en = …")
    principle: list[PrincipleTable] = Field(description="a table  [[principle]]  for each")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.principle:
            raise invalid_value("it is empty", remedy="add a principle", key="principle")
        again = repeated_at([principle.id for principle in self.principle])
        if again is not None:
            raise invalid_value(
                f"the id '{self.principle[again].id}' is used twice",
                remedy="give each principle an id of its own",
                key=f"principle[{again + 1}].id",
            )
        return self

    def record(self) -> Taxonomy:
        """Return the taxonomy as a frozen record."""
        return Taxonomy(
            id=self.id,
            version=self.version,
            name_zh=self.name.zh,
            name_en=self.name.en,
            principles=tuple(principle.record() for principle in self.principle),
        )
