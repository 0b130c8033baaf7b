"""From a `Question` to a `QueryPlan` over exact addresses, or to an `Unclear` (问句规划)."""
