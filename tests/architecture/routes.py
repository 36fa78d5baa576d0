"""Every address of the site, read from the resolver, and a world in which all of them can be opened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.conftest import NOW
from tests.factories import portfolio as made

CAST = ("anonymous", "sam", "ada", "remi", "hana", "max")


@dataclass(frozen=True)
class Route:
    """One address: its name with the namespace, the parameters in it, and what stands before them."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    view: Any

    @property
    def is_ours(self) -> bool:
        """Not allauth's."""
        return not self.view.__module__.startswith("allauth.")


def routes() -> dict[str, Route]:
    """All of them, by name. Each address has a name, and each name one address."""
    found = list(_walk(get_resolver().url_patterns, "", ""))
    by_name = {route.name: route for route in found}
    assert len(by_name) == len(found), "two addresses have the same name"
    return by_name


def _walk(patterns: list[URLPattern | URLResolver], namespace: str, before: str) -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, pattern.namespace or namespace, path)
            continue
        assert pattern.name, f"{path} has no name"
        name = f"{namespace}:{pattern.name}" if namespace else pattern.name
        named_groups = re.findall(r"\(\?P<(\w+)>|<(?:\w+:)?(\w+)>", path)
        yield Route(name, path, tuple(a or b for a, b in named_groups), pattern.callback)


@dataclass(frozen=True)
class World:
    """What stands in the place of a parameter: Ada's things (`values`), and things that do not exist (`missing`)."""

    values: dict[str, Any]
    private: dict[str, Any]
    missing: dict[str, Any]
    special: dict[str, dict[str, Any]]

    def address(self, route: Route) -> str:
        """The route opened on Ada's things: in the studio her private project, elsewhere what she published."""
        own = self.private if route.pattern.startswith("studio/") else {}
        known = {**self.values, **own, **self.special.get(route.name, {})}
        lacking = [name for name in route.parameters if name not in known]
        assert not lacking, f"{route.name}: tests/architecture/routes.py has nothing for {lacking}"
        return reverse(route.name, kwargs={name: known[name] for name in route.parameters})

    def address_of_nothing(self, route: Route) -> str:
        """The same route with parameters that belong to nobody, of the same shape."""
        return reverse(route.name, kwargs={name: self.missing[name] for name in route.parameters})


def build(ada: User) -> World:
    """Ada has a public profile, a public project with evidence, and a private project with one of everything."""
    person = made.practitioner(of=ada, visibility="public")
    public = made.project(person, "Churn in a telecom table", visibility="public")
    shown = made.evidence(public, "l1.modeling.target-binary", made.result(public))
    made.image(public, "shown")
    private = made.project(person, "A secret project", at=NOW + timedelta(minutes=1))
    made.section(private)
    special: dict[str, dict[str, Any]] = {}
    parts = {
        "results": made.result(private, baseline="0.5"),
        "comparisons": made.comparison(private),
        "decisions": made.decision(private),
        "datasets": made.dataset(private),
        "contributors": made.contributor(private),
        "sections": private.sections.first(),
        "images": made.image(private),
        "links": made.link(private),
        "artefacts": made.link(private, "other"),
    }
    parts["evidence"] = made.evidence(private, "l1.modeling.target-binary", parts["results"])
    for name, route in routes().items():
        noun = name.partition(":")[2].partition("-")[0]
        if noun in parts and "uuid" in route.parameters and route.pattern.startswith("studio/"):
            special[name] = {"uuid": parts[noun].uuid}
    nobody = UUID(int=7)
    return World(
        values={
            "handle": person.handle, "slug": public.slug, "uuid": shown.uuid, "key": "three-levels",
            "skill": "l1.modeling.target-binary", "version": "1.0.0", "width": 640, "token": "no-such-token",
            "uidb36": "1",
        },
        private={"slug": private.slug},
        missing={
            "handle": "nobody", "slug": "nothing", "uuid": nobody, "key": "no-such-key", "skill": "l9.none.at-all",
            "version": "0.0.1", "width": 641, "token": "no-such-token", "uidb36": "1",
        },
        special={**special, "account_reset_password_from_key": {"key": "no-such-key"},
                 "account_confirm_email": {"key": "no-such-key"}},
    )  # fmt: skip
