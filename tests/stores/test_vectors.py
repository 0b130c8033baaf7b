"""What every vector store promises, in memory, in a Chroma folder and on a Chroma server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from memory_vectors import MemoryVectors

from index.errors import StoreError
from index.stores.embedders import Matrix
from index.stores.fulltext import Span
from index.stores.vectors import (
    ChromaVectors,
    VectorStore,
    cosines,
    open_matrix,
    save_matrix,
    scan,
)

Ask = pytest.FixtureRequest
STORES: dict[str, Callable[[Path, Ask], VectorStore]] = {
    "memory": lambda folder, ask: MemoryVectors(),
    "chroma": lambda folder, ask: ChromaVectors(folder / "chroma", create=True),
    "chroma server": lambda folder, ask: ChromaVectors(
        ask.getfixturevalue("chroma_server"), collection=f"test-{uuid4().hex}", create=True
    ),
}


def unit_vectors(count: int, seed: int = 3) -> Matrix:
    vectors = np.random.default_rng(seed).standard_normal((count, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


VECTORS = unit_vectors(60)


@pytest.fixture(params=list(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    """Items 1 to 40 of report a (rows, then passages), 41 to 60 of report b (rows)."""
    made = STORES[request.param](tmp_path, request)
    made.add(1, "a", ["row"] * 30 + ["passage"] * 10, VECTORS[:40])
    made.add(41, "b", ["row"] * 20, VECTORS[40:])
    yield made
    made.close()


def test_an_item_is_nearest_to_its_own_vector(store: VectorStore) -> None:
    assert [store.nearest(vector, 1) for vector in VECTORS] == [(n,) for n in range(1, 61)]


def test_items_come_nearest_first(store: VectorStore) -> None:
    query = unit_vectors(1, seed=9)[0]
    exact = np.argsort(-(VECTORS @ query), kind="stable") + 1
    assert store.nearest(query, 10) == tuple(exact[:10].tolist())


def test_no_more_items_are_found_than_there_are(store: VectorStore) -> None:
    assert sorted(store.nearest(VECTORS[0], 500)) == list(range(1, 61))
    assert store.nearest(VECTORS[0], 0) == ()


def test_only_the_reports_asked_for_are_searched(store: VectorStore) -> None:
    assert sorted(store.nearest(VECTORS[0], 60, report_ids=["b"])) == list(range(41, 61))
    assert len(store.nearest(VECTORS[0], 60, report_ids=["a", "b"])) == 60


def test_only_the_kinds_asked_for_are_searched(store: VectorStore) -> None:
    assert sorted(store.nearest(VECTORS[0], 60, kinds=["passage"])) == list(range(31, 41))
    both = store.nearest(VECTORS[0], 60, report_ids=["a"], kinds=["row"])
    assert sorted(both) == list(range(1, 31))


def test_a_scope_that_holds_nothing_yields_nothing(store: VectorStore) -> None:
    assert store.nearest(VECTORS[0], 5, report_ids=["unknown"]) == ()
    assert store.nearest(VECTORS[0], 5, report_ids=[]) == ()
    assert store.nearest(VECTORS[0], 5, kinds=[]) == ()
    assert store.nearest(VECTORS[0], 5, report_ids=["b"], kinds=["passage"]) == ()


def test_a_report_without_items_adds_none(store: VectorStore) -> None:
    store.add(61, "c", [], VECTORS[:0])
    assert len(store.nearest(VECTORS[0], 500)) == 60


def test_what_chroma_wrote_another_opening_reads(tmp_path: Path) -> None:
    written = ChromaVectors(tmp_path / "chroma", create=True)
    written.add(1, "a", ["row"] * 60, VECTORS)
    written.close()
    read = ChromaVectors(tmp_path / "chroma")
    assert read.nearest(VECTORS[7], 1) == (8,)
    read.close()


def test_a_folder_without_a_collection_is_no_vector_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="向量库"):
        ChromaVectors(tmp_path / "chroma")


def test_the_exact_scan_finds_what_the_memory_store_finds(tmp_path: Path) -> None:
    save_matrix(tmp_path / "vectors.npy", [VECTORS[:40], VECTORS[40:]], 16)
    matrix = open_matrix(tmp_path / "vectors.npy")
    memory = MemoryVectors()
    memory.add(1, "a", ["row"] * 60, VECTORS)
    query = unit_vectors(1, seed=5)[0]
    whole = [Span(first=1, last=60)]
    assert scan(matrix, query, whole, 12) == memory.nearest(query, 12)
    assert set(scan(matrix, query, [Span(first=3, last=4), Span(first=50, last=50)], 9)) == {
        3,
        4,
        50,
    }
    assert scan(matrix, query, [], 5) == ()


def test_cosines_are_those_of_the_items_named(tmp_path: Path) -> None:
    save_matrix(tmp_path / "vectors.npy", [VECTORS], 16)
    matrix = open_matrix(tmp_path / "vectors.npy")
    assert cosines(matrix, VECTORS[4], [5, 9]) == pytest.approx([1, VECTORS[4] @ VECTORS[8]])


def test_a_damaged_vector_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "vectors.npy").write_bytes(b"not numpy")
    with pytest.raises(StoreError, match=r"vectors\.npy"):
        open_matrix(tmp_path / "vectors.npy")
