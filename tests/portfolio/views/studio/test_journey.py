"""From sign-in to a published project with three pieces of evidence, by plain form posts."""

from collections.abc import Callable

from django.test import Client

from accounts.models import User
from portfolio.models import Coverage, Evidence, Practitioner, Project


def test_from_first_visit_to_a_published_project(hana: User, client_of: Callable[[User | None], Client]) -> None:
    client = client_of(hana)
    assert client.get("/studio/")["Location"] == "/studio/profile/new/"
    first = client.get("/studio/profile/new/").content.decode()
    assert 'value="hana-sato"' in first and 'value="Hana Sato"' in first
    answer = client.post("/studio/profile/new/", {"name": "Hana Sato", "handle": "hana"})
    assert answer["Location"] == "/studio/projects/new/"
    assert "Applied machine learning, end to end" in client.get("/studio/projects/new/").content.decode()
    answer = client.post("/studio/projects/new/", {"title": "Churn in a table", "template": "technique-study"})
    assert answer["Location"] == "/studio/projects/churn-in-a-table/edit/"
    base = "/studio/projects/churn-in-a-table"
    project = Project.objects.get(slug="churn-in-a-table")
    section = project.sections.order_by("position").first()
    assert section is not None
    page = client.get(f"{base}/sections/{section.uuid}/edit/").content.decode()
    assert section.step is not None and section.step.purpose in page
    saved = client.post(
        f"{base}/sections/{section.uuid}/edit/",
        {"revision": 1, "title": section.title, "body": "Training loss falls, validation loss rises."},
    )
    assert saved.status_code == 302
    compared = client.post(f"{base}/comparisons/new/", {
        "technique": "Dropout", "problem": "overfitting", "problem_shown": "The curves part.", "metric": "AUC",
        "better": "higher", "before": "0.810", "before_repeats": "5", "after": "0.840", "after_repeats": "5",
    })  # fmt: skip
    assert compared.status_code == 302, compared.content.decode()
    decided = client.post(f"{base}/decisions/new/", {"choice": "F1", "reason": "One in four leaves."})
    assert decided.status_code == 302
    comparison, decision = project.comparisons.get(), project.decisions.get()
    for key, place in (
        ("l2.generalization.dropout", f"comparison:{comparison.uuid}"),
        ("l2.generalization.diagnose-overfitting", f"section:{section.uuid}"),
        ("l1.modeling.target-binary", f"decision:{decision.uuid}"),
    ):
        linked = client.post(f"{base}/evidence/new/", {"skill": key, "places": [place], "statement": "See the curves."})
        assert linked.status_code == 302, linked.content.decode()
    assert "It is evidenced." in client.get(f"{base}/evidence/").content.decode()
    refused = client.post(f"{base}/publish/", {"visibility": "public", "show_profile": "on"})
    assert refused.status_code == 422
    settings = client.post(f"{base}/edit/", {
        "revision": Project.objects.get().revision, "title": "Churn in a table", "summary": "A small **network**.",
        "originality": "own", "axis-target-type": "binary", "axis-problem": ["overfitting"],
        "libraries": "Keras, PyTorch",
    })  # fmt: skip
    assert settings.status_code == 302, settings.content.decode()
    assert "Only you see this preview" in client.get(f"{base}/preview/").content.decode()
    published = client.post(f"{base}/publish/", {"visibility": "public", "show_profile": "on"})
    assert published["Location"] == "/@hana/churn-in-a-table/"
    project.refresh_from_db()
    assert project.visibility == "public" and Practitioner.objects.get().visibility == "public"
    assert Coverage.objects.filter(scope="public", strength=2).count() == 3 == Evidence.objects.count()
    assert client_of(None).get("/@hana/churn-in-a-table/").status_code == 200
    assert client.post(f"{base}/withdraw/")["Location"] == f"{base}/sections/"
    assert client_of(None).get("/@hana/churn-in-a-table/").status_code == 404
    assert not Coverage.objects.filter(scope="public").exists()
