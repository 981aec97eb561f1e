"""When Python collects garbage: objects that refer to each other and are no longer used."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG_OBJECTS = 20_000
"""New objects of a command between two collections. With Python's 700, the modules that are being
loaded, which stay, are looked at again and again: for 60 ms of `align`."""


def collect_seldom() -> None:
    """Let Python collect garbage less often than usual, to the end of the process."""
    gc.set_threshold(_YOUNG_OBJECTS, *gc.get_threshold()[1:])


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Collect no garbage inside a `with` block that makes many objects and drops few.

    Python would go through all objects made so far again and again, which takes a fifth of the time
    in which a review of 20,000 pairs is loaded.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
