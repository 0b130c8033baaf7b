"""A report made ready for questions, and a question laid out on it (读题)."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from assistant.cues import cues_in
from assistant.planner.book import Book, book_of
from assistant.planner.labels import folded
from assistant.planner.mentions import Mention, leftovers, longest_first, occurrences
from assistant.planner.nearness import Similar, nothing_similar
from assistant.planner.organisations import organisation_mentions, organisations_of
from assistant.planner.projects import Project, projects_of, shared_parts
from assistant.planner.ruled_mentions import procurement, titled, totals_of_sides
from assistant.planner.select import select
from assistant.planner.surfaces import surfaces_of
from assistant.query_plan import Question, Reading
from index.records import Extraction, Report

CARRIED_OVER = re.compile(
    r"(?:(?:19|20)?\d\d年|上年|去年|往年|以前年度)(?:的)?(?:度)?结转(?:来|过来|下来|到今年|资金)?(?:的)?|(?<![终末款])结转(?:来|过来|下来|项目|的)|(?:去年|上年)(?:剩|没花完|没用完|留)(?:下来?)?的?"
    r"|(?:不含|不算|不计|不包括|刨去|刨掉|除去|除了|剔除|扣除|去掉)(?:上年|去年)?结转(?:的|资金)?"
)
"""Wordings for projects carried over from the year before (上年结转项目)."""


@dataclass(frozen=True)
class View:
    """One report: its address book, wordings and projects, built once."""

    book: Book

    @property
    def extraction(self) -> Extraction:
        """The report's extraction."""
        return self.book.extraction

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.book.extraction.report

    @cached_property
    def surfaces(self) -> dict[str, Mention]:
        """Every wording of the report."""
        return surfaces_of(self.book)

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """Every project of the report."""
        return projects_of(self.book)

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """Folded names of the department, its region and its units."""
        report = self.report
        names = (*organisations_of(self.extraction), report.region or "", report.department or "")
        return tuple(folded(name) for name in names if name)


_KEPT: OrderedDict[int, View] = OrderedDict()
"""Views of the reports asked about last, by identity: to hash a report takes milliseconds."""


def view_of(extraction: Extraction) -> View:
    """The view of a report; kept for the reports asked about last."""
    known = _KEPT.pop(id(extraction), None)
    if known is None or known.extraction is not extraction:
        known = View(book=book_of(extraction))
    _KEPT[id(extraction)] = known
    while len(_KEPT) > 64:
        _KEPT.popitem(last=False)
    return known


_MONEY = re.compile(r"钱|费|款|开支|花销")
_ASKING = frozenset(
    {
        "amount",
        "share",
        "ratio",
        "difference",
        "sum",
        "count",
        "list",
        "which",
        "exists",
        "reason",
        "define",
    }
)


@dataclass(frozen=True)
class Context:
    """A question laid out on a report: which of its stretches mention what."""

    question: Question
    view: View
    mentions: tuple[Mention, ...]
    rests: tuple[Mention, ...]
    strangers: tuple[Mention, ...]
    previous: Reading
    carried_over: bool
    similar: Similar

    @property
    def text(self) -> str:
        """The folded question."""
        return self.question.text

    def of(self, *kinds: str) -> tuple[Mention, ...]:
        """Mentions of the given kinds, in order."""
        return tuple(m for m in self.mentions if m.kind in kinds)

    def has(self, *cues: str) -> bool:
        """Whether the question holds any of the cues."""
        return any(cue in self.question.cues for cue in cues)

    @cached_property
    def unnamed(self) -> str:
        """The question with what it names blanked: 支出总计 asks for no sum, 差旅费 for no
        difference."""
        text = list(self.text)
        for mention in self.of("name", "absent", "project"):
            text[mention.start : mention.end] = "■" * mention.length
        return "".join(text)

    def says(self, pattern: str) -> bool:
        """Whether the folded question matches the pattern anywhere."""
        return re.search(pattern, self.text) is not None

    def asking_rests(self, at_least: int = 1) -> tuple[Mention, ...]:
        """What stays unexplained in the clauses that ask; chatter before them does not count."""
        spans, start = [], 0
        for clause in re.split(r"[,，。;；!！?？:：\n]", self.text):
            spans.append((start, start + len(clause), clause))
            start += len(clause) + 1
        asking = [s for s in spans if cues_in(s[2]) & _ASKING or _MONEY.search(s[2])] or spans
        named = [s for s in spans if any(s[0] <= m.start < s[1] for m in self.mentions)]
        return tuple(
            rest
            for rest in self.rests
            if len(rest.text) >= at_least
            and any(s[0] <= rest.start < s[1] for s in (*asking, *named))
        )

    @property
    def organisation(self) -> str | None:
        """The spending unit that the question names."""
        named = self.of("organisation")
        return named[-1].values[0] if named else None

    @property
    def table(self) -> str | None:
        """The id of the table that the question names."""
        named = self.of("table")
        return named[0].values[0] if named else None


