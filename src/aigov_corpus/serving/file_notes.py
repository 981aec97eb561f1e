"""What the program says of a file that was read, with the Chinese of it.

A new note of a reader in `importing` adds a line here.
"""

from __future__ import annotations

from aigov_corpus.serving.phrases import Phrases

NOTES = Phrases(
    (
        (
            "read as {form}: {count} {unit}, {source} to {target}",
            "按 {form} 读取：{count} 个句对，由{source}译为{target}",
        ),
        (
            "read as {encoding}, for which it is too short to be sure; save it as UTF-8",
            "按 {encoding} 编码读取，但文字太短，不能确定；请另存为 UTF-8",
        ),
        ("read as {encoding}", "按 {encoding} 编码读取"),
        (
            "line {number} is taken for the names of the columns",
            "第 {number} 行视为列名",
        ),
        (
            "these files were aligned before; their review goes on, in {folder}",
            "这些文件此前已对齐；审校在 {folder} 中继续",
        ),
        (
            "{name}: left out of the {lang} text: {parts}; the largest {piece} begins '{text}'",
            "{name}：读取时略去了部分内容，最长的一处开头为“{text}”",
        ),
        (
            "{name}: {count} deleted or struck-through {pieces}, the first begins '{text}'",
            "{name}：略去 {count} 处已删除或带删除线的文字，第一处开头为“{text}”",
        ),
        ("columns that were left out: {names}", "略去的列：{names}"),
        (
            "the end of {rows} was left out, behind as many cells as the other lines have; a text "
            "with the delimiter in it must stand in quotes",
            "{rows}的末尾已略去，因为单元格比其他行多；含有分隔符的文字应加引号",
        ),
        (
            "the names of the columns stand again in {rows}, which {were} left out",
            "列名在{rows}重复出现，已略去",
        ),
        (
            "it declares {declared}, but its bytes are UTF-8, and were read as such",
            "文件声明的编码是 {declared}，实际是 UTF-8，已按 UTF-8 读取",
        ),
        (
            "{rows}: the text that the file calls Chinese has Japanese or Korean letters; {rest}",
            "{rows}：文件标为中文的文本含有日文或韩文字母；请改正文本，或改正文件中标注的语言",
        ),
        (
            "{rows}: the text that the file calls Chinese has no Chinese character; {rest}",
            "{rows}：文件标为中文的文本没有汉字；请改正文本，或改正文件中标注的语言",
        ),
        (
            "{rows}: the text that the file calls English is mostly Chinese; {rest}",
            "{rows}：文件标为英文的文本大多是汉字；请改正文本，或改正文件中标注的语言",
        ),
        (
            "{count} with a text in one language only: {rows}",
            "{count} 个句对只有一种语言的文本：{rows}",
        ),
        ("{count} without a text were left out: {rows}", "略去 {count} 行没有文本的：{rows}"),
        (
            "{count} without Chinese and English were left out: {rows}",
            "略去 {count} 个没有中文和英文的：{rows}",
        ),
        ("the sheet '{sheet}' is read; left out: {others}", "读取工作表“{sheet}”；略去：{others}"),
        ("paragraphs outside of tables were left out: {count}", "略去表格以外的段落：{count}"),
        ("properties of other programs were left out: {names}", "略去其他软件的属性：{names}"),
        (
            "hidden rows are read like the others: {rows}; delete what should not",
            "隐藏的行也已读取：{rows}；不需要的请删除",
        ),
        ("hidden columns are read like the others: {columns}", "隐藏的列也已读取：{columns}"),
        (
            "{count} {decisions} of the earlier review in {folder} taken over; that review stays "
            "as it is",
            "已沿用此前审校的 {count} 项决定（{folder}）；此前的审校保持不变",
        ),
        (
            "{count} {decisions} of the earlier review in {folder} taken over, {left} about "
            "sentences that changed left out; that review stays as it is",
            "已沿用此前审校的 {count} 项决定（{folder}），另有 {left} 项涉及已更改的句子，未沿用；"
            "此前的审校保持不变",
        ),
        (
            "the earlier review in {folder} cannot be used ({reason}), so none of its decisions is "
            "taken over; its log stays as it is",
            "此前的审校（{folder}）无法使用，未沿用其中的决定；其记录保持不变。原因（英文）：{reason}",
        ),
        ("{rows} above the names of the columns {were} left out", "略去列名上方的{rows}"),
        (
            "the evidence of principles is damaged in {rows}",
            "{rows}的原则依据已损坏",
        ),
        (
            "a score, status, kind or time is no such value in {rows}",
            "{rows}的分数、状态、类型或时间无法识别",
        ),
        (
            "texts that were left out, by language: {listed}; {rest}",
            "略去其他语言的文本：{listed}",
        ),
        (
            "further texts that a {noun} has in one language were left out, and its first one was "
            "taken: {listed}; {rest}",
            "同一单元同一语言有多个文本时，只读取第一个，其余略去：{listed}",
        ),
        ("hidden sheets were left out: {count}; {rest}", "略去隐藏的工作表：{count}"),
        (
            "cells are merged ({count}): the text of each counts for its first row only",
            "合并的单元格（{count}）：其文本只算作第一行",
        ),
        (
            "cells hold formulas ({count}): the values that they had last count",
            "含公式的单元格（{count}）：读取上次计算的值",
        ),
        (
            "formulas that no program has calculated yet are read as empty: {count}; {rest}",
            "尚未计算的公式按空白读取：{count}；请用电子表格软件打开并保存",
        ),
        (
            "cells show that their formula failed, such as #N/A, which is read as text: {count}; "
            "{rest}",
            "公式出错的单元格（如 #N/A）按文字读取：{count}；请改正后重新保存",
        ),
        (
            "cells behind column {column} (BH) were left out: {count}; {rest}",
            "略去第 {column} 列（BH）以后的单元格：{count}；请将需要的列移到左边",
        ),
        (
            "texts that are struck through are read like the others: {count}; {rest}",
            "带删除线的文本也已读取：{count}；不需要的请删除",
        ),
        (
            "comments on cells were left out: {count}; {rest}",
            "略去单元格批注：{count}；如需保留，请放入名为 comment 的列",
        ),
        ("text boxes were left out: {count}; {rest}", "略去文本框：{count}；请将文字放入单元格"),
        (
            "charts and objects were left out: {count}; {rest}",
            "略去图表和对象：{count}；请将文字放入单元格",
        ),
        (
            "headers and footers of pages were left out: {count}; {rest}",
            "略去页眉和页脚：{count}；需要的文字请放入单元格",
        ),
        (
            "deletions that the file tracks were left out: {count}; {rest}",
            "略去修订中已删除的内容：{count}；请先接受或拒绝修订",
        ),
        (
            "dates and numbers in {rows} are read as plain values, {rest}",
            "{rows}的日期和数字按原值读取（如 2025-11-27），因为显示方式取决于电脑或无法识别",
        ),
        (
            "cells in {rows} hold something that their number format does not show",
            "{rows}的单元格含有按其数字格式不显示的内容",
        ),
        ("comments were left out: {count}; {rest}", "略去批注：{count}；需要的请接受或移入正文"),
        ("footnotes were left out: {count}; {rest}", "略去脚注：{count}；请放入单元格"),
        ("endnotes were left out: {count}; {rest}", "略去尾注：{count}；请放入单元格"),
        (
            "tables inside cells were left out: {count}; {rest}",
            "略去单元格内的表格：{count}；请将文字另成一行",
        ),
        (
            "passages that tracked changes delete were left out: {count}",
            "略去修订中已删除的文字：{count}",
        ),
        ("hidden passages were left out: {count}; {rest}", "略去隐藏的文字：{count}"),
        (
            "paragraphs in cells whose number Word counts are read without it: {count}",
            "单元格中自动编号的段落，读取时不含编号：{count}",
        ),
        ("NUL characters were left out: {count}", "略去 NUL 字符：{count}"),
        (
            "characters that XML forbids were replaced by spaces: {count}",
            "XML 不允许的字符已换成空格：{count}",
        ),
        (
            "properties and times without a usable value were left out: {count}",
            "略去无法识别的属性和时间：{count}",
        ),
        ("contexts without a usable value were left out: {count}", "略去无法识别的上下文：{count}"),
        (
            "texts in <tuv> without <seg>, where other programs see none, were read: {count}",
            "已读取 <tuv> 中没有 <seg> 的文本（其他软件不读取）：{count}",
        ),
        (
            "texts without a language (xml:lang), for which their characters decided: {count}",
            "未标注语言（xml:lang）、按文字判断语言的文本：{count}",
        ),
        (
            "headers of the file, of which each counts for the units below it: {count}; {rest}",
            "文件有 {count} 个文件头，各自适用于其下的单元；TMX 只应有一个",
        ),
        ("read from the archive: {name}", "已读取压缩包中的文件：{name}"),
        ("codes (tags of another format) were left out: {count}", "略去格式标记：{count}"),
        (
            "texts inside codes (<sub>: footnotes, titles) were left out: {count}",
            "略去格式标记内的文本（<sub>：脚注、标题）：{count}",
        ),
        (
            "suggestions of other translations were left out: {count}",
            "略去其他译文建议：{count}",
        ),
        (
            "pictures and the like were left out: {count}",
            "略去含图片等内容的单元：{count}",
        ),
        (
            "the language '{code}' is read as {language}, which its texts are",
            "语言“{code}”按文字视为{language}",
        ),
        ("lists of terms were left out: {count}", "略去术语表：{count}"),
        (
            "entries that are obsolete (#~) were left out: {count}",
            "略去已废弃的条目（#~）：{count}",
        ),
        (
            "messages in the singular, with one translation for both forms, were left out: {count}",
            "略去单数形式的原文（单复数只有一个译文）：{count}",
        ),
        ("contexts of messages (msgctxt) were left out: {count}", "略去语境（msgctxt）：{count}"),
        ("remarks of programmers (#.) were left out: {count}", "略去程序员的备注（#.）：{count}"),
        ("notes on the whole file were left out: {count}", "略去针对整个文件的备注：{count}"),
        (
            "notes of aigov-corpus on findings were left out: {count}",
            "略去本程序写下的检查结果（会重新检查）：{count}",
        ),
        (
            "further texts that a unit has in one language were left out: {count}",
            "略去同一单元同一语言的其余文本：{count}",
        ),
        (
            "units that the file marks as not to be translated are read like the others: {count}",
            "标为无需翻译的单元也已读取：{count}",
        ),
        (
            "states that no status has, so that the pairs are given: {listed}",
            "没有对应状态的标注，句对按原样读入：{listed}",
        ),
        (
            "units that are locked in the file: {count}; here they are not",
            "文件中锁定的单元：{count}；在这里不锁定",
        ),
        (
            "{rows}: Chinese characters stand in the text that the file calls English, {rest}",
            "{rows}：文件标为英文的文本是汉字，标为中文的没有汉字；如两者颠倒，请在文件中改正语言",
        ),
        (
            "{rows}: moved_to names a unit that the file does not have; {rest}",
            "{rows}：moved_to 指向文件中没有的单元",
        ),
    ),
    {
        "unit": {"unit": "", "units": ""},
        "language": {"Chinese": "中文", "English": "英文"},
        "decisions": {"decision": "", "decisions": ""},
        "source": {"zh": "中文", "en": "英文"},
        "target": {"zh": "中文", "en": "英文"},
    },
)
"""What the page says of a file of pairs that was read."""
