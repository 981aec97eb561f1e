"""Sentences by which a page says that it is gone, or keeps programs away, in place of an article.

Such a page says little else. A phrase such as "page not found" counts only where the title or a
heading consists of it, or where the page is short and speaks to its visitor; an article about error
pages is longer, and speaks of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aigov_corpus import patterns as re

SHORT_PAGE = 400
"""Number of characters of visible text; an error page has fewer.

Of the pages in the tests, an error page without a menu has at most 64, and a long article 940.
"""

# A sentence that says that the page is gone.
_PAGE_WORDS = "(?:页面|网页|网址|链接|文章|内容|文件|信息|稿件|栏目|资源)"
_GONE = re.compile(
    rf"{_PAGE_WORDS}(?:已经?|可能)?(?:不存在|未找到|没有?找到|找不到|不见了|失效|下线|"
    r"(?<=已)被?(?:删除|移除|撤稿))(?=了?(?:[^\u4e00-\u9fff]|$|或|请|您|返|点|系))|"
    rf"(?:找不到|无法找到|没有?找到)[^。，]{{0,8}}{_PAGE_WORDS}|"
    rf"{_PAGE_WORDS}无法(?:访问|显示)|无法(?:访问|显示)[该此这个]*{_PAGE_WORDS}|"
    r"\b(?:page|url|file|article|story|resource)\b[^.]{0,40}"
    r"(?:(?:\b|can)not (?:be )?found|can[’']t be found|does(?: not|n[’']t) exist|"
    r"no longer (?:exists|available))",
    re.IGNORECASE,
)
# The same in fewer words, which mean it only where nothing else is said.
_GONE_ALONE = re.compile(rf"{_GONE.pattern}|\bnot found\b|(?<!\d)404(?!\d)", re.IGNORECASE)
# A sentence that says that programs, or visitors at this time, do not get the page.
_KEPT_AWAY = re.compile(
    r"您的(?:请求|访问)[^。]{0,24}(?:拦截|拒绝|受限|阻断)|访问受限|网站防火墙|"
    r"(?:访问|请求|操作)(?:过于|太|太过)频繁|输入(?:图中的?|下方的?)?验证码|(?:拖动|滑动)[^。]{0,4}滑块|"
    r"請[^。]{0,6}完成[^。]{0,8}驗證|(?:安全|人機)驗證|存取被拒|"
    r"请[^。]{0,6}完成[^。]{0,8}验证|(?:安全|人机|访问)验证|(?:网站|系统)(?:正在)?维护(?:中|升级)|"
    r"access denied|403 forbidden|(?:don[’']t|do not) have permission to access|"
    r"checking your browser|just a moment|verify (?:that )?you are (?:a )?human|"
    r"too many requests|unusual traffic|enable javascript and cookies|"
    r"internal server error|bad gateway|service (?:temporarily )?unavailable|under maintenance",
    re.IGNORECASE,
)
# Words that may stand beside such a phrase in a line that says nothing else.
_FILLER = re.compile(
    r"对不起|抱歉|很|您|你|该|此|所|要|访问|查看|浏览|请求|寻找|找|的|了|或|者|已被?删除|不存在|错误|提示|"
    r"页面?|中|http|status|error|code|msg|sorry|oops|the|that|this|you|are|were|looking|for|requested|"
    r"page|\d{3}",
    re.IGNORECASE,
)
# Words by which a page speaks to its visitor, as an article seldom does to its reader.
_TO_VISITOR = re.compile(
    r"您|对不起|抱歉|请稍[后候]|返回(?:首页|主页|上一?页)|自动跳转|請稍[後候]|"
    r"\b(?:sorry|oops|you|your|requested|this server|home ?page)\b",
    re.IGNORECASE,
)
# Title and name of the site stand apart: 页面不存在_中国政府网, Page not found | China Law.
_SITE_NAME = re.compile(r"[_|]|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a reader sees of a page; a page is short if it has fewer than `SHORT_PAGE` characters.

    `sentences` and `to_visitor` follow from the other fields.
    """

    title: str
    headings: Sequence[str]
    lines: Sequence[str]
    """Visible lines; no more are needed than have `SHORT_PAGE` characters together."""
    text: str = field(init=False)
    """The lines as one text."""
    sentences: tuple[str, ...] = field(init=False)
    """Title, lines and whole text of a short page; empty for a longer one."""
    to_visitor: bool = field(init=False)
    """Whether a short page speaks to its visitor."""

    def __post_init__(self) -> None:
        """Work out the text and the sentences."""
        text = " ".join(self.lines)
        # Elements may cut a sentence, so the whole text counts as one too, with and without blanks.
        short = (self.title, *self.lines, text, "".join(self.lines))
        sentences = short if len(text) < SHORT_PAGE else ()
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "sentences", sentences)
        object.__setattr__(self, "to_visitor", any(map(_TO_VISITOR.search, sentences)))


def find_gone(words: PageWords) -> str | None:
    """Return the sentence by which a page says that it is gone, or None."""
    for line in (words.title, *words.headings):
        if _says_only(_GONE_ALONE, line):
            return line
    for sentence in words.sentences:
        if not sentence.isdecimal() and _says_only(_GONE_ALONE, sentence):
            return sentence
    for sentence in words.sentences:
        if words.to_visitor and _GONE.search(sentence):
            return sentence
    return None


def find_kept_away(words: PageWords) -> str | None:
    """Return the sentence by which a page keeps programs or visitors away, or None."""
    for sentence in words.sentences:
        if not _KEPT_AWAY.search(sentence):
            continue
        if words.to_visitor or _says_only(_KEPT_AWAY, words.title):
            return sentence
    return None


def speaks_of_error(line: str) -> bool:
    """Return whether a line has a phrase of pages that are gone, or that keep visitors away."""
    return _GONE_ALONE.search(line) is not None or _KEPT_AWAY.search(line) is not None


def _says_only(phrase: re.Pattern[str], line: str) -> bool:
    """Return whether a line consists of a phrase, filler words and the name of the site."""
    without_site = _SITE_NAME.split(line)[0]
    rest = _FILLER.sub("", phrase.sub("", without_site))
    return bool(phrase.search(without_site)) and not re.search(r"\w", rest)
