"""TOML files read through pydantic models; a mistake in a file is reported in one sentence.

A model is a subclass of `TomlTable`, with one field for each key of the table. `read_toml` checks a
file against it: unknown keys, missing keys and values of the wrong type are a `ConfigError` with
the file, the place of the key, the reason and the remedy.

Importing this module imports pydantic (a tenth of a second). Import it where a file is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from aigov_corpus.errors import ConfigError, InvalidInputError
from aigov_corpus.files.limits import LARGEST_TABLE, PERMISSION, parse_toml, read_limited
from aigov_corpus.files.reasons import explain

_OURS = "aigov"
"""Error type, in pydantic, of the errors that `invalid_value` makes."""

_LONGEST_QUOTE = 100
"""Characters of a wrong value that a message shows."""

_WANTED = {
    "string_type": ("text in quotes", "write it in quotes"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "int_type": ("a whole number", "write a whole number, without quotes and decimal point"),
    "int_from_float": ("a whole number", "write a whole number, without quotes and decimal point"),
    "float_type": ("a number", "write a number, without quotes"),
    "finite_number": ("a finite number", "write a number"),
    "list_type": ("a list", 'write it in square brackets, such as ["0", "1"]'),
    "model_type": ("a table", "write its keys in braces, such as { key = … }"),
}
"""For each error type of pydantic, what the value must be, and the remedy."""


class TomlTable(BaseModel):
    """A table of a TOML file: every key is a field, and no value is converted to another type.

    A field's `description` says what to write there. It is the remedy if the key is missing.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


Table = TypeVar("Table", bound=TomlTable)


def read_toml(file: Traversable, model: type[Table], *, remedy: str, source: str = "") -> Table:
    """Return what a TOML file says, checked against `model`.

    Args:
        file: a path, or a file of a package's data.
        model: the model of the whole file.
        remedy: what to do if the file is missing, or cannot be read for any reason but a lack of
            permission.
        source: name of the file in an error; if empty, its path.

    Raises:
        ConfigError: the file cannot be read, is not UTF-8 or not TOML, or does not fit the model.
    """
    source = source or str(file)
    try:
        data = read_limited(file, limit=LARGEST_TABLE)
    except PermissionError as error:
        raise ConfigError(
            f"it cannot be read ({error.strerror})",
            source=source,
            remedy=PERMISSION,
        ) from error
    except OSError as error:
        raise ConfigError(
            f"it cannot be read ({explain(error, file)})", source=source, remedy=remedy
        ) from error
    except InvalidInputError as error:
        raise ConfigError(error.reason, source=source, remedy=error.remedy) from error
    values = parse_toml(data, source=source)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise _config_error(error, model, source) from error


def quote_toml(text: str) -> str:
    """Return a text as a string of TOML, in quotes; a lone surrogate becomes U+FFFD."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def invalid_value(reason: str, *, remedy: str, key: str = "") -> PydanticCustomError:
    """Return an error for a validator of a model to raise; `read_toml` makes it a `ConfigError`.

    Args:
        reason: what is wrong, as a clause: `it is an absolute path`.
        remedy: what to do, as an imperative.
        key: the key that is wrong, such as `file` or `document[2].id`, if the validator checks a
            whole table; empty if it checks one value.
    """
    return PydanticCustomError(_OURS, "{reason}", {"reason": reason, "remedy": remedy, "key": key})


def repeated_at(values: Sequence[str]) -> int | None:
    """Return the 0-based index of the first value that repeats an earlier one, or else None."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            return index
        seen.add(value)
    return None


def _config_error(error: ValidationError, model: type[TomlTable], source: str) -> ConfigError:
    """Return the first of pydantic's errors as a `ConfigError`.

    An error about an unknown key is taken before all others, because an unknown key is mostly a
    misspelling of a missing one.
    """
    details = error.errors(include_url=False)
    first = min(details, key=lambda detail: detail["type"] != "extra_forbidden")
    place = _place(first["loc"])
    if first["type"] == _OURS:
        said = first["ctx"]
        place = ".".join(part for part in (place, said["key"]) if part)
        return ConfigError(said["reason"], source=source, place=place, remedy=said["remedy"])
    reason, remedy = _explained(first, model)
    return ConfigError(reason, source=source, place=place, remedy=remedy)


def _explained(detail: ErrorDetails, model: type[TomlTable]) -> tuple[str, str]:
    """Return the reason and the remedy of one of pydantic's own errors."""
    location = detail["loc"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _keys(_model_at(model, location[:-1]))
        near = get_close_matches(str(location[-1]), known, n=1)
        meant = f"; perhaps you mean  {near[0]}" if near else ""
        return "it is not a known key", f"the known keys are: {', '.join(known)}{meant}"
    if kind == "missing":
        description = _keys(_model_at(model, location[:-1]))[str(location[-1])]
        return "it is missing", f"add it: {description}" if description else "add it"
    value = _shown(detail["input"])
    if kind == "list_type" and isinstance(detail["input"], Mapping):
        heading = ".".join(part for part in location if isinstance(part, str))
        return f"it is {value}, not a list of tables", f"begin each table with  [[{heading}]]"
    if kind == "greater_than_equal":
        least = detail["ctx"]["ge"]
        return f"it is {value}, less than {least}", f"write {least} or more"
    if kind == "less_than_equal":
        most = detail["ctx"]["le"]
        return f"it is {value}, more than {most}", f"write {most} or less"
    if kind in _WANTED:
        wanted, remedy = _WANTED[kind]
        return f"it is {value}, not {wanted}", remedy
    return f"it is {value}", detail["msg"][:1].lower() + detail["msg"][1:]


def _place(location: Sequence[int | str]) -> str:
    """Return a path of keys, tables counted from 1: `document[1].rendering[2].en.url`."""
    place = ""
    for part in location:
        if isinstance(part, int):
            place += f"[{part + 1}]"
        else:
            place += f".{part}" if place else part
    return place


def _model_at(model: type[TomlTable], location: Sequence[int | str]) -> type[TomlTable]:
    """Return the model of the table at a location in a file of `model`."""
    for part in location:
        if isinstance(part, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            model = _table_in(fields[part].annotation) or model
    return model


def _table_in(annotation: object) -> type[TomlTable] | None:
    """Return the model in a field's type, as in `list[Rendering]` or `Source | None`; or None."""
    if isinstance(annotation, type) and issubclass(annotation, TomlTable):
        return annotation
    return next((found for part in get_args(annotation) if (found := _table_in(part))), None)


def _keys(model: type[TomlTable]) -> dict[str, str]:
    """Return the keys of a table, each with its description."""
    return {
        field.alias or name: field.description or "" for name, field in model.model_fields.items()
    }


def _shown(value: Any) -> str:
    """Return how a message shows a value: short, and as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list"
    shown = repr(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= _LONGEST_QUOTE else f"{shown[:_LONGEST_QUOTE]}…"
