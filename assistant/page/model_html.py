"""What a language model has to do with an answer (语言模型的份), as HTML: said quietly."""

from assistant.answer import Answer, ModelUse
from assistant.page.markup import Html, join, lines, tag

WRITING = "语言模型正在组织文字，数字核对后填入…"
PREPARING = "正在准备回答…"

MASK = "▯"
"""Stands in the model's words for a figure that is not checked yet."""

_BLANK = tag("span", MASK, class_="mz-blank", role="img", aria_label="待核对的数字")

REASONS = {
    "timeout": "超时",
    "unreachable": "连不上服务",
    "unauthorized": "服务不接受密钥",
    "rate_limited": "服务说请求过多",
    "rejected": "服务没有接受请求",
    "server_error": "服务出错",
    "bad_reply": "回复不成形",
    "empty": "回复是空的",
    "too_long": "回复太长",
    "cancelled": "已取消",
    "slots": "数字的位置用得不对",
    "form": "写法不合要求",
    "numerals": "自己写了数字",
    "words": "用了报告和草稿里没有的说法",
    "citation": "没有注明出处",
    "check": "数字核对没有通过",
    "not_json": "回复不是约定的格式",
    "invalid_plan": "所提的理解在报告中对不上",
    "no_proposal": "它也没有读懂这个问题",
}
"""Why the model's words or plan were not taken, by the machine word of `ModelUse.fallback`."""


def writing_card(question: str, words: str) -> Html:
    """The answer while it is being written; every figure in the words is still masked."""
    return tag(
        "article",
        tag("h2", question, class_="mz-question mz-text"),
        tag("p", _masked(words), class_="mz-answer mz-text") if words else None,
        tag("p", WRITING if words else PREPARING, class_="mz-muted mz-still"),
        class_="mz-card mz-writing",
        aria_busy="true",
    )


def _masked(words: str) -> Html:
    """The words with a blank for each figure."""
    first, *others = (lines(part) for part in words.split(MASK))
    return join([first, *(join([_BLANK, part]) for part in others)])


def model_note(answer: Answer) -> Html | None:
    """A quiet line on what the model did, which opens to what it took; None where it was not
    asked."""
    use = answer.model
    if use is None:
        return None
    return tag(
        "details",
        tag("summary", _part(answer, use), class_="mz-muted"),
        tag("ul", *(tag("li", fact) for fact in _facts(use))),
        class_="mz-model",
    )


def _part(answer: Answer, use: ModelUse) -> str:
    if answer.engine != "llm":
        return "回答由规则写成"
    understood = "问题由语言模型理解"
    worded = "文字由语言模型润色，数字均经核对"
    return "；".join([understood] * use.planned + [worded] * use.worded)


def _facts(use: ModelUse) -> list[str]:
    repaired = f"，其中请它修改 {use.repairs} 次" if use.repairs else ""
    facts = [
        f"问语言模型 {use.calls} 次{repaired}",
        f"词元：读 {use.prompt_tokens}，写 {use.completion_tokens}",
    ]
    if use.first_words_ms is not None:
        facts.insert(0, f"从提问到首字 {use.first_words_ms / 1000:.1f} 秒")
    if use.fallback and not use.worded:
        what = "语言模型的文字没有采用" if use.planned else "语言模型没有采用"
        facts.append(f"{what}：{REASONS.get(use.fallback, '原因没有记下')}")
    return facts
