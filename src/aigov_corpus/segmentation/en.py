"""English sentences: the rules on spaCy's tokens, with lists of English abbreviations and words."""

from __future__ import annotations

from collections.abc import Callable

from aigov_corpus.segmentation.endings import sentence_starts
from aigov_corpus.segmentation.forms import usual_letters
from aigov_corpus.segmentation.generic import INFIXES, SpacySegmenter
from aigov_corpus.segmentation.rule_tokenizer import load_english_tokenizer
from aigov_corpus.segmentation.stop_rules import StopRules
from aigov_corpus.text.months import FULL_MONTH_NAMES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = StopRules(
    never=_words(
        "mr mrs ms mx messrs dr supt comdr brig prof rev hon gen col lt sgt capt cmdr cpt maj sen "
        "rep gov pres amb mme mlle st mt e.g i.e eg ie cf viz vs v ca approx incl esp resp"
    ),
    numbered=_words(
        "no nos art arts sec secs sect fig figs vol vols ch chap chaps para paras pp p eq eqs "
        "subpara subparas subsec subsecs subcl sched scheds reg regs ord cap dir cls ser pt "
        "pts apt "
        "ref refs cl max min avg n° nº mon tue tues wed thu thur thurs fri ft lb lbs hr hrs"
    ),
    ending=_words("etc p.m a.m pm am ibid"),
    other=_words("sr jr al adm com assoc sq dept tel ext univ ave blvd ed eds trans bros"),
    after=_words(
        "monday tuesday wednesday thursday friday saturday sunday est edt gmt utc cst bst pst "
        "beijing"
    ).union(FULL_MONTH_NAMES),
    starters=_words(
        "a about above according after again against all along also although among an and "
        "another any as at because before beside besides both but by can china chinese could "
        "did do does during each either even every few finally first following for from further "
        "furthermore had has have he hence her here hers his how however i if in indeed instead "
        "is it its just last later let like many may meanwhile moreover most much my neither "
        "never nevertheless next no nor not nothing now of on once one only or other others our "
        "over perhaps second several she should since so some soon still such than that the "
        "their then there therefore these they third this those though through throughout thus "
        "to today together under unless unlike until upon was we were what whatever when where "
        "whereas whether which while who whose why will with within without would yet you your"
    ),
    exclaiming=_words("yahoo jeopardy kahoot yum joomla wham airplane oklahoma"),
    times=_words("p.m a.m pm am"),
    timing=_words(
        "about after almost around at before between by during each early every exactly from in "
        "just last late later nearly next of on only precisely same shortly since some "
        "still than that the this till to until morning afternoon evening night noon midnight day "
        "today tomorrow yesterday o'clock st nd rd th monday tuesday wednesday thursday friday "
        "saturday sunday jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
    ).union(FULL_MONTH_NAMES),
    clausal=_words("that because when while whereas if as where although though since"),
    joining=_words("and or but so then yet &"),
    before_numbers=_words(
        "a about an annex appendix are art article at be been between by chapter clause class "
        "equals figure for from goal grade group in is item level line minus nor number numbers "
        "of on option over page paragraph part phase plan plus point question room rule section "
        "stage step table than the to type under version vitamin volume was were with"
    ),
    ordinals=_words(
        "first second third fourth fifth sixth seventh eighth ninth tenth last next final other"
    ),
    pronouns=_words("than am do did have had can will would should could was may must nor"),
    reporting=_words(
        "said says asked asks replied replies cried cries shouted shouts exclaimed answered "
        "added adds whispered muttered murmured growled protested snapped remarked observed "
        "demanded inquired enquired insisted repeated interrupted screamed yelled retorted"
    ),
)
"""The word lists of English, which decide whether a full stop ends a sentence."""


class EnglishSegmenter(SpacySegmenter):
    """Finds the sentences of an English text."""

    rules = ENGLISH

    def __init__(self, *, model: str | None = None) -> None:
        """Load the tokenizer for the rules of this package, or an installed spaCy pipeline.

        Args:
            model: name of a spaCy pipeline that finds the sentences in place of the rules, such as
                `en_core_web_sm`.

        Raises:
            MissingExtraError: a model is named, and spaCy is not installed.
            UsageError: the model is not installed, or finds no sentences.
        """
        super().__init__("en", model=model)

    def _load_rules(self, lang: str) -> Callable[[str], list[int]]:
        """Return the function that finds at which offsets sentences begin; without spaCy."""
        tokenizer = load_english_tokenizer(INFIXES)

        def find_starts(text: str) -> list[int]:
            tokens, starts = tokenizer.tokenize(usual_letters(text))
            ends = [start + len(token) for start, token in zip(starts, tokens, strict=True)]
            is_space_next = [end < start for end, start in zip(ends, starts[1:], strict=False)]
            words = zip(tokens, [*is_space_next, False], strict=True)
            return [starts[number] for number in sorted(set(sentence_starts(words, self.rules)))]

        return find_starts
