"""A person's own data as one document (R-AZ-08: everything of theirs)."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps

from accounts.models import EmailChange, User
from competence.models import Edition
from portfolio import archive, packing
from portfolio.actions import evidence as evidence_actions
from portfolio.models import (
    Cell,
    Change,
    Coverage,
    Document,
    Facet,
    Listing,
    Practitioner,
    Project,
    Proof,
    Reading,
    Rendering,
    Spelling,
    Trait,
)
from portfolio.queries import archives
from tests.architecture.source import ROOT
from tests.factories import canaries
from tests.factories import files as uploads
from tests.factories import portfolio as make

SITE = "https://portfolios.example.org"
DERIVED = {Coverage, Proof, Facet, Document, Listing, Trait, Spelling, Change, Cell, Reading, Rendering}
PART = {"id", "project", "revision"}
# Columns that stay: keys of the database, what is derived, what guards open tabs, what opens the account.
LEFT_BEHIND = {
    User: {"id", "password", "is_staff", "is_superuser", "is_active", "session_epoch"},
    EmailAddress: {"id", "user"},
    EmailChange: {"id", "user", "uuid"},
    Practitioner: {"id", "user", "revision", "version", "last_proof_on"},
    Project: {"id", "practitioner", "revision"},
    "BackgroundEntry": {"id", "practitioner"},
    "FeaturedProof": {"id", "practitioner"},
    "Reference": {"id", "result"},
    "AxisChoice": {"id", "project"},
    "Library": {"id", "project"},
    # What lies in the store and is drawn or read from it follows from the file, which goes along.
    "FileVersion": {"id", "artefact", "path", "pictures", "notes", "renderer"},
    "Dismissal": {"id", "project"},
    "Pointer": {"id", "evidence", "section", "decision", "result", "comparison", "artefact"},  # they are `target`
    "Verdict": {"id", "evidence", "reviewer"},
    "Checklist": {"id", "practitioner"},
    "ChecklistItem": {"id", "checklist", "revision"},
    "ChecklistChange": {"id", "checklist"},
}


def document_of(user: User) -> dict[str, Any]:
    return archive.document(archives.whole(user), site_url=SITE, at=make.AT)


@pytest.fixture
def rich(frameworks: None, ada: User) -> dict[str, Any]:
    canaries.portfolio(ada)
    return document_of(ada)


def rows(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """One row of each kind, by the name of its model."""
    person = document["practitioner"]
    project = person["projects"][0]
    evidence = project["evidence"][0]
    lists = ("section", "dataset", "result", "comparison", "decision", "contributor", "artefact")
    return {
        **{name: project[f"{name}s"][0] for name in lists},
        "user": document["account"],
        "emailaddress": document["account"]["addresses"][0],
        "emailchange": document["account"]["address_changes"][0],
        "practitioner": person,
        "backgroundentry": person["background"][0],
        "featuredproof": person["featured"][0],
        "checklist": person["checklists"][0],
        "checklistitem": person["checklists"][0]["items"][0],
        "checklistchange": person["checklists"][0]["changes"][0],
        "project": project,
        "axischoice": project["axis_choices"][0],
        "library": project["libraries"][0],
        "reference": project["results"][0]["references"][0],
        "fileversion": project["artefacts"][2]["versions"][0],
        "dismissal": project["dismissals"][0],
        "evidence": evidence,
        "pointer": evidence["pointers"][0],
        "verdict": evidence["verdicts"][0],
    }


def test_r_az_08_no_column_of_any_model_is_forgotten(rich: dict[str, Any]) -> None:
    given = rows(rich)
    behind = {(m if isinstance(m, str) else m.__name__): names for m, names in LEFT_BEHIND.items()}
    ours = [m for m in apps.get_app_config("portfolio").get_models() if m not in DERIVED]
    for model in (*ours, User, EmailAddress, EmailChange):
        columns = {field.name for field in model._meta.concrete_fields}
        missing = columns - given[model._meta.model_name].keys()
        assert missing == behind.get(model.__name__, PART), model.__name__


def test_the_document_says_what_it_is(rich: dict[str, Any]) -> None:
    assert (rich["format"], rich["version"], rich["site"]) == ("threefold-portfolio", 4, SITE)
    assert rich["made_at"] == "2026-06-01T12:00:00+00:00"
    assert json.loads(json.dumps(rich)) == rich


def test_figures_keep_their_zeros_and_things_name_each_other_by_uuid(rich: dict[str, Any], ada: User) -> None:
    project = rich["practitioner"]["projects"][0]
    data, result = project["datasets"][0], project["results"][0]
    assert (result["value"], result["spread"], result["dataset"]) == ("0.843", "0.006", data["uuid"])
    assert [r["value"] for r in result["references"]] == ["0.5", "0.9"]
    assert project["comparisons"][0]["before"] == "0.81"
    link, image = project["artefacts"][:2]
    assert [project["comparisons"][0][name] for name in ("before_log", "after_log")] == [link["uuid"], image["uuid"]]
    evidence = project["evidence"][0]
    assert rich["practitioner"]["featured"] == [{"position": 2, "evidence": evidence["uuid"]}]
    kinds = ["sections", "decisions", "results", "comparisons"]
    everything = {row["uuid"]: kind for kind in [*kinds, "artefacts"] for row in project[kind]}
    pointers = [(p["kind"], everything[p["target"]], p["lines"]) for p in evidence["pointers"]]
    assert pointers == [
        *((kind.removesuffix("s"), kind, "") for kind in kinds),
        ("image", "artefacts", ""),
        ("link", "artefacts", "40-88"),
        ("notebook", "artefacts", ""),
    ]
    assert [(p["version"], p["cell"]) for p in evidence["pointers"]] == [(None, None)] * 6 + [(1, 2)]


def test_skills_stand_by_key_with_framework_and_edition(rich: dict[str, Any]) -> None:
    project = rich["practitioner"]["projects"][0]
    evidence, now = project["evidence"][0], Edition.objects.current().get(framework__key="three-levels").version
    assert evidence["skill"] == {"key": "l1.modeling.target-binary", "framework": "three-levels", "edition": now}
    (dismissal,) = project["dismissals"]
    assert dismissal["skill"] == {**evidence["skill"], "key": "l2.generalization.early-stopping"}
    received = evidence["verdicts"][0]
    assert (received["reviewer_name"], received["outcome"]) == ("Remi Fontaine", "meets")
    assert received["grounds"] == "The curve and the code agree."
    assert received["fingerprint"] == evidence["fingerprint"]


def test_evidence_that_follows_another_says_which(ada: User) -> None:
    project = make.project(ada.practitioner)
    first = make.evidence(project, "l1.modeling.target-binary", make.section(project))
    evidence_actions.follow(first, skill=make.skill("l2.generalization.dropout"), by=ada, at=make.AT)
    leading, following = document_of(ada)["practitioner"]["projects"][0]["evidence"]
    assert (leading["follows"], following["follows"]) == (None, leading["uuid"])
    assert [p["target"] for p in following["pointers"]] == [p["target"] for p in leading["pointers"]]


def test_the_name_that_a_file_came_with_decides_nothing_in_the_archive(ada: User) -> None:
    """R-UP-06: only slugs, numbers and a plain ending make the names of the zip file."""
    project = make.project(ada.practitioner)
    version = uploads.notebook(project)
    names = {
        "../../a.ipynb": ".ipynb",
        "a.tar.gz": ".gz",
        "a.ip nb": "",
        "a./b": "",
        "C:\\a.PY": ".py",
        "a": "",
        ".x": "",
    }
    for name, ending in names.items():
        version.file_name = name
        assert packing.version_name(project, version.artefact, version) == f"files/{project.slug}/runs-1{ending}"


def test_a_verdict_given_leads_to_public_evidence_only(ada: User, remi: User) -> None:
    person = make.practitioner(ada, visibility="public")
    shown = make.project(person, "Shown", visibility="public")
    hidden = make.project(person, "Hidden", visibility="unlisted")
    evidence = make.evidence(shown)
    make.verdict(evidence, by=remi, grounds="Read it.")
    make.verdict(make.evidence(hidden), by=remi, outcome="partly", grounds="Half of it.")
    given = document_of(remi)["verdicts_given"]
    assert [(v["outcome"], v["grounds"], v["address"]) for v in given] == [
        ("meets", "Read it.", f"{SITE}/@ada/shown/#{evidence.anchor}"),
        ("partly", "Half of it.", None),
    ]
    assert given[0].keys() == {
        "uuid", "reviewer_name", "reviewer_affiliation", "outcome", "grounds", "given_at", "address"
    }  # fmt: skip


@pytest.mark.parametrize(("visibility", "known"), [("private", False), ("unlisted", False), ("public", True)])
def test_a_project_of_another_person_is_named_while_it_is_public(
    ada: User, sam: User, visibility: str, known: bool
) -> None:
    make.practitioner(sam, visibility="public")
    theirs = make.project(sam.practitioner, "Earlier", visibility=visibility)
    mine = make.project(ada.practitioner)
    Project.objects.filter(pk=mine.pk).update(built_on=theirs)
    named = document_of(ada)["practitioner"]["projects"][0]["built_on"]
    assert named == ({"uuid": str(theirs.uuid), "address": f"{SITE}/@sam/earlier/"} if known else None)


def test_an_own_project_is_named_though_it_is_private(ada: User) -> None:
    earlier, later = make.project(ada.practitioner, "Earlier"), make.project(ada.practitioner, "Later")
    Project.objects.filter(pk=later.pk).update(built_on=earlier)
    projects = document_of(ada)["practitioner"]["projects"]
    assert projects[1]["built_on"]["uuid"] == projects[0]["uuid"]


def test_a_person_without_a_portfolio_has_an_account(remi: User) -> None:
    document = document_of(remi)
    assert (document["practitioner"], document["verdicts_given"]) == (None, [])
    assert document["account"]["affiliation"] == "University of Example"
    assert archive.file_name(archives.whole(remi), at=make.AT) == "threefold-account-2026-06-01.zip"


def test_the_page_of_the_documentation_names_every_key(rich: dict[str, Any]) -> None:
    page = (ROOT / "docs/using/your-data.md").read_text(encoding="utf-8")
    keys = set(re.findall(r'"(\w+)":', json.dumps({**rich, "verdicts_given": [{"address": None}]})))
    assert {key for key in keys | {"missing_files"} if f"`{key}`" not in page} == set()


class Read(io.BytesIO):
    """A stored file that knows how much was asked of it at once, and how many are open."""

    is_open = 0
    most_open = 0
    largest = 0

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        Read.is_open += 1
        Read.most_open = max(Read.most_open, Read.is_open)

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0
        Read.largest = max(Read.largest, size)
        return super().read(size)

    def close(self) -> None:
        Read.is_open -= 0 if self.closed else 1
        super().close()


def opener(files: dict[str, bytes]) -> Callable[[str], Read]:
    def open_stored(path: str) -> Read:
        if path not in files:
            raise FileNotFoundError(path)
        return Read(files[path])

    return open_stored


def test_images_are_read_one_after_the_other_in_pieces() -> None:
    large = bytes(range(256)) * 20_000
    names = [packing.Stored(f"images/p/{n}-640.webp", f"{n}") for n in range(3)]
    content = {"made_at": "2026-06-01T12:00:00+00:00", "ok": "é"}
    store = opener({"0": large, "1": b"", "2": large})
    with packing.pack(content, names, store) as packed, zipfile.ZipFile(packed) as read:
        assert read.testzip() is None
        assert read.namelist() == [*(name.name for name in names), "portfolio.json"]
        assert read.read("images/p/2-640.webp") == large
        assert json.loads(read.read("portfolio.json")) == {**content, "missing_files": []}
    assert (Read.most_open, Read.is_open) == (1, 0)
    assert Read.largest <= packing.IN_MEMORY


def test_a_file_that_the_store_has_lost_does_not_stop_the_rest() -> None:
    names = [packing.Stored("images/p/a-640.webp", "gone"), packing.Stored("images/p/b-640.webp", "there")]
    content = {"made_at": "2026-06-01T12:00:00+00:00"}
    with packing.pack(content, names, opener({"there": b"b"})) as packed, zipfile.ZipFile(packed) as read:
        assert read.namelist() == ["images/p/b-640.webp", "portfolio.json"]
        assert json.loads(read.read("portfolio.json"))["missing_files"] == ["images/p/a-640.webp"]
