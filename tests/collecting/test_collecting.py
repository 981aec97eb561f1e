"""When Python looks for unused objects."""

from __future__ import annotations

import gc

import pytest

from aigov_corpus.collecting import without_collecting


def test_collector_is_on_again_after_an_error() -> None:
    """It waits inside the block, also inside a second one, and is on again behind both."""
    assert gc.isenabled()
    with pytest.raises(KeyError), without_collecting():
        with without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()
