"""What a store in a folder promises, PostgreSQL keeps: the same tests once more, over there."""

import pytest
from test_corpus import (  # noqa: F401
    corpus,
    test_a_closed_corpus_says_so,
    test_a_form_is_one_place_however_many_of_its_parts_fit,
    test_a_missing_store_names_the_command_that_makes_one,
    test_a_query_without_words_finds_nothing_by_words,
    test_a_report_is_read_back_as_it_was_extracted,
    test_a_scope_that_holds_nothing_finds_nothing,
    test_an_open_corpus_answers_from_the_newest_store,
    test_an_unknown_report_is_an_error_and_not_an_empty_one,
    test_hits_come_best_first_and_no_more_than_asked_for,
    test_many_threads_read_at_once_while_the_store_is_replaced,
    test_only_these_reports_and_kinds,
    test_reports_come_in_the_order_in_which_they_were_built,
    test_the_department_named_is_the_one_found_across_reports,
    test_wording_leads_to_the_row_the_form_the_passage_and_the_catalogue,
)
from test_facts import (  # noqa: F401
    test_a_blank_a_dash_and_a_zero_are_three_things_in_the_database,
    test_a_change_that_is_not_finished_changes_nothing,
    test_a_report_that_is_removed_leaves_nothing_behind,
    test_a_spending_item_bears_its_whole_address,
    test_an_amount_beyond_all_budgets_is_kept_as_text_and_has_no_fen,
    test_money_is_whole_fen_and_sums_without_rounding,
    test_spending_items_hold_no_income,
    test_two_reports_are_kept_apart,
    test_what_is_no_money_has_its_exact_decimal_and_no_fen,
)
from test_fulltext import (  # noqa: F401
    test_a_scope_of_reports_is_kept_to,
    test_a_text_that_holds_every_word_scores_higher_than_one_that_holds_some,
    test_an_empty_store_finds_nothing,
    test_common_words_are_left_out_where_rare_ones_tell_more,
    test_full_width_latin_and_digits_are_the_same_as_half_width,
    test_no_query_is_read_as_a_command,
    test_scores_lie_between_zero_and_one,
    test_the_bearers_of_a_wording_are_looked_for_until_enough_of_them_count,
    test_the_order_of_two_characters_matters,
    test_what_siblings_word_alike_is_kept_once_until_the_last_of_them_goes,
    test_words_of_one_and_two_characters_are_found,
)

pytestmark = pytest.mark.usefixtures("on_postgres")
