"""Every address of the site, read from the resolver, and a world in which all of them can be opened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from accounts.models import User
from competence.actions import drafts, suggestions
from competence.formats.case.strict import NAMESPACE
from hiring.actions.teams import invite
from hiring.pages import veils
from portfolio.actions import artefacts, checklists, files
from portfolio.models import Artefact, FileVersion, Practitioner, Project
from tests.conftest import NOW
from tests.factories import choosing, hiring, notebooks
from tests.factories import portfolio as made
from tests.factories import snapshots as sending

KEYS = {
    "frameworks": "three-levels",
    "editions": "three-levels",
    "exports": "three-levels",
    "skills": "l1.modeling.target-binary",
    "publications": "three-levels",
    "effects": "three-levels",
    "analytics": "three-levels",
    "suggestions": "l1.modeling.target-binary",
    "items": "ck.entry.general.ide",
}
MEANT = {
    "hiring:notes-new": "entries",
    "hiring:briefs-open": "opened",
    "hiring:snapshots-new": "opened",
    "hiring:snapshots-new#private": "briefs",
    "hiring:snapshots-received": "opened",
    "hiring:snapshots-take": "opened",
    "hiring:snapshots-show#received": "received",
    "hiring:snapshots-withdraw#received": "received",
}
"""Addresses of hiring whose `uuid` is of another noun than their name says."""
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
    """What stands in the place of a parameter: Ada's things (`values`), and things that do not exist (`missing`).

    `private` are things that she (or, for profiles, Sam) has not published, `parts` those of her private project.
    """

    values: dict[str, Any]
    private: dict[str, Any]
    missing: dict[str, Any]
    parts: dict[str, Any]

    def address(self, route: Route, variant: str = "") -> str:
        """The route opened on Ada's things: in the studio her private project, elsewhere what she published. The
        variant `private` asks for what is not published there."""
        in_studio = route.pattern.startswith("studio/")
        known = {**self.values, **(self.private if in_studio or variant == "private" else {})}
        noun = route.name.partition(":")[2].partition("-")[0]
        if in_studio and noun in self.parts:
            known["uuid"] = self.parts[noun].uuid
        known["key"] = KEYS.get(noun, "no-such-key")
        if route.pattern.startswith("manage/frameworks/"):
            known |= {"key": "three-levels", "kind": "axes"}
        if route.name == "portfolio:files-picture":
            known["uuid"] = known["version_uuid"]
        if route.name.startswith("hiring:"):
            stands = MEANT.get(f"{route.name}#{variant}".rstrip("#"), noun)
            known["uuid"] = known["hiring"].get(stands, known["uuid"])
            known["token"] = known["blind_token"] if noun == "blind" else known["token"]
        if noun == "suggestions":
            known["uuid"] = known["suggestion_uuid"]
        if noun == "profiles" and variant == "private":
            known["handle"] = "sam"
        lacking = [name for name in route.parameters if name not in known]
        assert not lacking, f"{route.name}: tests/architecture/routes.py has nothing for {lacking}"
        return reverse(route.name, kwargs={name: known[name] for name in route.parameters})

    def address_of_nothing(self, route: Route) -> str:
        """The same route with parameters that belong to nobody, of the same shape."""
        return reverse(route.name, kwargs={name: self.missing[name] for name in route.parameters})


def build(ada: User) -> World:
    """Ada has a public profile, a public project with evidence, and a private project with one of everything; a draft
    of a framework is open."""
    person = made.practitioner(of=ada, visibility="public")
    public = made.project(person, "Churn in a telecom table", visibility="public")
    made.evidence(public, "l1.modeling.target-binary", made.result(public))
    private = made.project(person, "A secret project", at=NOW + timedelta(minutes=1))
    made.section(private)
    result = made.result(private, baseline="0.5")
    parts = {
        "results": result,
        "comparisons": made.comparison(private),
        "decisions": made.decision(private),
        "datasets": made.dataset(private),
        "contributors": made.contributor(private),
        "sections": private.sections.first(),
        "artefacts": made.link(private),
        "evidence": made.evidence(private, "l1.modeling.target-binary", result),
    }
    parts["carried"] = parts["successors"] = parts["evidence"]
    checklist = checklists.take(person, framework="ml-progress-checklist", by=ada, at=NOW)
    parts |= dict.fromkeys(("checklists", "items", "ticks", "merges"), checklist)
    drafts.open_current("three-levels", by=None, at=NOW)
    shown, hidden = picture(public), picture(private)
    shown_file, hidden_file = notebook(public), notebook(private)
    parts["files"] = parts["fills"] = hidden_file.artefact
    width = shown.renditions[0]["width"]
    skill = made.skill("l1.modeling.target-binary")
    suggestion = suggestions.make(skill, kind="other", text="Say it shorter.", by=ada, at=NOW)
    team = hiring.team(ada, made.user("Jo Berg"))
    invitation = invite(team, email="jo@example.org", role="member", by=ada, at=NOW)
    brief = hiring.brief(ada, ("skill", "l1.modeling.target-binary", "must"), title="Without a kit")
    blind = hiring.brief(ada, title="Chosen blind", is_blind=True)
    kits = {"interviews": brief.uuid, "veils": brief.uuid, "blind": blind.uuid}
    values = {
        "hiring": {
            **_briefs(ada),
            **lists(ada),
            "teams": team.uuid,
            "members": team.uuid,
            **kits,
            **_snapshots(person),
        },
        "blind_token": veils.of(blind.uuid).token(person.pk),
        "member": team.memberships.exclude(user=ada).get().uuid,
        "invitation": invitation.uuid,
        "suggestion_uuid": suggestion.uuid,
        "handle": person.handle,
        "slug": public.slug,
        "uuid": shown.uuid,
        "width": width,
        "framework": "three-levels",
        "item": "data-condition",
        "competence": "l1.modeling",
        "place": 0,
        "version": "1.1.0",
        "token": "no-such-token",
        "uidb36": "1",
        "form": "case",
        "collection": "CFItems",
        "identifier": str(uuid5(NAMESPACE, "l1")),
        "path": "nothing",
        **_of_file(shown_file),
    }
    missing = {
        **values,
        "handle": "nobody",
        "slug": "nothing",
        "uuid": UUID(int=7),
        "member": UUID(int=7),
        "invitation": UUID(int=7),
        "framework": "no-such-framework",
        "key": "no-such-key",
        "name": "nothing",
        "picture": "nothing",
        "identifier": str(UUID(int=7)),
        "kind": "axes",
    }
    return World(values, {"slug": private.slug, "uuid": hidden.uuid, **_of_file(hidden_file)}, missing, parts)


def lists(ada: User) -> dict[str, UUID]:
    """Ada's own list, with somebody on it and a note, a search that she keeps, and what somebody wrote to her."""
    other = made.practitioner(made.user("Lea Roth"), visibility="public")
    held = choosing.shortlist(ada, other)
    entry = held.entries.get()
    note, search = choosing.note(entry, ada), choosing.search(ada)
    talk = choosing.conversation(made.practitioner(ada, visibility="public"), other.user)
    found = {"shortlists": held, "entries": entry, "notes": note, "searches": search, "conversations": talk}
    return {noun: thing.uuid for noun, thing in found.items()}


