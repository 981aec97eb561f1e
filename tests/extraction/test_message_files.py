"""Files of messages, settings and data are refused with what to do; lists of words are read."""

from __future__ import annotations

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract

RESX = (
    '<?xml version="1.0"?><root><resheader name="x"><value>y</value></resheader>'
    '<data name="a"><value>打开文件</value></data></root>'
)


@pytest.mark.parametrize(
    ("text", "kind", "remedy"),
    [
        ("app.open=打开文件\napp.save=保存\napp.close=关闭", ".properties", "prop2po"),
        ("openFile=Open\nsaveFile=Save \\\n    as\ncloseFile=Close", ".properties", "prop2po"),
        ("[main]\nopen=打开\n; a remark\n[errors]\nblank=不能为空", ".properties", "alone"),
        ('"open" = "打开";\n/* a */\n"save" = "保存";', ".strings", "--personality=strings"),
        ("zh-CN:\n  app:\n    open: 打开文件\n    save: 保存", "YAML", "alone"),
        ("BEGIN:VCALENDAR\nSUMMARY:开会\nEND:VCALENDAR", ".ics", "alone"),
        ("BEGIN:VCARD\nFN:张伟\nEND:VCARD", ".vcf", "alone"),
        ('["打开文件", "保存"]', "JSON", "alone"),
        ("@article{x, title={路灯}}", "BibTeX", "alone"),
        ("<?php\nreturn ['open' => '打开文件'];", "program", "alone"),
        ("export default {\n  open: '打开文件',\n};", "program", "alone"),
        ("INSERT INTO t VALUES (1, '打开文件');", "data", "alone"),
        ('<!ENTITY open "打开文件">', ".dtd", "dtd2po"),
        (RESX, ".resx", "resx2po"),
        ('<resources><string name="a">打开</string></resources>', "Android", "android2po"),
        ("<martif><text><body>打开</body></text></martif>", "TBX", "--termbase"),
        ('<rss version="2.0"><channel><title>新闻</title></channel></rss>', "feed", "pages"),
        ('<article dtd-version="1.3"><body><p>路灯</p></body></article>', "JATS", "pandoc"),
        ('<page xmlns="http://projectmallard.org/1.0/"><p>灯</p></page>', "Mallard", "HTML"),
        ("<catalog><book><title>路灯</title></book></catalog>", "<catalog>", "HTML"),
        ('<?xml version="1.0"?><catalog>路灯&nbsp;</catalog>', "<catalog>", "HTML"),
        ('<section xmlns="urn:x"><p>路灯</p></section>', "<section>", "HTML"),
    ],
)
def test_they_are_refused_by_their_content(text: str, kind: str, remedy: str) -> None:
    """Whatever the name of the file."""
    with pytest.raises(InvalidInputError) as caught:
        extract(text, name="text.txt", lang="zh")
    assert kind in caught.value.reason
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.properties", "open: 打开\nsave: 保存"),
        ("a.ini", "open=打开\nsave=保存"),
        ("a.yml", "open: 打开\nsave: 保存"),
    ],
)
def test_a_name_helps_where_the_content_may_be_a_list_of_words(name: str, text: str) -> None:
    """The same lines in a text are read."""
    with pytest.raises(InvalidInputError, match=r"marks would stand among"):
        extract(text, name=name, lang="zh")
    assert extract(text, name="list.txt", lang="zh").blocks


@pytest.mark.parametrize(
    "text",
    [
        "algorithm = 算法\nbias = 偏差\ncompute = 算力",
        "Chair: Mr Li\nDate: 3 May\nPlace: Beijing\nThe meeting began at nine.",
        "问：灯亮了吗？\n答：亮了。",
        "议程：\n  第一项：报告\n  第二项：讨论",
        "Agenda:\n  Report: Mr Li\n  Debate: all",
        "<p>第一条。</p><p>第二条。</p>",
        "<my-page><p>第一条。</p></my-page>",
        "<Tabs>\n第一条。\n</Tabs>\n\n第二条是正文。",
        "<svg-like 文字>不是标记。",
        "x = 1 是一个等式。\n第二条是正文，没有等号。\n第三条也是正文。",
    ],
)
def test_other_texts_are_read(text: str) -> None:
    """Lists of words, minutes, interviews, and pieces of pages."""
    lang = "zh" if any(char > "⺀" for char in text) else "en"
    assert extract(text, name="a.txt", lang=lang).blocks
