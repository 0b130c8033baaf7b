"""`python -m eval compare-systems`: this assistant beside other systems on the same questions."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.cases import Case
from eval.runner import open_ask
from eval.systems import report
from eval.systems.bm25 import Bm25
from eval.systems.comparing import compare_systems
from eval.systems.ours import Ours
from eval.systems.row_search import RowSearch
from eval.systems.system import System
from eval.systems.vector_recipe import VectorRecipe
from eval.systems.worded_recipe import WordedRecipe, configured_reply
from index.corpus import Corpus
from index.records import Extraction
from index.settings import store_path


def compare_over_store(
    store: Path | None,
    files: Mapping[str, Sequence[Case]],
    skipped: Mapping[str, int],
    out: Path | None,
    with_model: bool,
) -> int:
    """Compares all systems over the reports of a store, prints the tables; always 0.

    Without a configured model, `with_model` is a `SettingError`.
    """
    systems: list[System] = [Ours(open_ask(store)), VectorRecipe(), Bm25(), RowSearch()]
    if with_model:
        systems.insert(2, WordedRecipe(configured_reply()))
    extractions = _extractions(store)
    results = compare_systems(
        systems, extractions, files, lambda line: print(line, file=sys.stderr)
    )
    print(report.as_text(results))
    if missed := sum(skipped.values()):
        print(f"跳过 {missed} 题：库中没有其所问的报告")
    if out:
        whole = report.as_object(results, skipped)
        out.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _extractions(store: Path | None) -> list[Extraction]:
    with Corpus.open(store_path(str(store) if store else None)) as corpus:
        return [corpus.extraction(each.id) for each in corpus.reports()]
