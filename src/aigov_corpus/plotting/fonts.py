"""Fonts with Chinese characters."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

from aigov_corpus import patterns as re

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WITH_CHINESE = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
    *("Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "STHeiti", "Heiti SC"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "DengXian", "SimSun", "Songti SC"),
    # faces for other places, whose characters have the shapes of those places
    *("Noto Sans CJK JP", "Noto Sans CJK TC", "Noto Sans CJK HK", "Noto Sans CJK KR"),
    *("Noto Serif CJK SC", "Noto Serif CJK JP", "PingFang TC", "Heiti TC", "Arial Unicode MS"),
    *("Droid Sans Fallback", "AR PL UMing CN", "AR PL UKai CN"),
)
"""Names of fonts of Linux, Windows and macOS that have Chinese characters, the best first."""
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HINT = (
    "no font with Chinese characters was found, so they are shown as boxes; install one (Debian: "
    "apt-get install fonts-noto-cjk), delete the folder matplotlib.get_cachedir(), and start again"
)


@lru_cache(maxsize=1)
def find_chinese_font() -> str:
    """Return the name of an installed font with Chinese characters; empty if there is none."""
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist}
    return next((name for name in _WITH_CHINESE if name in installed), "")


def set_fonts(ax: Axes) -> None:
    """Give every text of a picture fonts for Latin and for Chinese characters.

    If there is Chinese and no font for it, a warning says what to do.
    """
    import matplotlib as mpl
    from matplotlib.text import Text

    chinese = find_chinese_font()
    families = [*mpl.rcParams["font.sans-serif"][:1], *([chinese] if chinese else [])]
    texts = [text for text in ax.figure.findobj(Text) if isinstance(text, Text)]
    for text in texts:
        text.set_fontfamily(families)
    if not chinese and any(_CHINESE.search(text.get_text()) for text in texts):
        warnings.warn(_HINT, stacklevel=2)
