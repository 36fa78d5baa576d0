"""Who reads a snapshot, what of it, and until when. Frozen means frozen."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import users
from accounts.models import User
from competence.actions import drafts
from competence.drafting import edits
from competence.models import Skill
from competence.queries import editions
from hiring.actions import briefs, snapshots, veils
from hiring.models import Brief, Need, Snapshot
from hiring.pages import veils as veil_pages
from portfolio.actions import parts, practitioners, projects
from portfolio.models import Evidence, Practitioner
from tests.factories import choosing, hiring
from tests.factories import portfolio as made
from tests.factories import snapshots as sent
from tests.factories.hiring import AT

Of = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("frameworks")
BINARY, SCALING, NOISE = "l1.modeling.target-binary", "l1.modeling.scaling", "l2.generalization.adding-noise"
NOW = timezone.now()


@pytest.fixture
def brief(hana: User, remi: User) -> Brief:
    asks = (("skill", BINARY, "must"), ("skill", SCALING, "must"), ("skill", NOISE, "useful"))
    return hiring.brief(hiring.team(hana, remi, name="Halden hiring"), *asks, title="Grid engineer", published_at=AT)


@pytest.fixture
def proofs(ada: User) -> dict[str, Evidence]:
    """Public and verified by Remi: binary. Private: scaling."""
    person = made.practitioner(ada, visibility="public")
    Practitioner.objects.update(headline="Forecasts for grids")
    public = made.project(person, "Churn in a telecom table", visibility="public")
    binary = made.evidence(public, BINARY, made.result(public, baseline="0.5"), statement="Ada Lindqvist chose it.")
    made.verdict(binary, made.user("Oskar Brandt"))
    private = made.project(person, "Canary in private")
    return {"public": binary, "private": made.evidence(private, SCALING, made.result(private, baseline="0.5"))}


@pytest.fixture
def person(proofs: dict[str, Evidence], ada: User) -> Practitioner:
    return Practitioner.objects.get(user=ada)


@pytest.fixture
def snapshot(brief: Brief, person: Practitioner) -> Snapshot:
    return sent.send(brief, person, message="I am <b>Ada</b>.\nWrite to **me** at ada@work.example.")


def read(user: User, snapshot: Snapshot, client_of: Of) -> str:
    answer = client_of(user).get(snapshot.get_absolute_url())
    assert answer.status_code == 200
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", " ".join(answer.content.decode().split()))


def statuses(snapshot: Snapshot, client_of: Of, *people: User | None) -> list[int]:
    return [client_of(user).get(snapshot.get_absolute_url()).status_code for user in people]


def listed(user: User, brief: Brief, client_of: Of) -> str:
    return client_of(user).get(f"/briefs/{brief.uuid}/snapshots/").content.decode()


def test_those_behind_the_brief_read_all_of_it(
    snapshot: Snapshot, proofs: dict[str, Evidence], hana: User, remi: User, client_of: Of
) -> None:
    for user in (hana, remi):
        page = read(user, snapshot, client_of)
        for text in (
            "Ada Lindqvist", "Forecasts for grids", "Churn in a telecom table", "Canary in private",
            "verified by one reviewer", "A reviewer gave the verdict “meets”", "Nothing was chosen for this.",
            'href="/@ada/"', "?brief=", "&amp;people=ada",
        ):  # fmt: skip
            assert text in page, text
        assert "Oskar Brandt" not in page, "a copy must not outlive a name that is taken off"
        assert "%" not in page.split('id="snapshots-view"')[1].split("</main>")[0]


def test_what_was_typed_is_text_and_nothing_else(snapshot: Snapshot, hana: User, client_of: Of) -> None:
    page = client_of(hana).get(snapshot.get_absolute_url()).content.decode()
    assert "I am &lt;b&gt;Ada&lt;/b&gt;.\nWrite to **me** at ada@work.example." in page
    assert "mailto:" not in page


def test_nobody_else_knows_that_it_exists(
    snapshot: Snapshot, brief: Brief, ada: User, sam: User, max: User, client_of: Of
) -> None:
    assert statuses(snapshot, client_of, sam, max) == [404, 404]
    assert statuses(snapshot, client_of, None) == [302]
    for user in (ada, sam, max):
        assert client_of(user).get(f"/briefs/{brief.uuid}/snapshots/").status_code == 404
    assert "Grid engineer" not in client_of(sam).get("/snapshots/").content.decode()


def test_only_the_sender_withdraws_it(snapshot: Snapshot, ada: User, hana: User, sam: User, client_of: Of) -> None:
    address = f"{snapshot.get_absolute_url()}withdraw/"
    assert [client_of(user).post(address).status_code for user in (hana, sam)] == [403, 404]
    question = client_of(ada).get(address).content.decode()
    assert "This cannot be undone" in question
    assert client_of(ada).post(address)["Location"] == "/snapshots/"
    snapshot.refresh_from_db()
    assert snapshot.content is None


def test_a_later_change_changes_nothing_of_it(
    snapshot: Snapshot, brief: Brief, proofs: dict[str, Evidence], person: Practitioner, hana: User, client_of: Of
) -> None:
    before = read(hana, snapshot, client_of)
    piece, project = proofs["public"], proofs["public"].project
    piece.refresh_from_db()
    parts.change(piece, revision=piece.revision, fields={"statement": "Otherwise."}, by=person.user, at=AT)
    project.refresh_from_db()
    type(project).objects.filter(pk=project.pk).update(title="Another title")
    Skill.objects.filter(key=BINARY).update(key="l1.modeling.renamed")
    Brief.objects.update(title="Another role", strength=3)
    Need.objects.filter(brief=brief, key=NOISE).delete()
    Practitioner.objects.filter(pk=person.pk).update(name="Another Name", headline="Another line")
    after = read(hana, snapshot, client_of)
    for text in ("Another title", "Otherwise.", "Another Name", "Another line"):
        assert text not in after.split("<main")[1]
    shown = [page.split('id="snapshots-view"')[1].split("</main>")[0] for page in (before, after)]
    assert shown[1] == shown[0].replace("Unchanged since.", "Changed since.", 1)


def test_a_new_edition_changes_nothing_of_it(snapshot: Snapshot, hana: User, client_of: Of) -> None:
    before, old = read(hana, snapshot, client_of), editions.of("three-levels")
    draft = drafts.open_current("three-levels", by=None, at=NOW)
    drafts.edit(
        draft, lambda s: edits.reword(s, "skills", BINARY, {"name": "Named anew"}), seen=draft.revision, by=None, at=NOW
    )
    drafts.publish(draft, note="A better name.", by=None, at=NOW)
    assert editions.of("three-levels").skills[BINARY].name == "Named anew"
    page = read(hana, snapshot, client_of).split("<main")[1].split("</main>")[0]
    assert page == before.split("<main")[1].split("</main>")[0]
    assert f"edition {old.version}" in page


def test_what_became_of_a_piece_is_said_of_public_things_only(
    snapshot: Snapshot, proofs: dict[str, Evidence], ada: User, hana: User, client_of: Of
) -> None:
    page = read(hana, snapshot, client_of)
    assert ("Unchanged since." in page, "Not public, so it is not compared" in page) == (True, True)
    assert f"/@ada/churn-in-a-telecom-table/#{proofs['public'].anchor}" in page
    assert "canary-in-private" not in page, "no address of what is private"
    private = proofs["private"]
    private.refresh_from_db()
    parts.change(private, revision=private.revision, fields={"statement": "Secretly changed."}, by=ada, at=AT)
    assert read(hana, snapshot, client_of) == page, "that something private was worked on shows nowhere"
    projects.withdraw(proofs["public"].project, by=ada, at=AT)
    assert "No longer there." in read(hana, snapshot, client_of)


def test_what_is_verified_since_is_said(brief: Brief, ada: User, hana: User, client_of: Of) -> None:
    person = made.practitioner(ada, visibility="public")
    public = made.project(person, visibility="public")
    piece = made.evidence(public, BINARY, made.result(public, baseline="0.5"))
    snapshot = sent.send(brief, person)
    made.verdict(piece)
    page = read(hana, snapshot, client_of)
    assert "evidenced, not yet reviewed" in page
    assert "Unchanged since, and verified now." in page


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_a_profile_that_is_not_listed_has_no_address_there(
    snapshot: Snapshot, ada: User, person: Practitioner, hana: User, visibility: str, client_of: Of
) -> None:
    practitioners.set_visibility(person, visibility=visibility, by=ada, at=AT)
    page = read(hana, snapshot, client_of)
    assert "Ada Lindqvist" in page, "they sent it under their name"
    assert "@ada" not in page and "/shortlists/add/" not in page


def test_from_its_end_nobody_reads_it(snapshot: Snapshot, brief: Brief, ada: User, hana: User, client_of: Of) -> None:
    Snapshot.objects.update(ends_on=timezone.now().date())
    assert statuses(snapshot, client_of, hana) == [200]
    Snapshot.objects.update(ends_on=NOW.date() - timedelta(days=1))
    assert statuses(snapshot, client_of, hana, ada) == [404, 200]
    assert "Ada Lindqvist" not in listed(hana, brief, client_of)
    own = read(ada, snapshot, client_of)
    assert "<b>Ended.</b>" in own
    assert "Churn in a telecom table" not in own


@pytest.mark.parametrize(
    ("what", "state"),
    [
        ("withdrawn", "Withdrawn."),
        ("put away", "Brief gone."),
        ("removed", "Brief gone."),
        ("moved", "Brief gone."),
    ],
)
def test_withdrawn_put_away_removed_and_moved_are_not_there_for_readers(
    snapshot: Snapshot, brief: Brief, ada: User, hana: User, what: str, state: str, client_of: Of
) -> None:
    acts: dict[str, Callable[[], object]] = {
        "withdrawn": lambda: snapshots.withdraw(snapshot, by=ada, at=NOW),
        "put away": lambda: briefs.archive(brief, by=hana, at=NOW),
        "removed": lambda: briefs.remove(brief, by=hana, at=NOW),
        "moved": lambda: briefs.move(brief, to=hana, by=hana, at=NOW),
    }
    acts[what]()
    absent = client_of(hana).get("/snapshots/00000000-0000-0000-0000-000000000007/")
    gone = client_of(hana).get(snapshot.get_absolute_url())
    assert (gone.status_code, len(gone.content)) == (404, len(absent.content))
    page = read(ada, snapshot, client_of)
    assert f"<b>{state}</b>" in page
    assert "Churn in a telecom table" not in page
    assert "Grid engineer" in client_of(ada).get("/snapshots/").content.decode()


def test_a_brief_that_comes_back_has_its_snapshots(snapshot: Snapshot, brief: Brief, hana: User, client_of: Of) -> None:
    briefs.archive(brief, by=hana, at=NOW)
    assert "nothing that was sent is shown" in listed(hana, brief, client_of)
    briefs.restore(brief, by=hana, at=NOW)
    assert statuses(snapshot, client_of, hana) == [200], "in use again, though not published"


def test_whoever_leaves_the_team_reads_nothing_more(
    snapshot: Snapshot, brief: Brief, remi: User, client_of: Of
) -> None:
    assert brief.team is not None
    brief.team.memberships.filter(user=remi).delete()
    assert statuses(snapshot, client_of, remi) == [404]


def test_while_the_account_is_shut_nobody_reads_it(
    snapshot: Snapshot, brief: Brief, ada: User, hana: User, client_of: Of
) -> None:
    users.deactivate(ada, by=hana, at=NOW)
    assert statuses(snapshot, client_of, hana) == [404]
    assert "Ada" not in listed(hana, brief, client_of)


def test_the_brief_says_how_many_there_are(snapshot: Snapshot, brief: Brief, hana: User, client_of: Of) -> None:
    page = client_of(hana).get(f"/briefs/{brief.uuid}/").content.decode()
    assert f'href="/briefs/{brief.uuid}/snapshots/">Snapshots (1)</a>' in page
    snapshots.withdraw(snapshot, by=None, at=NOW)
    assert "Snapshots (0)" in client_of(hana).get(f"/briefs/{brief.uuid}/").content.decode()


def test_the_list_names_them_the_latest_first(
    brief: Brief, person: Practitioner, sam: User, hana: User, client_of: Of
) -> None:
    other = made.practitioner(sam)
    project = made.project(other)
    made.evidence(project, BINARY, made.result(project, baseline="0.5"))
    sent.send(brief, person, at=NOW - timedelta(days=2))
    sent.send(brief, other, at=NOW - timedelta(days=1))
    page = listed(hana, brief, client_of)
    assert page.index("Sam Okoro") < page.index("Ada Lindqvist")
    assert "2 pieces of evidence" in page and "1 piece of evidence" in page


def test_holders_say_whether_any_are_taken(brief: Brief, hana: User, sam: User, client_of: Of) -> None:
    address = f"/briefs/{brief.uuid}/snapshots/take/"
    assert client_of(sam).post(address).status_code == 404
    client_of(hana).post(address)
    assert "takes none at the moment" in listed(hana, brief, client_of)
    client_of(hana).post(address, {"takes": "yes"})
    assert Brief.objects.get().takes_snapshots is True


def test_in_a_blind_brief_nothing_says_who_it_is(
    snapshot: Snapshot, brief: Brief, person: Practitioner, hana: User, client_of: Of
) -> None:
    veils.put(brief, blind=True, by=hana, at=NOW)
    veil = veil_pages.of(brief.uuid)
    for page in (read(hana, snapshot, client_of), listed(hana, brief, client_of)):
        assert veil.name(person.pk) in page
        for telling in (
            "Lindqvist",
            "Ada",
            "@ada",
            "/ada",
            "ada@work.example",
            "Forecasts for grids",
            "As it is today",
        ):
            assert telling not in page, telling
    page = read(hana, snapshot, client_of)
    assert "[hidden] chose it." in page
    assert "Write to **me** at [hidden]." in page
    assert veil.href(person.pk) in page
    assert f"people={veil.token(person.pk)}" in page
    choosing.shortlist(brief.team, brief=brief, settled_at=AT)
    assert "Ada Lindqvist" in read(hana, snapshot, client_of), "the choice is made"


def test_who_was_called_otherwise_then_stays_hidden(
    snapshot: Snapshot, brief: Brief, person: Practitioner, hana: User, client_of: Of
) -> None:
    veils.put(brief, blind=True, by=hana, at=NOW)
    Practitioner.objects.filter(pk=person.pk).update(name="Eva Holm", handle="eva", visibility="private")
    User.objects.filter(pk=person.user_id).update(name="Eva Holm")
    page = read(hana, snapshot, client_of)
    for telling in ("Lindqvist", "Ada", "Eva", "/people/", "/shortlists/add/"):
        assert telling not in page, telling


@pytest.mark.parametrize("count", [1, 3])
def test_lists_and_pages_cost_the_same_for_more(
    brief: Brief, ada: User, hana: User, count: int, client_of: Of, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        person = made.practitioner(visibility="public", name=f"Person {number}")
        project = made.project(person, visibility="public")
        made.evidence(project, BINARY, made.result(project, baseline="0.5"))
        sent.send(brief, person)
        mine = made.project(made.practitioner(ada), f"Mine {number}")
        made.evidence(mine, BINARY, made.result(mine, baseline="0.5"))
    own = sent.send(brief, made.practitioner(ada))
    for user, address, queries in (
        (hana, f"/briefs/{brief.uuid}/snapshots/", 7),
        (hana, own.get_absolute_url(), 17),
        (ada, "/snapshots/", 6),
    ):
        browser = client_of(user)
        browser.get(address)
        with django_assert_num_queries(queries):
            browser.get(address)
