"""One person whole, in a fixed number of queries."""

from typing import Any

import pytest

from accounts.models import User
from portfolio import archive
from portfolio.models import Dismissal
from portfolio.queries import archives
from tests.factories import canaries, files
from tests.factories import portfolio as make


def read(user: User) -> dict[str, Any]:
    whole = archives.whole(user)
    archive.stored(whole)
    return archive.document(whole, site_url="", at=make.AT)


@pytest.mark.parametrize("projects", [1, 3])
def test_three_projects_take_as_many_queries_as_one(
    frameworks: None, ada: User, sam: User, projects: int, django_assert_num_queries: Any
) -> None:
    canaries.portfolio(ada)
    theirs = make.evidence(make.project(make.practitioner(sam)))
    make.verdict(theirs, by=ada)
    for number in range(1, projects):
        more = make.project(ada.practitioner, f"More {number}", template=None)
        data = make.dataset(more)
        result, image = make.result(more, baseline="0.5", dataset=data), make.image(more)
        make.verdict(make.evidence(more, "l1.modeling.target-binary", result, image, make.comparison(more)))
        make.verdict(make.evidence(more, "l2.generalization.dropout", make.decision(more), make.link(more)))
        first = files.notebook(more)
        files.point(more.evidence.first(), first.cells.first())
        files.version(first.artefact, b"the second")
        Dismissal.objects.create(project=more, skill=make.skill("l2.generalization.l2"), dismissed_at=make.AT)
        more.built_on_id = ada.practitioner.projects.order_by("pk").first().pk
        more.save()
    with django_assert_num_queries(28):
        document = read(ada)
    assert len(document["practitioner"]["projects"]) == projects


def test_without_a_portfolio_there_is_less_to_ask(remi: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(6):
        assert read(remi)["practitioner"] is None
