"""THIRD_PARTY.md lists every package that an installation brings, with its licence."""

from __future__ import annotations

import re

import pytest
from third_party import GROUPS, PAGE, closure, licence_of

ROW = re.compile(r"^\| ([\w., -]+) \| ([^|]*?) \|", re.MULTILINE)


@pytest.mark.parametrize("group", GROUPS)
def test_every_installed_package_is_listed(group: str) -> None:
    """Whatever a requirement brings along is in a table: also what came since it was made."""
    listed = {
        name for names, _ in ROW.findall(PAGE.read_text("utf-8")) for name in names.split(", ")
    }
    brought = closure(GROUPS[group])
    assert brought
    assert brought.keys() - listed == set()


def test_every_listed_package_has_the_licence_that_it_states() -> None:
    """Of the packages that come with the core: none is AGPL, and none is without a licence."""
    rows = dict(ROW.findall(PAGE.read_text("utf-8").partition("## What these bring along")[2]))
    transitive = closure(()).keys() & rows.keys()
    assert {"certifi", "tld"} <= transitive
    for name in transitive:
        assert rows[name] == licence_of(name)
        assert "AGPL" not in rows[name]
