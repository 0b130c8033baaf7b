"""Rules that are missing around a table that is drawn open."""

from index.readers.pdf_rules import Rule, closing_rules

ACROSS = [Rule("h", y, 60, 460) for y in (100, 124, 148)]
DOWN = [Rule("v", x, 100, 148) for x in (160, 260, 360)]
SIDES = [Rule("v", x, 100, 148) for x in (60, 460)]


def test_a_closed_table_needs_no_rule() -> None:
    assert closing_rules([*ACROSS, *DOWN, *SIDES]) == ()


def test_a_table_open_at_its_sides_is_closed_there() -> None:
    assert set(closing_rules([*ACROSS, *DOWN])) == {
        Rule("v", 60, 100, 148),
        Rule("v", 460, 100, 148),
    }


def test_a_row_cut_by_the_end_of_the_page_is_closed_below() -> None:
    longer = [Rule("v", rule.at, 100, 170) for rule in (*DOWN, *SIDES)]
    assert closing_rules([*ACROSS, *longer]) == (Rule("h", 170, 60, 460),)


def test_a_single_rule_that_runs_on_bounds_nothing() -> None:
    long = Rule("h", 100, 20, 460)
    assert closing_rules([long, *ACROSS[1:], *DOWN, *SIDES]) == ()


def test_rules_that_do_not_cross_are_no_table() -> None:
    assert closing_rules(ACROSS) == ()
