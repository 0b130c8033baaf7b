"""PostgreSQL and SQLite rank alike to the last digit; what is PostgreSQL's own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from invented import read_in_its_own_words, written_reports
from postgres_run import PASSWORD, USER, url_of
from random_records import extractions

from index.build import build, is_stale
from index.corpus import Corpus
from index.errors import StoreError
from index.likeness import Named
from index.records import Extraction, Original
from index.settings import FactsServer, facts_server
from index.stores import dialect, postgres, schema
from index.stores.embedders import Embedder
from index.stores.extractions import read_extraction, remove_extraction, write_extraction
from index.stores.homes import home_of
from index.stores.postgres import PostgresDatabase
from index.stores.postgres_home import PostgresGeneration, PostgresHome

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ("公务接待费", "乙局图书馆", "群众文化活动", "流动图书车购置", "2070104", "费", "EPC？")


def built(folder: Path, *names: str) -> None:
    """Makes the test's schema hold these reports."""
    for path in (folder / "in").glob("*"):
        path.unlink()
    written_reports(folder / "in", *names)
    build([folder / "in"], folder / "st", read_report=read_in_its_own_words)


@pytest.fixture
def server(on_postgres: FactsServer, tmp_path: Path, embedder: Embedder) -> FactsServer:
    """A database with 甲局 and 乙局."""
    built(tmp_path, "甲局", "乙局")
    return on_postgres


@pytest.fixture
def database(on_postgres: FactsServer) -> Iterator[PostgresDatabase]:
    """An empty database inside a transaction."""
    with closing(PostgresGeneration(on_postgres, on_postgres.schema).create()) as made:
        assert isinstance(made, PostgresDatabase)
        yield made


def names_of(corpus: Corpus) -> list[str]:
    return [report.department or "" for report in corpus.reports()]


# --- the same as SQLite ---------------------------------------------------------------------


