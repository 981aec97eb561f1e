"""Language codes: the one spelling of each, its base language, and whether it uses spaces.

The whole package reads codes here, in Python and on the command line. A code given by a user goes
through `normalise_code` once, when it comes in. Records keep it with script and region (`zh-TW`);
code that reads text asks for the base language (`zh`).
"""

from __future__ import annotations

from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.errors import UsageError, show_value
from aigov_corpus.text.quoting import printable

UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Base languages written without spaces between words; their sentences are joined without one."""

USUAL_REGIONS = {"zh": "zh-CN", "en": "en-US"}
"""Codes with a region, which other programs want, for the languages without one."""

LANGUAGE_NAMES = {"zh": "Chinese", "en": "English"}
"""What messages call the two languages that this package knows best."""

_CHINESE = frozenset(
    {
        *("cdo", "cjy", "cmn", "cnp", "cpx", "csp", "czh", "czo", "gan", "hak"),
        *("hnm", "hsn", "luh", "lzh", "mnp", "nan", "sjc", "wuu", "yue"),
    }
)
"""Languages that ISO 639-3 counts as Chinese (`zho`), such as Cantonese and Literary Chinese."""

_CODES_REMEMBERED = 256
"""Number of codes whose spelling is remembered, more than a process meets."""
_STANDARD = ("zh", "en")
"""Frequent codes in their standard spelling; to load the table of all codes takes 20 ms."""
_LONGEST_CODE = 60
"""Characters of the longest code. BCP 47 asks programs to take 35; extensions make it longer."""

LEGACY = {"zh-chs": "zh-Hans", "zh-cht": "zh-Hant"}
"""The right code for each that older programs of Microsoft write."""

_MEANT = {
    "": "",
    "cn": "zh",
    "chinese": "zh",
    "mandarin": "zh",
    "cantonese": "yue",
    "zh-classical": "lzh",
    "hans": "zh-Hans",
    "hant": "zh-Hant",
    "hk": "zh-HK",
    "中文": "zh",
    "汉语": "zh",
    "english": "en",
    "us": "en-US",
    "gb": "en-GB",
    "tw": "zh-TW",
    "kr": "ko",
    "英文": "en",
    "英语": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "russian": "ru",
    "arabic": "ar",
    "portuguese": "pt",
    "italian": "it",
    "japanese": "ja",
    "jp": "ja",
    "korean": "ko",
    "1028": "zh-TW",
    "1033": "en-US",
    "2052": "zh-CN",
    "2057": "en-GB",
    "xx": "und",
}
"""The right code for each text that stands in its place: names of languages and of countries, and
Microsoft's numbers of languages.

`xx` is spaCy's code for any language.
"""
_COUNTRIES = {"tw": "ak", "kr": "kau"}
"""Codes of countries that are codes of other languages too, and what these are called instead.

Whoever writes `tw` or `kr` for a text hardly ever means Twi or Kanuri.
"""
_WRONG_REGION = re.compile(r"([a-z]{2,3})[-_][a-z]{2}", re.IGNORECASE)
"""A language with a region that there is not, such as `en-EN`."""
LOCALE_END = re.compile(
    r"(?:\.(?:utf-?(?:8|16)|gb\d{0,5}k?|big5(?:-?hkscs)?|euc-?\w+|iso-?8859-?\d+))?(?:@\w+)?$",
    re.IGNORECASE,
)
"""What the system's name of a language may add: encoding and variant, as in `zh_CN.UTF-8`."""
_EXAMPLES = "zh for Chinese, en for English, or another code of ISO 639"


def base_language(code: str) -> str:
    """Return the base language of a code, without script and region: `zh-CN` and `yue` give `zh`.

    Raises:
        UsageError: it is not a language code; the error names the right one if it is known.
    """
    if code in _STANDARD:  # asked for each gloss of a dictionary
        return code
    base = normalise_code(code).partition("-")[0]
    return "zh" if base in _CHINESE else base


def joiner_of(code: str) -> str:
    """Return what stands between two sentences of a language: a space, if it writes spaces."""
    return "" if base_language(code) in UNSPACED else " "


def normalise_code(code: str) -> str:
    """Return a language code in one spelling, with script and region: `zh_tw` gives `zh-TW`.

    A language has its shortest code, that of ISO 639-1 if there is one: `zho`, `chi` and `cmn` give
    `zh`, and `eng` gives `en`. `und` stands for a language that has no code or is unknown.

    Raises:
        UsageError: it is not a language code; the error names the right one if it is known.
    """
    if not isinstance(code, str):
        raise UsageError(
            f"the language code is {show_value(code)}, which is no text",
            remedy=f"write {_EXAMPLES}",
        )
    return _standard_code(code)


@lru_cache(maxsize=_CODES_REMEMBERED)
def _standard_code(code: str) -> str:
    """Return a code in its standard spelling; raise a `UsageError` if the text is not a code."""
    if code in _STANDARD:
        return code
    from langcodes import standardize_tag, tag_is_valid
    from langcodes.tag_parser import LanguageTagError

    spelled = LOCALE_END.sub("", code.strip()).replace("_", "-")
    spelled = LEGACY.get(spelled.lower(), spelled)
    try:
        is_country = spelled.lower() in _COUNTRIES
        if len(spelled) <= _LONGEST_CODE and not is_country and tag_is_valid(spelled):
            base, *rest = standardize_tag(spelled, macro=True).split("-")
            return "-".join([_COUNTRIES.get(base, base), *rest])
    except LanguageTagError:
        pass
    raise _unknown(code)


def read_code(code: str) -> str:
    """Return the code that a file means which writes a name or a wrong region.

    `Chinese` and `zh-ZH` give `zh`. Any other text is returned as it is.
    """
    try:
        normalise_code(code)
    except UsageError:
        return _MEANT.get(code.strip().lower(), "") or _without_region(code) or code
    return code


def _without_region(code: str) -> str:
    """Return the language of a code whose region there is not: `en-EN` gives `en`; or nothing."""
    match = _WRONG_REGION.fullmatch(code.strip())
    try:
        return normalise_code(match[1]) if match else ""
    except UsageError:
        return ""


def _unknown(code: str) -> UsageError:
    """Return the error for a text that is not a language code."""
    shown = printable(code, longest=_LONGEST_CODE)
    meant = _MEANT.get(code.strip().lower().replace("_", "-").partition("-")[0])
    meant = meant or _without_region(code)
    remedy = f"write {meant}" if meant else f"write {_EXAMPLES}"
    if other := _COUNTRIES.get(code.strip().lower()):
        remedy = f"write {meant}; the language that has this code is written {other}"
    if meant == "und":
        remedy = f"write {_EXAMPLES}; {meant} is for a language that has none"
    return UsageError(f"'{shown}' is no language code", remedy=remedy)
