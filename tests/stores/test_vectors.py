"""What every vector store promises, in memory, in a Chroma folder and on a Chroma server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from memory_vectors import MemoryVectors

from index.errors import StoreError
from index.stores.embedders import Matrix
from index.stores.vectors import ChromaVectors, VectorStore

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
    """Wordings 1 to 60: 30 of rows, 10 of passages, 20 of rows."""
    made = STORES[request.param](tmp_path, request)
    made.add(range(1, 41), ["row"] * 30 + ["passage"] * 10, VECTORS[:40])
    made.add(range(41, 61), ["row"] * 20, VECTORS[40:])
    yield made
    made.close()


def test_a_wording_is_nearest_to_its_own_vector(store: VectorStore) -> None:
    assert [store.nearest(vector, 1) for vector in VECTORS] == [(n,) for n in range(1, 61)]


def test_wordings_come_nearest_first(store: VectorStore) -> None:
    query = unit_vectors(1, seed=9)[0]
    exact = np.argsort(-(VECTORS @ query), kind="stable") + 1
    assert store.nearest(query, 10) == tuple(exact[:10].tolist())


def test_no_more_wordings_are_found_than_there_are(store: VectorStore) -> None:
    assert sorted(store.nearest(VECTORS[0], 500)) == list(range(1, 61))
    assert store.nearest(VECTORS[0], 0) == ()


def test_only_the_kinds_asked_for_are_searched(store: VectorStore) -> None:
    assert sorted(store.nearest(VECTORS[0], 60, kinds=["passage"])) == list(range(31, 41))
    both = store.nearest(VECTORS[0], 60, kinds=["row", "passage"])
    assert sorted(both) == list(range(1, 61))


def test_kinds_that_hold_nothing_yield_nothing(store: VectorStore) -> None:
    assert store.nearest(VECTORS[0], 5, kinds=[]) == ()
    assert store.nearest(VECTORS[0], 5, kinds=["catalogue"]) == ()


def test_nothing_more_is_nothing(store: VectorStore) -> None:
    store.add([], [], VECTORS[:0])
    assert len(store.nearest(VECTORS[0], 500)) == 60


def test_what_chroma_wrote_another_opening_reads(tmp_path: Path) -> None:
    written = ChromaVectors(tmp_path / "chroma", create=True)
    written.add(range(1, 61), ["row"] * 60, VECTORS)
    written.close()
    read = ChromaVectors(tmp_path / "chroma")
    assert read.nearest(VECTORS[7], 1) == (8,)
    read.close()


def test_a_folder_without_a_collection_is_no_vector_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="向量库"):
        ChromaVectors(tmp_path / "chroma")
