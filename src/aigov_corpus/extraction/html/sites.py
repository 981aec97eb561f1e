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
    is_general: bool = False
    """Whether the row is for pages of many sites, whose body another element may fit better."""


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
        source=("meta:og:site_name",),
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
        # law of the European Union; the head of a page of the Official Journal stands in a table
        "eur-lex",
        hosts=("eur-lex.europa.eu",),
        fingerprints=(".eli-container .oj-doc-ti", "#docHtml .oj-doc-ti", "#docHtml .doc-ti"),
        body=("#docHtml", ".eli-container", "#document1", "#TexteOnly"),
        title=("p#title", "#title", "meta:og:title", "meta:DC.title"),
        drop=("table:has(.oj-hd-ti)", "table:has(.hd-ti)"),
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
        is_general=True,
    ),
    Site(
        "gov.uk",
        hosts=("www.gov.uk",),
        fingerprints=(".gem-c-govspeak", "meta[name^='govuk:']"),
        body=(".gem-c-govspeak", ".govspeak"),
        title=("main h1", "h1"),
        published=("meta:govuk:first-published-at", "meta:govuk:public-updated-at"),
        updated=("meta:govuk:updated-at",),
        source=(".gem-c-metadata a[href*='/organisations/']",),
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
        "meta:publishdate", "meta:datePublished", "meta:DC.date.issued", "meta:dcterms.issued",
        "meta:citation_publication_date", "[itemprop~='datePublished']", "time", "#pubtime",
        ".pubtime", ".publish-time", ".time", ".date", ".info", ".post-meta", ".entry-meta",
        ".byline",
    ),
    updated=("meta:lastmodifiedtime", "meta:article:modified_time"),
    source=(
        "meta:ContentSource", "meta:source", "#source", ".source", ".info", ".from", ".comefrom",
        ".laiyuan", ".origin",
    ),
)  # fmt: skip

CONTAINERS = frozenset(
    [
        # content systems: TRS, JPAAS and Dahan, Bodas (vsb), Sudy (wp_), Kaipu, UCAP
        "trs_editor", "trs_editor_view", "trs_ueditor", "trs_paper_default", "custom_unionstyle",
        "trs_preappend", "zoom", "zoomcon", "fontzoom", "artibody", "art_con", "article_con",
        "vsb_content", "vsb_content_2", "vsb_content_4", "vsb_content_100", "v_news_content",
        "wp_articlecontent", "article-content", "article_content", "articlecontent", "arti_content",
        "ucap-content", "ucapcontent", "pages_content", "bodylabel", "ivs_content", "maintext",
        "mainzoom", "content_body", "contentbody", "con_con", "con_text", "xl_content",
        "newscontent",
        "news_content", "news-content", "newstext", "newscon", "news_con", "news_body", "news-body",
        "view", "detail-content", "detail_content", "detailcontent", "content-detail", "detail-con",
        "detail_con", "detail-text", "content_text", "contenttext", "content-text", "text_content",
        "textcontent", "txt_txt", "txt-content", "wz_content", "wzcon", "wenzhang", "wznr", "zwnr",
        "zw", "zhengwen", "nr", "neirong", "xxgk_content", "xxgkcontent", "artcontent", "art-con",
        "art_content", "main-content", "main_content", "maincontent", "content_main",
        "content-main", "main-text", "bodytext", "body-text", "body_text", "contenttxt",
        # publishers and others
        "entry-content", "post-content", "post_content", "post-body", "post_body", "postbody",
        "td-post-content", "single-content", "page-content", "rich_media_content", "js_content",
        "article-body", "article_body", "articlebody", "article__body", "article-detail",
        "article_detail", "articletext", "article-text", "article_text", "story-body", "storybody",
        "story-content", "left_zw", "content_area", "rm_txt_con", "rwb_zw", "ozoom", "detail",
        "p-detail", "cmsmaincontent", "article_right", "pressrelease", "prcontent",
        "law-reg-content", "law-content", "lawcontent", "divfulltext", "fulltext", "xw_box",
        "highlight", "cnt_bd", "text", "content", "con", "article", "txt", "main_text",
        "words_content",
    ]
)  # fmt: skip
"""Classes and ids of elements that usually hold the article: whole words, lower case.

They are hints for pages that no site fits: such an element counts only if it holds the running text
of the page (`densest.find_best`).
"""

