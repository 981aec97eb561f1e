"""The findings of `validate`: for each code a sentence, with the remedy after a colon.

Names in braces are replaced by values from the file.
"""

from __future__ import annotations

from xml.parsers.expat import errors

ERRORS = {
    # the file
    "empty-file": "The file is empty: export the translation memory again.",
    "not-xml": "This is not TMX but {kind}.",
    "not-tmx": "This is not TMX, since it begins with <{tag}>{kind}: export it as TMX.",
    "not-well-formed": (
        "The XML is broken here, so no program loads the file: {cause}. Only what stands above "
        "was checked ({units})."
    ),
    "encoding": 'The first line says encoding="{declared}", but {but}: {remedy}.',
    "undecodable": (
        "Bytes that are not {encoding} begin here; they look like {guess}: save the file again as "
        "UTF-8."
    ),
    "illegal-character": (
        "The character U+{code:04X} stands here, which XML forbids, so no program loads the file: "
        "replace it by a space."
    ),
    "entity-declared": (
        "The file declares an entity of its own ({name}). That can be misused to read the files of "
        "a computer or to fill its memory, so the rest is not read: delete the declaration, which "
        "TMX has no use for."
    ),
    "entity-unknown": (
        "XML does not know &{name};: write the character itself, or its number as in &#160;."
    ),
    "long-markup": (
        "A tag, comment or instruction is longer than {limit:,} characters, so the rest of the "
        "file is not read: it is damaged or malicious, and must be exported again."
    ),
    "nesting": (
        "Elements are nested {limit} deep, so the rest of the file is not read: it is damaged or "
        "malicious, and must be exported again."
    ),
    # its structure
    "version": 'There is no TMX “{value}” that programs know: write version="1.4".',
    "namespace": 'TMX has no namespace: delete {name}="{value}".',
    "structure": (
        "<{tag}> may not stand in <{parent}>, which may hold {allowed}: delete or move it."
    ),
    "order": (
        "<{tag}> stands after <{before}>: move it before the first <{before}> of its <{parent}>."
    ),
    "repeated-element": "This <{parent}> has a second <{tag}>: keep one.",
    "missing-element": "This <{tag}> has no <{needed}>: add it, or delete the whole <{tag}>.",
    "stray-text": (
        "Text stands directly in <{tag}> (“{text}”), and no program reads it there: put it into "
        "<seg> or <note>, or delete it."
    ),
    # its attributes
    "missing-attribute": '<{tag}> has no {name}="…"{consequence}: add it.',
    "unknown-attribute": (
        'TMX has no attribute {name} for <{tag}>: write <prop type="x-{short}">{value}</prop> '
        "instead."
    ),
    "attribute-value": (
        '{name}="{value}" of <{tag}> is not {wanted}, so checking programs refuse the file: '
        "{remedy}."
    ),
    "date": (
        '{name}="{value}" is not a date as TMX wants it, in UTC like 20261122T120000Z: correct or '
        "delete it."
    ),
    "lang-attribute": (
        'The language is given as lang="{value}", as before TMX 1.3, and programs now take the '
        "text for one without a language: write xml:lang."
    ),
    "lang-underscore": (
        "The language “{value}” has an underscore, so OmegaT leaves out its units: write {better} "
        "everywhere (reported once)."
    ),
    "lang-unknown": (
        "There is no language “{value}”: write a code as in zh-CN, zh-TW, en-US or en-GB "
        "everywhere (reported once)."
    ),
    # its units
    "no-source": (
        "No text of the unit is in {source}, the source language that the file names (its texts "
        "are in {present}), so checking programs refuse the file: correct srclang or xml:lang."
    ),
    "tag-twice": (
        'The text has a second <bpt> with i="{number}", and Trados refuses the unit for that: '
        "give each pair a number of its own."
    ),
    "tag-not-opened": (
        '<ept i="{number}"> has no <bpt> before it in the same text: add it, or write '
        '<it pos="end">.'
    ),
    "tag-not-closed": (
        '<bpt i="{number}"> has no <ept> after it in the same text: add it, or write '
        '<it pos="begin">.'
    ),
}
"""For the code of each error, its sentence."""

