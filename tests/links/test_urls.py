"""One spelling for each URL, and clear errors for what is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.errors import AigovError, RefusedError, UsageError
from aigov_corpus.links.urls import join_url, normal_url, without_password


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://WWW.Gov.CN:80", "http://www.gov.cn/"),
        ("https://www.gov.cn:443/a?b=c#d", "https://www.gov.cn/a?b=c"),
        ("https://www.gov.cn?b=c", "https://www.gov.cn/?b=c"),
        ("https://www.gov.cn/政策/a b.htm", "https://www.gov.cn/%E6%94%BF%E7%AD%96/a%20b.htm"),
        ("https://中国.cn/", "https://xn--fiqs8s.cn/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://ｗｗｗ。gov。cn/", "http://www.gov.cn/"),
        ("http://www.gov.cn./", "http://www.gov.cn/"),
        ("http://h/a/./b/../c/..", "http://h/a/"),
        ("http://h/a/%2e%2E/b", "http://h/b"),
        ("http://h/../..//a", "http://h//a"),
        ("http://h/a?b=[c]|d", "http://h/a?b=%5Bc%5D%7Cd"),
        ("http://h/a\\b", "http://h/a/b"),
        ("http://h/a%zz", "http://h/a%zz"),
    ],
)
def test_one_spelling_of_a_url(url: str, normal: str) -> None:
    """Scheme, host, port, path and fragment have one form, which is stable."""
    assert normal_url(url) == normal == normal_url(normal)


@pytest.mark.parametrize(
    "url",
    [
        f"http://{'a' * 64}.cn/",
        f"http://{'a.' * 150}cn/",
        "http://a..b/",
        "http://h%2fx/",
        "http://[v1.x/",
        "http:h/a",
        f"http://h/{'a' * 9000}",
        f"http://h/?{'a' * 9000}",
        "http://h/\udcff",
    ],
)
def test_what_no_server_can_be_asked_is_no_url(url: str) -> None:
    """Hosts and paths beyond what the protocols allow are said to be no URL, in few words."""
    with pytest.raises(UsageError, match="it is not a URL") as caught:
        normal_url(url)
    assert len(str(caught.value)) < 300
    assert "https://host/path" in caught.value.remedy


def test_a_password_is_not_sent_and_not_told() -> None:
    """Credentials in a URL would end up in data/raw."""
    url = "https://me:secret@www.gov.cn/"
    with pytest.raises(RefusedError, match="password") as caught:
        normal_url(url)
    assert "secret" not in str(caught.value)
    assert caught.value.source == without_password(url) == "https://www.gov.cn/"


@given(st.text(max_size=60))
def test_any_text_is_a_url_or_a_clear_error(text: str) -> None:
    """No text makes a traceback, and a URL holds only characters that may stand in one."""
    for url in (text, f"http://{text}", f"https://h/{text}"):
        try:
            normal = normal_url(url)
        except AigovError as error:
            assert error.source and error.remedy
        else:
            assert normal_url(normal) == normal
            assert normal.isascii() and not re.search(r"[\s\x00-\x1f<>\"\\^`{|}]", normal)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("b.htm", "https://h/a/b.htm"),
        (" ../b.htm#c ", "https://h/b.htm"),
        ("//i/b", "https://i/b"),
        ("#b", None),
        ("", None),
        (None, None),
        ("javascript:void(0)", None),
        ("mailto:a@b", None),
        ("http://[", None),
    ],
)
def test_where_a_link_leads(href: str | None, url: str | None) -> None:
    """A link is a URL in its one spelling, or None where nothing can be fetched."""
    assert join_url("https://h/a/", href) == url
