"""A store in PostgreSQL with its vectors on a Chroma server changes in place as one in a folder."""

import pytest
from test_in_place import (  # noqa: F401
    corpus,
    store,
    test_a_call_that_is_under_way_reads_one_revision_to_its_end,
    test_a_change_that_is_killed_is_there_whole_or_not_at_all,
    test_a_fingerprint_stays_while_nothing_changes,
    test_a_store_that_grew_answers_like_one_that_was_built_at_once,
    test_an_open_corpus_sees_what_came_and_what_went_at_its_next_call,
    test_reports_stand_in_the_order_of_their_files_however_they_came,
    test_the_outlines_are_those_of_the_reports,
    test_what_all_reports_word_alike_is_stored_once,
    test_what_chroma_still_proposes_of_a_report_that_is_gone_is_not_found,
    test_what_reports_print_by_name_is_kept_until_the_last_of_them_goes,
)

pytestmark = pytest.mark.usefixtures("on_postgres", "on_chroma")
