"""What a site in production must not be started with: one sentence for each fault."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, register

SHORTEST_KEY = 50
FEWEST_LETTERS = 12


def demo_mark() -> Path:
    """The file in the data folder that says: a demo world was made with it."""
    return Path(settings.DATA_DIR) / "demo-world"


def unsafe_in_production() -> list[str]:
    """The faults of the settings, as sentences; empty when `PRODUCTION` is off or nothing is wrong (R-OP-01)."""
    if not settings.PRODUCTION:
        return []
    key = settings.SECRET_KEY
    faults = {
        "DEBUG is on: it shows the inside of the site to everybody. Set DEBUG=no.": settings.DEBUG,
        "SECRET_KEY is short or easy to guess. Leave it out, then one is made, or give 50 random characters.": (
            len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS or key.startswith("django-insecure-")
        ),
        "ALLOWED_HOSTS holds *: links in mails could be made to point anywhere. Name the hosts.": any(
            host.startswith("*") for host in settings.ALLOWED_HOSTS
        ),
        "SITE_URL is not https: passwords would travel in the open. Put a proxy with a certificate in front.": (
            not settings.HTTPS
        ),
        "DEMO is on: the passwords of its accounts are public. Set DEMO=no and use a data folder of its own.": (
            settings.DEMO
        ),
        "DATA_DIR holds a demo world, whose passwords are public. Use a fresh DATA_DIR and a fresh database.": (
            demo_mark().exists()
        ),
    }
    return [sentence for sentence, wrong in faults.items() if wrong]


@register("production")
def production(app_configs: Any, **kwargs: Any) -> list[Error]:
    """As a system check: every command of manage.py refuses to run with these faults."""
    numbered = enumerate(unsafe_in_production(), start=1)
    return [Error(sentence, id=f"threefold.E{number:03}") for number, sentence in numbered]
