"""What the page says, in English and in Chinese."""

from __future__ import annotations

from typing import Literal, get_args

from aigov_corpus.errors import AigovError
from aigov_corpus.serving.file_messages import say_error

Language = Literal["en", "zh"]
"""A language of the page."""
LANGUAGES: tuple[Language, ...] = get_args(Language)

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Review", "审校"),
    "skip": ("Skip to the rows", "跳到句对列表"),
    "documents": ("Documents", "文档"),
    "rendering": ("Rendering", "译本"),
    "acts_on": ("you edit this one", "操作对象"),
    "make_first": (
        "A click puts this translation first, where you edit it",
        "点击可将此译本置于首位；操作只更改首位译本",
    ),
    "order": ("Order", "顺序"),
    "order_long": ("Doubtful rows first, or the order of the document", "疑点优先或原文顺序"),
    "order_doubt": ("Doubtful first", "疑点优先"),
    "order_text": ("Document order", "原文顺序"),
    "section": ("Section", "章节"),
    "all_sections": ("All sections", "全部章节"),
    "beginning": ("Beginning", "开头"),
    "status": ("Status", "状态"),
    "all_statuses": ("All statuses", "全部状态"),
    "principle": ("Principle", "原则"),
    "all_principles": ("All principles", "全部原则"),
    "search": ("Search the texts", "搜索文本"),
    "clear_filters": ("Clear filters", "清除筛选"),
    "rows": ("rows", "行"),
    "rows_one": ("row", "行"),
    "row": ("Row", "第"),
    "in_rows": ("Rows {numbers}", "第 {numbers} 行"),
    "of": ("of", "／"),
    "page": ("Page", "页"),
    "previous": ("Previous page", "上一页"),
    "next": ("Next page", "下一页"),
    "done": ("done", "已完成"),
    "doubtful_left": ("doubtful", "处疑点"),
    "checking": ("checking", "正在检查"),
    "refresh": ("Sort again", "重新排序"),
    "nothing": ("No row passes these filters.", "没有符合筛选条件的句对。"),
    "chinese": ("Chinese", "中文"),
    "english": ("English", "英文"),
    "score": ("Score", "分数"),
    "score_long": (
        "Score: how probable it is, in per cent, that these two texts belong together",
        "分数：两侧文本相互对应的概率（百分比）",
    ),
    "bead": ("Number of sentences: Chinese – English", "句数：中文 – 英文"),
    "by_hand": ("by hand", "人工"),
    "text_changed": ("edited", "文本已改"),
    "text_changed_long": (
        "The text was changed by a person; the score was that of the text before",
        "文本经人工修改，原分数属于修改前的文本",
    ),
    "no_text": ("no text", "无文本"),
    "auto": ("aligned", "自动对齐"),
    "given": ("from a file", "原有"),
    "missing": ("section missing", "缺章节"),
    "omitted": ("no English", "无英文"),
    "added": ("no Chinese", "无中文"),
    "moved": ("moved", "移位"),
    "confirmed": ("confirmed", "已确认"),
    "edited": ("changed", "已修改"),
    "needs-review": ("needs review", "待复核"),
    "rejected": ("rejected", "已否决"),
    "open": ("undecided", "未处理"),
    "doubtful": ("doubtful", "有疑点"),
    "unaligned": ("without counterpart", "无对应"),
    "commented": ("with comments", "有批注"),
    "finding": ("Finding", "检查结果"),
    "finding_error": ("Error: ", "错误："),
    "finding_warning": ("Warning: ", "提示："),
    "findings": ("with findings", "有检查结果"),
    "confirm": ("Confirm", "确认"),
    "review": ("Needs review", "待复核"),
    "reject": ("Reject", "否决"),
    "reject_long": ("Reject: leave out of the export", "否决：不导出"),
    "reopen": ("Back to undecided", "恢复为未处理"),
    "merge": ("Merge", "合并"),
    "merge_long": (
        "Merge with the next row of the text, or the chosen rows",
        "与原文中的下一行合并，或合并所选行",
    ),
    "split": ("Split", "拆分"),
    "move_up": ("English ↑", "英文 ↑"),
    "move_down": ("English ↓", "英文 ↓"),
    "zh_up": ("Chinese ↑", "中文 ↑"),
    "zh_down": ("Chinese ↓", "中文 ↓"),
    "link": ("Link", "连接"),
    "link_long": (
        "Mark the Chinese here, then link it with the English of another row",
        "标记此处中文，再与另一行英文连接",
    ),
    "move_up_long": ("First English sentence to the row above", "首个英文句移到上一行"),
    "move_down_long": ("Last English sentence to the row below", "最后一个英文句移到下一行"),
    "zh_up_long": ("First Chinese sentence to the row above", "首个中文句移到上一行"),
    "zh_down_long": ("Last Chinese sentence to the row below", "最后一个中文句移到下一行"),
    "split_long": ("Split the row, both texts at once", "拆分此行，中英文同时拆分"),
    "confirm_long": ("Confirm and go on", "确认并继续"),
    "edit_long": ("Edit the English text", "修改英文文本"),
    "bulk_long": (
        "Confirm all pairs without findings from an alignment score upwards",
        "确认达到某对齐分数且无检查结果的全部句对",
    ),
    "edit": ("Edit", "修改"),
    "principles": ("Principles", "原则"),
    "principles_long": ("Add or remove principles", "添加或删除原则"),
    "accept": ("Ignore finding", "忽略检查结果"),
    "accept_long": (
        "Ignore this finding: the text is right as it is, and stays",
        "忽略此检查结果：文本无误，保持不变",
    ),
    "ignore": ("Ignore", "忽略"),
    "correct": ("Fix finding", "按建议修改"),
    "correct_long": (
        "Change the English to what the finding suggests",
        "将英文改为检查结果建议的文本",
    ),
    "change_to": ("Change to", "改为"),
    "comment": ("Comment", "批注"),
    "bulk": ("Confirm many…", "批量确认…"),
    "replace": ("Replace…", "替换…"),
    "replace_long": ("Replace a word or phrase in the whole English", "在全部英文中替换词语"),
    "replace_find": ("Find in the English", "在英文中查找"),
    "replace_put": ("Replace by", "替换为"),
    "replace_how": (
        "Capitals count, and words are whole. One step; Undo takes all of it back.",
        "区分大小写，按整词查找。作为一步操作，可整体撤销。",
    ),
    "replace_before": (
        "Places: {places}, in {rows} rows. Rows that have to be confirmed again: {confirmed}.",
        "共 {rows} 行 {places} 处。需重新确认的行：{confirmed}。",
    ),
    "replace_done": ("Rows changed: {rows}", "已更改 {rows} 行"),
    "realign": ("Realign", "重新对齐"),
    "realign_long": ("Align anew what stands between confirmed rows", "重新对齐已确认行之间的部分"),
    "undo": ("Undo", "撤销"),
    "redo": ("Redo", "重做"),
    "lock": ("Chinese locked", "中文已锁定"),
    "unlocked": ("Chinese unlocked", "中文已解锁"),
    "lock_long": (
        "Unlock the Chinese for the next act that cuts, moves or joins its sentences; it is "
        "locked again afterwards",
        "为下一次拆分、移动或合并中文句子解锁，操作后自动重新锁定",
    ),
    "unlocked_hint": (
        "The Chinese is unlocked for one act: U and D move its sentences, s can cut them, m joins "
        "them. Then it is locked again.",
        "中文已解锁，仅限一次操作：U、D 移动句子，s 可拆分，m 可合并。操作后自动重新锁定。",
    ),
    "unlock": ("Unlock the Chinese", "解锁中文"),
    "unlock_and_do": ("Do it this once", "仅此一次，仍然执行"),
    "leave": ("Leave", "退出"),
    "next_doubtful": ("Next doubtful", "下一处疑点"),
    "previous_doubtful": ("Previous doubtful", "上一处疑点"),
    "down": ("Next row", "下一行"),
    "up": ("Previous row", "上一行"),
    "select": ("Select more rows", "选择多行"),
    "help": ("Keys", "快捷键"),
    "close": ("Close", "关闭"),
    "start_title": ("Review translations", "译文审校"),
    "new": ("A new text", "新文本"),
    "drop": (
        "Drop a Chinese file and its English translation here (or several translations, to see "
        "them side by side), or one file that holds both languages",
        "将中文文件及其英译拖到此处（可有多个译本，并排显示），或拖入一个含有双语的文件",
    ),
    "drop_kinds": (
        "Word, ODT, PDF, EPUB, web pages, Markdown, text, subtitles; or pairs as TMX, XLIFF, "
        "XLSX, CSV. Nothing leaves this machine.",
        "支持 Word、ODT、PDF、EPUB、网页、Markdown、文本、字幕，以及 TMX、XLIFF、XLSX、CSV 句对。"
        "文件不会离开本机。",
    ),
    "choose_files": ("Choose files", "选择文件"),
    "read_them": ("Read them", "读取"),
    "open_now": ("Open", "已打开"),
    "recent": ("Recent", "最近"),
    "here": ("In this folder", "当前文件夹"),
    "gone": ("This document is not there any more.", "该文档已不存在。"),
    "no_files": (
        "No file was chosen. Choose a Chinese file and its English translation.",
        "尚未选择文件。请选择中文文件及其英译。",
    ),
    "many_files": (
        "These are more than {} files. Choose one Chinese text and its English translations; open "
        "other texts one after the other.",
        "文件多于{}个。请选择一个中文文件及其英文译本；其他文本请逐一打开。",
    ),
    "recognised": ("What was recognised", "识别结果"),
    "both_languages": ("one file with both languages", "一个双语文件"),
    "paragraphs": ("paragraphs", "段"),
    "left_out": ("Left out when reading", "读取时略去的内容"),
    "bring_back": ("Bring back", "恢复到正文"),
    "in_text": ("In the text", "已在正文中"),
    "leave_out": ("Leave out again", "再次略去"),
    "bring_back_hint": (
        "A click puts a piece into the text, at its place.",
        "点击可将该内容恢复到正文原处。",
    ),
    "nothing_left_out": ("Nothing was left out.", "没有略去任何内容。"),
    "align": ("Align and review", "对齐并审校"),
    "review_these": ("Review them", "开始审校"),
    "align_anyway": ("Align them all the same", "仍然对齐"),
    "running": ("Aligning …", "正在对齐……"),
    "cancelled": ("Cancelled. Nothing is open.", "已取消。"),
    "other_files": ("Other files", "其他文件"),
    "save": ("Save", "保存"),
    "cancel": ("Cancel", "取消"),
    "download": ("Download", "下载"),
    "download_all": ("All", "全部"),
    "download_confirmed": ("Only confirmed", "仅已确认"),
    "download_score": ("Confirmed, or score at least", "已确认或分数不低于"),
    "format": ("Format", "格式"),
    "word_table": ("Word table", "Word 表格"),
    "web_page": ("Web page", "网页"),
    "side_by_side": ("all translations side by side, every row", "全部译本并排，含所有行"),
    "theme": ("Light or dark", "明暗"),
    "language": ("中文", "English"),
    "latest": ("Latest acts", "最近操作"),
    "no_acts": ("Nothing was changed yet.", "尚无修改。"),
    "first_steps": (
        "c confirms and goes on, Enter or a double click edits, z undoes, ? shows all keys. "
        "Everything is saved at once.",
        "按 c 确认并继续，按 Enter 或双击修改，按 z 撤销，按 ? 查看全部快捷键。所有操作立即保存。",
    ),
    "already_saved": ("Everything is saved already.", "所有操作均已保存。"),
    "finished": ("Every row is decided.", "所有行均已处理。"),
    "drop_second": (
        "Add the other language, or read this file alone.",
        "请添加另一种语言的文件，或单独读取此文件。",
    ),
    "drop_more": (
        "Read them, or add another English translation.",
        "可以读取，也可以再添加一个英文译本。",
    ),
    "undone": ("undone", "已撤销"),
    "undo_this": ("Undo this act", "撤销此操作"),
    "context": ("Around this row", "上下文"),
    "evidence": ("Principles and their evidence", "原则与依据"),
    "no_principles": ("No principle was found.", "未发现原则。"),
    "comments": ("Comments", "批注"),
    "published": ("As published", "原译文"),
    "orphans": ("Decisions to take again", "需重新决定"),
    "orphans_why": (
        "The text or the alignment has changed, or another reviewer decided otherwise.",
        "文本或对齐已变化，或其他审校者作了不同决定。",
    ),
    "dismiss": ("Decided", "已处理"),
    "split_hint": (
        "Click where the second row begins, or ← → by word and ↑ ↓ by clause; Tab goes to the "
        "other text. Enter splits, Escape cancels.",
        "点击第二行开始处，或用 ← → 逐词、↑ ↓ 逐分句移动；按 Tab 切换到另一文本。"
        "按 Enter 拆分，按 Esc 取消。",
    ),
    "edit_hint": (
        "Enter saves, Ctrl+Enter saves and confirms, Escape cancels.",
        "按 Enter 保存，按 Ctrl+Enter 保存并确认，按 Esc 取消。",
    ),
    "locked_split": (
        "This row has one Chinese sentence only, and the Chinese is locked.",
        "此行只有一个中文句子，而中文已锁定。",
    ),
    "link_hint": (
        "Link the Chinese of row {row}: click the English that belongs to it, or go to its row and "
        "press Space.",
        "连接第 {row} 行的中文：点击与之对应的英文，或移到该行并按空格。",
    ),
    "link_from_zh": (
        "A link begins at a row with Chinese.",
        "连接须从有中文的行开始。",
    ),
    "link_to_en": (
        "Choose another row, one with English. Escape leaves.",
        "请选择另一个有英文的行。按 Esc 退出。",
    ),
    "stale": (
        "This row was changed in the meantime. Here it is as it is now; nothing of yours was done.",
        "此行已被他处修改。现显示最新内容，您的操作未执行。",
    ),
    "offline": (
        "The server does not answer. Nothing is lost that was shown as saved; start it again, and "
        "open the address that it prints.",
        "服务器没有响应。已保存的内容不会丢失，请重新启动，并打开其显示的地址。",
    ),
    "restarted": (
        "The server was started anew. Nothing is lost that was shown as saved; open the address "
        "that it printed.",
        "服务器已重新启动。已保存的内容不会丢失，请打开其显示的地址。",
    ),
    "not_open_yet": (
        "What you asked for opens when the acts before it are saved; no key does anything until "
        "then.",
        "前面的操作保存后才会打开；在此之前按键无效。",
    ),
    "not_done_either": (
        "What you pressed for this row before this message was not done either.",
        "此消息出现之前您对此行的其他操作也未执行。",
    ),
    "text_kept": ("Your text is still in the editor.", "您的文本仍在编辑框中。"),
    "text_lost_row": (
        "The row is no longer there; copy your text:",
        "此行已不存在，请复制您的文本：",
    ),
    "comment_kept": ("Press t: your comment is still there.", "按 t 可继续编辑您的批注。"),
    "saved": ("Saved", "已保存"),
    "your_name": ("Your name", "姓名"),
    "save_acts": ("Save edits.jsonl", "保存 edits.jsonl"),
    "load_acts": ("Load …", "载入……"),
    "unsaved": ("not in a file yet", "项尚未存为文件"),
    "kept": ("Kept in this browser", "已存于本浏览器"),
    "not_kept": (
        "Done. This browser keeps nothing: save edits.jsonl before you close the page.",
        "已执行。本浏览器不保留数据，关闭页面前请保存 edits.jsonl。",
    ),
    "save_hint": (
        "Send the file edits.jsonl back to whoever sent you this page.",
        "请将 edits.jsonl 发回给提供本页面的人。",
    ),
    "loaded": ("acts loaded", "项操作已载入"),
    "not_fitting": ("do not fit", "项不匹配"),
    "locked_here": (
        "The Chinese of two rows is not put together here; write a comment.",
        "此处不合并两行中文，请写批注。",
    ),
    "no_split": ("A split needs text before and behind it.", "拆分处前后都要有文本。"),
    "standalone_help": (
        "This page works without a network and without a program. What you decide is kept in this "
        "browser; save edits.jsonl at the end and send it back.",
        "本页面无需网络或其他程序。您的操作保存在本浏览器中；完成后请保存 edits.jsonl 并发回。",
    ),
    "nothing_to_undo": ("There is nothing to undo.", "没有可撤销的操作。"),
    "nothing_to_redo": ("There is nothing to redo.", "没有可重做的操作。"),
    "all_done": ("No other doubtful row is left in this view.", "当前视图中已无其他疑点。"),
    "bulk_question": ("All undecided pairs of this section", "本章节中所有未处理句对"),
    "bulk_document": ("All undecided pairs of the document", "全文中所有未处理句对"),
    "confirm_again": (
        "Saved, but not confirmed: this row has findings, or one side is empty. Confirm again to "
        "confirm it all the same.",
        "已保存，但未确认：此行有检查结果，或有一侧为空。如仍要确认，请再次确认。",
    ),
    "confirm_unchecked": (
        "Saved, but not confirmed: this page cannot check what was changed. Press c to confirm it "
        "all the same.",
        "已保存，但未确认：本页面无法检查修改后的文本。如仍要确认，请按 c。",
    ),
    "link_again": ("Link again to do it all the same.", "如仍要连接，请再操作一次。"),
    "link_confirmed": (
        "One of these rows is confirmed; a link takes it apart.",
        "其中一行已确认，连接会将其拆开。",
    ),
    "link_anyway": ("Link all the same", "仍然连接"),
    "download_findings": (
        "Confirmed rows with open findings: {count}",
        "已确认但仍有检查结果的行：{count}",
    ),
    "undo_first": (
        "A later act changed the same row. Undo '{act}' of this row first.",
        "之后的操作改动了同一行，请先撤销该行的“{act}”。",
    ),
    "bulk_least": ("Alignment score at least", "对齐分数不低于"),
    "bulk_findings": ("also rows with findings", "包括有检查结果的行"),
    "bulk_before": (
        "Rows to confirm: {ready}. Rows that stay for their findings: {held}.",
        "将确认 {ready} 行；{held} 行因有检查结果而保留。",
    ),
    "bulk_done": ("Rows confirmed: {ready}", "已确认 {ready} 行"),
    "bulk_held": ("; {held} with findings stay", "；{held} 行有检查结果，保留未处理"),
    "undo_done": ("Undone: {act}", "已撤销：{act}"),
    "redo_done": ("Done again: {act}", "已重做：{act}"),
    "one_step": ("One step; Undo takes all of it back.", "作为一步操作，可整体撤销。"),
    "working": ("Working …", "处理中……"),
    "folder": ("Everything is kept in", "所有文件位于"),
    "in_zh": ("in the Chinese", "中文中"),
    "in_en": ("in the English", "英文中"),
    "place": ("Place", "位置"),
    "navigation": ("Sections and progress", "章节与进度"),
    "details": ("About this row", "本行详情"),
    "acts": ("Acts", "操作"),
    "filters": ("Filters", "筛选"),
    "pairs": ("Pairs", "句对"),
    "do_move": ("move", "移动"),
    "do_confirm": ("confirm", "确认"),
    "do_needs-review": ("needs review", "待复核"),
    "do_reject": ("reject", "否决"),
    "do_reopen": ("back to undecided", "恢复为未处理"),
    "do_merge": ("merge", "合并"),
    "do_split": ("split", "拆分"),
    "do_link": ("link", "连接"),
    "do_realign": ("realign", "重新对齐"),
    "do_edit": ("edit", "修改"),
    "do_add-principle": ("add principle", "添加原则"),
    "do_remove-principle": ("remove principle", "删除原则"),
    "do_accept": ("ignore finding", "忽略检查结果"),
    "do_comment": ("comment", "批注"),
    "do_undo": ("undo", "撤销"),
    "do_redo": ("redo", "重做"),
}


