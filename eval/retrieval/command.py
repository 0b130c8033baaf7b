"""`python -m eval retrieval`: how often search finds the row or passage that a question means."""

import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from eval.retrieval.guesses import guesses
from eval.retrieval.measuring import (
    PARTS,
    Shelves,
    ablations,
    askable,
    measured,
    search_all,
    shelves_of,
)
from eval.retrieval.questions import Half, load_questions, with_scopes
from eval.retrieval.report import HalfResult, as_object, as_text
from eval.siblings import write_siblings
from index.build import build
from index.corpus import Corpus
from index.settings import embedding_model
from index.stores.embedders import Embedder, embedder_name, open_embedder

BUNDLED = Path(__file__).resolve().parents[2] / "data" / "reports"
SIBLINGS, SEED = 12, 7
"""Which invented reports the questions are about."""

_STYLES = {name: PARTS[name] for name in ("报告的说法", "日常说法")}


def measure_retrieval(
    store: Path | None,
    halves: Sequence[Half],
    out: Path | None,
    *,
    with_ablations: bool = False,
    with_guesses: bool = False,
) -> int:
    """Measures over the bundled and the invented reports, and over those of a store; always 0."""
    embedder = open_embedder(embedding_model())
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        corpora = [opened.enter_context(_made_here(folder, embedder))]
        if store:
            corpora.append(opened.enter_context(Corpus.open(store, embedder=embedder)))
        shelves = shelves_of(corpora)
        results = [
            _half(half, shelves, embedder if with_ablations else None, guess=with_guesses)
            for half in halves
        ]
    print(as_text(results))
    if out:
        whole = json.dumps(as_object(results), ensure_ascii=False, indent=1)
        out.write_text(whole + "\n", encoding="utf-8")
    return 0


def _made_here(folder: Path, embedder: Embedder) -> Corpus:
    """The bundled report and the invented ones, in a store of their own."""
    write_siblings(folder / "reports", range(SIBLINGS), SEED)
    build([BUNDLED, folder / "reports"], folder / "store", embedder=embedder)
    return Corpus.open(folder / "store", embedder=embedder)


def _half(half: Half, shelves: Shelves, embedder: Embedder | None, *, guess: bool) -> HalfResult:
    """One half; ablations where there is a model to embed other texts with."""
    questions = load_questions(half)
    asked = askable(questions, shelves)
    worded = ablations(asked, shelves, embedder) if embedder else ()
    return HalfResult(
        half=half,
        reports=len({(each.department, each.year) for each in asked}),
        asked=len(asked),
        skipped=len(questions) - len(asked),
        found=measured(search_all(with_scopes(asked), shelves)),
        ablations=tuple((way, measured(ranked, _STYLES)) for way, ranked in worded),
        guesses=guesses(asked, shelves) if guess else (),
        embedder=embedder_name(embedding_model()),
    )
