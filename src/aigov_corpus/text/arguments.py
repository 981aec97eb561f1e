"""Checks of the arguments of public functions: each value must have its annotated type.

`checks_arguments` reads the annotations of a function. A value of another type is a `UsageError`
that names the argument, before anything is done with it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from inspect import Parameter, signature
from numbers import Integral, Real
from typing import Any, ParamSpec, TypeVar

from aigov_corpus.errors import UsageError, show_value
from aigov_corpus.text.values import check_path, require_text

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_FUNCTIONS_REMEMBERED = 256
"""Number of functions whose annotations are remembered, more than the package has public ones."""

_WANTED = {
    "str": "text (str)",
    "bool": "True or False",
    "int": "whole number",
    "float": "finite number",
    "Path": "path",
    "Callable": "function",
    "Mapping": "dictionary",
}
"""The types that are checked, each with its name in a message."""
_WITHOUT_ARTICLE = (_WANTED["str"], _WANTED["bool"])
"""Those of the names that have no article."""
_ALIASES = {"Progress": "Callable"}
"""Names that annotations have for some of these types."""


def checks_arguments(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Make a function refuse arguments that are not of the types in its annotations.

    An argument whose annotation has a type that is not in `_WANTED` is left to the function.
    """

    @wraps(function)
    def checked(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            bound = signature(function).bind(*args, **kwargs)
        except TypeError as error:  # Python's own sentence would name the function, too
            taken = ", ".join(_show_parameters(function))
            raise TypeError(f"{function.__qualname__}(): {error}; it takes {taken}") from None
        check_values(function, bound.arguments)
        return function(*args, **kwargs)

    return checked


def _with_article(name: str) -> str:
    """Return the name of a type as it stands behind “give”: `a path`, `text (str)`."""
    return name if name in _WITHOUT_ARTICLE else f"a {name}"


def _show_parameters(function: Callable[..., Any]) -> Iterator[str]:
    """Yield the names of the arguments; those that must be named with `=` behind them."""
    for name, parameter in signature(function).parameters.items():
        if name != "self":
            yield f"{name}=" if parameter.kind is Parameter.KEYWORD_ONLY else name


def check_values(function: Callable[..., Any], values: Mapping[str, object]) -> None:
    """Check the values that a function is to be called with.

    Raises:
        UsageError: a value does not have the type in the annotation of its argument.
    """
    types = _read_annotations(function)
    for name, value in values.items():
        if name not in types or (value is None and "None" in types[name]):
            continue
        if "Path" in types[name]:  # names of files may hold what no text may
            check_path(value, name=name)
        elif "str" in types[name] and isinstance(value, str):
            require_text(value, name=name)
        elif not any(_fits(value, kind) for kind in types[name]):
            wanted = [_WANTED[kind] for kind in types[name] if kind != "None"]
            raise UsageError(
                f"{name} is {show_value(value)}, which is no {' and no '.join(wanted)}",
                remedy=f"give {' or '.join(map(_with_article, wanted))}"
                + ", or None" * ("None" in types[name]),
            )


@lru_cache(maxsize=_FUNCTIONS_REMEMBERED)
def _read_annotations(function: Callable[..., Any]) -> dict[str, tuple[str, ...]]:
    """Return the types of each argument, if all of them can be checked."""
    found = {}
    for parameter in signature(function).parameters.values():
        annotation = parameter.annotation
        written = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
        types = tuple(_read_union(written))
        if all(kind in _WANTED or kind == "None" for kind in types):
            found[parameter.name] = types
    return found


def _read_union(annotation: str) -> Iterator[str]:
    """Yield the types of a union, without what stands in brackets behind them."""
    depth = 0
    name = ""
    for character in f"{annotation}|":
        if character == "|" and not depth:
            yield _ALIASES.get(name, name)
            name = ""
        depth += (character in "[(") - (character in "])")
        if not depth and character not in "|] ":
            name += character


def _fits(value: object, kind: str) -> bool:
    """Return whether a value is of a type that is no text and no path."""
    if kind == "bool":
        return type(value).__name__ in ("bool", "bool_")  # numpy's
    if kind == "Callable":
        return callable(value)
    if kind == "Mapping":
        return isinstance(value, Mapping)
    if kind not in ("int", "float"):
        return False
    wanted: type = Integral if kind == "int" else Real
    return isinstance(value, wanted) and not isinstance(value, bool) and _is_finite(value)


def _is_finite(number: Any) -> bool:
    """Return whether a number is finite, and not too large for a floating-point number."""
    try:
        return math.isfinite(number)
    except OverflowError:
        return False
