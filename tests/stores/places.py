"""Where the tests of a store put it: in a folder, or in PostgreSQL where `FACTS_URL` is set."""

from pathlib import Path

from index.settings import facts_server
from index.stores.folder_home import FolderGeneration
from index.stores.homes import Generation
from index.stores.postgres_home import PostgresGeneration


def generation_in(folder: Path) -> Generation:
    """A generation of that folder, or of the test's own schema."""
    server = facts_server()
    return PostgresGeneration(server, server.schema) if server else FolderGeneration(folder)
