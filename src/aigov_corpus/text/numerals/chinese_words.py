"""Chinese words that contain a numeral: words that name no number, and names of days."""

from __future__ import annotations

_PLAIN = (
    # 零, 一
    "零下 零乱 零散 零星 零售 零件 零食 零碎 零钱 零錢 零头 零用 零工 一五一十 一举两得 "
    # 二
    "二氧化 一氧化 三氧化 二维码 二手 二胡 接二连三 略知一二 独一无二 说一不二 "
    # 三
    "三农 三峡 三峽 三亚 三角 三明治 三星堆 三文鱼 三心二意 三言两语 三长两短 三头六臂 三教九流 "
    "三令五申 三番五次 三番两次 三三两两 三天两头 再三 丢三落四 不三不四 朝三暮四 颠三倒四 "
    "货比三家 退避三舍 推三阻四 "
    "张三李四 张三 李四 "
    # 四
    "四川 四处 四處 四周 四季 四肢 四海 四散 四面八方 四通八达 四分五裂 四舍五入 "
    # 五 to 九
    "五金 五官 五湖四海 五花八门 五颜六色 五光十色 五体投地 五脏六腑 六安 六神无主 六亲不认 "
    "七夕 七上八下 七零八落 七嘴八舌 七情六欲 乱七八糟 横七竖八 八卦 八宝 胡说八道 半斤八两 "
    "九江 九龙 九龍 九泉 九州 九霄 九牛一毛 九死一生 八九不离十 "
    # 十 and above
    "十足 十字 十堰 十全十美 十有八九 十之八九 双十一 雙十一 说一千道一万 "
    "百姓 百度 百科 百货 百貨 千方百计 千千万万 千家万户 千差万别 千变万化 万一 萬一 势不两立"
).split()
# 十分 is "very" unless a part or a clock follows; 两岸 are "both shores"; 百分点 is a unit.
_WITH_CONTEXT = (
    "十分(?![之钟鐘])",
    "[两兩](?=[岸旁侧側边邊端栖性极極难難])",
    "百分[点點比数數制]",
    "(?:星期|礼拜|禮拜)[一二三四五六]",
)
_FIRST_OF_DAYS_OF_WEEK = "星礼禮"

NO_NUMBERS = "|".join((*sorted(_PLAIN, key=len, reverse=True), *_WITH_CONTEXT))
"""Regular expression for words that contain a numeral and name no number, such as 三明治.

Words in which 一 is the only numeral are not listed: 一 counts only before a measure word.
"""

FIRST_CHARS = "".join(sorted({word[0] for word in _PLAIN})) + _FIRST_OF_DAYS_OF_WEEK
"""First characters of the words that `NO_NUMBERS` matches, except for some numerals."""

NAMED_DAYS = {
    "五四": (5, 4),
    "五一": (5, 1),
    "五卅": (5, 30),
    "七一": (7, 1),
    "七七": (7, 7),
    "八一": (8, 1),
    "九一八": (9, 18),
    "一二九": (12, 9),
}
"""Month and day of each day that an event is named after: 五四运动, 九一八事变."""

EVENTS = "运动|運動|事变|事變|惨案|劳动节|国际劳动节|建军节|精神|青年|以来|讲话|假期|黄金周"
"""Regular expression for the word that follows such a day in the name of an event."""
