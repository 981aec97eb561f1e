"""The table of sites: where the pages of each site have their title, times, publisher and text.

A selector is CSS, or `meta:NAME`, which reads `<meta name=NAME>` or `<meta property=NAME>`. The
selectors of a field are tried in order, and the first one that finds text counts.
docs/adding-a-site.md explains how to add a row.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """One kind of page of one site. All fields after the first three hold selectors."""

    name: str
    hosts: tuple[str, ...] = ()
    """Host names; `gov.cn` includes its sub-domains. Empty if the host does not matter."""
    fingerprints: tuple[str, ...] = ()
    """Selectors that recognise the pages of this kind when their URL is not known.

    Every page of this kind matches at least one of them, and no other page does.
    """
    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    """Selectors of the time that the page shows to readers, if it differs from `published`."""
    source: tuple[str, ...] = ()
    """Selectors of the publisher that the page names as its source (来源)."""
    drop: tuple[str, ...] = ()
    """Selectors of elements inside the body that hold no text of the article."""


_TRS = (
    ".trs_editor_view",
    ".TRS_Editor",
    "#TRS_Editor",
    ".TRS_UEDITOR",
    ".trs_paper_default",
    ".view.TRS_UEDITOR",
)

# A site for one host stands above the site for its kind.
SITES: tuple[Site, ...] = (
    Site(
        # 2014-2019, /zhengce/content/: tables of metadata above a td with the text
        "gov.cn-library",
        hosts=("www.gov.cn",),
        fingerprints=("td.b12c#UCAP-CONTENT", "table.bd1 + table.bd1", "td#UCAP-CONTENT"),
        body=("td#UCAP-CONTENT",),
        published=("meta:firstpublishedtime",),
        updated=("meta:lastmodifiedtime",),
    ),
    Site(
        "gov.cn-english",
        hosts=("english.www.gov.cn", "english.gov.cn"),
        fingerprints=(
            "meta[content*='english.www.gov.cn']",
            "link[href*='english.www.gov.cn'][rel='canonical']",
        ),
        body=(
            ".article-content", ".Content-01 #text", "#text", "#Content", ".content#Content",
            ".article .content", ".Custom_UnionStyle", ".pages_content", "#UCAP-CONTENT",
            ".main .content",
        ),
        title=(".article h1", "h1.title", ".title h1", "h1", "h2.title", ".title", "meta:og:title"),
        published=(
            ".article-time", ".time", ".pubtime", ".info", ".infos", ".Infor", ".pages-date",
            ".source", "meta:publishdate", "meta:PubDate",
        ),
        source=("meta:source", "meta:ContentSource", ".source", ".info", ".infos"),
    ),
    Site(
        # news since 2016, and everything of the TRS generation since 2023
        "gov.cn",
        hosts=("www.gov.cn",),
        fingerprints=(
            "div#UCAP-CONTENT", "#UCAP-CONTENT", "meta[name='manuscriptId']", "div.pages_content",
            "h1#ti + .pages-date",
        ),
        body=("#UCAP-CONTENT", ".pages_content", ".article .content", *_TRS, ".Article_content"),
        title=("h1#ti", ".article > h1", "h1", "meta:ArticleTitle"),
        published=("meta:firstpublishedtime", "meta:PubDate", ".pages-date", "meta:pubdate"),
        updated=("meta:lastmodifiedtime",),
        shown=(".pages-date",),
        source=(".pages-date .font", ".pages-date", "meta:ContentSource", "meta:source"),
    ),
    Site(
        "mfa",
        hosts=(
            "mfa.gov.cn", "fmprc.gov.cn", "china-embassy.gov.cn", "chineseembassy.org",
            "china-mission.gov.cn",
        ),
        fingerprints=(
            "#News_Body_Txt_A", ".news-details .news-main", "#News_Body_Time",
            ".news-title + .news-main",
        ),
        body=(
            "#News_Body_Txt_A", ".news-main", ".content_text", ".news_content", "#printBody", *_TRS,
            "#content .content",
        ),
        title=(
            "#News_Body_Title", ".news-title h1", ".vibox .title", "h1", ".title",
            "meta:ArticleTitle",
        ),
        published=(
            "#News_Body_Time", ".news-title .time", ".time", "meta:PubDate", ".news-title p",
        ),
        source=("#News_Body_source", "meta:ContentSource", ".news-title .source"),
    ),
    Site(
        "cac",
        hosts=("cac.gov.cn",),
        fingerprints=("#BodyLabel", "h1.title ~ * #pubtime", "span#pubtime"),
        body=("#BodyLabel", ".main-content", "#content", *_TRS),
        title=("h1.title", "h1", "meta:ArticleTitle"),
        published=("#pubtime", "meta:PubDate", "meta:publishdate"),
        source=("#source", ".source", "meta:ContentSource", "meta:source"),
    ),
    Site(
        # news.cn and xinhuanet.com since about 2019
        "xinhua",
        hosts=("news.cn", "xinhuanet.com"),
        fingerprints=(
            "#detailContent", "#detail .editor", ".header-time .day", "span.tiyi1", "#p-detail",
            ".h-info .h-time",
        ),
        body=(
            "#detailContent", ".main-aticle", "#detail", "#p-detail", ".article", "#content",
            ".content",
        ),
        title=(
            ".head-line h1 .title", ".head-line h1", ".mheader h1 .title", ".h-title", "#title",
            "h1", "meta:og:title",
        ),
        published=(
            ".header-time", ".mheader .info", ".h-time", ".h-info .h-time", ".info",
            "meta:publishdate", "#pubtime",
        ),
        source=(
            ".header-cont .source", ".mheader .info", "#source", ".aticle-src", ".h-info",
            ".source", "meta:source",
        ),
        drop=(
            "#articleEdit", ".nextpage", ".columBox", "#div_currpage", ".p-tags", ".p-jc",
            ".bookList", ".zan-wap", ".pageVideo", "[id^='DH-PLAYERID']", ".player-container",
        ),
    ),
    Site(
        # regional pages before about 2012: nested tables, fonts, no ids
        "xinhua-old",
        hosts=("xinhuanet.com", "news.cn"),
        fingerprints=("table.web_page table.web_top_3", "table.web_page table.web_top_2"),
        body=("#Content", "#article", "td:has(> p > font)", "font#Zoom", "td.txt", "td.p1"),
    ),
    Site(
        "people",
        hosts=("people.com.cn", "people.cn"),
        fingerprints=("#rwb_zw", ".rm_txt_con", "#rwb_navpath", ".text_con .box_con"),
        body=(
            "#rwb_zw", ".rm_txt_con", ".show_text", ".text_con .box_con", "#p_content", ".box_con",
            ".artDet", ".w860",
        ),
        title=(".text_title h1", ".rm_txt h1", ".title h1", "#p_title", "h1", ".w860 h2"),
        published=(
            ".text_title .box01 .fl", ".text_title .box01", ".channel .col-1-1", ".channel",
            "#p_publishtime", ".origin", "meta:publishdate",
        ),
        source=(
            ".text_title .box01 .fl", ".channel .col-1-1", ".channel", "#p_origin", ".origin",
            "meta:source",
        ),
        drop=(
            ".edit", ".zdfy", ".box_pic", ".rm_relevant", ".otitle", "#rwb_tjyd", ".paper_num",
            ".origin",
        ),
    ),
    Site(
        "gmw",
        hosts=("gmw.cn",),
        fingerprints=("div.u-mainText", "#article_inbox", ".m-con-info .m-con-time"),
        body=(
            ".u-mainText", "#article_inbox .u-mainText", "#articleBox", "#ArticleContent",
            "#contentMain",
        ),
        title=("h1.u-title", "#articleTitle", ".m-title-box h1", "h1"),
        published=(".m-con-time", "#pubTime", "#articleInfo", "meta:publishdate"),
        source=(".m-con-source", "#source", "meta:source"),
        drop=(
            ".m-zbTool", ".liability", "#articleLiability", ".u-moreText", "#video",
            ".m-player_box",
        ),
    ),
    Site(
        "chinadaily",
        hosts=("chinadaily.com.cn",),
        fingerprints=(
            "#lft-art #Content", ".lft_art .info_l", "meta[content='@ChinaDailyApp']",
            "div.main_art",
        ),
        body=(
            "#Content", "#lft-art #Content", ".article", ".article-content", ".main_art #Content",
        ),
        title=(".lft_art h1", "#lft-art h1", ".dabiaoti", "h1", "meta:og:title"),
        published=(".info_l", "#info", ".xinf-le", ".meta-box", "meta:publishdate"),
        source=("meta:source", ".info_l", ".xinf-le"),
        drop=(".selectpage", "#div_currpage", ".bt2", ".photo_art", ".email", "#selectpage"),
    ),
    Site(
        "substack",
        hosts=("substack.com", "sinocism.com"),
        fingerprints=(
            ".available-content .body.markup", "link[href*='substackcdn.com']", "div.body.markup",
            "article.post",
        ),
        body=(
            ".available-content .body.markup", ".body.markup", ".available-content",
            "article .body",
        ),
        title=("h1.post-title", "article h1", "h1", "meta:og:title"),
        published=("meta:article:published_time", "time", ".post-date", ".post-meta"),
        updated=("meta:article:modified_time",),
        source=("meta:og:site_name", "meta:author"),
        drop=(
            ".subscription-widget-wrap", ".subscription-widget-wrap-editor", ".button-wrapper",
            ".captioned-button-wrap", ".image-link-expand", ".post-ufi", ".paywall",
            ".header-anchor-parent", ".embedded-post-wrap", ".footnote-anchor", ".subscribe-widget",
            ".share-dialog", ".poll-embed", ".digest-post-embed",
        ),
    ),
    Site(
        "china-law-translate",
        hosts=("chinalawtranslate.com",),
        fingerprints=(
            "meta[content*='China Law Translate']", "link[href*='chinalawtranslate.com']",
        ),
        body=(".entry-content", ".post-content", ".single-content", "article .content"),
        title=("h1.entry-title", ".entry-title", "h1.post-title", "h1", "meta:og:title"),
        published=(
            "meta:article:published_time", "time.entry-date", "time", ".posted-on", ".entry-meta",
        ),
        updated=("meta:article:modified_time", "time.updated"),
        source=("meta:og:site_name",),
        drop=(
            ".sharedaddy", ".jp-relatedposts", ".post-navigation", ".addtoany_share_save_container",
            ".entry-meta", ".toc_container",
        ),
    ),
    Site(
        # Its pages hide the article until a script shows it.
        "weixin",
        hosts=("mp.weixin.qq.com",),
        fingerprints=("#js_content",),
        body=("#js_content", ".rich_media_content"),
        title=("#activity-name", "meta:og:title", "h1"),
        published=("#publish_time", "meta:article:published_time"),
        source=("#js_name", "meta:author"),
        drop=(".js_ad_link", "mp-common-profile", "mpvoice", "mp-miniprogram"),
    ),
    Site(
        # portals of provinces and ministries
        "trs-portal",
        hosts=("gov.cn",),
        fingerprints=(
            ".TRS_Editor", "#TRS_Editor", ".trs_editor_view", ".TRS_UEDITOR",
            "meta[name='ArticleTitle']", "meta[name='SiteIDCode']",
        ),
        body=(
            *_TRS, "#zoom", "#Zoom", ".article-body", ".article-content", ".xxgk_content",
            "#UCAP-CONTENT", ".content_body", "#content", ".pages_content", ".wenzhang",
            ".con_text", ".xl_content", ".detail-content", ".view",
        ),
        title=("meta:ArticleTitle", ".detail-article-title h2", "h1", ".article-title", ".title"),
        published=(
            "meta:PubDate", ".detail-article-infos .article-infos-source", ".article-infos-source",
            ".pages-date", ".time", ".date", ".info",
        ),
        source=(
            "meta:ContentSource", "meta:source", ".article-infos-source", ".pages-date", ".source",
        ),
    ),
    Site(
        "wordpress",
        fingerprints=("meta[name='generator'][content*='WordPress']", "article .entry-content"),
        body=(".entry-content", ".post-content", "article .content"),
        title=("h1.entry-title", ".entry-title", "article h1", "h1", "meta:og:title"),
        published=("meta:article:published_time", "time.entry-date", "time"),
        updated=("meta:article:modified_time", "time.updated"),
        source=("meta:og:site_name",),
        drop=(".sharedaddy", ".jp-relatedposts", ".post-navigation", ".entry-meta"),
    ),
)  # fmt: skip

# Selectors in common use, for pages that no site fits, and as a second choice for all.
UNKNOWN = Site(
    "unknown",
    title=("meta:ArticleTitle", "article h1", "h1", "meta:og:title", "h2.title", ".title"),
    published=(
        "meta:firstpublishedtime", "meta:article:published_time", "meta:PubDate", "meta:pubdate",
        "meta:publishdate", "time", "#pubtime", ".pubtime", ".publish-time", ".time", ".date",
        ".info", ".post-meta", ".entry-meta", ".byline",
    ),
    updated=("meta:lastmodifiedtime", "meta:article:modified_time"),
    source=("meta:ContentSource", "meta:source", "#source", ".source", ".info"),
)  # fmt: skip

WIDGETS = frozenset(
    [
        "share", "sharebox", "share-box", "share-icon", "share-popup", "share-title",
        "share-substr", "share-img", "bdsharebuttonbox", "editor", "edit", "related",
        "related-news", "relatednews", "xg-list", "zdfy", "pagination", "pageinfo", "page-wrap",
        "pages_print", "printico", "qr_container", "qrcode", "breadcrumb", "breadcrumbnav",
        "index_switchsize", "pagebreak", "liability", "toolbar", "comment", "comments",
        "comment-list", "recommend", "subscription-widget-wrap", "button-wrapper", "wm-ipp",
        "wm-ipp-base", "donato", "sr-only", "skip-link", "reply-bar",
        "addtoany_share_save_container", "sharedaddy", "jp-relatedposts", "su-tabs-nav", "tabs-nav",
        "nav-tabs", "footnote-number", "video-js", "vjs-control-bar", "player-container", "footer",
        "foot", "footer_wrap", "footer-wrap", "site-footer", "page-footer", "copyright", "nav",
        "navbar", "navigation", "topnav", "main-nav", "site-nav", "breadcrumbs", "crumb", "crumbs",
        "menu", "main-menu", "mainmenu", "top-menu", "topmenu", "top-nav", "nav-bar", "main_nav",
        "sub-nav", "subnav", "side-nav", "sidenav", "left-nav", "leftnav", "bread", "breadnav",
        "crumb-nav", "mbx", "cookie", "cookies", "cookie-banner", "cookie-bar", "cookie-notice",
        "cookie-consent", "cookie-popup", "cookie-message", "cookie-policy-banner", "cookiebanner",
        "cookiebar", "cookieconsent", "cookienotice", "cookie-law-info-bar", "cc-window",
        "cc-banner", "consent-banner", "gdpr", "gdpr-banner", "onetrust-consent-sdk",
        "onetrust-banner-sdk", "cybotcookiebotdialog", "cky-consent-container", "back-to-top",
        "backtotop", "gotop", "totop",
    ]
)  # fmt: skip
"""Classes and ids of elements without text of the article on any site: whole words, lower case."""

NOISE = (
    # who edited the page
    r"(?:[【\[]\s*(?:我要)?纠错\s*[】\]]\s*)?"
    r"[\[【（(]?\s*(?:责任编辑|責任編輯|责编|編輯|编辑|网络编辑|本文编辑|监制|校对|审核)\s*[:：]"
    r"[^。]{0,40}[\]】）)]?",
    r"[\[(]?\s*(?:Web editor|Editors?|Edited by)\s*[:：][^.]{0,60}[\])]?",
    # buttons written as text
    r"[【\[]\s*(?:我要)?纠错\s*[】\]]",
    r"(?:扫一扫|扫码)[^。]{0,20}(?:手机|当前页|分享)[^。]{0,10}",
    r"(?:分享到|分享至|分享)\s*[:：]?",
    r"(?=.{1,80}\Z)"
    r"(?:打印本页|打印|关闭窗口|关闭|返回顶部|Print|Close(?: Window)?|[\s|【】\[\]（）()])++",
    # the numbers of the pages of an article, with the buttons beside them
    r"(?=.{0,80}[上下]一页.{0,80}\Z)"
    r"(?:首页|[上下]一页|尾页|末页|共\s?\d+\s?页|\d+|[\s【】\[\]<>‹›«»:：.…|])++",
    r"[【\[]\s*字体\s*[:：].{0,12}[】\]]?",
    r"(?:阅读下一篇|下一篇|上一篇)\s*[:：].{0,80}",
    r"(?:Play Video|播放视频|0:00|/\d+:\d\d|[【\[（(]\s*[】\]）)])",
    r"(?:Subscribe|Share|Leave a comment|Subscribed|Upgrade to paid|Share this post"
    r"|Thanks for reading.{0,120})",
    # whose page it is
    r"[^。]{0,120}(?:ICP[备證证]|公网安备|网站标识码)[^。]{0,120}",
    r"(?:版权所有|Copyright\b|©|\S{0,6}ICP[备證证]|\S{0,4}公网安备|政府网站标识码)[^。]{0,120}",
    r"Advertisement|广告",
    # ornaments, and marks of the end
    r"[\s■□●◆▲※*#=_\-–—·•~]+|[（(]?完[)）]?|Enditem|[（(]END[)）]",
)
"""Patterns of whole lines that are not text of the article, on any site and at any place."""

ENDINGS = (
    r"(?:相关链接|相关稿件|相关新闻|相关报道|相关阅读|延伸阅读|推荐阅读|相关解读|相关文件|新闻链接"
    r"|Related (?:News|Stories|Articles))\s*[:：]?"
)
"""Pattern of headings after which no text of the article follows."""
