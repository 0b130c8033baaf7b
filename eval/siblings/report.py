"""A sibling as the text of a dump: cover, tables, explanation, forms, glossary, page by page."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from eval.siblings.book import ALONE, Book, Project, Spread, book_of
from eval.siblings.printed_form import PrintedForm, kind
from eval.siblings.printed_tables import Style, dumped
from eval.siblings.prose import bold, explanation, glossary, overview
from eval.siblings.tables import tables_of_book
from index.amounts import convert, grouped, plain
from index.records import Table

LINE_WIDTH = 37
"""Characters of a line of prose."""
FOOTED_PAGES = 2
"""The first pages bear a number and the running title, as dumps keep them here and there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """A report that never was."""

    book: Book
    text: str

    @property
    def file_name(self) -> str:
        """As departments name their files."""
        return f"{self.book.title}.txt"


def sibling(number: int, seed: int = 0, spread: Spread = ALONE) -> Sibling:
    """The sibling of that number; the same number, seed and spread, the same report."""
    book = book_of(number, seed, spread)
    return Sibling(book=book, text=_text(book, random.Random(f"{seed}/{number}/print")))


def write_siblings(
    folder: Path, numbers: Sequence[int], seed: int = 0, spread: Spread = ALONE
) -> tuple[Path, ...]:
    """Write siblings as files of a folder, UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in numbers:
        made = sibling(number, seed, spread)
        paths.append(folder / made.file_name)
        paths[-1].write_text(made.text, encoding="utf-8")
    return tuple(paths)


def _text(book: Book, rng: random.Random) -> str:
    pages = [
        _prose(overview(book)),
        *([*dumped(table, _style(table, rng), rng)] for table in tables_of_book(book)),
        _prose(explanation(book)),
        *(_form(book, project) for project in book.projects),
        _prose(glossary()),
    ]
    pages[1] = [bold("第二部分 ") + bold(f"{book.year}年部门预算报表"), "", *pages[1]]
    return "\n".join(_bound(pages, book.title)) + "\n"


def _bound(pages: Sequence[list[str]], title: str) -> Iterator[str]:
    """The pages one after the other: a footer, or a space that begins the next page, between."""
    footed = False
    for number, page in enumerate(pages, start=1):
        yield from page[:1] if footed or number == 1 else [" " + page[0]]
        yield from page[1:]
        footed = number <= FOOTED_PAGES
        if footed:
            yield from ("", f"-{number}-", "", title, "", "", "")


def _style(table: Table, rng: random.Random) -> Style:
    projects = table.columns[0].path == ("项目名称",)
    return Style(
        label_width=rng.choice((9, 11, 13, 16)),
        header_width=rng.choice((5, 6, 7, 9, 20)),
        glued_sides=rng.random() < 0.5,
        indent="\u3000\u3000" if projects else "",
    )


def _prose(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs wrapped, a blank line after every line but the last."""
    lines = [
        paragraph[start : start + LINE_WIDTH] if not _is_bold(paragraph) else paragraph
        for paragraph in paragraphs
        for start in range(0, 1 if _is_bold(paragraph) else len(paragraph), LINE_WIDTH)
    ]
    return [part for line in lines for part in (line, "")][:-1]


def _is_bold(paragraph: str) -> bool:
    half = len(paragraph) // 2
    return paragraph[:half] == paragraph[half:] or paragraph.startswith("第")


def _form(book: Book, project: Project) -> list[str]:
    yuan = convert(project.amount, "万元", "元").quantize(Decimal(1))
    goal = f"完成{book.region}{project.work}任务"
    form = PrintedForm(
        department=f"0{len(project.work):02}-{book.department}",
        region=book.region,
        year=book.year,
        years=1,
        project=project.name,
        implementer=project.implementer,
        funds=(grouped(yuan), grouped(yuan)),
        overview=f"在{book.region}范围内开展{project.work}工作。",
        goals=(goal, goal),
        necessity=f"{project.work}是本年度重点工作",
        plan="按季度实施，年底前完成",
        kinds=(
            kind("产出指标", "数量指标", [("计划完成数量", f"≥{project.quantity}个")]),
            kind("产出指标", "质量指标", [("验收合格率", "100%")]),
            kind("产出指标", "时效指标", [("完成及时率", "100%")]),
            kind("产出指标", "成本指标", [("项目总成本", f"≤{plain(yuan)}元")]),
            kind("效益指标", "社会效益指标", [("公共服务水平", "提高")]),
            kind("满意度指标", "服务对象满意度指标", [("群众满意度", f"≥{project.satisfaction}%")]),
        ),
    )
    return form.text().rstrip("\n").split("\n")
