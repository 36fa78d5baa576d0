from urllib.parse import urlencode

import pytest
from django.http import Http404, QueryDict

from core import paging


def test_the_first_page_knows_its_neighbours():
    page = paging.page_of(list(range(45)), QueryDict("q=vision"), size=20)
    assert page.rows == list(range(20))
    assert (page.number, page.pages, page.total, page.first, page.last) == (1, 3, 45, 1, 20)
    assert page.previous_query == ""
    assert page.next_query == "?q=vision&page=2"


def test_the_middle_page_keeps_the_other_parameters():
    page = paging.page_of(list(range(45)), QueryDict("q=a%26b&page=2"), size=20)
    assert page.rows == list(range(20, 40))
    assert page.previous_query == "?q=a%26b"
    assert page.next_query == "?q=a%26b&page=3"


def test_nothing_to_show_is_one_empty_page():
    page = paging.page_of([], QueryDict(""))
    assert (page.rows, page.pages, page.total, page.has_others) == ([], 1, 0, False)


@pytest.mark.parametrize("asked", ["0", "4", "-1", "x", "", "²", "1" * 20, "1.0"])
def test_a_page_that_does_not_exist_is_404(asked):
    with pytest.raises(Http404):
        paging.page_of(list(range(45)), QueryDict(urlencode({"page": asked})), size=20)
