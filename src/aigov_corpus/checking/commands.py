"""English commands, which state a duty without a word for it: "Keep to the right" for 应当靠右."""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.checking.english_verbs import list_verbs
from aigov_corpus.checking.units import Place
from aigov_corpus.text.content_words import has_content

_COMMAND = re.compile(
    # where a sentence begins, perhaps behind a mark and a number
    r"(?:^|[.;:!?–—]\s+|\s-\s|,\s+(?=so\s|then\s)|[\"“‘'(\[])\W{0,9}(?:(?:\w+\.|\d+\.?)\s+)?"
    # a condition before the command
    r"(?:(?:if|when|where\w*|who\w*|once|after|before|in\s+case|unless|until|as|since|while|should"
    r"|o)"
    r"\b[^.;:!?]{3,200},\s+(?!(?:always|and|or|but)\b))?"
    # words before its verb
    r"(?:(?:and|so|but|then|or|rather|indeed|therefore|always|first|next|now|please|just|also"
    r"|either)"
    r"[,\s]+){0,2}"
    # the verb, which is no subject of another one
    r"(?:(?P<known>do\s+not|don['’]t|never|let|be)|(?P<verb>[a-z]{2,}))"
    r"(?!\s+(?:of|is|are|was|were|be|has|have|had|do|does|did|will|would|shall|should|must|can"
    r"|could"
    r"|may|might)\b)(?=[\s,])",
    re.IGNORECASE,
)
"""Pattern for the word that begins a sentence, or what follows its condition."""
_OBJECT = re.compile(
    r"\s+(?:the|an?|this|that|these|those|all|any|each|every|both|your|my|his|her|its|our|their|it"
    r"|him|them|us|me|yourself|no|some)\b",
    re.IGNORECASE,
)
"""Pattern for what follows a verb directly, but no noun: "book a room", "a good book"."""
_NO_VERB = frozenset(
    "each every both much many few another three four five six seven eight nine ten while whether "
    "whose why within without upon onto above below under between among amongst amidst through "
    "throughout during against across along around behind beside beyond near until till toward "
    "via per except despite like unlike nor yet because although unless once before after whereas "
    "whatever am must even still now hence however moreover perhaps please quite rather almost "
    "else otherwise instead first second third next last same own different new old good "
    "therefore thus though always whole".split()
)
"""Words of content that begin a sentence and are no verbs."""
_INFLECTED = re.compile(r".*(?:[^s]s|ed|ing|ly)", re.IGNORECASE)
"""Pattern for words that are no verb of a command, if the dictionary does not say so."""


def find_commands(text: str) -> Iterator[Place]:
    """Yield the places of the verbs that begin English commands."""
    for found in _COMMAND.finditer(text):
        word = found["verb"]
        if not word:
            yield found.span("known")
        elif _may_be_verb(word.lower()) and (
            word.lower() in list_verbs()
            or (_OBJECT.match(text, found.end()) and not _INFLECTED.fullmatch(word))
        ):
            yield found.span("verb")


def _may_be_verb(word: str) -> bool:
    return word not in _NO_VERB and has_content(word, lang="en")
