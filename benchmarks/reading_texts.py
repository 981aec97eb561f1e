"""Texts of our own in Chinese and English, from which `reading.py` makes files of many layouts."""

from __future__ import annotations

Pair = tuple[str, str]

TITLE: Pair = ("河滨市二〇二四年城市照明工作报告", "Report on City Lighting in Hebin in 2024")
GREETING: Pair = ("各位代表：", "Fellow Deputies,")
REPORT: list[tuple[Pair, list[Pair]]] = [
    (
        ("一、过去一年的工作", "I. Our work in the past year"),
        [
            (
                "过去一年，全市新装路灯三千二百盏，修复故障灯具一千五百盏。"
                "夜间主要道路亮灯率达到98.6%。居民投诉比上年减少了四成。",
                "Over the past year, we installed 3,200 new street lamps and repaired 1,500 faulty "
                "fixtures. On main roads, 98.6 percent of the lamps were lit at night. Complaints "
                "from residents fell by 40 percent compared with the previous year.",
            ),
            (
                "我们把钱花在刀刃上。",
                "We spent every yuan where it counted most.",
            ),
            (
                "老旧小区的改造是群众最关心的事。全年共改造小区46个，惠及居民两万户。",
                "The renovation of old neighborhoods is what people care about most. During the "
                "year, 46 neighborhoods were renovated, which benefited 20,000 households.",
            ),
            (
                "同时也要看到，郊区道路照明不足，管理办法有待完善，电费支出增长较快。",
                "We must also recognize that lighting on suburban roads is inadequate, that rules "
                "of management need to be improved, and that spending on electricity is rising "
                "fairly fast.",
            ),
        ],
    ),
    (
        ("二、今年的主要任务", "II. Main tasks for this year"),
        [
            (
                "今年要做好以下几项工作。",
                "This year, we will carry out the following tasks.",
            ),
            (
                "——加快节能改造。把全部高压钠灯换成发光二极管灯具，力争用电量下降三成。",
                "– Moving faster to save energy. We will replace all high-pressure sodium lamps "
                "with LED fixtures, and aim to cut power consumption by 30 percent.",
            ),
            (
                "——保护夜间生态。河道两岸晚上十点以后降低亮度，给候鸟留出黑暗的通道。",
                "– Protecting the environment at night. On both banks of the river, brightness "
                "will be lowered after 10 p.m., which leaves dark corridors for migratory birds.",
            ),
            (
                "——健全管理制度。公开维修记录，接受社会监督。",
                "– Improving the system of management. Records of repairs will be made public and "
                "be subject to oversight by society.",
            ),
        ],
    ),
    (
        ("三、保障措施", "III. Supporting measures"),
        [
            (
                "市财政安排专项资金八千万元，其中三千万元用于乡村道路。",
                "The city has set aside a special fund of 80 million yuan, of which 30 million "
                "will go to rural roads.",
            ),
            (
                "有人问，路灯越亮越好吗？答案是否定的。过亮的灯光刺眼，也浪费电力。",
                "Some people ask whether brighter lamps are always better. The answer is no. "
                "Light that is too strong dazzles people and wastes electricity.",
            ),
            (
                "让我们携手努力，点亮每一条回家的路！",
                "Let us work hand in hand to light up every road that leads home!",
            ),
        ],
    ),
]
GUIDE: list[tuple[Pair, list[Pair]]] = [
    (
        ("安装", "Installation"),
        [
            (
                "运行安装程序之前，请先断开电源。",
                "Disconnect the power supply before you run the installer.",
            ),
            (
                "控制器支持 Linux 和 Windows 两种系统，内存至少需要 512 MB。",
                "The controller supports both Linux and Windows, and needs at least 512 MB of "
                "memory.",
            ),
            (
                "打开配置文件，填写设备的名称和地址",
                "Open the configuration file and enter the name and the address of the device",
            ),
            (
                "重新启动服务，并检查指示灯是否变绿",
                "Restart the service and check whether the indicator turns green",
            ),
        ],
    ),
    (
        ("为什么灯不亮？", "Why does the lamp stay dark?"),
        [
            (
                "最常见的原因是保险丝烧断。换上同样规格的保险丝即可，详见维护手册。",
                "The most common reason is a blown fuse. Just replace it with one of the same "
                "rating, as the maintenance manual describes in detail.",
            ),
            (
                "如果仍然不亮，请测量端子之间的电压；正常值为 12 伏。",
                "If it still does not light, measure the voltage between the terminals; the normal "
                "value is 12 volts.",
            ),
        ],
    ),
    (
        ("许可协议", "License"),
        [
            (
                "本软件采用 MIT 协议发布，任何人都可以自由使用、修改和分发。",
                "This software is released under the MIT license, and anybody may use, modify and "
                "distribute it freely.",
            ),
            (
                "你不需要征得我们的同意。",
                "You do not need to ask for our permission.",
            ),
        ],
    ),
]
LAW_TITLE: Pair = ("河滨市公共照明条例", "Regulations of Hebin City on Public Lighting")
LAW: list[tuple[Pair, list[Pair]]] = [
    (
        ("第一章 总则", "Chapter I General Provisions"),
        [
            (
                "第一条 为了加强公共照明管理，方便居民出行，根据有关法律，制定本条例。",
                "Article 1 These Regulations are made in accordance with relevant laws in order to "
                "improve the administration of public lighting and make travel easier for "
                "residents.",
            ),
            (
                "第二条 本条例所称公共照明，是指道路、桥梁、公园和广场的照明。",
                "Article 2 Public lighting in these Regulations means the lighting of roads, "
                "bridges, parks and squares.",
            ),
        ],
    ),
    (
        ("第二章 维护与管理", "Chapter II Maintenance and Management"),
        [
            (
                "第三条 维护单位应当每月检查一次灯具，发现损坏的，应当在三日内修复。",
                "Article 3 Maintenance units shall inspect fixtures once a month, and shall repair "
                "those found damaged within three days.",
            ),
            (
                "第四条 任何单位和个人不得擅自移动路灯。确需移动的，应当经市政部门批准。",
                "Article 4 No unit or individual may move a street lamp without authorization. If "
                "it is really necessary to move one, the approval of the municipal department is "
                "required.",
            ),
            (
                "第五条 违反本条例第四条规定的，处五百元以上五千元以下罚款。",
                "Article 5 Whoever violates Article 4 of these Regulations shall be fined not less "
                "than 500 yuan and not more than 5,000 yuan.",
            ),
            (
                "第六条 本条例自二〇二四年七月一日起施行。",
                "Article 6 These Regulations shall come into force on July 1, 2024.",
            ),
        ],
    ),
]
VERSE_TITLE: Pair = ("夜灯", "The Lamp at Night")
VERSE: list[tuple[str, str, str]] = [
    (
        "一盏孤灯照小桥",
        "yī zhǎn gū dēng zhào xiǎo qiáo",
        "A lonely lamp shines on the little bridge,",
    ),
    (
        "桥边流水夜迢迢",
        "qiáo biān liú shuǐ yè tiáo tiáo",
        "beside it the stream runs far into the night.",
    ),
    (
        "归人未到门先启",
        "guī rén wèi dào mén xiān qǐ",
        "The traveler is not home, yet the door stands open;",
    ),
    (
        "细雨无声湿柳条",
        "xì yǔ wú shēng shī liǔ tiáo",
        "soft rain wets the willow twigs without a sound.",
    ),
    (
        "风过长街声渐远",
        "fēng guò cháng jiē shēng jiàn yuǎn",
        "Wind crosses the long street, and its voice fades;",
    ),
    (
        "月移高树影还摇",
        "yuè yí gāo shù yǐng hái yáo",
        "the moon moves past tall trees, and shadows still sway.",
    ),
    ("明朝若问春消息", "míng zhāo ruò wèn chūn xiāo xi", "If tomorrow you ask for news of spring,"),
    (
        "尽在灯前一树桃",
        "jìn zài dēng qián yī shù táo",
        "it is all in the peach tree before the lamp.",
    ),
]
QUESTIONS: list[Pair] = [
    ("问：今年路灯预算是多少？", "Q: How large is the budget for street lamps this year?"),
    (
        "答：八千万元，比去年增加一成。",
        "A: It is 80 million yuan, ten percent more than last year.",
    ),
    ("问：乡村道路什么时候能亮起来？", "Q: When will the rural roads be lit?"),
    (
        "答：我们计划在九月底以前完成。山区的几个村可能会晚一些。",
        "A: We plan to finish before the end of September. A few villages in the mountains may "
        "have to wait a little longer.",
    ),
    ("问：旧灯具怎么处理？", "Q: What happens to the old fixtures?"),
    ("答：全部由专业公司回收。", "A: Specialized companies will recycle all of them."),
]
PREFACE = [
    "这是我在网上看到的一篇好文章，转给大家一起学习，欢迎关注本站公众号。",
    "来源：河滨日报，2024年3月1日",
]
