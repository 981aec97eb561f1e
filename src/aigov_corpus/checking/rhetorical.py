"""Chinese questions that state something: 怎么没想过 is "of course I did", 谁会信 "nobody will".

All patterns are for simplified characters.
"""

from __future__ import annotations

from aigov_corpus import patterns as re

DENIES = (
    "哪[里儿]?还?[有舍能敢肯会]|哪知道|怎[能敢会]|有(?:什么|啥)[好可值]|何[必苦]|凭什么"
    "|关[^，。；！？?]{1,4}什么事|(?:什么|啥)用"
)
"""Words that deny, also without a mark: 哪有 is "there is no"."""
ASKS_NOT = "[不没][^，。；！？?]{1,20}[吗么][？?]"
"""A question that expects yes: 不香吗."""
_STATES = re.compile(
    "还用[说讲问]吗?[？?]|(?:焉|(?:^|(?<=[，。；：！？“「『又]))安)[得能知][^，。？?吗]{1,8}[？?]"
    "|(?:何愁|何乐而?不)[^，。？?]{1,8}[？?]|(?:[非不]|岂[^，。？?]{0,6})[^，。？?]{0,6}[乎哉耶][？?]"
)
_EXPECTS_YES = re.compile(
    "(?:怎|谁|哪|难道|何尝|岂)[^，。；！？?]{0,6}[不没未][^，。；！？?]*[？?]" + f"|{ASKS_NOT}"
)
_EXPECTS_NO = re.compile(f"(?:怎|谁|难道|岂|[你他她您]们?敢|{DENIES})[^，。；！？?不没未]*[？?]")


def states(zh: str, *, negative: bool) -> bool:
    """Tell whether a Chinese question states something.

    Args:
        zh: a text in simplified characters.
        negative: whether its English negates, as a question does that states the contrary.
    """
    expects = _EXPECTS_NO if negative else _EXPECTS_YES
    return _STATES.search(zh) is not None or expects.search(zh) is not None


def expects_yes(zh: str, at: int) -> bool:
    """Tell whether a negation at a place of a Chinese text asks for a yes: 怎么会不知道."""
    return any(found.start() <= at < found.end() for found in _EXPECTS_YES.finditer(zh))
