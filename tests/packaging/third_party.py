"""List in THIRD_PARTY.md what the dependencies bring along, as the installed packages state it.

    python tests/packaging/third_party.py            print the tables
    python tests/packaging/third_party.py --write    put them into THIRD_PARTY.md

Run it where the package is installed with all its extras. A package that is only needed on another
system or Python is not installed, and so it is not listed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).parents[2] / "THIRD_PARTY.md"
BEGIN = "<!-- made by tests/packaging/third_party.py -->"
END = "<!-- end -->"

GROUPS = {
    "with the package": (),
    "with an extra for users": (
        "datasets",
        "fit",
        "languages",
        "research",
        "review",
        "sentence-transformers",
    ),
    "for the tests": ("test", "slow", "dev"),
}
"""For each table the extras whose requirements it begins with; none are the core's."""

# Licences of packages whose metadata has a long text or nothing, read in their files.
_STATED_ELSEWHERE = {
    "isodate": "BSD-3-Clause",
    "petl": "MIT",
}
# Names that packages use for a licence, and its SPDX identifier.
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache Software License 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 3-Clause": "BSD-3-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Artistic License": "Artistic-1.0",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "GNU General Public License (GPL)": "GPL-2.0-or-later",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSF-2.0": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The MIT License": "MIT",
}
_LONGEST_NAME = 80
"""Characters; a longer field `License` holds the text of the licence, not its name."""


def requirements_of(package: Distribution, extras: tuple[str, ...] = ()) -> Iterator[Requirement]:
    """Yield what a package requires here, with some of its extras."""
    for line in package.requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield requirement


def closure(extras: tuple[str, ...]) -> dict[str, set[str]]:
    """Return the packages that come with some extras, each with the packages that require it.

    The requirements of aigov-corpus itself have an empty set if nothing else requires them.
    """
    brought_by: dict[str, set[str]] = {}
    waiting = [("aigov-corpus", extras)]
    seen = set()
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        for requirement in requirements_of(package, wanted):
            needed = canonicalize_name(requirement.name)
            if needed == "aigov-corpus":
                waiting.append((needed, tuple(sorted(requirement.extras))))
                continue
            brought_by.setdefault(needed, set())
            if name != "aigov-corpus":
                brought_by[needed].add(name)
            waiting.append((needed, tuple(sorted(requirement.extras))))
    return {name: by for name, by in brought_by.items() if _is_installed(name)}


def licence_of(name: str) -> str:
    """Return the licence that an installed package states, as SPDX where it can be told."""
    metadata = distribution(name).metadata
    expression = metadata.get("License-Expression")
    if expression:
        return expression
    if name in _STATED_ELSEWHERE:
        return _STATED_ELSEWHERE[name]
    classifiers = metadata.get_all("Classifier") or ()
    named = [
        line.rpartition(" :: ")[2]
        for line in classifiers
        if line.startswith("License ::") and not line.endswith("OSI Approved")
    ]
    field = (metadata.get("License") or "").strip()
    if not named and field and len(field) <= _LONGEST_NAME:
        named = [field]
    return " OR ".join(dict.fromkeys(_SPDX.get(found, found) for found in named))


def tables() -> Iterator[str]:
    """Yield, for each group, the lines of the table of what its packages bring along."""
    listed: set[str] = set()
    for title, extras in GROUPS.items():
        direct = {canonicalize_name(line.name) for line in requirements_of(_own(), extras)}
        found = closure(extras)
        yield f"### {title[0].upper()}{title[1:]}"
        yield ""
        yield "| package | licence | required by |"
        yield "|---|---|---|"
        for name in sorted(found.keys() - direct - listed):
            yield f"| {name} | {licence_of(name)} | {', '.join(sorted(found[name]))} |"
        yield ""
        listed |= found.keys()


def _own() -> Distribution:
    return distribution("aigov-corpus")


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def main() -> None:
    """Print the tables, or write them into the page."""
    text = "\n".join(tables())
    if "--write" not in sys.argv:
        print(text)
        return
    page = PAGE.read_text("utf-8")
    pattern = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    PAGE.write_text(pattern.sub(lambda _: f"{BEGIN}\n\n{text}\n{END}", page), encoding="utf-8")


if __name__ == "__main__":
    main()