WIDGETS = frozenset(
    [
        "share-title", "share-substr", "bdsharebuttonbox", "editor", "edit", "xg-list", "zdfy",
        "pageinfo", "printico", "qr_container", "pagebreak", "liability", "button-wrapper",
        "wm-ipp", "wm-ipp-base", "donato", "sr-only", "reply-bar", "author-box", "author-bio",
        "about-author", "about-the-author", "sr-only-focusable", "usa-sr-only", "visually-hidden",
        "visually-hidden-focusable", "visuallyhidden", "screen-reader-text", "assistive-text",
        "mw-editsection", "mw-jump-link", "mw-cite-backlink", "printfooter", "catlinks", "ambox",
        "noprint", "no-print", "d-print-none", "hidden-print", "jp-relatedposts", "footnote-number",
        "video-js", "vjs-control-bar", "mbx", "gutter", "rouge-gutter", "linenos", "lineno",
        "unprinted-element", "printed-page-inline",
        "post-copyright", "article-copyright", "copyright-info", "post-copyright-info",
    ]
)  # fmt: skip
"""Classes and ids of elements without text of the article on any site: whole words, lower case."""

FRAME_WORDS = frozenset(
    [
        "nav", "navbar", "navigation", "topnav", "subnav", "sidenav", "leftnav", "breadnav",
        "breadcrumbnav", "menu", "mainmenu", "topmenu", "bread", "breadcrumb", "breadcrumbs",
        "crumb", "crumbs", "foot", "footer", "copyright", "pagination", "qrcode", "share",
        "sharebox", "related", "relatednews", "recommend", "toolbar", "cookie", "cookies",
        "cookiebanner", "cookiebar", "cookieconsent", "cookienotice", "cybotcookiebotdialog",
        "consent", "gdpr", "onetrust",
    ]
)  # fmt: skip
"""Words of classes and ids of elements that are the frame of a page, whatever they hold, if all
other words of the name are of `PLACE_WORDS`."""

PLACE_WORDS = frozenset(
    [
        "site", "page", "global", "main", "top", "side", "left", "right", "bottom", "sub", "tabs",
        "su", "wrap", "wrapper", "container", "inner", "box", "bar", "list", "icon", "img", "popup",
        "banner", "notice", "message", "sdk", "window", "cky", "news", "row",
    ]
)  # fmt: skip
"""Words for the place or the shape of an element in names such as `site-footer`."""

WIDGET_WORDS = frozenset(
    [
        "share", "shares", "sharing", "bshare", "bdshare", "fenxiang", "social", "sns", "related",
        "relate", "relevant", "relation", "relations", "correlation", "recommend", "recommended",
        "recommendation", "recommendations", "tuijian", "crumb", "crumbs", "breadcrumb", "mianbao",
        "position", "footer", "foot", "copyright", "print", "printer", "dayin", "qrcode", "ewm",
        "erweima", "qr", "toolbar", "tools", "zwtool", "pager", "pagination", "fenye", "ad", "ads",
        "adv", "advert", "advertisement", "sponsor", "nav", "navbar", "navigation", "menu", "menus",
        "topbar", "login", "subscribe", "newsletter", "cookie", "cookies", "zebian", "jiucuo",
        "fontsize", "zihao", "xgxw", "xglj", "xgwz", "xgjd", "xgwj", "xgyd", "xgbd", "jiathis",
        "addthis", "sharethis", "sharedaddy", "bookmark", "skip", "skiplink", "disqus", "rank",
        "ranking", "hot", "prev", "prevnext", "taglist", "tags", "accessibility", "wza",
    ]
)  # fmt: skip
"""Words in classes and ids of elements without text of the article, in lower case.

Such a name alone proves little, so they count only for elements that hold no sentence.
"""

_BUTTON = (
    r"打印(?:本页|此文|此页|此頁|正文|版|该页)?|列印|友善列印|(?:关闭|關閉)(?:窗口|本页|此页|页面|視窗)?"
    r"|(?:返回|回)(?:到)?(?:上方|上一?[页頁级級层層]|上一级|首[页頁]|[顶頂][部端]?|列表)|返回|back|收藏(?:本页)?|订阅|转发"
    r"|(?:下载|下載)(?:文字版|图片版|PDF|Word)?|(?:我要)?纠错(?:或建议)?|(?:语音)?播报|编辑|編輯|听新闻|朗读"
    r"|字[体體号號级級](?:大小)?|文字大小|大|中|小|默认|超大|特大|较大|大字体|小字体|A[+-]?|[-+]"
    r"|分享(?:到|至)?|微信|微博|新浪微博|QQ空间|QQ|朋友圈|复制链接|手机看新闻|手机版|发表评论|我要评论|打赏|赞赏"
    r"|告诉好友|推荐给朋友|寄給朋友|转寄|轉寄|点?赞|举报|收起|展开|简|繁|英文版|无障碍"
    r"|facebook|twitter|line|whatsapp|e-?mail|print(?: this page)?|share(?: to| this| on)?"
    r"|(?:font|text) ?size|close(?: window)?|back to top|top"
    r"|opens? in (?:a )?new (?:tab|window)"
)
"""Names of buttons that pages write as text."""

