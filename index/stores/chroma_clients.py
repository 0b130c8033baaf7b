"""Chroma in a folder, or on a server that many page servers share: two places, one client.

Everything that can be wrong with a server is found before it is used, and said: it cannot be
reached, does not answer in time, is no Chroma server, or one too old for this client.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from index.errors import StoreError
from index.settings import ChromaServer

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

PROBE_SECONDS = 5.0
ANSWER_SECONDS = 60.0
"""How long one request may take; adding a thousand vectors takes well under a second."""

_API = "/api/v2/version"
_OLD_API = "/api/v1/version"


ChromaPlace = Path | ChromaServer


def chroma_client(place: ChromaPlace) -> "ClientAPI":
    """A client of the Chroma there; raises `StoreError` where there is none that fits."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        with chroma_errors(place):
            return chromadb.PersistentClient(path=str(place), settings=settings)
    check_server(place)
    with chroma_errors(place):
        client = chromadb.HttpClient(
            host=place.host, port=place.port, ssl=place.tls, settings=settings
        )
    _limit_waiting(client)
    return client


def _limit_waiting(client: "ClientAPI") -> None:
    """Chroma's client would wait for ever for a server that no longer answers."""
    import httpx

    session: Any = getattr(getattr(client, "_server", None), "_session", None)
    if isinstance(session, httpx.Client):
        session.timeout = httpx.Timeout(ANSWER_SECONDS, connect=PROBE_SECONDS)


@contextmanager
def chroma_errors(place: ChromaPlace) -> Iterator[None]:
    """What goes wrong in Chroma or on the way to it, said as a `StoreError`."""
    import httpx
    from chromadb.errors import ChromaError

    where = f"{place}：向量库" if isinstance(place, Path) else f"Chroma 服务器 {place.shown} "
    try:
        yield
    except httpx.TimeoutException as error:
        raise StoreError(f"{where}没有按时回答") from error
    except (httpx.HTTPError, ChromaError, ValueError) as error:
        raise StoreError(f"{where}出错（{error}）") from error


def check_server(server: ChromaServer) -> None:
    """Refuse what is not a Chroma server that this client can talk to; `StoreError` says why."""
    version = _asked(server, _API)
    if version is None and _asked(server, _OLD_API) is not None:
        raise StoreError(
            f"Chroma 服务器 {server.shown} 的版本太旧（只有 v1 接口），请换成 1.0 或更新的版本"
        )
    if version is None:
        raise StoreError(f"{server.shown} 不是 Chroma 服务器（没有 {_API}），请检查 CHROMA_URL")


def _asked(server: ChromaServer, path: str) -> str | None:
    """The version that the server tells at that path; None where it tells none."""
    try:
        with urlopen(server.shown + path, timeout=PROBE_SECONDS) as reply:
            told = json.loads(reply.read(1_000))
    except HTTPError as error:
        error.close()
        return None
    except (URLError, OSError) as error:
        raise StoreError(
            f"连不上 Chroma 服务器 {server.shown}，请确认它已启动（chroma run）、CHROMA_URL 写对了"
        ) from error
    except ValueError:
        return None
    return told if isinstance(told, str) else None
