"""The conditions of a set in words (条件的说法), the same for the formula and the sentence."""

from assistant.query_plan import Filter, QueryPlan


def phrases(plan: QueryPlan) -> tuple[str, ...]:
    """由某单位实施的, 超过100万的: one phrase for each condition."""
    return tuple(_phrase(item) for item in plan.filters)


def _phrase(item: Filter) -> str:
    if item.kind == "named":
        return f"名称{'不含' if item.negated else '含'}「{item.text}」的"
    if item.kind == "having":
        return f"{item.text}的"
    if item.kind == "implementer":
        return f"{'不是' if item.negated else ''}由{item.text}实施的"
    if item.kind == "carried_over":
        return "名称不带结转字样的" if item.negated else "名称带结转字样的"
    if item.kind == "between" and item.low == item.high:
        return f"金额为{item.text}的"
    if item.kind == "between":
        return f"{item.text}之间的"
    if item.kind == "over":
        return f"{item.text}以上的" if item.inclusive else f"超过{item.text}的"
    return f"{item.text}以下的" if item.inclusive else f"低于{item.text}的"
