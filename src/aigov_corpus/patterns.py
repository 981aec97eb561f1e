"""The module `re`, whose patterns are compiled when they are first used.

The other modules import it under the name `re`. They have 2,000 patterns, which would take 0.3 s to
compile. Two short texts are aligned and checked with a fifth of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from re import *  # noqa: F403
from re import Pattern
from typing import Any, AnyStr, cast

__all__ = re.__all__


class _LatePattern:
    """A pattern that is compiled when another of its attributes than `pattern` is asked for."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> Pattern[Any]:
        """The compiled pattern, which Python's own memory of 512 patterns forgets."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern, and keep it as one of this object."""
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value

    def __reduce__(self) -> Any:
        """Let `copy` and `pickle` make the pattern anew."""
        return compile, (self.pattern, self._flags)


def compile(  # type: ignore[no-redef]
    pattern: AnyStr, flags: int = 0
) -> Pattern[AnyStr]:
    """Return a pattern whose first use raises a `re.error` if it is not valid."""
    return cast("Pattern[AnyStr]", _LatePattern(pattern, flags))
