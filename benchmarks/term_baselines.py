"""Other ways to list terms and to find their renderings, for benchmarks/terms.py.

Libraries count only if they are installed: `pip install nltk yake jate eflomal`. They are given the
words that jieba finds, in simplified characters, with commas in place of words without a meaning.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from aigov_corpus.records import Side
from aigov_corpus.terms.renderings import find_places, key_of
from aigov_corpus.terms.spans import is_content
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words
from word_links import link_by_eflomal

Pairs = Sequence[tuple[str, str]]
LONGEST = 5
"""Words of the longest phrase that is listed."""
FEWEST = 3
"""How often a phrase occurs, at least."""
MOST = 4000
"""Phrases that YAKE is asked for."""


def split_texts(pairs: Pairs) -> list[list[str]]:
    """Return the Chinese words of each pair; a comma stands for marks and words without meaning."""
    found = []
    for zh, _ in pairs:
        words: list[str] = []
        end = 0
        for word, start, stop in find_words(simplify(zh), lang="zh"):
            words += [","] * (start > end)
            words.append(word if is_content(word, "zh") else ",")
            end = stop
        found.append(words)
    return found


def list_by_nltk(pairs: Pairs) -> list[str]:
    """Return pairs and triples of words by their likelihood ratio."""
    from nltk.collocations import BigramCollocationFinder, TrigramCollocationFinder
    from nltk.metrics import BigramAssocMeasures, TrigramAssocMeasures

    texts = split_texts(pairs)
    scored = []
    for finder, measures in (
        (BigramCollocationFinder, BigramAssocMeasures()),
        (TrigramCollocationFinder, TrigramAssocMeasures()),
    ):
        found = finder.from_documents(texts)
        found.apply_freq_filter(FEWEST)
        found.apply_word_filter(lambda word: word == ",")
        scored += found.score_ngrams(measures.likelihood_ratio)
    return ["".join(words) for words, _ in sorted(scored, key=lambda item: -item[1])]


def list_by_yake(pairs: Pairs) -> list[str]:
    """Return the phrases that YAKE finds in all texts together."""
    import yake

    extractor = yake.KeywordExtractor(lan="zh", n=LONGEST, top=MOST, dedupLim=1.0)
    text = "\n".join(" ".join(words) for words in split_texts(pairs))
    return [phrase.replace(" ", "") for phrase, _ in extractor.extract_keywords(text)]


def list_by_jate(pairs: Pairs) -> list[str]:
    """Return the phrases of JATE, ranked by C-value."""
    import jate
    import spacy

    with TemporaryDirectory() as folder:
        blank = spacy.blank("xx")
        blank.add_pipe("sentencizer")
        blank.to_disk(Path(folder))
        terms = jate.extract_corpus(
            [" ".join(words) for words in split_texts(pairs)],
            algorithm="cvalue",
            extractor="ngram",
            model=folder,
            min_frequency=FEWEST,
        )
    return [term.string.replace(" ", "") for term in terms]


LISTERS: dict[str, tuple[str, Callable[[Pairs], list[str]]]] = {
    "NLTK, likelihood ratio": ("nltk", list_by_nltk),
    "YAKE": ("yake", list_by_yake),
    "JATE, C-value": ("jate", list_by_jate),
}
"""Ways to list terms, each with the package that it needs."""


def list_by_others(pairs: Pairs) -> dict[str, list[str]]:
    """Return the lists of those libraries that are installed."""
    found = {}
    for name, (package, lister) in LISTERS.items():
        if find_spec(package) is None:
            print(f"{name} is left out: {package} is not installed", file=sys.stderr)
        else:
            found[name] = list(dict.fromkeys(lister(pairs)))
    return found


def render_by_eflomal(pairs: Pairs, terms: Sequence[str], side: Side = "zh") -> dict[str, str]:
    """Return the most frequent rendering of each term, by the word alignments of eflomal.

    Args:
        pairs: the Chinese and the English text of each pair.
        terms: the terms; Chinese ones in simplified characters.
        side: the language of the terms.
    """
    texts = [(simplify(zh), en) for zh, en in pairs]
    words = [(find_words(zh, lang="zh"), find_words(en, lang="en")) for zh, en in texts]
    links = link_by_eflomal(
        [([word for word, _, _ in zh], [word for word, _, _ in en]) for zh, en in words]
    )
    own = 0 if side == "zh" else 1
    found = {}
    for term in terms:
        forms: Counter[str] = Counter()
        for of_text, of_pair, linked in zip(texts, words, links, strict=True):
            source, target = of_pair[own], of_pair[1 - own]
            for at, end in find_places(of_text[own], term, side)[:1]:
                columns = [
                    link[1 - own]
                    for link in linked
                    if source[link[own]][1] < end and source[link[own]][2] > at
                ]
                if columns:
                    start, stop = target[min(columns)][1], target[max(columns)][2]
                    forms[of_text[1 - own][start:stop]] += 1
        found[term] = most_frequent(forms)
    return found


def render_by_counts(pairs: Pairs, terms: Sequence[str], side: Side = "zh") -> dict[str, str]:
    """Return for each term the phrase that comes with it most regularly (Dice coefficient).

    Args:
        pairs: the Chinese and the English text of each pair.
        terms: the terms; Chinese ones in simplified characters.
        side: the language of the terms.
    """
    other: Side = "en" if side == "zh" else "zh"
    texts = [(simplify(zh), en) if side == "zh" else (en, simplify(zh)) for zh, en in pairs]
    phrases: list[dict[tuple[str, ...], str]] = []
    counts: Counter[tuple[str, ...]] = Counter()
    for _, text in texts:
        words = find_words(text, lang=other)
        of_pair: dict[tuple[str, ...], str] = {}
        for first in range(len(words)):
            for last in range(first, min(len(words), first + LONGEST)):
                if is_content(words[first][0], other) and is_content(words[last][0], other):
                    phrase = text[words[first][1] : words[last][2]]
                    of_pair.setdefault(key_of(phrase), phrase)
        phrases.append(of_pair)
        counts.update(of_pair.keys())
    found = {}
    for term in terms:
        having = [at for at, (text, _) in enumerate(texts) if find_places(text, term, side)]
        together: Counter[tuple[str, ...]] = Counter()
        for at in having:
            together.update(phrases[at].keys())
        best = max(
            together,
            key=lambda key: (2 * together[key] / (counts[key] + len(having)), len(key)),
            default=(),
        )
        found[term] = next((phrases[at][best] for at in having if best in phrases[at]), "")
    return found


def most_frequent(forms: Counter[str]) -> str:
    """Return the most frequent form; forms with the same stems count together."""
    by_key: Counter[tuple[str, ...]] = Counter()
    for form, count in forms.items():
        by_key[key_of(form)] += count
    if not by_key:
        return ""
    best = by_key.most_common(1)[0][0]
    return max((form for form in forms if key_of(form) == best), key=lambda form: forms[form])
