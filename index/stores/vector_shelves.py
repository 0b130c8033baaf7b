"""Where the vectors of a generation stand: in its folder, on a Chroma server, or nowhere else.

What stands there is written whole, under a name that is never used again, and never changed. A
server may be shared by several stores; each has a key of its own that its names begin with.
"""

import secrets
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from index.errors import StoreError
from index.generations import READERS, new_folder, remove_folders
from index.locks import share
from index.settings import ChromaServer
from index.stores.chroma_clients import chroma_client, chroma_errors
from index.stores.vectors import ChromaVectors, VectorStore

PREFIX = "chroma-"
OURS = "mingzhang"
NOWHERE = ""
"""The name of vectors that stand in the database alone."""
ON_A_SERVER = "索引的向量在 Chroma 服务器上，请设环境变量 CHROMA_URL，或重新建立索引"
PAGE = 500
"""How many collections a server is asked to list at once."""


class VectorShelf(Protocol):
    """The vector stores of a generation: one that answers, and for a while those before it."""

    def new(self) -> tuple[str, VectorStore] | None:
        """A new, empty one and its name; None where vectors are only kept in the database."""

    def open(self, name: str) -> VectorStore | None:
        """The one of that name, None for `NOWHERE`; raises `StoreError` where it is missing."""

    def has(self, name: str) -> bool:
        """Whether there is one of that name."""

    def remove_others(self, keep: str | None) -> None:
        """Delete all but one and those that somebody may still read."""


class FolderVectors:
    """Folders of Chroma in the folder of a generation."""

    def __init__(self, generation: Path) -> None:
        self._generation = generation

    def new(self) -> tuple[str, VectorStore]:
        """See `VectorShelf.new`."""
        folder = new_folder(self._generation, PREFIX)
        return folder.name, ChromaVectors(folder, create=True)

    def open(self, name: str) -> VectorStore:
        """See `VectorShelf.open`."""
        if not name.startswith(PREFIX):
            raise StoreError(ON_A_SERVER)
        return HeldVectors(self._generation / name)

    def has(self, name: str) -> bool:
        """See `VectorShelf.has`."""
        return name.startswith(PREFIX) and (self._generation / name / READERS).is_file()

    def remove_others(self, keep: str | None) -> None:
        """See `VectorShelf.remove_others`."""
        remove_folders(self._generation, PREFIX, keep=keep)


class HeldVectors(ChromaVectors):
    """A folder of Chroma, marked as in use until it is closed."""

    def __init__(self, folder: Path) -> None:
        self._files = ExitStack()
        if (folder / READERS).is_file():
            share(self._files.enter_context((folder / READERS).open("rb")))
        super().__init__(folder)

    def close(self) -> None:
        """See `VectorStore.close`."""
        super().close()
        self._files.close()


class ServerVectors:
    """Collections on a Chroma server."""

    def __init__(self, server: ChromaServer, key: str, answering: Callable[[], str | None]) -> None:
        """`key` tells this store's collections from others'; `answering` gives the name of the
        one that readers are using now, whichever generation it belongs to."""
        self._server = server
        self._prefix = f"{OURS}.{key}."
        self._answering = answering

    def new(self) -> tuple[str, VectorStore]:
        """See `VectorShelf.new`."""
        stamp = time.strftime("%Y%m%d-%H%M%S")
        name = f"{self._prefix}{stamp}-{secrets.token_hex(3)}"
        return name, ChromaVectors(self._server, collection=name, create=True)

    def open(self, name: str) -> VectorStore:
        """See `VectorShelf.open`."""
        if not self.has(name):
            raise StoreError(
                f"Chroma 服务器 {self._server.shown} 上没有这份索引的向量（{name}），"
                "请检查 CHROMA_URL，或运行 python -m index build"
            )
        return ChromaVectors(self._server, collection=name)

    def has(self, name: str) -> bool:
        """See `VectorShelf.has`."""
        return name in self._names()

    def remove_others(self, keep: str | None) -> None:
        """See `VectorShelf.remove_others`."""
        kept = {keep, self._answering()}
        client = chroma_client(self._server)
        try:
            for name in self._names():
                if name not in kept:
                    with chroma_errors(self._server):
                        client.delete_collection(name)
        finally:
            client.close()

    def _names(self) -> list[str]:
        """This store's collections."""
        found: list[str] = []
        client = chroma_client(self._server)
        try:
            with chroma_errors(self._server):
                while page := client.list_collections(limit=PAGE, offset=len(found)):
                    found += [collection.name for collection in page]
        finally:
            client.close()
        return [name for name in found if name.startswith(self._prefix)]


class DatabaseOnly:
    """Vectors that stand in the database alone; readers scan them in memory."""

    def new(self) -> None:
        """See `VectorShelf.new`."""

    def open(self, name: str) -> None:
        """See `VectorShelf.open`."""
        if name != NOWHERE:
            raise StoreError(ON_A_SERVER)

    def has(self, name: str) -> bool:
        """See `VectorShelf.has`."""
        return name == NOWHERE

    def remove_others(self, keep: str | None) -> None:
        """See `VectorShelf.remove_others`."""
