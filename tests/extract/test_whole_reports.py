"""A report is extracted whole, or refused in one line: a part must not pass for the whole."""

import pytest

from index.errors import ReportUnreadable
from index.extract.assemble import extract
from index.extract.report import region_of
from index.extract.spans import lines_of, regions
from index.readers.text_dump import document_of
from index.records import Document
from tests.extract.reports import BUNDLED, bundled_document


def document(text: str) -> Document:
    return document_of(text, source="某局.txt", sha256="ab" * 32)


def bundled_up_to(ending: str) -> Document:
    text = BUNDLED.read_text(encoding="utf-8")
    return document(text[: text.index(ending) + len(ending)])


def test_the_bundled_report_is_extracted_whole() -> None:
    whole = extract(bundled_document())
    counts = (len(whole.tables), len(whole.forms), len(whole.catalogue))
    assert counts == (13, 26, 458)
    assert whole.passages
    assert (whole.report.year, whole.report.kind, whole.report.region) == (2023, "budget", "汾阳市")
    assert whole.report.id == whole.report.sha256[:12]


@pytest.mark.parametrize(
    "ending",
    [
        "下设综合办公室、党务股",
        "二十、住房保障支出 43.59",
        "十七、金融支出   ",
        "2210201 住房公积金 43.59 ",
        "2023年度预算收入总计1,433.90万元，其中：本年收入1,433.90万元，上年结",
        "质量指标 服务质量 良好",
        "（1年结束） 项目期 1年",
        "（境）的国际旅费、国外城市间交通费",
    ],
)
def test_a_report_that_breaks_off_is_refused(ending: str) -> None:
    with pytest.raises(ReportUnreadable) as caught:
        extract(bundled_up_to(ending))
    assert str(caught.value).startswith("某局.txt：")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "ending", ["注：本表无数据注：本表无数据     \n", "以及2022年未支付项目经费200余万元。\n"]
)
def test_a_short_report_that_ends_properly_is_read(ending: str) -> None:
    text = BUNDLED.read_text(encoding="utf-8")
    head = text[: text.index(" 第三部分 第三部分")]
    assert len(extract(document(head + " 第三部分 说明\n\n" + ending)).tables) == 13


def test_every_line_of_text_stands_in_exactly_one_region() -> None:
    numbers = [line.number for line in lines_of(bundled_document()) if line.text.strip()]
    spans = regions(bundled_document())
    for number in numbers:
        assert sum(span.first <= number <= span.last for span in spans) == 1
    kinds = [span.kind for span in spans]
    assert (kinds.count("form"), kinds.count("catalogue")) == (26, 1)


@pytest.mark.parametrize(
    ("department", "region"),
    [
        ("某某市行政审批服务管理局", "某某市"),
        ("上海市普陀区财政局", "上海市普陀区"),
        ("上海市普陀区人民政府万里街道办事处", "上海市普陀区"),
        ("汾阳市市场监督管理局", "汾阳市"),
        ("汾阳市民政局", "汾阳市"),
        ("吉林省延边朝鲜族自治州发展和改革委员会", "吉林省延边朝鲜族自治州"),
        ("市场监督管理局", None),
    ],
)
def test_the_region_is_the_place_in_the_departments_name(
    department: str, region: str | None
) -> None:
    assert region_of(department) == region
