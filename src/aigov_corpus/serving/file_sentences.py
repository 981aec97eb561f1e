"""Why a file cannot be used, and what to do, in Chinese: a new error of a reader adds a line here.

`file_messages` puts these sentences together for the page, with `file_kinds` and `file_notes`.
"""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.serving.file_kinds import KINDS
from aigov_corpus.serving.phrases import Phrases

_LANGUAGES = {"Chinese": "中文", "English": "英文"}
_WORDS = {
    "kind": KINDS,
    "language": _LANGUAGES,
    "other": _LANGUAGES,
    "counted": {"paragraphs": "个段落", "elements": "个元素", "lines": "行"},
}

REASONS = Phrases(
    (
        ("it is not text but {kind}", "这是{kind}，不能直接读取"),
        (
            "it is {kind}, whose marks would stand among the sentences",
            "这是{kind}，其中的标记会混入句子",
        ),
        (
            "it is {kind}, which holds pairs of texts and not one text",
            "这是{kind}，其中是句对，而不是一篇文本",
        ),
        ("it is {kind}, and no aligned file", "这是{kind}，不是句对文件"),
        (
            "it is XML or HTML with the first element <{element}>, and no aligned file",
            "这是以 <{element}> 开头的 XML 或 HTML，不是句对文件",
        ),
        ("it is {language}, as {name} is", "它与 {name} 同为{language}"),
        (
            "it holds both languages, and another file is given with it",
            "该文件含有两种语言，却与其他文件一同提供",
        ),
        (
            "it is not {language} but looks {other}",
            "它看起来是{other}，不是{language}",
        ),
        (
            "{count} files are given, not one that holds both languages or one for each",
            "收到 {count} 个文件；需要一个双语文件，或中文、英文各一个文件",
        ),
        (
            "it holds no {language} text, and a bilingual file needs both languages",
            "其中没有{language}；单独一个文件须含中英两种文本",
        ),
        ("it holds Chinese and English", "其中既有中文又有英文"),
        ("it holds no Chinese or English text", "其中没有中文或英文文本"),
        ("all of its text is left out, most as {reason}", "文本未读入（{reason}）"),
        ("it holds no text", "其中没有文本"),
        ("it is empty: its {count} bytes hold no text", "文件是空的"),
        ("it is empty", "文件是空的"),
        ("it has {size} MB, more than {most}", "文件有 {size} MB，上限为 {most} MB"),
        ("it is larger than {most} MB", "文件超过 {most} MB"),
        ("it is larger than {most} MiB", "文件超过 {most} MiB"),
        ("it unpacks to more than {most} MB", "解压后超过 {most} MB"),
        (
            "it unpacks to more than {most} MB or {pages} pages",
            "解压后超过 {most} MB 或 {pages} 页",
        ),
        (
            "it unpacks to more than {most} MB, or {parts} files",
            "解压后超过 {most} MB 或 {parts} 个文件",
        ),
        (
            "it is an archive with {count} files of aligned texts",
            "压缩包中有 {count} 个双语对照文件",
        ),
        (
            "its locked passages have more than {most} million characters",
            "锁定内容超过 {most} 百万字符",
        ),
        ("it has more than {most} pages", "文件超过 {most} 页"),
        ("it has more than {most} million characters", "文件超过 {most} 百万字符"),
        (
            "it has {count} {counted}, and it may have {most}",
            "文件有 {count} {counted}，上限为 {most}",
        ),
        (
            "it is not UTF-8 (the byte is {byte}), and no other encoding fits",
            "无法识别文件的编码（此处字节为 {byte}）",
        ),
        (
            "it begins with the byte order mark of {encoding}, but is not {encoded}",
            "文件以 {encoding} 的标记开头，内容却不是 {encoded}",
        ),
        ("it is in an encoding of seven bits (ISO-2022)", "文件采用 ISO-2022 编码"),
        (
            "{count} of its Chinese characters are written as escapes ({shown})",
            "其中 {count} 个汉字写成了转义形式（{shown}）",
        ),
        (
            "{count} of its characters are lost: U+FFFD stands in their place",
            "其中 {count} 个字符已丢失（显示为 �）",
        ),
        (
            "it is not text: it holds {count} control characters from here on",
            "这不是文本：自此处起有 {count} 个控制字符",
        ),
        (
            "it is cut off or damaged: the list of files at its end cannot be read",
            "文件不完整或已损坏",
        ),
        ("it is locked with a password", "文件设有密码"),
        ("it was changed while it was read", "读取过程中文件被改动"),
        ("it cannot be read ({cause})", "文件无法读取（{cause}）"),
        (
            "it is a zip archive, but not a Word file that can be read",
            "Word 文件已损坏，无法读取",
        ),
        ("its tables or other parts are nested too deeply to be read", "表格等嵌套过深，无法读取"),
        ("a row with text is repeated {repeated} times", "有文字的一行重复了 {repeated} 次"),
        (
            "row {number} of a sheet is out of order, or behind the last that there may be",
            "工作表第 {number} 行顺序有误，或超出工作表的最大行数",
        ),
        (
            "it is a zip archive, but not a spreadsheet that can be read",
            "电子表格已损坏，无法读取",
        ),
        ("it is no spreadsheet (XLSX)", "这不是 XLSX 电子表格"),
        ("it is an OpenDocument text, but damaged", "OpenDocument 文本已损坏，无法读取"),
        (
            "it is an OpenDocument text in one file, but damaged",
            "OpenDocument 文本（.fodt）已损坏，无法读取",
        ),
        ("it opens only with a password", "文件须输入密码才能打开"),
        ("it is an EPUB, but damaged", "EPUB 已损坏，无法读取"),
        ("it is protected against copying (DRM)", "电子书有版权保护（DRM）"),
        ("it is a damaged PDF", "PDF 已损坏，无法读取"),
        (
            "it is a damaged PDF: {count} of its {pages} pages are lost",
            "PDF 已损坏：共 {pages} 页，其中 {count} 页已丢失",
        ),
        ("it is encrypted, and opens only with a password", "PDF 已加密，须输入密码才能打开"),
        ("it is encrypted in a way that cannot be read", "PDF 的加密方式不受支持"),
        (
            "it has no text layer: its pages are pictures or drawings",
            "PDF 没有文字层，页面只是图片",
        ),
        (
            "{count} of its {pages} pages are pictures without text",
            "PDF 共 {pages} 页，其中 {count} 页只是图片",
        ),
        (
            "its text cannot be read: the font {font} does not state which characters its signs "
            "mean, in {share} of the text",
            "PDF 的字体 {font} 没有注明字符，{share} 的文字无法读取",
        ),
        (
            "the page has {count} characters, and is no page of text",
            "此页有 {count} 个字符，不是正常的文本页",
        ),
        (
            "no text of an article was found on the page (a script may fill it in)",
            "网页中没有找到正文（正文可能由脚本生成）",
        ),
        ("the page has no text but a file, {file}", "网页中没有正文，只有文件 {file}"),
        (
            "the page has no text but shows another page in a frame, {page}",
            "网页中没有正文，只在框架中显示另一网页：{page}",
        ),
        ("the article has no text: it shows {pictures}", "网页正文没有文字，只有图片"),
        (
            "the page holds no article: it says '{said}'",
            "网页中没有正文，只有一句提示：“{said}”",
        ),
        ("it cannot be parsed as a page ({cause})", "无法按网页解析（{cause}）"),
        (
            "its elements are nested more than {most} levels deep",
            "网页元素嵌套超过 {most} 层",
        ),
        (
            "its quotations and lists are nested more than {most} levels deep",
            "引文和列表嵌套超过 {most} 层",
        ),
        ("its attributes stand for too much text", "其中的属性展开后文本过长"),
        ("it holds no pair of texts", "其中没有中英句对"),
        ("it has no sheet with text", "其中没有含文本的工作表"),
        ("it is a Word file without a table", "Word 文件中没有表格"),
        (
            "its column {number} holds both Chinese and English",
            "第 {number} 列同时含有中文和英文",
        ),
        (
            "it has no column with {language} text among its {count} columns",
            "共 {count} 列，没有一列是{language}",
        ),
        (
            "it is no table of {columns} columns: no tab, semicolon, comma or bar divides its "
            "lines alike",
            "这不是表格：各行没有用制表符、分号、逗号或竖线统一分列",
        ),
        ("a quotation mark in this row is never closed", "此行有一个引号没有闭合"),
        (
            "it has a quotation mark too few, or one without \\ in its text",
            "此行缺一个引号，或文本中的引号前没有反斜杠",
        ),
        (
            "it begins with neither # nor a keyword such as msgid",
            "此行既不以 # 开头，也没有 msgid 之类的关键字",
        ),
        (
            "it is hardly a table of pairs: {count} of {all} rows have a text in one language only",
            "这不像双语表格：{all} 行中有 {count} 行只有一种语言的文本",
        ),
        (
            "a quotation mark or line end is not where a table has it ({cause})",
            "此处的引号或换行位置不对",
        ),
        (
            "it holds no {language} text; what it holds is {held}",
            "其中没有{language}文本；现有：{held}",
        ),
        (
            "its keys do not say which two texts are meant: {keys}",
            "从键名看不出哪两个是文本：{keys}",
        ),
        ("it is no object", "此处不是 JSON 对象"),
        ("it is not JSON ({cause})", "这不是有效的 JSON"),
        ("the line is longer than {most} MiB", "此行超过 {most} MiB"),
        ("the XML is broken here: {cause}", "XML 在此处有错误"),
        ("the first element is <{element}>, not {wanted}", "首个元素是 <{element}>，应为 {wanted}"),
        ("a tag or comment is longer than a megabyte", "标签或注释超过 1 MB"),
        ("elements are nested more than {most} deep", "元素嵌套超过 {most} 层"),
        ("it declares an entity, which can be misused", "其中声明了实体，有安全风险"),
        ("XML does not know &{entity};", "XML 中没有实体 &{entity};"),
        (
            "it has a DOCTYPE, which can be misused and no office program needs",
            "其中有 DOCTYPE 声明，有安全风险",
        ),
        (
            "the Chinese and the English do not seem to belong together: {objections}; give one "
            "text in both languages, in the same version, or align them all the same",
            "这两份文本似乎不是同一文件的中英版本：{objections}。请检查是否选错了文件；如确认无误，"
            "可选择仍然对齐",
        ),
    ),
    _WORDS,
)
"""Why a file cannot be used."""

