"""Numbers and dates of spreadsheets are read as their cells show them."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from aigov_corpus.importing.format_codes import Unreadable
from aigov_corpus.importing.number_formats import plain, show

DAY = datetime(2025, 11, 27, 15, 4, 9)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.25, "0 %", "25 %"),
        (0.256, "0.0%", "25.6%"),
        (7, "00000", "00007"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1234.5, '¥#,##0.00;[Red]"负"¥#,##0.00', "负¥1,234.50"),
        (-0.001, "0.00", "0.00"),
        (0, '0;-0;"零"', "零"),
        (0.1 + 0.2, "General", "0.3"),
        (138001380001234, "General", "138001380001234"),
        (2.5, "0.##", "2.5"),
        (2.0, "0.##", "2"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', " - "),
        (1.2, "[$¥-804]#,##0.00", "¥1.20"),
        (7, '"第"0"条"', "第7条"),
        ("三", '"第"@"条"', "第三条"),
        ("text", "0.00", "text"),
        (True, "0", "TRUE"),
        (DAY, 'yyyy"年"m"月"d"日"', "2025年11月27日"),
        (DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二五年十一月二十七日"),
        (DAY, r"[$-1E000804]yyyy\年m\月", "二〇二五年十一月"),
        (DAY, "[$-409]mmmm d, yyyy;@", "November 27, 2025"),
        (DAY, "[$-804]dddd", "星期四"),
        (DAY, "yy-mm-dd hh:mm", "25-11-27 15:04"),
        (DAY, "h:mm:ss AM/PM", "3:04:09 PM"),
        (DAY, '上午/下午h"时"mm"分"', "下午3时04分"),
        (time(8, 3, 9), "mm:ss", "03:09"),
        (45988, "[$-804]aaaa", "星期四"),
        (13800138000, "000-0000-0000", "138-0013-8000"),
        (5550100, "[<=9999999]###-####;(###) ###-####", "555-0100"),
        (75, '00"°"00', "00°75"),
        (1234567, r"#\ ##0", "1234 567"),
        (1234567.891, '#,##0.0,"千元"', "1,234.6千元"),
        (45988, '[>=10000]0!.0,"万";0', "4.6万"),
        (1500, '[>=1000]#,##0"元";0.00', "1,500元"),
        (-0.5, "[<1]0%;0", "-50%"),
        (-3, "[<0]0;0", "3"),
        (1234, "000,000", "001,234"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (timedelta(hours=-30, minutes=-5), "[h]:mm", "-30:05"),
        (timedelta(days=3e6), '[h]"小时"', "72000000小时"),
        (time(8, 3, 9), "[m]:ss", "483:09"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_is_shown(value: object, code: str, shown: str) -> None:
    """As LibreOffice and Excel show it in English and Chinese."""
    assert show(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (DAY, "[$-F800]dddd, mmmm d"),  # as the computer has it
        (DAY, "[$-407]mmmm"),  # November in German
        (DAY, ""),
        (12345.6, "0.00E+00"),
        (3.75, "# ?/?"),
        (10203, "[DBNum1][$-804]General"),
        (7, r"\N\o. 0"),  # the dot is the decimal point, and the 7 has no place
        (7, "0 kg"),
    ],
)
def test_what_is_not_known_is_not_guessed(value: object, code: str) -> None:
    """The caller reads the plain value, and says so."""
    with pytest.raises(Unreadable):
        show(value, code)


def test_plain_values_are_the_same_everywhere() -> None:
    """Dates by year, month and day; numbers without the noise of their last digits."""
    values = [datetime(2025, 11, 27), DAY, 0.1 + 0.2, 1e21, 5, False]
    assert [plain(value) for value in values] == [
        "2025-11-27", "2025-11-27 15:04:09", "0.3", "1E+21", "5", "FALSE",
    ]  # fmt: skip
