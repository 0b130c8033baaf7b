"""A scripted model for every test that asks a language model."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from scripted_replies import Script
from scripted_server import ScriptedServer


@pytest.fixture
def serve() -> Iterator[Callable[[Script], ScriptedServer]]:
    """Starts servers that are closed when the test is over."""
    with ExitStack() as servers:
        yield lambda script: servers.enter_context(ScriptedServer(script))
