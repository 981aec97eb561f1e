"""Finds what is wrong with a TMX file of any program, and says it in sentences for translators.

TMX is the exchange format of translation memories. A file holds units (`<tu>`); a unit holds
variants (`<tuv>`), one for each language; a variant holds one text (`<seg>`). Codes (`<bpt>`,
`<ph>` …) stand in a text for the markup of another format.

The file is read as a stream. Findings come while it is read, and of each unit only hashes are kept,
up to a limit, to find duplicates. Nothing outside the file is opened. A file that declares entities
is not read any further, so neither external entities nor entity bombs have an effect.

A finding of the kind `error` breaks TMX 1.4, or makes a program in use refuse the file or the unit.
A `warning` is about something that is legal but has an effect which the author hardly wants.
What a program does was tested with OmegaT 3.6, the schema of OmegaT 6.1, translate-toolkit 3.20 and
OpusTools 1.9. For Trados, memoQ and Maxprograms' TMXValidator it is taken from their documentation.
"""

from aigov_corpus.tmx_validation.check import TmxCheck

__all__ = ["TmxCheck"]