_CHECKS = {
    "number": "数字",
    "omission": "漏译",
    "addition": "增译",
    "question": "疑问",
    "modality": "情态",
    "name": "名称",
    "negation": "否定",
    "address": "地址",
    "acronym": "缩写",
    "title": "书名号内标题",
    "list-length": "列举项数",
    "untranslated": "英文中留有中文",
    "english-left": "中文中留有英文",
    "doubled": "重复",
    "same-as-source": "与原文相同",
    "empty": "空文本",
    "length": "长度",
    "quotes": "引号",
    "punctuation": "标点",
    "consistency-source": "同一原文译法不一",
    "consistency-target": "不同原文译法相同",
    "term": "术语",
    "term-forbidden": "禁用译法",
    "principle": "原则",
}
"""What the checks are called in Chinese; `finding_sentences` has what they say."""

PRINCIPLES = {
    "people": "向善为民",
    "sovereignty": "尊重主权",
    "development": "发展导向",
    "security": "安全可控",
    "fairness": "公平普惠",
    "openness": "开放合作",
}
"""What the principles of the bundled taxonomy are called in Chinese."""

_REASONS = {
    "front matter": "文件头信息",
    "comment": "批注",
    "markup": "标记",
    "index term": "索引词",
    "alternative text": "图片替代文本",
    "hidden text": "隐藏文本",
    "prompt": "填写提示",
    "reading": "注音",
    "deleted text": "已删除文本",
    "duplicate": "重复内容",
    "other language": "另一种语言",
    "table of contents": "目录",
    "outside the article": "正文以外",
    "page furniture": "网页辅助内容",
    "note mark": "注释标号",
    "page number": "页码",
    "line number": "行号",
    "page header": "页眉",
    "page footer": "页脚",
    "running head": "书眉",
    "watermark": "水印",
    "rotated text": "旋转文字",
    "code": "代码",
}
"""What the reasons for leaving text out are called in Chinese."""