OBJECTIONS = (
    (
        re.compile(r"only (\d+%) of the shorter text clearly has a counterpart in the same order"),
        r"较短的一份只有 \1 能按顺序找到明确的对应",
    ),
    (
        re.compile(
            r"the order differs: only (\d+%) of the sentences with a clear counterpart follow each "
            r"other in both"
        ),
        r"顺序不同，有明确对应的句子只有 \1 前后次序一致",
    ),
    (
        re.compile(
            r"no counterpart was found near (\d+%) of the Chinese and (\d+%) of the English"
        ),
        r"中文的 \1、英文的 \2 附近都找不到对应",
    ),
    (
        re.compile(
            r"only (\d+) of (\d+) sections of the Chinese and (\d+) of (\d+) sections of the "
            r"English have a counterpart"
        ),
        r"中文 \2 个章节中只有 \1 个、英文 \4 个章节中只有 \3 个有对应",
    ),
    (re.compile("without one in the Chinese: "), "中文中无对应的章节："),
    (re.compile("without one in the English: "), "英文中无对应的章节："),
    (re.compile(r" and (\d+) more"), r" 等，另有 \1 个"),
    (re.compile("; "), "；"),
)
"""Why two texts do not seem to belong together; the sentence lists several reasons."""

REMEDIES = Phrases(
    (
        (
            "give one Chinese file, and one English file or several",
            "请提供一个中文文件，以及一个或多个英文文件",
        ),
        ("give the two languages as two files instead", "请分别提供中文、英文两个文件"),
        ("give it alone, or one file for each text", "请单独提供该文件，或每篇文本各提供一个文件"),
        ("give a file with text in it", "请提供有文本的文件"),
        ("to read that, pass  --keep '{reason}'", "请先在文件中填写或显示这些文本"),
        ("give a file with Chinese or English text", "请提供有中文或英文文本的文件"),
        ("give a file with Chinese and English texts", "请提供有中英两种文本的文件"),
        ("give a file with a paragraph on each line", "请提供每行一段的文件"),
        ("give the text, not a binary file", "请提供文本文件"),
        (
            "give each language a column of its own; or save that column as text (.txt) and pair "
            "its two texts with  aigov-corpus align",
            "请将中文和英文分列存放；或将该列另存为文本文件（.txt），再将该文件交给本程序对齐",
        ),
        (
            "give a table with a Chinese and an English text in each row; a text and its "
            "translation are made one with  aigov-corpus align SRC TGT --out pairs.tmx",
            "请提供每行有一个中文文本和一个英文文本的表格；若为原文和译文两个文件，请一起提供",
        ),
        (
            "give a table with a source and its translation in each row; if it is one, name its "
            "columns in the first line, such as  zh  and  en",
            "请提供每行有原文和译文的表格；若确是表格，请在第一行写出列名，如 zh 和 en",
        ),
        (
            "give a table with a source and its translation in each row, or two texts",
            "请提供每行有原文和译文的表格，或两个文本文件",
        ),
        (
            "give a TMX, XLIFF, XLSX, ODS, CSV or TSV file with Chinese and English texts, or two "
            "texts",
            "请提供有中英文本的 TMX、XLIFF、XLSX、ODS、CSV 或 TSV 文件，或两个文本文件",
        ),
        (
            "give an export of aigov-corpus, or lines with src and tgt",
            "请提供本程序导出的文件，或每行含 src 和 tgt 的文件",
        ),
        ("give its text and the other one as .docx", "请将它与另一份文本分别存为 .docx"),
        ("drop it here alone to review its pairs", "请单独拖入此文件，即可审校其中的句对"),
        (
            "if it is an export of pairs, drop it here alone to review its pairs",
            "如其中是句对，请单独拖入此文件",
        ),
        (
            "if its rows are pairs of Chinese and English, drop it here alone to review its pairs; "
            "if not, save its sheet as .csv, or its text as .docx",
            "如每行是一个中英句对，请单独拖入此文件；否则请将工作表存为 .csv，或将文本存为 .docx",
        ),
        ("check that it is the right file", "请检查是否选错了文件"),
        ("check that it is the right file, or divide it", "请检查是否选错了文件，或将其拆分"),
        ("name the right file, or the language that it is in", "请检查是否选错了文件"),
        ("call them src and tgt, or zh and en", "请将两个文本的键命名为 src 和 tgt，或 zh 和 en"),
        ("check its name", "请检查文件名"),
        ("delete the copies, and save it again", "请删除多余的副本，重新保存"),
        ("divide it", "请将其拆分"),
        ("split it first", "请先将其拆分"),
        ("divide it, or save it as .csv", "请将其拆分，或存为 .csv"),
        ("take another copy", "请换一份完好的文件"),
        (
            "take another copy, saved in the encoding of the original",
            "请换一份按原编码保存的文件",
        ),
        ("convert it to UTF-8 first", "请先用文本编辑器另存为 UTF-8"),
        (
            "open it in a text editor and save it as UTF-8, or convert it, for instance with  "
            "iconv -f {encoding} -t UTF-8",
            "请用文本编辑器打开并另存为 UTF-8",
        ),
        ("decode them, for instance with  {how}", "请先将其还原为汉字"),
        ("save the text of the message in a mail program", "请在邮件程序中将正文存为文本"),
        ("save it as text", "请将其存为文本"),
        ("save its text, or the file that is attached to it", "请保存其正文或附件"),
        (
            "recognise its characters first (OCR), and read the text that this gives",
            "请先进行文字识别（OCR），再使用识别出的文本",
        ),
        (
            "recognise its characters first (OCR), for instance with  {how},  and read the result",
            "请先进行文字识别（OCR），再使用识别后的文件",
        ),
        ("open it in a word processor and save it as .docx", "请用文字处理软件打开并另存为 .docx"),
        (
            "open it in a word processor and save it as .docx, or run  {command}  of LibreOffice",
            "请用文字处理软件打开并另存为 .docx，或运行 LibreOffice 的命令 {command}",
        ),
        (
            "open it in a word processor and save it as .docx or .txt",
            "请用文字处理软件打开并另存为 .docx 或 .txt",
        ),
        ("open it in a word processor and save it again", "请用文字处理软件打开并重新保存"),
        (
            "open it in a spreadsheet program and save it as .xlsx or .csv",
            "请用电子表格软件打开并另存为 .xlsx 或 .csv",
        ),
        ("open it in an office program and save it again", "请用办公软件打开并重新保存"),
        (
            "open it in its own program, and save it as .docx, PDF or text",
            "请用原来的软件打开，另存为 .docx、PDF 或文本",
        ),
        (
            "open it in a PDF reader and print it to a new PDF, or save its text",
            "请用 PDF 阅读器打开并重新打印为 PDF，或保存其文本",
        ),
        ("open it in an OFD reader and save it as PDF", "请用 OFD 阅读器打开并另存为 PDF"),
        (
            "open it in CAJViewer and save it as PDF or text",
            "请用 CAJViewer 打开并另存为 PDF 或文本",
        ),
        (
            "open it in a program for EPUBs and save it again, or save its text",
            "请用电子书软件打开并重新保存，或保存其文本",
        ),
        ("ask its publisher for a copy without protection", "请向出版方索取没有保护的版本"),
        ("save it without one", "请另存一份没有密码的文件"),
        (
            "open it in a word processor and save it as .odt or .docx",
            "请用文字处理软件打开并另存为 .odt 或 .docx",
        ),
        ("download or copy it again", "请重新下载或复制该文件"),
        ("save a copy without a password", "请另存一份没有密码的文件"),
        ("save a copy without a password, and read that", "请另存一份没有密码的文件"),
        ("save a copy without protection, and read that", "请另存一份没有保护的文件"),
        ("save it as HTML or Markdown, and read that", "请另存为 HTML 或 Markdown"),
        ("save it as .xlsx", "请另存为 .xlsx"),
        ("save it again as CSV, or as .xlsx", "请重新存为 CSV，或存为 .xlsx"),
        ("save its sheet as .csv, or its text as .docx", "请将工作表存为 .csv，或将文本存为 .docx"),
        ("save its text, and read that", "请将其文本另存后使用"),
        ("copy its text, and read that", "请将其文本复制到文本文件"),
        ("export its texts, and read those", "请导出其中的文本"),
        ("export it there as TMX", "请在该软件中导出为 TMX"),
        (
            "export it again; for TMX,  aigov-corpus validate  lists what is wrong",
            "请重新导出；TMX 文件可用命令 aigov-corpus validate 查看全部错误",
        ),
        ("save the page as HTML only, or as text", "请将网页存为“仅 HTML”或文本"),
        ("save the page again, or save its text", "请重新保存网页，或保存其文本"),
        ("save the text of the page instead", "请改为保存网页的文本"),
        (
            "open its address in a browser, and save the page that has the text",
            "请在浏览器中打开该网址，保存有正文的网页",
        ),
        ("download that file and give it in place of the page", "请下载该文件，用它代替网页"),
        (
            "open the page of that frame alone in a browser, save it, and give that file",
            "请在浏览器中单独打开框架中的网页，保存后再提供",
        ),
        (
            "recognise the characters in the pictures (OCR) and give that text",
            "请对图片做文字识别（OCR），再提供识别出的文本",
        ),
        (
            "save the page in a browser, or its text; if its site is known, name its URL",
            "请在浏览器中打开网页后保存，或保存其文本",
        ),
        ("save its texts alone, one paragraph a line", "请只保存其中的文本，每段一行"),
        (
            "save its texts alone, one paragraph a line; or pair it with its translation by their "
            "keys:  {how}  (Translate Toolkit)",
            "请只保存其中的文本，每段一行；或用 Translate Toolkit 按键名与译文配对：{how}",
        ),
        (
            "save them as .srt, for instance with Subtitle Edit or  ffmpeg -i FILE OUT.srt",
            "请另存为 .srt（例如用 Subtitle Edit）",
        ),
        ("read its subtitles (.srt, .vtt), or a transcript", "请改用其字幕（.srt、.vtt）或文字稿"),
        ("read the pages that it lists", "请使用其中列出的网页"),
        (
            "give it to  aigov-corpus check  with  --termbase FILE",
            "术语库请在命令 aigov-corpus check 中用 --termbase 指定",
        ),
        ("unpack it, and read the files in it one by one", "请先解压，再逐个使用其中的文件"),
        ("unpack it", "请先解压"),
        ("unpack it, and give them one by one: {names}", "请先解压，再逐个使用：{names}"),
        (
            "open it in its program, or in Trados Studio, and export it as TMX or XLIFF",
            "请用原软件或 Trados Studio 打开并导出为 TMX 或 XLIFF",
        ),
        ("export it there as TMX or XLIFF", "请在该软件中导出为 TMX 或 XLIFF"),
        ("convert it to EPUB first", "请先转换为 EPUB"),
        ("convert it to PDF first", "请先转换为 PDF"),
        ("convert it to HTML, PDF or text, and read that", "请先转换为 HTML、PDF 或文本"),
        (
            "convert it to HTML or text first, for instance with TEIGarage",
            "请先转换为 HTML 或文本（例如用 TEIGarage）",
        ),
        ("convert it first, for instance with  {how}", "请先转换格式，例如用命令 {how}"),
        ("convert it to TMX or XLIFF, and use that", "请转换为 TMX 或 XLIFF"),
        ("convert it to TMX, and drop that", "请转换为 TMX 后拖入"),
        (
            "convert it to TMX or XLIFF, for instance with  po2tmx  of the Translate Toolkit",
            "请转换为 TMX 或 XLIFF，例如用 Translate Toolkit 的 po2tmx",
        ),
        ("let  {program}  make a page of it", "请先转换为网页，例如用命令 {program}"),
        ("let  {program}  make a PDF of it", "请先转换为 PDF，例如用命令 {program}"),
        ("let  man  print it as text", "请用命令 man 输出为文本"),
        ("let  pod2text  or  pod2html  convert it", "请用命令 pod2text 或 pod2html 转换"),
        ("write fewer signs > or less indentation there", "请减少该处的 > 或缩进"),
        ("write out what they stand for", "请写出属性所代表的文本"),
        (
            "delete the declaration, which no translation program needs",
            "请删除该声明，翻译软件不需要它",
        ),
    )
)
"""What to do about it."""

PLACES = Phrases(
    (
        ("line {number}", "第 {number} 行"),
        ("row {number}", "第 {number} 行"),
        ("page {number}", "第 {number} 页"),
        ("byte {number}", "第 {number} 字节"),
        ("character {number}", "第 {number} 个字符"),
    )
)
"""Where in a file."""
