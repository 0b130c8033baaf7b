"""Handlers' names and telephone numbers leave the text before anything else sees it.

Every name and number here is made up.
"""

import pytest

from index.readers.handlers import scrub

LINE = "负责人： 经办人： 某甲 联系电话： 13000000000 填报日期： 20230209122908"


def test_names_and_numbers_go_and_labels_and_the_date_stay() -> None:
    assert scrub(LINE) == "负责人： 经办人：    联系电话：             填报日期： 20230209122908"


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        "负责人：某甲经办人：某乙联系电话：13000000000填报日期：20230209",
        "负 责 人 :某 甲  经 办 人 :  某乙丙  联 系 电 话 :0358-7222222  填报日期:2023.2.9",
        "经办人：某甲、某乙\t电话：(0358)7222222转801",
        "填表人：阿不都·某甲 联系方式：130 0000 0000",
        "联系人：某甲\n联系电话：\n13000000000\n",
        "经办人：\n某甲\n联系电话：\n0358-7222222\n",
        "项目负责人：某甲 联系电话: 86-13000000000",
        "如有疑问请致电13000000000咨询",
        "负责人 某甲 联系电话 0358 7222222",
    ],
)
def test_no_spacing_hides_a_name_or_a_number(line: str) -> None:
    scrubbed = scrub(line)
    assert len(scrubbed) == len(line)
    for secret in ("某甲", "某 甲", "某乙", "阿不都", "13000000000", "130 0000", "7222222", "722 "):
        assert secret not in scrubbed


@pytest.mark.parametrize(
    "line",
    [
        "2023年12345政务热线经费 3.24 3.24",
        "（三）负责人由上级任命。",
        "电话费 办公经费 0.17  0.17",
        "合计合计 13,593,365,576.00 13593365576.00",
        "本年支出13593365576元",
        "经办人员培训费用15000000元",
        "A160101 通信和电话业务规划服务",
        "20230209122908",
    ],
)
def test_figures_and_words_that_only_look_alike_stay(line: str) -> None:
    assert scrub(line) == line