_ROLE = (
    r"(?:责任|責任|网络|网站|本文|值班|信息|本期|执行)?(?:编\s*辑|編\s*輯)|责\s*编|責\s*編"
    r"|(?:信息|文章)?录入(?:员|人)?|信息(?:审核|发布)|(?:审\s*核|初审|复审|终审|审签|签发|编审|校对|监制"
    r"|发布|上传|录入)(?:人|员)?|Web editor|Editors?|Edited by"
)
"""What a person does who is named as having to do with a page, not with its text."""

REQUESTS = (
    r"(?:点击|长按|戳|扫码|扫描)[^。]{0,20}(?:关注|订阅)(?:我们|[^。]{0,12}(?:公众号|微信|微博|视频号))?[！!。]*",
    r"(?:欢迎|敬请|请)?关注(?:我们|本[报网站刊]|[^。，]{0,16})的?(?:官方)?(?:微信)?(?:公众号|公眾號|微博|视频号)[^。]{0,16}[！!。]*",
    r"(?:更多|想了解更多)[^。]{0,20}[，,]?\s*请?(?:关注|下载|扫码)[^。]{0,30}(?:公众号|公眾號|微信|微博|客户端|App)[^。]{0,8}[！!。]*",
    r".{0,10}(?:点个|点亮|点击)\s*[“\"「【]?(?:在看|赞|好看|分享)(?!.{0,2}(?:按钮|键))[^。]{0,20}[！!。]*",
    r"(?:打开|下载)[^。，]{0,10}(?:客户端|APP)"
    r"(?:[，,]?(?:阅读|查看|看|观看|浏览|获取|了解)(?:更多|全文|原文|详情|完整)[^。]{0,8})?",
    r"订阅[^。，]{0,16}[，,]\s*(?:阅读|获取|查看|接收)更多[^。]{0,12}[！!。]*",
    r"[^。]{0,24}尽在[^。]{0,12}(?:客户端|APP)[！!。]?",
    r"(?:Download|Get) (?:our|the) (?:free |mobile )?app"
    r"(?: (?:now|today|here|for|to (?:read|get|stay|see|keep|follow))\b[^.]{0,60})?[.!]?",
    r"(?:(?:Follow|Like) us on [A-Z]"
    r"|Find us on (?:Facebook|Twitter|X|Instagram|LinkedIn|YouTube|WeChat|Weibo)\b)[^.]{0,40}\.?",
    r"(?:Subscribe|Sign up) (?:to|for) (?:our|the|my|more|free)\b[^.]{0,60}\b(?:newsletters?"
    r"|updates?|alerts?|e-?mails?|mailing list|channel|feed|magazine|briefings?|digest|news"
    r"|podcast|content|posts)\b[^.]{0,30}\.?",
    r"(?:Log|Sign) ?in(?: or (?:register|sign up))? to (?:post|add|leave|view|comment|reply)\b"
    r"[^.]{0,30}",
    r"(?:Was|Is) this (?:page|article|information|answer|content) (?:helpful|useful)\?.{0,40}",
    r"您对(?:本[页文]|[本该](?:页面|文章|信息|内容))是否满意[:：？?].{0,40}",
    r"(?:本页|此页|该|以上|本文)?(?:面|信息|内容|文章)?对您(?:是否)?有(?:用|帮助|所?帮助)[吗？?].{0,40}",
)
"""Patterns of lines that ask to follow the site, to look for more, or to rate the page.

A step of an instruction may ask the same, as an item of a numbered list.
"""

COPYRIGHT = r"Copyright\W*(?:[©:：一-鿿]|\(c\)|reserved\b|(?:19|20)\d\d\b)"
"""Who may copy a page: with the sign, a year or a name, as no sentence about copyright has it."""

