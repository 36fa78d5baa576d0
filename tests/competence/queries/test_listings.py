"""Lists of the editor: what an item is called, and what it says in a line."""

import pytest

from competence.actions import drafts
from competence.drafting.items import TABLE
from competence.queries import listings
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def lines(draft, kind, most=1):
    return [(row.name, row.text) for row in listings.listing(draft, kind)[:most]]


def test_items_of_a_framework_are_told_in_words(frameworks):
    draft = drafts.open_current("three-levels", by=None, at=NOW)
    assert lines(draft, "rules") == [
        ("At least five of the seven library skills, defining, fitting and predicting among them.",
         "Modeling. Skills shown")]  # fmt: skip
    assert lines(draft, "matrices") == [
        ("Variety of Level 1 projects", "Modeling. data-condition × target-type, 15 cells")]  # fmt: skip
    assert [name for name, _ in lines(draft, TABLE, 2)] == ["Head, source and names of the tiers", "What counts"]
    assert "Binary classification" in dict(lines(draft, "axes", 9))["Target type"]


def test_matches_and_links_name_what_they_connect(frameworks):
    crosswalk = drafts.open_catalogue("crosswalk", by=None, at=NOW)
    ((name, text),) = lines(crosswalk, "mappings")
    assert " → " in name and "." not in name
    assert text.startswith("The second is narrower. ck.entry.data-handling.images → l3.")
    processes = drafts.open_catalogue("processes", by=None, at=NOW)
    ((name, text),) = lines(processes, "step_map")
    assert " → " in name
    assert text in ("completes", "completes all of", "contributes to")


@pytest.mark.parametrize("kind", ["rules", "notes"])
def test_a_list_costs_the_same_whatever_its_length(frameworks, django_assert_num_queries, kind):
    draft = drafts.open_current("three-levels", by=None, at=NOW)
    listings.listing(draft, kind)
    with django_assert_num_queries(3 if kind == "rules" else 2):
        listings.listing(draft, kind)
