"""A proposal is one JSON object of the agreed shape, mended once at most."""

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from scripted_replies import Reply, Script, Status, Words
from scripted_server import ScriptedServer

from assistant.llm.endpoint import Endpoint, Patience, Spent
from assistant.llm.proposing import Asked, Proposed, Validate, parsed, propose
from assistant.llm.settings import ModelSettings
from assistant.proposal import Proposal, ProposedTerm

Serve: TypeAlias = Callable[[Script], ScriptedServer]
TERM = {"report": "R1", "row": "会议费", "column": None}
GOOD: dict[str, Any] = {"operation": "look_up", "terms": [TERM], "top": None, "ascending": False}
MEETINGS = Proposal(operation="look_up", terms=(ProposedTerm(report="R1", row="会议费"),))
ASKED = Asked(
    question="会议费", amounts="无", before="无", reports="R1 馆", rows="会议费", columns="无"
)


def said(**changes: Any) -> str:
    return json.dumps(GOOD | changes, ensure_ascii=False)


@pytest.mark.parametrize(
    "reply",
    [
        said(),
        f"```json\n{said()}\n```",
        f"好的，计划如下：{said()} 以上。",
        said(answer="会议费为3万元"),
        '{"operation": "look_up", "terms": [{"report": "R1", "row": "会议费"}]}',
    ],
)
def test_the_object_is_found_whatever_stands_around_it(reply: str) -> None:
    assert parsed(reply) == MEETINGS


@pytest.mark.parametrize("reply", ['{"operation": null}', said(operation=None)])
def test_a_model_may_have_no_proposal(reply: str) -> None:
    assert parsed(reply) == "none"


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "会议费是3万元。",
        "[]",
        "{}",
        said()[:-1],
        f"{said()} {said()}",
        said(operation="delete"),
        said(operation=["look_up"]),
        said(terms="会议费"),
        said(terms=[TERM] * 9),
        said(terms=[{"report": "R1"}]),
        said(terms=[TERM | {"row": ""}]),
        said(terms=[TERM | {"row": "会" * 81}]),
        said(terms=[TERM | {"row": 3}]),
        said(top="5"),
        said(top=0),
        said(top=51),
        said(top=2.5),
        said(ascending="yes"),
        "{" * 100_000 + "}" * 100_000,
        '{"a":' * 5000 + "1" + "}" * 5000,
    ],
    ids=lambda reply: reply[:60],
)
def test_another_shape_is_no_proposal(reply: str) -> None:
    assert parsed(reply) is None


def outcome(serve: Serve, replies: list[Reply], validate: Validate) -> tuple[Proposed, list[str]]:
    """What becomes of the replies, and the last message of each request."""
    coming: Iterator[Reply] = iter(replies)
    server = serve(lambda request: next(coming))
    asked = Endpoint(ModelSettings(base_url=server.base_url, model="any"))
    done = propose(asked, ASKED, validate, Patience(seconds=30), Spent())
    return done, [request.prompt for request in server.requests]


def agree(proposal: Proposal) -> str | None:
    return None


def object_to(proposal: Proposal) -> str | None:
    return "“会议费”不在清单里。"


def test_a_valid_proposal_is_taken_at_once(serve: Serve) -> None:
    done, asked = outcome(serve, [Words(said())], agree)
    assert done == Proposed(proposal=MEETINGS)
    assert len(asked) == 1


def test_a_proposal_is_mended_once_for_the_reason_told(serve: Serve) -> None:
    done, asked = outcome(serve, [Words("会议费"), Words(said())], agree)
    assert done == Proposed(proposal=MEETINGS, repairs=1)
    assert "不是约定格式的 JSON 对象" in asked[1]


@pytest.mark.parametrize(
    ("replies", "validate", "repairs", "fallback"),
    [
        ([Words("会议费"), Words("会议费")], agree, 1, "not_json"),
        ([Words(said()), Words(said())], object_to, 1, "invalid_plan"),
        ([Words(said()), Words("好")], object_to, 1, "not_json"),
        ([Words('{"operation": null}')], agree, 0, "no_proposal"),
        ([Status(500)], agree, 0, "server_error"),
        ([Words("好"), Status(429)], agree, 1, "rate_limited"),
    ],
)
def test_why_there_is_no_proposal(
    serve: Serve, replies: list[Reply], validate: Validate, repairs: int, fallback: str
) -> None:
    done, asked = outcome(serve, replies, validate)
    assert done == Proposed(proposal=None, repairs=repairs, fallback=fallback)
    assert len(asked) == len(replies)
    assert all("“会议费”不在清单里。" in repair for repair in asked[1:] if validate is object_to)
