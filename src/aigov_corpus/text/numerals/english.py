"""The numbers that an English text names.

The text is searched from left to right for digits and for number words. What follows a number,
and a few words before it, show what kind of number it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from aigov_corpus import patterns as re
from aigov_corpus.text.months import MONTHS
from aigov_corpus.text.numerals.digits import ARABIC, is_in_name, value_of
from aigov_corpus.text.numerals.english_count import Count
from aigov_corpus.text.numerals.english_words import (
    CARDINALS,
    DECADES,
    NUMBER_WORDS,
    ORDINALS,
    PARTS,
    PLURAL_PARTS,
    PLURAL_SCALES,
    SCALES,
    SHORT_SCALES,
    SHORTER_SCALES,
    TEN,
)
from aigov_corpus.text.numerals.integers import read_roman
from aigov_corpus.text.numerals.mentions import NumberKind
from aigov_corpus.text.numerals.reader import NumberReader
from aigov_corpus.text.numerals.times import (
    CENTURY,
    DAYS_OF_MONTH,
    FIRST_YEAR,
    HALF_HOUR,
    HOURS_OF_DAY,
    LAST_YEAR,
    MINUTES_OF_HOUR,
    QUARTER_HOUR,
    first_year_of_decade,
    hour_before_noon,
    hour_of_day,
    year_after,
)


def _either(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words; longer words are tried first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_DIVISIONS = frozenset(
    (
        "annex appendix article book chapter class part phase schedule section stage tier title "
        "type volume war"
    ).split()
)
_WORD = _either(NUMBER_WORDS)
_SCALE = _either(SCALES)
_MONTH = _either(MONTHS)
# A word or the first digit of a number: what is in `_VOCABULARY`, or a digit, is read.
_TOKEN = re.compile(r"[A-Za-z]+|\d|(?<![\w.)\]”’])\.(?=\d)")
_VOCABULARY = NUMBER_WORDS | MONTHS.keys() | DECADES.keys() | _DIVISIONS
_DIGITS = re.compile(ARABIC)
_NEXT_WORD = re.compile(rf"(?:,?\s+(?P<and>and)\s+|\s?-\s?|\s+)(?P<word>{_WORD})\b", re.IGNORECASE)
_NEXT_SCALE = re.compile(rf"[\s-]*\b({_SCALE})s?\b", re.IGNORECASE)
_SHORT_SCALE = re.compile(rf"\s?({_either((*SHORT_SCALES, *SHORTER_SCALES))})\b")
_CURRENCY = re.compile(r"(?:[$£€¥]|RMB|USD|HKD|CNY|EUR)\s?$")
_AND_A_HALF = re.compile(rf"\s+and\s+a\s+half\b(?:\s+({_SCALE})\b)?", re.IGNORECASE)
_POINT = re.compile(
    r"\s+point((?:\s+(?:zero|one|two|three|four|five|six|seven|eight|nine))+)\b", re.IGNORECASE
)
_HALF_VALUE = 0.5
_HALF_OF_SCALE = re.compile(rf"(?:\s+an?\b|-)\s?({_SCALE})\b", re.IGNORECASE)
_HALF_YEAR = re.compile(r"\s+half\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(an?)[\s-]+$", re.IGNORECASE)
_SHARE = re.compile(
    rf"[\s-]+(?P<part>{_either((*PARTS, *PLURAL_PARTS))})\b",
    re.IGNORECASE,
)
# A third is a share before these, else the third of a row: a third of them, a third party.
_OF_SHARE = re.compile(r"\s+(?:of|more|less|fewer|higher|lower|larger|smaller)\b|\s*(?:[.,;)]|$)")
# The first three quarters are nine months, three quarters are a share.
_BEFORE_QUARTERS = re.compile(r"\b(?:first|last|past|next|previous|these|other)\s+$", re.IGNORECASE)
_PERCENT = re.compile(r"[\s-]?(?:%|per\s?cent\b|pct\b|percentage[\s-]points?\b)", re.IGNORECASE)
_PER_THOUSAND = re.compile(r"\s?(?:‰|per\s(?:mille|thousand)\b)", re.IGNORECASE)
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_DECADE_ENDING = re.compile(r"['’]?s\b")
_BEFORE_DECADE = re.compile(r"(?:\bthe\s+|['’]|\bmid-|\bearly\s|\blate\s)$", re.IGNORECASE)
_BEFORE_NAMED_DECADE = re.compile(r"\bthe\s+(?:early\s+|late\s+|mid-?\s?)?$", re.IGNORECASE)
_ROMAN = re.compile(r"\s+((?![CL]\b)[IVXLC]+)\b")  # class C is a letter
_HOUR_AND_MINUTES = re.compile(r"\d{1,2}(?=\.[0-5]\d\s?[ap]\.?m\b)", re.IGNORECASE)
_CLOCK = re.compile(r":([0-5]\d)(?::[0-5]\d)?(?![\d:])|\.([0-5]\d)(?=\s?[ap]\.?m\b)", re.IGNORECASE)
_HALF_OF_DAY = re.compile(
    r"\s?(?P<half>[ap])(?:\.m\.|m\b)"
    r"|\so['’]clock\b(?P<late>\s(?:in\sthe\s(?:afternoon|evening)|at\snight)\b)?",
    re.IGNORECASE,
)
_PAST_OR_TO = re.compile(r"\s(past|to)\s+(?P<hour>[a-z]+)\b", re.IGNORECASE)
_BEFORE_QUARTER_HOUR = re.compile(r"\b(?:an?|at|about|before|after|until|till)\s+$", re.IGNORECASE)
_SLASHED = re.compile(r"/(10|[2-9])(?![\d/])")
_MONTH_AFTER = re.compile(rf"\s+(?:of\s+)?(?:{_MONTH})\b", re.IGNORECASE)
_BETWEEN_DATES = re.compile(r"\.?,?\s+(?:the\s+)?")
_NUMBER_AFTER = re.compile(r"\.?,?\s+\d")
_NUMBER_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?\s+(?:of\s+)?$")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|by|since|until|till|from|to|last|this|next|early|late|through|during|and)\s+$"
    r"|mid-$",
    re.IGNORECASE,
)
# Months that are words as well: a number or a preposition must stand beside them.
_UNSURE_MONTHS = frozenset(("may", "march"))
# Letters of the longest abbreviation (Sept). A number must stand beside one: Jun is a name too.
_LONGEST_ABBREVIATION = 4
_MONTHS_THAT_ARE_WORDS = _UNSURE_MONTHS | {"august"}
_SHORT_MONTHS = frozenset(("june", "july"))
_NO_ONE = re.compile(
    r"\b(?:no|any|every|each|some|this|that|which|another|the|good|only)[\s-]+$", re.IGNORECASE
)
_ONE_ANOTHER = re.compile(r"\s+another\b|['’]s\b", re.IGNORECASE)
_UNIT_OF_TIME = re.compile(r"\b(?:an?|per|each|every|split|\d)[\s-]$", re.IGNORECASE)
_NEGATIVE = re.compile(r"(?:\b(?:minus|negative)\s+|(?:^|[\s(,:;])-)$", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"\s+(?:degrees?|°C?)(?:\s+\w+)?\s+below\s+zero\b", re.IGNORECASE)
_DIVISION_BEFORE = re.compile(rf"\b(?:{_either(_DIVISIONS)})\s+$", re.IGNORECASE)
# Characters before a number that are looked at: the longest word that matters, and blanks.
_BEFORE = 12
_DIGITS_OF_YEAR = 4
_DIGITS_OF_SHORT_YEAR = 2
_HOURS_OF_CLOCK = 12


class EnglishReader(NumberReader):
    """Finds the numbers of one English text, from left to right.

    The methods whose names begin with `_` add a mention and return its end, an offset in the text.
    """

    def read(self) -> None:
        """Find all numbers of the text and put them into `mentions`."""
        reached = 0
        for token in _TOKEN.finditer(self.text):
            word = token[0].lower()
            is_digit = word.isdecimal() or word == "."
            if not is_digit and word not in _VOCABULARY:
                continue
            start = token.start()
            if start < reached:
                continue
            if not is_digit:
                reached = self._word(word, start, token.end())
            elif digits := _DIGITS.match(self.text, start):
                reached = self._digits(digits)

    def _before(self, start: int) -> str:
        return self.text[max(0, start - _BEFORE) : start]

    def _word(self, word: str, start: int, end: int) -> int:
        """Read a number, date or share that begins with a known word; return its end."""
        if word in MONTHS:
            return self._month(start, end)
        if word in _DIVISIONS:
            return self._roman(end)
        if word in DECADES:
            if not _BEFORE_NAMED_DECADE.search(self._before(start)):
                return end
            return self.add(start, end, "decade", first_year_of_decade(DECADES[word]))
        if word in ORDINALS and (half := _HALF_YEAR.match(self.text, end)):
            return half.end()
        return (
            self._past(word, start, end)
            or self._share(word, start, end)
            or self._count(word, start, end)
        )

    # Digits.

    def _digits(self, found: re.Match[str]) -> int:
        """Read a number in digits, with its unit, ending or scale word; return its end."""
        start, end = found.span()
        if is_in_name(self.text, start, end):
            return end
        value = value_of(found[0])
        reached = None
        if found[0].isdecimal():
            reached = self._time(start, end, int(value)) or self._whole(start, end, int(value))
        elif hours := _HOUR_AND_MINUTES.match(self.text, start):
            reached = self._time(start, hours.end(), int(hours[0]))
        if reached:
            return reached
        factor, end = self._scales(end)
        if factor == 1 and (short := _SHORT_SCALE.match(self.text, end)):
            by = SHORT_SCALES.get(short[1])
            if not by and _CURRENCY.search(self._before(start)):
                by = SHORTER_SCALES.get(short[1])
            if by:
                factor, end = float(by), short.end()
        return self._number(start, end, value * factor, scale=factor)

    def _scales(self, end: int) -> tuple[float, int]:
        """Return the product of the scale words (million, …) at offset `end`, and their end."""
        factor = 1.0
        while scaled := _NEXT_SCALE.match(self.text, end):
            factor *= SCALES[scaled[1].lower()]
            end = scaled.end()
        return factor, end

    def _whole(self, start: int, end: int, value: int) -> int | None:
        """Read digits as an ordinal, decade, fraction, day or year; return None for any other."""
        text = self.text
        if ending := _ORDINAL_ENDING.match(text, end):
            end = ending.end()
            kind: NumberKind = "day" if self._is_day(start, end, value) else "ordinal"
            return self.add(start, end, kind, value)
        if ending := _DECADE_ENDING.match(text, end):
            is_short = value < CENTURY and _BEFORE_DECADE.search(self._before(start))
            if not value % TEN and (is_short or FIRST_YEAR <= value <= LAST_YEAR):
                return self.add(start, ending.end(), "decade", first_year_of_decade(value))
        if (part := _SLASHED.match(text, end)) and 0 < value < int(part[1]):
            return self.add(start, part.end(), "fraction", value / int(part[1]))
        if self._is_day(start, end, value):
            return self.add(start, end, "day", value)
        if _DIVISION_BEFORE.search(self._before(start)):
            return self.add(start, end, "ordinal", value)
        year = self._year(start, end, value)
        return self.add(start, end, "year", year) if year else None

    def _year(self, start: int, end: int, value: int) -> int | None:
        """Return the year that digits stand for (2025, or 98 after 1997-), or None for no year."""
        if end - start == _DIGITS_OF_SHORT_YEAR and self.continues_range(start):
            first = self.mentions[-1]
            return year_after(first.values[0], value) if first.kind == "year" else None
        if end - start != _DIGITS_OF_YEAR or not FIRST_YEAR <= value <= LAST_YEAR:
            return None
        counts = (
            _NEXT_SCALE.match(self.text, end)
            or _PERCENT.match(self.text, end)
            or _CURRENCY.search(self._before(start))
        )
        return None if counts else value

    def _is_day(self, start: int, end: int, value: int) -> bool:
        """Tell whether a number is the day in a date: the name of a month stands next to it."""
        if not 1 <= value <= DAYS_OF_MONTH:
            return False
        if _MONTH_AFTER.match(self.text, end):
            return True
        if not self.mentions or self.mentions[-1].kind != "month":
            return False
        return _BETWEEN_DATES.fullmatch(self.text, self.mentions[-1].end, start) is not None

    def _time(self, start: int, end: int, hour: int) -> int | None:
        """Read 9:30, 9.30 a.m., 3 p.m., nine o'clock; return None if the number is not an hour."""
        if not 0 <= hour <= HOURS_OF_DAY:
            return None
        minutes = 0
        clock = _CLOCK.match(self.text, end)
        if clock:
            minutes, end = int(clock[1] or clock[2]), clock.end()
        half = _HALF_OF_DAY.match(self.text, end)
        if half:
            end = half.end()
            letter = (half["half"] or "").lower()
            hour = hour_of_day(hour, is_afternoon=letter == "p" or bool(half["late"]))
            hour = hour_before_noon(hour) if letter == "a" else hour
        if not (clock or half):
            return None
        return self.add(start, end, "time", hour, minutes)

    # Words.

    def _month(self, start: int, end: int) -> int:
        """Read the name of a month, and return its end.

        Abbreviations, May and March may be other words; they count only if they look like part of a
        date.
        """
        name = self.text[start:end]
        is_small = name[0].islower()
        name = name.lower()
        if is_small and (name in _MONTHS_THAT_ARE_WORDS or len(name) <= _LONGEST_ABBREVIATION):
            return end
        is_full = len(name) > _LONGEST_ABBREVIATION or name in _SHORT_MONTHS
        if not is_full or name in _UNSURE_MONTHS:
            before = self._before(start)
            has_number = _NUMBER_AFTER.match(self.text, end) or _NUMBER_BEFORE.search(before)
            has_word = name in _UNSURE_MONTHS and _BEFORE_MONTH.search(before)
            if not (has_number or has_word):
                return end
        return self.add(start, end, "month", MONTHS[name])

    def _roman(self, end: int) -> int:
        """Read a Roman numeral after chapter, article, war, …; return `end` if there is none."""
        found = _ROMAN.match(self.text, end)
        value = read_roman(found[1]) if found else None
        if not found or not value:
            return end
        return self.add(found.start(1), found.end(1), "ordinal", value)

    def _past(self, word: str, start: int, end: int) -> int | None:
        """Read half past nine, a quarter to ten; return None if the words are not a time."""
        found = _PAST_OR_TO.match(self.text, end) if word in ("half", "quarter") else None
        hour = CARDINALS.get(found["hour"].lower(), 0) if found else 0
        if (
            not found
            or not 1 <= hour <= _HOURS_OF_CLOCK
            or _NEXT_SCALE.match(self.text, found.end())
        ):
            return None
        is_before_hour = found[1].lower() == "to"
        if word == "half":
            # By half to ten is no time: half goes with past alone.
            return None if is_before_hour else self.add(start, found.end(), "time", hour, HALF_HOUR)
        if not _BEFORE_QUARTER_HOUR.search(self._before(start)):
            return None
        if is_before_hour:
            return self.add(start, found.end(), "time", hour - 1, MINUTES_OF_HOUR - QUARTER_HOUR)
        return self.add(start, found.end(), "time", hour, QUARTER_HOUR)

    def _share(self, word: str, start: int, end: int) -> int | None:
        """Read a third of, two-thirds, half, half a million; return None if there is no share."""
        article = _ARTICLE.search(self._before(start))
        if word == "half":
            if scaled := _HALF_OF_SCALE.match(self.text, end):
                value = _HALF_VALUE * SCALES[scaled[1].lower()]
                return self.add(start, scaled.end(), "cardinal", value)
            return self.add(start, end, "fraction", _HALF_VALUE)
        if article and word in PARTS:
            if not _OF_SHARE.match(self.text, end):
                return None
            begin = start - len(article[0])
            return self.add(begin, end, "fraction", 1 / PARTS[word])
        found = _SHARE.match(self.text, end) if word in CARDINALS else None
        if not found or _BEFORE_QUARTERS.search(self._before(start)):
            return None
        count, part = CARDINALS[word], found["part"].lower()
        is_plural = part in PLURAL_PARTS
        size = PLURAL_PARTS[part] if is_plural else PARTS[part]
        if not 0 < count < size or is_plural == (count == 1):
            return None
        return self.add(start, found.end(), "fraction", count / size)

    def _count(self, word: str, start: int, end: int) -> int:
        """Read a number in words, with an article, decimals or `percent`; return its end."""
        before = self._before(start)
        article = _ARTICLE.search(before)
        if not self._counts(word, end, before, has_article=bool(article)):
            return end
        begins_with_article = word in SCALES and article is not None
        count = Count(with_article=begins_with_article)
        if not count.take(word, with_and=False):
            return end
        if begins_with_article and article:
            start -= len(article[0])
        while following := _NEXT_WORD.match(self.text, end):
            if not count.take(following["word"].lower(), with_and=bool(following["and"])):
                break
            end = following.end()
        if count.is_ordinal:
            is_day = self._is_day(start, end, int(count.value))
            return self.add(start, end, "day" if is_day else "ordinal", count.value)
        if count.is_year and FIRST_YEAR <= count.value <= LAST_YEAR:
            return self.add(start, end, "year", count.value)
        if _DIVISION_BEFORE.search(before):
            return self.add(start, end, "ordinal", count.value)
        value, scale = count.value, count.scale
        if point := _POINT.match(self.text, end):
            decimals = "".join(str(CARDINALS[digit]) for digit in point[1].lower().split())
            scale, end = self._scales(point.end())
            value = float(f"{int(value)}.{decimals}") * scale
        elif reached := self._time(start, end, int(value)):
            return reached
        return self._number(start, end, value, scale=scale)

    def _counts(self, word: str, end: int, before: str, *, has_article: bool) -> bool:
        """Tell whether a number word names a number; not so in no one, per second, hundreds of."""
        if word in PLURAL_SCALES or word in PLURAL_PARTS or word == "quarter":
            return False
        if word in SCALES:
            return has_article
        if word == "one":
            return not (_NO_ONE.search(before) or _ONE_ANOTHER.match(self.text, end))
        if word == "second":
            return not _UNIT_OF_TIME.search(before)
        return True

    def _number(self, start: int, end: int, value: float, *, scale: float) -> int:
        """Add a number that counts, measures or is a percentage; return its end.

        A minus before it and “and a half” after it change its value.
        """
        text = self.text
        if half := _AND_A_HALF.match(text, end):
            scale = float(SCALES[half[1].lower()]) if half[1] else scale
            value, end = (value + _HALF_VALUE) * (scale if half[1] else 1), half.end()
        if _NEGATIVE.search(self._before(start)) and not self.continues_range(start):
            value = -value
        kind: NumberKind = "cardinal"
        if percent := _PERCENT.match(text, end):
            kind, end = "percent", percent.end()
        elif thousandth := _PER_THOUSAND.match(text, end):
            kind, end, value = "percent", thousandth.end(), value / TEN
        elif below := _BELOW_ZERO.match(text, end):
            end, value = below.end(), -value
        return self.add_scaled(start, end, kind, value, scale=scale, numeral=start)
