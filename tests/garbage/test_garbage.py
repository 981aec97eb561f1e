"""When Python collects garbage."""

from __future__ import annotations

import gc

import pytest

from aigov_corpus.garbage import collect_seldom, without_garbage_collection


def test_garbage_is_collected_again_after_an_error() -> None:
    """None is collected inside a block, nor between the end of an inner block and its own end."""
    assert gc.isenabled()
    with pytest.raises(KeyError), without_garbage_collection():
        with without_garbage_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_a_command_collects_seldom_and_still_collects() -> None:
    """Only the number of new objects is another one."""
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_threshold()[0] > 700
        assert (gc.get_threshold()[1:], gc.isenabled()) == (before[1:], True)
    finally:
        gc.set_threshold(*before)
