"""A set of figures that a list, count, sum, average or ranking goes over (集合的成员)."""

from dataclasses import dataclass

from assistant.query_plan import Figure, Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """A set of figures with its name and the filters that were already applied."""

    name: str
    figures: tuple[Figure, ...]
    filters: tuple[Filter, ...] = ()
    ordered: bool = False
    """Whether the largest come first although no ranking is asked for."""
    added: bool = False
    """Whether the report prints no figure for the set, so that its sum must be worked out."""
    measure: str = ""
    """What the figures are of, where the name alone does not say: 机关运行经费 of 单位."""

    @property
    def chosen_by_column(self) -> bool:
        """Whether the rows are those that have, or lack, a figure: there may be none such."""
        return any(item.kind == "having" for item in self.filters)

    @property
    def are_projects(self) -> bool:
        """Whether the rows are projects, of the project table or of accounts in the prose."""
        return self.name.endswith("项目")
