"""What the tests of the store share: a tiny embedding model in place of the one that ships."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from chroma_run import chroma_run
from postgres_run import postgres_run, url_of
from tiny_model import write_tiny_model

from index.settings import ChromaServer, FactsServer, facts_server
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


@pytest.fixture(scope="session")
def postgres_port() -> Iterator[int]:
    """The port of a PostgreSQL server of our own; skips where PostgreSQL is not installed."""
    with postgres_run() as port:
        yield port


@pytest.fixture
def on_postgres(postgres_port: int, monkeypatch: pytest.MonkeyPatch) -> FactsServer:
    """Stores of this test are in PostgreSQL, in a schema of their own."""
    monkeypatch.setenv("FACTS_URL", url_of(postgres_port))
    monkeypatch.setenv("FACTS_SCHEMA", f"t_{uuid4().hex}")
    server = facts_server()
    assert server
    return server


@pytest.fixture
def on_chroma(chroma_server: ChromaServer, monkeypatch: pytest.MonkeyPatch) -> ChromaServer:
    """Vectors of this test are on a Chroma server."""
    monkeypatch.setenv("CHROMA_URL", chroma_server.shown)
    return chroma_server
