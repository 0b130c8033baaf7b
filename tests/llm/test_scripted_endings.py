"""Replies that do not end by themselves end when the client leaves or the server closes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeAlias

import httpx
import openai
import pytest
from scripted_client import ANSWER, IMPATIENT, Way, at_once, client, heard, in_pieces
from scripted_replies import Drip, Endless, KeepAlive, Reply, Script, Stall
from scripted_server import ScriptedServer

Serve: TypeAlias = Callable[[Script], ScriptedServer]
BOTH_WAYS = pytest.mark.parametrize("way", [at_once, in_pieces])


@BOTH_WAYS
def test_a_stall_before_the_first_byte_is_an_openai_timeout(serve: Serve, way: Way) -> None:
    server = serve(lambda request: Stall())
    assert heard(way(client(server, timeout=0.5))) == ("", openai.APITimeoutError)
    assert server.wait_until_idle()


@pytest.mark.parametrize(
    ("way", "text", "error"),
    [(at_once, "", openai.APITimeoutError), (in_pieces, "数数", httpx.ReadTimeout)],
)
def test_a_stall_midway_is_an_openai_timeout_only_when_asked_at_once(
    serve: Serve, way: Way, text: str, error: type[Exception]
) -> None:
    server = serve(lambda request: Stall(before=2))
    assert heard(way(client(server, timeout=IMPATIENT))) == (text, error)
    assert server.wait_until_idle()


def test_a_drip_outlives_the_timeout_between_two_bytes(serve: Serve) -> None:
    server = serve(lambda request: Drip(seconds=IMPATIENT / 10))
    assert "".join(islice(in_pieces(client(server, timeout=IMPATIENT)), 13)) == "数" * 12


@pytest.mark.parametrize("reply", [Endless(), Drip(seconds=0.01), Stall(before=3)], ids=repr)
def test_a_client_that_leaves_ends_a_stream_that_would_not_end(serve: Serve, reply: Reply) -> None:
    server = serve(lambda request: reply)
    with httpx.Client() as connection:
        pieces = in_pieces(client(server, http_client=connection))
        assert "".join(islice(pieces, 4)) == "数数数"
        assert server.in_progress == 1
        pieces.close()  # which alone leaves the connection open until garbage is collected
    assert server.wait_until_idle()


@pytest.mark.parametrize("reply", [Endless(), Drip(seconds=0.01), Stall(before=1)], ids=repr)
def test_closing_ends_a_stream(reply: Reply) -> None:
    with ScriptedServer(lambda request: reply) as server:
        pieces = in_pieces(client(server))
        assert "".join(islice(pieces, 2)) == "数"
        server.close()
        assert server.in_progress == 0
        _, error = heard(pieces)
        assert error is httpx.RemoteProtocolError
        assert heard(at_once(client(server))) == ("", openai.APIConnectionError)


@pytest.mark.parametrize(
    "reply",
    [Endless(), Drip(seconds=0.01), KeepAlive(seconds=0.01), Stall(), Stall(before=1)],
    ids=repr,
)
def test_closing_ends_a_reply_that_was_asked_at_once(reply: Reply) -> None:
    with ThreadPoolExecutor(1) as pool, ScriptedServer(lambda request: reply) as server:
        asked = pool.submit(heard, at_once(client(server)))
        assert server.wait_for_requests(1)
        server.close()
        assert server.in_progress == 0
        assert asked.result(timeout=60) == ("", openai.APIConnectionError)


def test_signs_of_life_alone_never_give_a_stream_a_piece() -> None:
    with ThreadPoolExecutor(1) as pool:
        with ScriptedServer(lambda request: KeepAlive(seconds=0.01)) as server:
            asked = pool.submit(next, in_pieces(client(server)), "no piece")
            assert server.wait_for_requests(1)
        # whether the head had arrived by then
        with pytest.raises((httpx.RemoteProtocolError, openai.APIConnectionError)):
            asked.result(timeout=60)


@BOTH_WAYS
def test_after_signs_of_life_the_words_are_heard(serve: Serve, way: Way) -> None:
    server = serve(lambda request: KeepAlive(seconds=0.01, times=3, text=ANSWER))
    assert heard(way(client(server))) == (ANSWER, None)
