"""Many readers at once: what is counted, and a small real load that loses nothing."""

import time
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.load import Load, Refused, Reply, in_words, pressed


def test_every_client_asks_its_share_and_all_begin_together() -> None:
    asked: list[tuple[int, str]] = []
    asks = [lambda question, who=who: asked.append((who, question)) for who in range(3)]
    done = pressed("x", asks, ["甲", "乙", "丙", "丁"], 2)
    assert len(done.replies) == 6
    assert sorted(who for who, _ in asked) == [0, 0, 1, 1, 2, 2]
    assert {question for _, question in asked} == {"甲", "乙", "丙", "丁"}


def test_a_refusal_is_an_error_and_silence_is_a_loss() -> None:
    def refusing(question: str) -> None:
        raise Refused("HTTP 429 现在提问的人太多")

    def silent(question: str) -> None:
        raise ConnectionResetError("gone")

    done = pressed("x", [refusing, silent, lambda question: None], ["甲"], 1)
    assert (done.lost, done.errors) == (1, ("HTTP 429 现在提问的人太多",))
    words = in_words(done)
    assert "丢失 1，错误 1" in words
    assert "HTTP 429 现在提问的人太多" in words


def test_only_answers_count_for_the_time_waited() -> None:
    replies = (Reply(seconds=1.0), Reply(seconds=2.0), Reply(seconds=30.0, problem="x", lost=True))
    done = Load(name="x", replies=replies, seconds=30)
    assert (done.percentile(50), done.percentile(100)) == (1.0, 2.0)


def test_a_few_readers_at_once_lose_nothing(
    bundled_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    options = ["--clients", "3", "--questions", "2", "--store", str(bundled_store)]
    main(["load", *options])
    said = capsys.readouterr().out
    assert said.count("6 问") == 2
    assert said.count("丢失 0，错误 0") == 2
    assert time.monotonic() - began < 100


@pytest.mark.parametrize("clients", ["0", "201", "x"])
def test_a_load_is_bounded(clients: str) -> None:
    with pytest.raises(SystemExit):
        main(["load", "--clients", clients])
