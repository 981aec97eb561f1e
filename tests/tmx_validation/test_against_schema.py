"""Our findings against the DTD and the schema that OmegaT ships."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from aigov_corpus.tmx_validation.messages import ERRORS

from .test_findings import BATTERY, MORE

JAR = Path("/usr/share/omegat/OmegaT.jar")


@pytest.mark.slow
def test_what_the_dtd_or_omegats_schema_refuses_is_an_error_here(tmp_path: Path) -> None:
    """Each variant that the DTD or schema of the installed OmegaT refuses has an error here."""
    assert JAR.is_file(), (
        "OmegaT is not installed: apt-get install omegat (Debian); this proof is never skipped"
    )
    with zipfile.ZipFile(JAR) as archive:
        dtd = etree.DTD(io.BytesIO(archive.read("schemas/tmx14.dtd")))
        for name in ("tmx14.xsd", "xml.xsd"):
            tmp_path.joinpath(name).write_bytes(archive.read(f"schemas/{name}"))
    schema = etree.XMLSchema(etree.parse(tmp_path / "tmx14.xsd"))
    refused: dict[str, set[str]] = {"dtd": set(), "schema": set()}
    for name, (data, codes) in (BATTERY | MORE).items():
        if "version-old" in codes:
            continue
        raw = data.encode() if isinstance(data, str) else data
        try:
            tree = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, load_dtd=False))
        except etree.XMLSyntaxError:
            continue
        if next(tree.iter(etree.Entity), None) is not None:
            continue  # libxml2's schema validation has no answer for an unknown entity
        for what, accepts in (("dtd", dtd.validate(tree)), ("schema", schema.validate(tree))):
            if not accepts:
                refused[what].add(name)
                assert ERRORS.keys() & codes, (
                    f"the {what} refuses “{name}”, and we find only {codes}"
                )
    assert "zh_CN with an underscore" in refused["schema"] - refused["dtd"]
    assert min(map(len, refused.values())) > 15
