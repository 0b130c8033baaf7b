"""Conditions and steps as a model proposes them: held to the question, computed by the rules."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hostile_models import draft_of
from scripted_replies import Request, Script, Words
from scripted_server import ScriptedServer

from assistant.ask import Assistant
from assistant.check import supported
from assistant.llm.proposing import parsed
from assistant.llm.settings import configured_model
from assistant.planner.proposals import objection_to_proposal
from assistant.proposal import Offer, Proposal
from assistant.question import understand
from index.corpus import Corpus
from index.records import Report

Serve = Callable[[Script], ScriptedServer]
Plan = Mapping[str, Any]

TERM = {"report": "R1", "row": "会议费"}
PROJECTS = {"report": "R1", "row": "项目"}
FIRST = {"operation": "rank", "terms": [PROJECTS], "top": 1}
TRAINING = {"operation": "look_up", "terms": [{"report": "R1", "row": "培训费"}]}


def filtered(*conditions: Plan, row: str = "项目") -> Plan:
    """A list of what meets the conditions."""
    term = {"report": "R1", "row": row}
    return {"operation": "filter", "terms": [term], "conditions": list(conditions)}


def stepped(*steps: Plan) -> Plan:
    return {"steps": list(steps)}


def proposal(plan: Plan) -> Proposal:
    found = parsed(json.dumps(plan, ensure_ascii=False))
    assert isinstance(found, Proposal)
    return found


@pytest.fixture(scope="module")
def alone(bundled_store: Path) -> Assistant:
    return Assistant(Corpus.open(bundled_store))


@pytest.fixture(scope="module")
def report(alone: Assistant) -> Report:
    return alone.corpus.reports()[0]


def objection(plan: Plan, question: str, report: Report) -> str | None:
    offer = Offer(reports=(("R1", report.id),), rows=("会议费", "培训费", "差旅费"), columns=())
    return objection_to_proposal(proposal(plan), offer, understand(question), (report,))


OVER = {"comparison": "over", "amount": 1}
THAN_STEP_1 = {"comparison": "over", "step": 1}


@pytest.mark.parametrize(
    ("plan", "question"),
    [
        (filtered(OVER), "花钱超过3万元的项目挑出来"),
        (filtered(OVER, {"comparison": "named", "word": "政务"}), "超过3万元而且带有政务的项目"),
        (filtered(OVER, {"comparison": "under", "amount": 2}), "超过3万元又不到9万元的项目"),
        (filtered({"comparison": "at_most", "amount": 1}), "不超过3万元的项目"),
        (filtered(OVER), "which projects cost more than 30,000 yuan"),
        (stepped(TRAINING, filtered(THAN_STEP_1, row="科目")), "比培训费多的科目"),
        (
            stepped(FIRST, {"operation": "look_up", "terms": [{"report": "R1", "row": "S1"}]}),
            "花钱最多的项目是多少",
        ),
    ],
)
def test_what_the_question_says_may_be_proposed(plan: Plan, question: str, report: Report) -> None:
    assert objection(plan, question, report) is None


@pytest.mark.parametrize(
    ("plan", "question", "told"),
    [
        (filtered(), "超过3万元的项目", "每个数额都要写进条件"),
        (filtered(OVER, OVER), "超过3万元的项目", "只写一次"),
        (filtered(OVER), "超过3万元又不到9万元的项目", "每个数额都要写进条件"),
        (filtered({"comparison": "under", "amount": 1}), "超过3万元的项目", "说法不是 under"),
        (filtered({"comparison": "at_least", "amount": 1}), "超过3万元的项目", "说法不是 at_least"),
        (filtered(OVER), "3万元的项目", "说法不是 over"),
        (filtered({"comparison": "over", "amount": 2}), "超过3万元的项目", "没有这么多数额"),
        (filtered({"comparison": "named", "word": "教育"}), "政务的项目", "没有说到“教育”"),
        (filtered({"comparison": "over", "word": "政务"}), "政务的项目", "只能与 named"),
        (filtered({"comparison": "named", "amount": 1}), "超过3万元的项目", "只能与 named"),
        (filtered({"comparison": "over"}), "超过3万元的项目", "只能写"),
        (filtered(OVER | {"step": 1}), "超过3万元的项目", "只能写"),
        (filtered(THAN_STEP_1), "比培训费多的项目", "前面的 look_up"),
        (stepped(FIRST, filtered(THAN_STEP_1)), "比最多的项目多的项目", "前面的 look_up"),
        (
            stepped(TRAINING, filtered({"comparison": "under", "step": 1}, row="科目")),
            "比培训费多的科目",
            "没有说 under",
        ),
        (stepped(TRAINING, filtered(row="科目")), "培训费的科目", "没有用到"),
        (stepped(FIRST, TRAINING), "最多的项目的培训费", "没有用到"),
        (
            stepped(TRAINING, {"operation": "look_up", "terms": [TERM | {"row": "S1"}]}),
            "培训费",
            "找不出一行",
        ),
        (
            stepped(FIRST, {"operation": "look_up", "terms": [TERM | {"report": "S1"}]}),
            "最多的项目的会议费",
            "找不出一份报告",
        ),
        (
            stepped({"operation": "look_up", "terms": [TERM | {"row": "S2"}]}, FIRST),
            "最多的项目",
            "还没有第2步",
        ),
        (
            stepped(
                FIRST | {"ascending": True},
                {"operation": "look_up", "terms": [{"report": "R1", "row": "S1"}]},
            ),
            "花钱最多的项目是多少",
            "没有这样排序",
        ),
        (
            {"operation": "look_up", "terms": [TERM], "conditions": [OVER]},
            "超过3万元的会议费",
            "条件只能",
        ),
        ({"operation": "look_up", "terms": [TERM | {"report": "all"}]}, "会议费", "才能用 all"),
        (filtered(row="接待费"), "接待的项目", "不在清单里"),
    ],
)
def test_what_it_does_not_say_may_not(plan: Plan, question: str, told: str, report: Report) -> None:
    assert told in (objection(plan, question, report) or "")


@pytest.mark.parametrize(
    "plan",
    [
        filtered(OVER | {"value": "30000"}),
        filtered(OVER | {"amount": "30000"}),
        filtered(OVER | {"amount": 30000}),
        filtered({"comparison": "equal", "amount": 1}),
        filtered(*[OVER] * 5),
        stepped(),
        stepped(*[TRAINING] * 4),
        stepped(stepped(TRAINING)),
    ],
)
def test_an_amount_of_the_models_own_is_no_proposal(plan: Plan) -> None:
    assert parsed(json.dumps(plan)) is None


def test_a_step_without_an_operation_leaves_no_proposal() -> None:
    assert parsed(json.dumps(stepped(FIRST, {"operation": None}))) == "none"


def planning(plan: Plan) -> Script:
    def reply(request: Request) -> Words:
        draft = draft_of(request.messages[0].content)
        return Words(draft or json.dumps(plan, ensure_ascii=False))

    return reply


def with_model(alone: Assistant, serve: Serve, plan: Plan) -> Assistant:
    server = serve(planning(plan))
    names = {"LLM_BASE_URL": server.base_url, "LLM_MODEL": "scripted", "LLM_TIMEOUT": "20"}
    return Assistant(alone.corpus, configured_model(names))


@pytest.mark.parametrize(
    ("question", "plan", "labels"),
    [
        (
            "the projects, all that are over 1 million yuan",
            filtered(OVER),
            {"112.99", "148.00", "192.48"},
        ),
        (
            "items over 200,000 yuan yet under 500,000 yuan",
            filtered(OVER, {"comparison": "under", "amount": 2}),
            {"40.00"},
        ),
    ],
)
def test_conditions_that_the_rules_do_not_read_are_kept_exactly(
    question: str, plan: Plan, labels: set[str], serve: Serve, alone: Assistant
) -> None:
    before, _ = alone.ask(question)
    after, _ = with_model(alone, serve, plan).ask(question)
    assert before.status != "answered"
    assert {item.value for item in after.items} == labels
    assert supported(after.checks)
    assert after.model is not None
    assert after.model.planned
    assert after.engine == "llm"


def test_steps_that_the_rules_do_not_read_are_taken_in_turn(serve: Serve, alone: Assistant) -> None:
    question = "what part of project expenditure is the project with the highest cost"
    share = {
        "operation": "share",
        "terms": [{"report": "R1", "row": "S1"}, {"report": "R1", "row": "项目支出"}],
    }
    after, _ = with_model(alone, serve, stepped(FIRST, share)).ask(question)
    assert (after.value, after.unit) == ("20.07", "%")
    assert supported(after.checks)
    assert "A language model understood this step as: " in after.answer
    assert "carried out by" not in after.answer


def test_a_plan_that_turns_a_comparison_round_is_not_followed(
    serve: Serve, alone: Assistant
) -> None:
    plan = filtered({"comparison": "under", "amount": 1})
    after, _ = with_model(alone, serve, plan).ask("the projects, all that are over 1 million yuan")
    assert after.status != "answered"
    assert after.model is not None
    assert after.model.fallback == "invalid_plan"
