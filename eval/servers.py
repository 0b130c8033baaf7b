"""What it costs to keep a store on servers (服务器上的索引): the same look-ups, place by place.

The servers are those that `FACTS_URL` and `CHROMA_URL` name. Nothing that is kept there is touched:
what is measured stands in a schema and in collections of its own, deleted in the end.
"""

import os
import secrets
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from eval import machine
from eval.bench import Measurement, in_words, written
from eval.scale import answering, build_measured, figures_of, warming
from eval.scale_questions import SPREAD, Asked, asked_of
from eval.scoring import AnswerObject
from eval.siblings import write_siblings
from eval.summary import percentile
from index.corpus import Corpus
from index.errors import BudgetError
from index.settings import chroma_server, facts_server
from index.stores.homes import home_of
from index.texts import Hit

VARIABLES = ("FACTS_URL", "FACTS_SCHEMA", "CHROMA_URL")
HITS = 20
"""How many places are searched for, as the assistant does."""
SEARCHES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place to keep a store in, and what the environment says of it."""

    name: str
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What was measured in one place."""

    building: float
    """Seconds."""
    opening: float
    """Seconds from opening the store to the first hits."""
    answers: Sequence[AnswerObject]
    searched: Sequence[float]
    """Milliseconds of each search without a scope."""
    hits: Sequence[tuple[Hit, ...]]


def places() -> tuple[Place, ...]:
    """The folder, and each server that the environment names, alone and together."""
    facts = {"FACTS_URL": os.environ["FACTS_URL"]} if facts_server() else {}
    chroma = {"CHROMA_URL": os.environ["CHROMA_URL"]} if chroma_server() else {}
    schema = {"FACTS_SCHEMA": f"bench_{secrets.token_hex(4)}"} if facts else {}
    found = [Place(name="文件夹", settings={})]
    if chroma:
        found.append(Place(name="文件夹 + Chroma 服务器", settings=chroma))
    if facts:
        found.append(Place(name="PostgreSQL", settings=facts | schema))
    if facts and chroma:
        both = facts | schema | chroma
        found.append(Place(name="PostgreSQL + Chroma 服务器", settings=both))
    return tuple(found)


@contextmanager
def set_up(place: Place) -> Iterator[None]:
    """The environment of a place while the body runs."""
    before = {name: os.environ.pop(name) for name in VARIABLES if name in os.environ}
    os.environ.update(place.settings)
    try:
        yield
    finally:
        for name in VARIABLES:
            os.environ.pop(name, None)
        os.environ.update(before)


def measured_place(place: Place, reports: Path, asked: Sequence[Asked]) -> Times:
    """Build, open, ask and search in one place; it is empty again afterwards."""
    with set_up(place), tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        try:
            building = build_measured(reports, store).seconds
            began = time.perf_counter()
            with Corpus.open(store) as corpus:
                corpus.search(asked[0].question, k=HITS)
                opening = time.perf_counter() - began
                searched, hits = _searches(corpus, asked[:SEARCHES])
            answers = answering(store, asked)[0][len(warming(asked)) :]
        finally:
            home_of(store).erase()
    return Times(building=building, opening=opening, answers=answers, searched=searched, hits=hits)


def _searches(corpus: Corpus, asked: Sequence[Asked]) -> tuple[list[float], list[tuple[Hit, ...]]]:
    times: list[float] = []
    hits: list[tuple[Hit, ...]] = []
    for each in asked:
        began = time.perf_counter()
        hits.append(corpus.search(each.question, k=HITS))
        times.append((time.perf_counter() - began) * 1000)
    return times, hits


def in_measurements(
    place: Place, times: Times, here: Times, asked: Sequence[Asked]
) -> list[Measurement]:
    """The figures of one place, and how much of what it found is what the folder found."""
    alike = sum(one == other for one, other in zip(times.hits, here.hits, strict=True))
    answered = sum(
        _said(one) == _said(other) for one, other in zip(times.answers, here.answers, strict=True)
    )
    found = f"{len(times.hits)} 次，{alike} 次与文件夹逐位相同"
    figures = (
        ("建库", times.building, "秒", ""),
        ("打开到第一次检索", times.opening, "秒", ""),
        ("不指明范围的检索 p50", percentile(times.searched, 50), "毫秒", found),
        ("不指明范围的检索 p95", percentile(times.searched, 95), "毫秒", found),
        ("与文件夹逐字相同的回答", float(answered), "个", f"共 {len(asked)} 问"),
    )
    measured = [Measurement(name=n, value=v, unit=u, note=said) for n, v, u, said in figures]
    measured += figures_of(asked, times.answers)
    return [
        replace(each, note="，".join(filter(None, (place.name, each.note)))) for each in measured
    ]


def _said(answer: AnswerObject) -> AnswerObject:
    """An answer without how long it took."""
    return {name: value for name, value in answer.items() if name != "timings_ms"}


def bench_servers(count: int, out: Path | None, seed: int = 0) -> int:
    """Measures that many siblings in every place, prints it; 0 if all could be measured."""
    print(f"机器：{machine.in_words()}")
    if len(places()) == 1:
        print("没有设 FACTS_URL 或 CHROMA_URL，只测文件夹")
    asked = asked_of(count, seed)
    measurements: list[Measurement] = []
    here: Times | None = None
    with tempfile.TemporaryDirectory() as folder:
        reports = write_siblings(Path(folder) / "reports", range(count), seed, SPREAD)[0].parent
        for place in places():
            try:
                times = measured_place(place, reports, asked)
                here = here or times
                found = in_measurements(place, times, here, asked)
            except BudgetError as error:
                failed = f"{place.name}，未能测得：{error}"
                found = [Measurement(name="服务器", value=None, unit="", note=failed)]
            for measurement in found:
                print(in_words(measurement), flush=True)
            measurements += found
    if out:
        written(measurements, out)
    return 0 if all(m.value is not None for m in measurements) else 1
