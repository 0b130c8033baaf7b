"""What CHROMA_URL and FACTS_URL may say, and that no message repeats a password."""

import pytest

from index.errors import SettingError
from index.settings import ChromaServer, chroma_server, facts_server

SECRET = "geheim99"


def test_without_the_variables_everything_stays_in_the_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("CHROMA_URL", "FACTS_URL"):
        monkeypatch.delenv(name, raising=False)
    assert chroma_server() is None
    assert facts_server() is None


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("http://127.0.0.1:8123", ChromaServer(host="127.0.0.1", port=8123, tls=False)),
        ("http://chroma.lan/", ChromaServer(host="chroma.lan", port=8000, tls=False)),
        ("https://chroma.lan", ChromaServer(host="chroma.lan", port=443, tls=True)),
        ("http://[::1]:9000", ChromaServer(host="::1", port=9000, tls=False)),
    ],
)
def test_a_chroma_server_is_named_by_host_and_port(
    url: str, server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMA_URL", url)
    assert chroma_server() == server


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:8000",
        "ftp://127.0.0.1",
        "http://",
        "http://host:port",
        "http://host:8000/api/v2",
        f"http://user:{SECRET}@host:8000",
    ],
)
def test_what_is_no_address_of_a_chroma_server_is_refused(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMA_URL", url)
    with pytest.raises(SettingError, match="CHROMA_URL") as refused:
        chroma_server()
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (f"postgresql://reader:{SECRET}@db.lan:5433/budgets", "PostgreSQL db.lan:5433/budgets"),
        (f"postgres://reader:{SECRET}@db.lan/budgets", "PostgreSQL db.lan:5432/budgets"),
        ("postgresql:///budgets?host=/var/run/postgresql", "PostgreSQL 本机:5432/budgets"),
        (f"postgresql://db.lan/budgets?password={SECRET}", "PostgreSQL db.lan:5432/budgets"),
    ],
)
def test_a_facts_server_shows_itself_without_its_password(
    url: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTS_URL", url)
    monkeypatch.delenv("FACTS_SCHEMA", raising=False)
    server = facts_server()
    assert server
    assert server.url == url
    assert server.shown == f"{shown}（mingzhang）"
    assert SECRET not in repr(server)


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://u:{SECRET}@h/db",
        f"postgresql://u:{SECRET}@h",
        f"postgresql://u:{SECRET}@h/",
        f"postgresql://u:x@{SECRET}@h/db",
        f"postgresql://u:12/{SECRET}@h/db",
        f"postgresql://u:12?{SECRET}@h/db",
        f"postgresql://u:12#{SECRET}@h/db",
        f"postgresql://u:{SECRET}/x@h/db",
        f"postgresql://u:[{SECRET}@h/db",
        SECRET,
    ],
)
def test_a_password_that_tears_the_url_apart_is_not_repeated(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTS_URL", url)
    with pytest.raises(SettingError, match="FACTS_URL") as refused:
        facts_server()
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("schema", ["Budgets", "a b", "1a", 'x"; drop', "a" * 41])
def test_a_schema_is_a_plain_word(schema: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTS_URL", "postgresql://h/db")
    monkeypatch.setenv("FACTS_SCHEMA", schema)
    with pytest.raises(SettingError, match="FACTS_SCHEMA"):
        facts_server()