WARNINGS = {
    "encoding-unusual": (
        "The file is in {declared}; TMX is UTF-8 or UTF-16, and not every program reads another "
        "encoding: save it as UTF-8."
    ),
    "version-old": (
        "TMX {value} is an old version, which OmegaT and memoQ read and other programs may not: "
        "export the memory as TMX 1.4 if your program can."
    ),
    "srclang-all": (
        'srclang="*all*" leaves open which language is the source, and some programs then ask or '
        "guess: name it if all units have the same one."
    ),
    "lang-case": (
        "The language “{value}” is usually written {better}, and strict programs want it so: write "
        "{better} everywhere (reported once)."
    ),
    "lang-old": (
        "The language “{value}” is an old or mistaken name of {better}: write {better} everywhere "
        "(reported once)."
    ),
    "no-units": "The file holds no translation unit (<tu>): export the memory again.",
    "one-language": (
        "The unit has one language only and so translates nothing: add the other language, or "
        "delete the unit."
    ),
    "empty-source": "The text in {lang} is empty: fill it in, or delete the unit.",
    "empty-target": (
        "The text in {lang} is empty, and OmegaT would write an empty translation: fill it in, or "
        "delete the unit."
    ),
    "line-break": (
        "A line break or tab stands inside the text, and programs then find no match: write the "
        "text of <seg> on one line, with single spaces."
    ),
    "white-space": (
        "The text begins or ends with a space, or has several in a row, and programs then find no "
        "exact match: leave single spaces."
    ),
    "damaged-text": (
        "The character U+FFFD (\ufffd) stands in the text, so another one was lost in an earlier "
        "conversion: restore it from the original."
    ),
    "invisible-character": (
        "The invisible character U+{code:04X} stands in the text, and programs then find no match: "
        "delete it."
    ),
    "mojibake": (
        "An earlier conversion damaged the text: “{damaged}” {before}. Convert the original file "
        "again."
    ),
    "escaped-twice": (
        "The text has the characters {entity}, because a sign was escaped twice, and programs show "
        "them: write {entity} in the file, without a second &amp;."
    ),
    "long-text": (
        "The text has {length:,} characters, and the cloud services of Trados refuse more than "
        "{limit:,}: divide the unit."
    ),
    "duplicate-source": (
        "The unit on line {line} has the same source and another translation, and programs keep "
        "the one that they read last: keep one of them."
    ),
    "duplicate-language": (
        "The unit has {count} texts in {lang}, and programs keep the last: put each into a unit of "
        "its own."
    ),
    "duplicate-id": "The unit on line {line} has the same tuid: give each unit its own.",
    "tags-differ": (
        "The texts of the unit do not have the same tags (by their x numbers), so one was lost or "
        "added in translation: compare them."
    ),
    "prop-file": (
        'OmegaT takes <prop type="file"> for its own, and uses the unit only in the file that it '
        "names: rename it, for instance to x-file."
    ),
    "too-many-units": (
        "Only the first {limit:,} texts are compared to find duplicates: divide the file, and "
        "check each part."
    ),
}

"""For the code of each warning, its sentence."""

CAUSES = {
    errors.XML_ERROR_INVALID_TOKEN: "a bare & or < stands in the text: write &amp; or &lt;",
    errors.XML_ERROR_TAG_MISMATCH: (
        "a closing tag does not match the element that was opened last: add the missing tag, or "
        "delete this one"
    ),
    errors.XML_ERROR_UNDEFINED_ENTITY: (
        "a name that XML does not know stands behind “&”: write &amp; if you mean the sign & itself"
    ),
    errors.XML_ERROR_NO_ELEMENTS: "the file ends too early: it was cut off, so export it again",
    errors.XML_ERROR_UNCLOSED_TOKEN: (
        "the file ends inside a tag: it was cut off, so export it again"
    ),
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "something stands after </tmx>: delete it",
    errors.XML_ERROR_MISPLACED_XML_PI: (
        "something stands before <?xml, which must be the first thing: delete it"
    ),
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "an attribute is given twice in one tag: delete one",
}
"""For a reason that the XML parser (expat) gives, the likely cause and its remedy."""
