"""What the tests of the store share: a tiny embedding model in place of the one that ships."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chroma_run import chroma_run
from tiny_model import write_tiny_model

from index.settings import ChromaServer
from index.stores.embedders import Embedder, open_embedder


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture
def embedder(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> Embedder:
    """The tiny model, named by `EMBED_MODEL` while the test runs."""
    monkeypatch.setenv("EMBED_MODEL", str(tiny_model))
    return open_embedder()


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A Chroma server that has just been started with `chroma run`."""
    with chroma_run(tmp_path_factory.mktemp("chroma-server")) as server:
        yield server
