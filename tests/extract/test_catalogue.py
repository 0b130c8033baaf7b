"""The catalogue of services to be bought (政府购买服务指导性目录), entry by entry."""

from shared_report import dumped, fenyang, fenyang_gold

from index.extract.catalogue import ODD_LENGTH, catalogue_of

HEADER = "某省政府购买服务指导性目录\n\n代码 一级目录 二级目录 三级目录 四级目录\n\n"

ANOMALIES = {"code length": ODD_LENGTH, "code not under parent ": "编码不在上级 {} 之下"}


def test_the_fenyang_catalogue_equals_the_checked_one() -> None:
    gold = fenyang_gold("catalogue")
    entries = catalogue_of(fenyang())
    assert len(entries) == len(gold["rows"]) == 458
    differing = [
        (row, entry)
        for row, entry in zip(gold["rows"], entries, strict=True)
        if (row["line"], row["sector"], row["code"], row["name"], row["level"], row["path"])
        != (entry.line, entry.sector, entry.code, entry.name, entry.level, [*entry.path])
        or [in_chinese(words) for words in row["anomaly"]] != [*entry.anomalies]
    ]
    assert not differing
    assert {entry.catalogue for entry in entries} == {gold["title"]}


def test_the_fenyang_catalogue_stands_on_the_checked_pages() -> None:
    # Five pages without text are missing before page 56, so a page below it is known to ±5.
    differing = [
        (row["code"], row["page"], entry.page)
        for row, entry in zip(
            fenyang_gold("catalogue")["rows"], catalogue_of(fenyang()), strict=True
        )
        if abs(row["page"] - entry.page) > (5 if row["page"] < 56 else 0)
    ]
    assert not differing


def in_chinese(anomaly: str) -> str:
    """The checked extraction's word for an anomaly in ours."""
    for english, chinese in ANOMALIES.items():
        if anomaly.startswith(english):
            return chinese.format(anomaly.removeprefix(english))
    raise AssertionError(anomaly)


def test_the_length_of_the_code_tells_the_level() -> None:
    text = (
        HEADER
        + "教育\n\nA 公共服务\n\nA02 教育公共服务\n\nA0201 课程研发服务\n\nA020101 课程编写服务\n"
    )
    entries = catalogue_of(dumped(text))
    assert [(entry.level, entry.code) for entry in entries] == [
        (1, "A"),
        (2, "A02"),
        (3, "A0201"),
        (4, "A020101"),
    ]
    assert entries[-1].path == ("公共服务", "教育公共服务", "课程研发服务", "课程编写服务")
    assert {entry.sector for entry in entries} == {"教育"}


def test_a_wrapped_name_is_joined_and_is_no_sector() -> None:
    text = HEADER + (
        "教育\n\nA 公共服务\n\nA15\n公共信息与宣传\n\n服务\n\n"
        "体育\n\nA 公共服务\n\nA15 公共信息服务\n"
    )
    entries = catalogue_of(dumped(text))
    assert [(entry.sector, entry.name) for entry in entries] == [
        ("教育", "公共服务"),
        ("教育", "公共信息与宣传服务"),
        ("体育", "公共服务"),
        ("体育", "公共信息服务"),
    ]


def test_a_misprinted_code_is_kept_and_reported() -> None:
    text = (
        HEADER
        + "教育\n\nA 公共服务\n\nA16 行业管理服务\n\nA1606 行业标准服务\n\n160601 标准制订服务\n"
    )
    last = catalogue_of(dumped(text))[-1]
    assert last.code == "160601"
    assert last.level == 4
    assert last.anomalies == (ODD_LENGTH, "编码不在上级 A1606 之下")


def test_the_catalogue_ends_where_the_next_part_begins() -> None:
    text = (
        HEADER
        + "教育\n\nA 公共服务\n\n第四部分 第四部分 名词解释名词解释\n\n一、基本支出：指某项支出。\n"
    )
    assert [entry.name for entry in catalogue_of(dumped(text))] == ["公共服务"]


def test_a_report_without_a_catalogue_yields_none() -> None:
    assert catalogue_of(dumped("一、本部门职责\n\n负责全县教育工作。\n")) == ()
