"""What the environment sets: where the store stands, on which servers, and the embedding model.

    BUDGET_STORE  the store's folder                          default .store/
    EMBED_MODEL   a folder or name of an embedding model      default: the one that ships
    CHROMA_URL    http://host:port of a Chroma server         default: Chroma in the store's folder
    FACTS_URL     postgresql://user@host:port/database        default: SQLite in the store's folder
    FACTS_SCHEMA  the schema in that database that is ours    default mingzhang

A URL may bear a password, so no message repeats one.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from index.errors import SettingError

DEFAULT_STORE = ".store"
DEFAULT_SCHEMA = "mingzhang"
DEFAULT_CHROMA_PORT = 8000

_HOST = re.compile(r"[A-Za-z0-9._:-]+")
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,39}")
_FACTS_FORM = (
    "FACTS_URL 应写成 postgresql://用户:密码@主机:端口/数据库"
    "（密码里的 @ : / ? # % 等字符写成 %40 这样的编码）"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChromaServer:
    """Where a Chroma server listens."""

    host: str
    port: int
    tls: bool

    @property
    def shown(self) -> str:
        """How it is named to a reader."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsServer:
    """A PostgreSQL database that holds the facts; what it shows of itself has no password."""

    url: str = field(repr=False)
    """With the password, where there is one: for the driver, never for a message."""
    schema: str
    shown: str
    """How it is named to a reader: host, port and database."""


def store_path(option: str | None = None) -> Path:
    """The store's folder: the option, else `BUDGET_STORE`, else `.store/`."""
    return Path(option or os.environ.get("BUDGET_STORE") or DEFAULT_STORE)


def store_shown(store: Path) -> str:
    """How the store is named to a reader: its database where there is one, else its folder."""
    server = facts_server()
    return server.shown if server else str(store)


def embedding_model() -> str | None:
    """The model that `EMBED_MODEL` names; None for the one that ships with the project."""
    return os.environ.get("EMBED_MODEL") or None


def chroma_server() -> ChromaServer | None:
    """The server that `CHROMA_URL` names; None where vectors stay in the store's folder."""
    url = os.environ.get("CHROMA_URL", "").strip()
    if not url:
        return None
    parts, port = _split(url) or (None, None)
    if (
        parts is None
        or parts.scheme not in ("http", "https")
        or not _HOST.fullmatch(parts.hostname or "")
        or parts.path not in ("", "/")
        or parts.query
        or parts.fragment
    ):
        raise SettingError("CHROMA_URL 应写成 http://主机:端口，例如 http://127.0.0.1:8000")
    if "@" in parts.netloc:
        raise SettingError("CHROMA_URL 里不能写用户名和密码：Chroma 服务器不查验它们")
    tls = parts.scheme == "https"
    default = 443 if tls else DEFAULT_CHROMA_PORT
    return ChromaServer(host=parts.hostname or "", port=port or default, tls=tls)


def facts_server() -> FactsServer | None:
    """The database that `FACTS_URL` names; None where facts stay in the store's folder."""
    url = os.environ.get("FACTS_URL", "").strip()
    if not url:
        return None
    schema = os.environ.get("FACTS_SCHEMA", "").strip() or DEFAULT_SCHEMA
    if not _SCHEMA.fullmatch(schema):
        raise SettingError(
            f"FACTS_SCHEMA 是 {schema[:60]!r}，应为小写字母、数字、下划线，字母开头，至多 40 个字符"
        )
    parts, port = _split(url) or (None, None)
    if parts is None or not _names_a_database(parts):
        raise SettingError(_FACTS_FORM)
    host = parts.hostname or "本机"
    address = f"{host}:{port or 5432}{parts.path}"
    return FactsServer(url=url, schema=schema, shown=f"PostgreSQL {address}（{schema}）")


def _names_a_database(parts: SplitResult) -> bool:
    """Whether the parts are surely what they seem: no bit of a password taken for a host."""
    return (
        parts.scheme in ("postgresql", "postgres")
        and parts.netloc.count("@") <= 1
        and not parts.fragment
        and (not parts.hostname or _HOST.fullmatch(parts.hostname) is not None)
        and re.fullmatch(r"/[^/@:]+", parts.path) is not None
    )


def _split(url: str) -> tuple[SplitResult, int | None] | None:
    """The parts of a URL and its port; None where it has no such form."""
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError:
        return None
