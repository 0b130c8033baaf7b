"""Who no longer waits for the model does not ask it either."""

import threading
from collections.abc import Callable

import pytest
from scripted_replies import Script, Words
from scripted_server import ScriptedServer

from assistant.llm.endpoint import Endpoint, ModelFailed, Patience, Spent
from assistant.llm.settings import ModelSettings


def test_a_question_that_is_cancelled_beforehand_asks_no_model(
    serve: Callable[[Script], ScriptedServer],
) -> None:
    server = serve(lambda _: Words("好。"))
    endpoint = Endpoint(ModelSettings(base_url=server.base_url, model="scripted"))
    cancelled, spent = threading.Event(), Spent()
    cancelled.set()
    with pytest.raises(ModelFailed, match="cancelled"):
        endpoint.reply([("user", "问")], Patience(seconds=30, cancelled=cancelled), spent, None)
    assert spent.calls == 0
    assert server.requests == ()
