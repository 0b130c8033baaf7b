"""Where a department is, told by its name."""

import pytest

from index.extract.report import region_of


@pytest.mark.parametrize(
    ("department", "region"),
    [
        ("上海市普陀区财政局", "上海市普陀区"),
        ("贵州省遵义市播州区民政局", "贵州省遵义市播州区"),
        ("上海市普陀区政务服务办公室", "上海市普陀区"),
        ("上海市普陀区市场监督管理局", "上海市普陀区"),
        ("中共上海市普陀区委组织部", "上海市普陀区"),
        ("宁波市市政设施中心", "宁波市"),
        ("上海市民政局", "上海市"),
        ("城市管理局", None),
    ],
)
def test_a_region_is_the_places_at_the_head_of_the_name(
    department: str, region: str | None
) -> None:
    assert region_of(department) == region