def _briefs(ada: User) -> dict[str, UUID]:
    """Ada's brief that nobody else knows of; `opened` is one that she published."""
    asks = ("skill", "l2.generalization.dropout", "must")
    opened = hiring.brief(ada, asks, title="Published", published_at=NOW)
    return {"briefs": hiring.brief(ada, asks).uuid, "opened": opened.uuid}


def _snapshots(ada: Practitioner) -> dict[str, UUID]:
    """What Ada sent for somebody's brief, and (`received`) what somebody sent for hers."""
    asks, lea = ("skill", "l1.modeling.target-binary", "must"), made.user("Lea Berger")
    theirs = hiring.brief(lea, asks, title="Of Lea", published_at=NOW)
    work = made.project(made.practitioner(lea), "For Ada's eyes")
    made.evidence(work, "l1.modeling.target-binary", made.result(work))
    hers = hiring.brief(ada.user, asks, title="Of Ada", published_at=NOW)
    return {
        "snapshots": sending.send(theirs, ada).uuid,
        "received": sending.send(hers, work.practitioner).uuid,
    }


def notebook(project: Project) -> FileVersion:
    """A notebook with a picture, that went through the door."""
    raw = notebooks.notebook(notebooks.code("plot()", notebooks.shows(image_png=notebooks.plot())))
    file = SimpleUploadedFile("curves.ipynb", raw)
    taken = files.take_in(project, file=file, by=project.practitioner.user, at=made.AT)
    return taken.artefact.versions.get()


def _of_file(version: FileVersion) -> dict[str, Any]:
    return {
        "name": version.artefact.name,
        "number": version.number,
        "picture": version.pictures[0]["key"],
        "version_uuid": version.uuid,
    }


def picture(project: Project) -> Artefact:
    """An image that went through the door, with its files."""
    drawn = BytesIO()
    Image.new("RGB", (64, 40), "white").save(drawn, "PNG")
    file = SimpleUploadedFile("curves.png", drawn.getvalue(), "image/png")
    return artefacts.add_image(project, file=file, alt="Two curves", by=project.practitioner.user, at=made.AT)