def test_the_same_reports_rank_and_score_the_same(
    server: FactsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over_there = Corpus.open(tmp_path)
    monkeypatch.delenv("FACTS_URL")
    build([tmp_path / "in"], tmp_path / "here", read_report=read_in_its_own_words)
    with over_there, Corpus.open(tmp_path / "here") as here:
        ids = [report.id for report in here.reports()]
        assert over_there.reports() == here.reports()
        for scope in (None, ids[:1], ids):
            for query in QUERIES:
                assert over_there.search(query, scope) == here.search(query, scope)
                assert over_there.search_text(query, scope) == here.search_text(query, scope)
        for report in ids:
            assert over_there.extraction(report) == here.extraction(report)
            assert over_there.facts(report) == here.facts(report)
            assert over_there.spending_items(report) == here.spending_items(report)
            assert over_there.original_page(report, 1) == here.original_page(report, 1)


def test_what_many_reports_print_under_the_same_names_is_the_same(
    server: FactsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over_there = Corpus.open(tmp_path)
    monkeypatch.delenv("FACTS_URL")
    build([tmp_path / "in"], tmp_path / "here", read_report=read_in_its_own_words)
    with over_there, Corpus.open(tmp_path / "here") as here:
        ids = [report.id for report in here.reports()]
        names = here.wordings()
        there = over_there.wordings()
        assert (there.labels, there.subjects) == (names.labels, names.subjects)
        assert there.layouts == names.layouts
        assert names.labels
        assert names.layouts
        everything = Named(
            labels=frozenset(names.labels),
            totals=frozenset(names.labels[:2]),
            layouts=frozenset(range(len(names.layouts))),
            subjects=frozenset(names.subjects),
        )
        for scope in (ids, ids[:1], []):
            found = here.standing(everything, scope)
            assert over_there.standing(everything, scope) == found
            assert {each.report_id for each in found} == set(scope)
        for most in (1, 2):
            assert over_there.rare(names.labels, most) == here.rare(names.labels, most)
        facts = [fact.id for report in ids for fact in here.facts(report)]
        assert over_there.printed(facts) == here.printed(facts)
        assert len(here.printed(facts)) > 20


def test_whatever_a_report_holds_is_read_back_as_it_was_written(
    database: PostgresDatabase,
) -> None:
    @given(extractions)
    @settings(max_examples=40, deadline=None)
    def written_and_read(extraction: Extraction) -> None:
        write_extraction(database, extraction)
        assert read_extraction(database, extraction.report.id) == extraction
        remove_extraction(database, extraction.report.id)
        assert read_extraction(database, extraction.report.id) is None

    written_and_read()


def test_every_table_of_the_one_definition_is_there(database: PostgresDatabase) -> None:
    found = database.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    ).fetchall()
    wanted = dialect.tables(schema.STORE_TABLES + schema.TABLES + schema.SEARCH_TABLES)
    assert {row[0] for row in found} == {*wanted, "search_postings", "originals"}


def test_a_wording_is_found_by_its_words_until_it_is_dropped(
    database: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.stores.postgres_words.MOST_WAITING", 5)
    numbers = (1, 2, 4_095, 4_096, 9_000)
    for number in numbers:
        database.add_words(number, ["预", "预算", "算", "预"])
    assert database.wordings_with("预算", 9) == list(numbers)
    assert database.wordings_with("预算", 4) == [1, 2, 4_095, 4_096]
    database.drop_words(2, ["预", "预算", "算"])
    database.drop_words(4_096, ["预", "预算", "算"])
    database.add_words(9_001, ["预算"])
    assert database.wordings_with("预算", 9) == [1, 4_095, 9_000, 9_001]
    left = database.execute("SELECT count(*) FROM search_postings WHERE wordings = '{}'")
    assert left.fetchone()[0] == 0


def test_numbers_of_rows_are_never_used_again(database: PostgresDatabase) -> None:
    row = {"digest": b"a", "kind": "row", "text": "", "codes": "", "tokens": 1, "leads": 1}
    first = database.insert("wordings", {**row, "vector": b""})
    database.execute("DELETE FROM wordings")
    assert database.insert("wordings", {**row, "vector": b""}) > first


# --- many readers, one writer ---------------------------------------------------------------


def test_nothing_is_written_into_a_folder(server: FactsServer, tmp_path: Path) -> None:
    assert not (tmp_path / "st").exists()


def test_open_readers_see_a_change_at_their_next_call(server: FactsServer, tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as one, Corpus.open(tmp_path) as other:
        before = one.fingerprint
        assert other.search("乙局公务接待费")
        built(tmp_path, "甲局", "丙局")
        for corpus in (one, other):
            assert names_of(corpus) == sorted(["甲局", "丙局"])
            hits = corpus.search("丙局公务接待费")
            assert corpus.extraction(hits[0].report_id).report.department == "丙局"
        assert one.fingerprint == other.fingerprint != before


def test_readers_are_answered_while_another_program_writes_a_new_generation(
    server: FactsServer, tmp_path: Path, embedder: Embedder
) -> None:
    """What another program version wrote is replaced whole, under the eyes of readers."""
    with closing(PostgresDatabase(server)) as database:
        database.execute("UPDATE store SET value = 'another' WHERE name = 'code'")
    with pytest.raises(StoreError, match="另一版本"):
        Corpus.open(tmp_path)
    build([tmp_path / "in"], tmp_path, read_report=read_in_its_own_words)
    with Corpus.open(tmp_path) as corpus, ThreadPoolExecutor(4) as pool:
        expected = corpus.search("公务接待费")
        answers = [pool.submit(corpus.search, "公务接待费") for _ in range(20)]
        with closing(PostgresDatabase(server)) as database:
            database.execute("UPDATE store SET value = '新' WHERE name = 'embedder'")
        build([tmp_path / "in"], tmp_path, read_report=read_in_its_own_words)
        answers += [pool.submit(corpus.search, "公务接待费") for _ in range(20)]
        assert all(answer.result() == expected for answer in answers)
    with closing(PostgresDatabase(server)) as database:
        left = database.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE ?", (f"{server.schema}%",)
        ).fetchall()
    assert [row[0] for row in left] == [server.schema]


def test_a_page_server_of_another_version_says_so_at_its_next_call(
    server: FactsServer, tmp_path: Path
) -> None:
    with Corpus.open(tmp_path) as corpus:
        corpus.reports()
        with closing(PostgresDatabase(server)) as database, database.writing():
            database.execute("UPDATE store SET value = 'another' WHERE name = 'code'")
            database.execute("UPDATE store SET value = '99' WHERE name = 'revision'")
        for _ in range(2):
            with pytest.raises(StoreError, match="另一版本"):
                corpus.reports()


def test_only_one_build_goes_on_at_a_time(server: FactsServer, tmp_path: Path) -> None:
    with PostgresHome(server).lock(), pytest.raises(StoreError, match="另一个程序正在建立索引"):
        built(tmp_path, "丙局")
    built(tmp_path, "丙局")


def test_two_schemas_in_one_database_are_two_stores(
    server: FactsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Corpus.open(tmp_path) as one:
        monkeypatch.setenv("FACTS_SCHEMA", "both")  # a word of SQL
        with pytest.raises(StoreError, match="还没有索引"):
            Corpus.open(tmp_path)
        built(tmp_path, "丁局")
        with Corpus.open(tmp_path) as other:
            assert names_of(other) == ["丁局"]
        assert names_of(one) == sorted(["甲局", "乙局"])


def test_a_connection_that_the_server_ended_is_made_anew(
    server: FactsServer, tmp_path: Path
) -> None:
    with Corpus.open(tmp_path) as corpus:
        before = corpus.search("公务接待费")
        with closing(PostgresDatabase(server)) as other:
            ended = other.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE application_name = 'mingzhang' AND pid <> pg_backend_pid()"
            ).fetchone()
        assert ended[0] > 0
        assert corpus.search("公务接待费") == before


def test_an_original_is_in_the_database(server: FactsServer, tmp_path: Path) -> None:
    current = home_of(tmp_path).current()
    assert current
    kept = Original(format="pdf", content=bytes(range(256)) * 100)
    current.originals.save("0" * 64, kept)
    assert current.originals.read("0" * 64) == kept
    current.originals.remove_others(set())
    assert current.originals.read("0" * 64) is None


def test_a_reader_needs_no_right_to_write(
    server: FactsServer, postgres_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = f"reader_{server.schema}"
    with closing(PostgresDatabase(server)) as database:
        database.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'")
        for step in ("USAGE ON SCHEMAS", "SELECT ON TABLES"):
            database.execute(f"ALTER DEFAULT PRIVILEGES FOR ROLE {USER} GRANT {step} TO {role}")
        database.execute("UPDATE store SET value = 'another' WHERE name = 'code'")
    built(tmp_path, "丙局")
    monkeypatch.setenv("FACTS_URL", url_of(postgres_port, user=role))
    with Corpus.open(tmp_path) as corpus:
        assert corpus.search("公务接待费")
        assert names_of(corpus) == ["丙局"]
    reader = facts_server()
    assert reader
    with closing(PostgresDatabase(reader)) as database, pytest.raises(StoreError, match="42501"):
        database.execute("DELETE FROM reports")


def test_the_command_says_into_which_database_it_built(
    on_postgres: FactsServer, tmp_path: Path, embedder: Embedder
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "index", "build", "data/reports", "--store", str(tmp_path / "st")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert on_postgres.shown in done.stdout
    assert str(tmp_path) not in done.stdout
    assert PASSWORD not in done.stdout + done.stderr


# --- what goes wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("%E5%8F%AA", "%E5%8F%AB"), "用户名或密码不被接受"),
        (("/postgres", "/nowhere"), "没有这个数据库"),
        ((f"//{USER}:", "//nobody:"), "用户名或密码不被接受"),
        (("127.0.0.1", "127.0.0.1:1/postgres#"), "FACTS_URL"),
        (("/postgres", "/postgres?sslmode=nonsense"), "FACTS_URL"),
    ],
)
def test_no_password_is_shown_whatever_goes_wrong(
    on_postgres: FactsServer, tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    url = on_postgres.url.replace(*change, 1)
    assert url != on_postgres.url
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "基本支出是多少？"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "FACTS_URL": url},
    )  # fmt: skip
    assert done.returncode == 2
    everything = done.stdout + done.stderr
    assert said in everything
    assert "Traceback" not in everything
    secret = url.partition("//")[2].partition("@")[0].partition(":")[2]
    for piece in (PASSWORD, PASSWORD[:6], secret, secret[:12]):
        assert piece not in everything


def test_a_server_that_is_not_there_is_said_to_be_unreachable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTS_URL", "postgresql://u:geheim99@127.0.0.1:1/budgets")
    with pytest.raises(StoreError, match=r"PostgreSQL 127\.0\.0\.1:1/budgets.*连不上") as failed:
        Corpus.open(tmp_path)
    assert "geheim99" not in str(failed.value)
    assert is_stale(tmp_path, [tmp_path])


def test_a_database_without_a_store_names_the_command_that_fills_it(
    on_postgres: FactsServer, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match=r"还没有索引.*python -m index build"):
        Corpus.open(tmp_path)


def test_a_database_in_another_encoding_is_refused(
    on_postgres: FactsServer, postgres_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"ascii_{on_postgres.schema}"
    with closing(PostgresDatabase(on_postgres)) as database:
        database.execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0")
    monkeypatch.setenv("FACTS_URL", url_of(postgres_port, database=name))
    server = facts_server()
    assert server
    with pytest.raises(StoreError, match="SQL_ASCII"):
        PostgresDatabase(server)


def test_without_the_driver_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch, on_postgres: FactsServer
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"mingzhang\[postgres\]"):
        postgres.connected(on_postgres, {})


def test_a_reading_cannot_write(server: FactsServer) -> None:
    generation = PostgresGeneration(server, server.schema)
    with closing(generation.open()) as database, pytest.raises(StoreError, match="25006"):
        database.execute("DELETE FROM cells")