def lay_out(
    question: Question, view: View, previous: Reading, similar: Similar = nothing_similar
) -> Context:
    """Find every mention in the question; what nothing explains becomes `rests`."""
    text = question.text
    carried = [
        Mention(start=m.start(), end=m.end(), text=m[0], kind="field", values=("上年结转",))
        for m in CARRIED_OVER.finditer(text)
        if _means_projects(text, m.end())
    ]
    masked = _masked(text, carried)
    known, strangers = organisation_mentions(masked, view.extraction)
    candidates = [
        *occurrences(masked, view.surfaces),
        *known,
        *shared_parts(masked, view.projects, view.owners),
        *procurement(masked, view.book, previous),
        *titled(masked, view.book),
        *totals_of_sides(masked, view.book),
    ]
    chosen = _without_weak(text, longest_first(candidates), strangers)
    chosen = _without_totals(view, [_printed_longer(view, m) for m in chosen])
    strangers = [s for s in strangers if not _overlaps(s, chosen, at_least=len(s.text) - 1)]
    chosen = _without_cut_words(masked, chosen, leftovers(masked, [*chosen, *carried]))
    rests = [r for r in leftovers(masked, [*chosen, *carried]) if r.text not in _regions(view)]
    return Context(
        question=question,
        view=view,
        mentions=tuple(chosen),
        rests=tuple(rests),
        strangers=tuple(strangers),
        previous=previous,
        carried_over=bool(carried),
        similar=similar,
    )


def _regions(view: View) -> tuple[str, ...]:
    """The report's own region, with and without its ending: it says nothing new."""
    region = folded(view.report.region or "")
    return (region, re.sub(r"(?:省|市|区|县|旗)$", "", region))


def _means_projects(text: str, end: int) -> bool:
    after = text[end:]
    if text[end - 1] in "来的" and re.match(r"多少|几", after):
        return True
    if "项目" in text or re.match(r"(?:那|这|几)(?:笔|个|项|些)", after):
        return True
    plain = r"(?:安排|收入|资金|数|是|有|为|多少|预算|了|吗|呢)"
    return re.match(rf"(?!{plain})[\u4e00-\u9fff]{{3}}", after) is not None


def _masked(text: str, mentions: Sequence[Mention]) -> str:
    characters = list(text)
    for mention in mentions:
        characters[mention.start : mention.end] = "■" * mention.length
    return "".join(characters)


def _overlaps(stranger: Mention, chosen: Sequence[Mention], at_least: int) -> bool:
    covered = sum(max(0, min(stranger.end, m.end) - max(stranger.start, m.start)) for m in chosen)
    return covered >= at_least


def _without_weak(
    text: str, mentions: list[Mention], strangers: Sequence[Mention]
) -> list[Mention]:
    """Short parts of project names count only where nothing firmer is named and they explain most
    of what the question says."""
    weak = [m for m in mentions if not m.strong and m.kind == "project"]
    firm = [m for m in mentions if m.strong and m.kind in ("name", "project", "entry")]
    if not weak or any(m.formal for m in firm) or strangers:
        return [m for m in mentions if m not in weak]
    unexplained = sum(len(rest.text) for rest in leftovers(text, mentions))
    explained = sum(m.length for m in mentions if m.kind == "project")
    return mentions if explained > unexplained else [m for m in mentions if m not in weak]


def _printed_longer(view: View, mention: Mention) -> Mention:
    """公务员医疗补助 where only 公务员医疗补助缴费 is printed: the row that the wording begins."""
    if mention.kind != "absent" or mention.length < 4:
        return mention
    rows = {
        a.row
        for a in view.book.addresses
        if a.fact.kind == "cell" and mention.text in a.row and len(a.row) <= mention.length + 3
    }
    return replace(mention, kind="name", values=(rows.pop(),)) if len(rows) == 1 else mention


_LOOSE_WHOLES = ("支出总计", "收入总计", "本年支出合计", "本年收入合计")


def _without_totals(view: View, mentions: list[Mention]) -> list[Mention]:
    """一年花多少 means the whole only where nothing else is named, or where it is the whole of what
    stands right before it (财政拨款总支出)."""
    named = [m for m in mentions if m.kind in ("name", "project", "absent", "entry")]
    totals = [m for m in named if not m.formal and m.values[0] in _LOOSE_WHOLES]
    if len(totals) == len(named):
        return mentions
    owned = [t for o, t in pairwise(named) if t in totals and _is_whole_of(view, o, t)]
    return [m for m in mentions if m not in totals or m in owned]


def _is_whole_of(view: View, owner: Mention, total: Mention) -> bool:
    names = (*owner.values[:1], *total.values)
    return owner.end == total.start and bool(owner.formal and select(view.book, names))


def _without_cut_words(
    text: str, mentions: list[Mention], rests: Sequence[Mention]
) -> list[Mention]:
    """Without stems of two characters cut out of an unknown longer word (办公 of 办公楼)."""
    return [
        m
        for m in mentions
        if m.strong
        or m.length > 2
        or m.kind not in ("name", "absent")
        or not any(r.end == m.start or r.start == m.end for r in rests)
    ]
