"""Addresses that a page links to: whoever writes, none is anything that a browser would run."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from portfolio.models import Project, Reference
from tests.factories import portfolio as make


def a_dataset(of: Project) -> Any:
    return make.dataset(of)


def a_reference(of: Project) -> Reference:
    make.result(of, baseline="0.5")
    return Reference.objects.get()


def a_link(of: Project) -> Any:
    return make.link(of)


PLACES = {
    a_dataset: "portfolio_dataset_has_a_safe_scheme",
    a_reference: "portfolio_reference_has_a_safe_scheme",
    a_link: "portfolio_artefact_link_has_a_safe_scheme",
}


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", " https://example.org"])
@pytest.mark.parametrize("place", PLACES)
def test_an_address_with_another_scheme_is_not_stored(place: Callable[[Project], Any], url: str) -> None:
    """R-XSS-03"""
    row = place(make.project(make.practitioner()))
    with pytest.raises(IntegrityError, match=PLACES[place]), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(url=url)


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["https://example.org/a", "http://example.org/a"])
@pytest.mark.parametrize("place", PLACES)
def test_a_web_address_is_stored(place: Callable[[Project], Any], url: str) -> None:
    row = place(make.project(make.practitioner()))
    assert type(row).objects.filter(pk=row.pk).update(url=url) == 1