def words_of(language: Language) -> dict[str, str]:
    """Return all words of the page in a language, by their names.

    A check `number` has the name `check_number`, and a reason for leaving text out `markup` the
    name `left_markup`, a principle `security` the name `principle_security`; checks of other
    packages and principles of other taxonomies have none.
    """
    words = {name: both[LANGUAGES.index(language)] for name, both in _WORDS.items()}
    for code, name in _CHECKS.items():
        words[f"check_{code}"] = f"{name}（{code}）" if language == "zh" else code
    for reason, name in _REASONS.items():
        words[f"left_{reason}"] = name if language == "zh" else reason
    for principle, name in PRINCIPLES.items():
        words[f"principle_{principle}"] = (
            f"{name}（{principle}）" if language == "zh" else principle
        )
    return words


def choose_language(wanted: str, accepted: str) -> Language:
    """Return the language of the page.

    Args:
        wanted: the language that the user chose; empty if none.
        accepted: the header `Accept-Language` of the browser.
    """
    for language in LANGUAGES:
        if wanted == language:
            return language
    return "zh" if accepted.lower().startswith("zh") else "en"


_MESSAGES = {
    "the Chinese is locked, and this would put two Chinese sentences together": (
        "中文已锁定，此操作会合并两个中文句子"
    ),
    "the Chinese is locked, and this would cut a Chinese sentence": (
        "中文已锁定，此操作会拆分中文句子"
    ),
    "the Chinese is locked, and this would move a Chinese sentence": (
        "中文已锁定，此操作会移动中文句子"
    ),
    "the Chinese is locked, and this would put its sentences together otherwise": (
        "中文已锁定，此操作会重新组合中文句子"
    ),
    "the Chinese is locked, and this would change its text": "中文已锁定，此操作会修改中文文本",
    "only rows that stand side by side can be merged": "只能合并相邻的行",
    "a split needs text before and behind it": "拆分处前后都要有文本",
    "one of the two parts would be empty": "拆分后会有一部分为空",
    "this side of the row is empty": "此行该侧没有文本",
    "there is no row to move to": "没有可移入的行",
    "a link goes from Chinese to the English of another row": "连接须从中文指向另一行的英文",
    "this row has no text to change on this side": "此行没有可修改的文本",
    "the text would be empty": "文本不能为空",
    "the text is the same as before": "文本没有变化",
    "this row has no open finding": "此行没有待处理的检查结果",
    "no finding of this row suggests another text": "此行的检查结果没有可用的修改建议",
    "the comment is empty": "批注为空",
    "no row is chosen": "没有指定句对",
    "a link needs two rows": "连接需要两行",
    "no principle is chosen": "没有指定原则",
    "the least score is no number": "最低分数不是数字",
    "the least score is no number from 0 to 1": "最低分数须为 0 到 1 之间的数字",
    "there is no text to look for": "请输入要查找的文本",
    "no row has this text in its English": "没有一行的英文含有此文本（区分大小写，按整词查找）",
    "no pair is chosen, so there is nothing to download": "没有选中任何句对，无可下载",
    "all undecided pairs here with such a score have findings": (
        "此处达到该分数的未处理句对都有检查结果"
    ),
    "one of the two parts would be punctuation only": "拆分后会有一部分只有标点",
    "no undecided pair here has such a score": "此处没有达到该分数的未处理句对",
    "the aligner would change nothing between the confirmed rows": "重新对齐没有产生变化",
}
"""What is said in Chinese in place of the reason of an error."""


def translate_message(error: AigovError, language: Language) -> str:
    """Return the sentence about an error; in Chinese if the reason is a usual one."""
    if language == "zh" and error.reason in _MESSAGES:
        return _MESSAGES[error.reason]
    return say_error(error, chinese=language == "zh")