NOISE = (
    # who edited the page
    r"(?:[【\[]\s*(?:我要)?纠错\s*[】\]]\s*)?"
    rf"[\[【（(]?\s*(?:{_ROLE})\s*(?:[:：]|\s[-–—]\s)[^。.]{{0,60}}[\]】）)]?",
    rf"(?:(?:来源|作者|供稿|摄影|记者|通讯员|文|图|{_ROLE})\s*[:：]"
    r"[^。:：]{0,16}?[\s　|]+){1,8}"
    rf"(?:{_ROLE})\s*[:：][^。]{{0,20}}",
    # buttons written as text
    rf"(?=.{{1,160}}\Z)(?=.*(?:打印|列印|关闭|關閉|返回|回[上首頁页顶頂列]|播报|纠错|字[体體号號级級]|大字体|分享"
    r"|下载文字|下载图片|语音|收藏|评论|转发|[赞讚]|好友|朋友|font|text ?size|print|share"
    r"|close|top|new (?:tab|window)))"
    rf"(?:(?:{_BUTTON})(?-i:(?![a-z]))|[\s|/·,，:：、\[\]【】()（）<>《》\d])++",
    r"(?:(?:微信)?(?:扫一扫|扫码|扫描))[^。]{0,30}(?:手机|当前页|分享|二维码|微信|关注)[^。]{0,12}",
    r"已推送[^。]{0,40}查看|此稿件无标签[^。]{0,40}",
    r"(?:分享到|分享至|分享)\s*[:：]?",
    r"(?:浏览|阅读|点击|访问|點閱|瀏覽|下载)(?:人?次数?|次數|量|数|數|率)?\s*[:：]\s*\d*\s*次?",
    r"(?:阅读?|浏览量?|评论|人气)\s*[(（]?\d[\d.,]*\s*[万wW]?\+?\s*次?[)）]?",
    r"责\s*[编編]\s+\S{2,8}",
    # the numbers of the pages of an article, with the buttons beside them
    r"(?=.{0,80}[上下]一页.{0,80}\Z)"
    r"(?:首页|[上下]一页|尾页|末页|共\s?\d+\s?页|\d+|[\s【】\[\]<>‹›«»:：.…|])++",
    r"[【\[]\s*字体\s*[:：].{0,12}[】\]]?",
    r"(?:(?:阅读)?[上下]一?(?:篇|条|條|则|則|個|个)(?:信息|新闻|文章|内容)?|前一篇|后一篇"
    r"|Previous(?: article)?|Next(?: article)?)\s*[:：]\s*.{0,80}",
    r"(?:Play Video|播放视频|0:00|/\d+:\d\d|[【\[（(]\s*[】\]）)])",
    r"(?:Subscribe|Share|Leave a comment|Subscribed|Upgrade to paid|Share this post"
    r"|Thanks for reading.{0,120}|.{2,40}\s·\s(?:Follow(?:ing)?|Subscribe))",
    r"[\[【（(]?原标题\s*[:：][^。]{2,80}",
    # whose page it is
    r"\W*All information published on this website is authentic in Chinese\..{0,60}",
    r"(?:您好[，,！!]*)?欢迎您?(?:访问|光临|来到|浏览|登录)[^。，]{0,24}(?:网站?|官网|门户|平台|主页)[！!。]*",
    r"[^。]{0,120}(?:ICP[备證证]|公网安备|网站标识码)[^。]{0,120}",
    rf"(?:版[权權]所有(?![人者])|{COPYRIGHT}|©|\S{{0,6}}ICP[备證证]|\S{{0,4}}公网安备|政府网站标识码)[^。]{{0,120}}",
    r".{0,60}(?:©|Copyright).{0,100}All rights reserved\.?",
    r"【法宝引证码】.{0,60}",
    r"[-–—\s]*(?:Advertisement|广告)[-–—\s]*",
    *REQUESTS,
    # ornaments, and marks of the end
    r"[\s■□●◆▲※*＊#=_\-–—·•~]+|[（(]?完[)）]?|Enditem|[（(]END[)）]|[\s—–-]*[—–-]\s*END[\s—–-]*",
)
"""Patterns of whole lines that are not text of the article, on any site and at any place."""

ENDINGS = (
    r"(?:[相关關]+(?:链接|稿件|新闻|新聞|报道|阅读|解读|文件|文章|推荐|信息|内容|专题|附件下载)"
    r"|(?:延伸|推荐|更多|扩展)(?:阅读|閱讀)|新闻链接|热门(?:推荐|新闻|文章)|(?:精彩|为您)推荐"
    r"|猜你喜欢|热点(?:推荐|新闻)|今日新聞|最新(?:消息|文章)|友情链接"
    r"|更多(?:精彩内容|新闻|新聞|文章)[^。]{0,16}|网友评论|(?:最新|热门)评论|发表评论"
    r"|Related (?:News|Stories|Articles|Posts|Reading|Links|Content)|You may also like|Also in"
    r"|Most (?:Viewed|Popular|Read)|Recommended(?: for you)?|Read more"
    r"|More (?:news|stories|from\b.{1,30})|Latest news|Leave a (?:Reply|comment)|Comments?"
    r")\s*[:：]?"
)
"""Pattern of headings after which no text of the article follows."""
