"""A small framework whose second edition retires a skill, with evidence for it; everything through the actions."""

from datetime import UTC, datetime

from competence.models import Framework
from competence.queries import editions
from tests.factories.competence import SMALL, load_text

OLD, NEW, LATER_ON = "s1.basics.load", "s1.basics.split", "s2.more.tune"
RETIRED_AT = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


def first() -> None:
    """Publish the small framework, without anything retired, as the default of the site."""
    load_text(SMALL)
    Framework.objects.update(is_default=True)
    editions.forget()


def edition(version: str = "1.1.0", *, successor: str = NEW, at: datetime = RETIRED_AT) -> None:
    """Publish an edition of the small framework in which OLD is retired."""
    goes_on = f'\nsuccessor = "{successor}"' if successor else ""
    text = SMALL.replace('version = "1.0.0"', f'version = "{version}"')
    text = text.replace('name = "Load data"', f'name = "Load data"\nretired = true{goes_on}')
    load_text(text.replace("of = 2", "of = 1"), at=at)
    editions.forget()
