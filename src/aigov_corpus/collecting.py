"""When Python looks for unused objects that refer to each other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no unused objects inside a `with` block that makes many and drops few.

    Else all that were made before are gone through again and again: of 20,000 pairs in a review
    that takes a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
