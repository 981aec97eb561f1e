"""An error's fields, and the one sentence made of them."""

from __future__ import annotations

import pickle

import pytest

from aigov_corpus.errors import AigovError, ConfigError, MissingExtraError, UnknownNameError


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "it is not TOML"),
        ({"remedy": "mend it"}, "it is not TOML; mend it"),
        ({"source": "a.toml"}, "a.toml: it is not TOML"),
        ({"source": "a.toml", "place": "line 3"}, "a.toml, line 3: it is not TOML"),
        ({"place": "line 3", "remedy": "mend it"}, "line 3: it is not TOML; mend it"),
    ],
)
def test_fields_become_one_sentence(fields: dict[str, str], sentence: str) -> None:
    """Source and place stand before the reason, the remedy behind it; empty fields do not show."""
    assert str(ConfigError("it is not TOML", **fields)) == sentence


def test_fields_can_be_added_where_they_are_known() -> None:
    """A copy has them; its class, its other fields and the first error stay as they were."""
    first = ConfigError("it is not TOML", remedy="mend it")
    second = first.with_fields(source="a.toml", place="line 3")
    assert type(second) is ConfigError
    assert str(second) == "a.toml, line 3: it is not TOML; mend it"
    assert str(first) == "it is not TOML; mend it"


@pytest.mark.parametrize(
    "error",
    [
        AigovError("it failed", source="a", place="b", remedy="c"),
        UnknownNameError("format", "docx", ["tmx", "csv"]),
        MissingExtraError("fitting", extra="fit"),
    ],
)
def test_errors_pass_between_processes(error: AigovError) -> None:
    """Pickled and read again they are the same: for builds on several processes."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)


def test_an_unknown_name_that_is_nearly_a_known_one_is_told_with_it() -> None:
    """All names are listed too; nothing is guessed of a name that is near to none."""
    known = ["number", "name", "omission"]
    error = UnknownNameError("check", "numbr", known)
    assert error.remedy == "did you mean 'number'? If not, choose one of: name, number, omission"
    assert UnknownNameError("check", "x", known).remedy.startswith("choose one of: name")
