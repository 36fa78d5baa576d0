"""The editor's forms and buttons: what each changes, with htmx and without."""

import pytest

from competence.actions import drafts as actions
from competence.drafting import edits, moves
from competence.models import Draft
from competence.queries import drafts as queries
from tests.conftest import NOW
from tests.factories.editing import HTMX, data, text_of, url

pytestmark = pytest.mark.django_db
DROPOUT, EARLY = "l2.generalization.dropout", "l2.generalization.early-stopping"


def fields(**other):
    return {"seen": 0, "name": "Dropout", "can_do": "Can.", "proof": "project", **other}


def test_a_skill_is_edited_in_its_place(editor, draft):
    page = editor.get(url("items-edit", "skills", DROPOUT), **HTMX)
    assert page.content.decode().count('id="drafts-show"') == 1
    assert "Edit “Dropout”" in text_of(page)
    answer = editor.post(
        url("items-edit", "skills", DROPOUT), fields(name="Dropping", signals="[{ call = 'a.b' }]"), **HTMX
    )
    assert answer["HX-Replace-Url"] == f"{url('drafts-show')}?open=l2.generalization.modern"
    assert "Renamed “Dropout” to “Dropping”." in text_of(answer)
    saved = data("skills", DROPOUT)
    assert (saved["name"], saved["signals"], saved["group"]) == (
        "Dropping", [{"call": "a.b"}], "l2.generalization.modern")  # fmt: skip
    assert "pitfall" not in saved


def test_without_htmx_saving_leads_back_to_the_tree(editor, draft):
    answer = editor.post(url("items-edit", "skills", DROPOUT), fields(name="Dropping"), follow=True)
    assert answer.redirect_chain == [(f"{url('drafts-show')}?open=l2.generalization.modern", 302)]
    assert "Renamed “Dropout” to “Dropping”." in text_of(answer)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Fill this in."),
        ({"name": "x" * 201}, "At most 200 characters"),
        ({"can_do": "bell \x07"}, "control characters"),
        ({"signals": "[{ call = 'a.b' }, { nothing = 1 }]"}, "A signal says exactly one of"),
        ({"signals": "signals = ["}, "This is not TOML"),
        ({"signals": "signals = []\nname = 'x'"}, "no part of the signals"),
        ({"proof": "exam"}, "Choose one of those that are offered."),
    ],
)
def test_what_cannot_be_is_refused_with_everything_typed(editor, draft, sent, message):
    answer = editor.post(url("items-edit", "skills", DROPOUT), fields(**sent))
    assert (answer.status_code, message in text_of(answer)) == (422, True)
    assert data("skills", DROPOUT)["name"] == "Dropout"


def test_two_people_at_one_skill_see_both_texts_and_none_is_lost(editor, draft, remi):
    actions.edit(draft, lambda s: edits.reword(s, "skills", DROPOUT, {"name": "Of Remi"}), seen=0, by=remi, at=NOW)
    refused = editor.post(url("items-edit", "skills", DROPOUT), fields(name="Of Max"))
    page = text_of(refused)
    assert "Of Remi: Name: yours" in page  # called as in the form
    assert (refused.status_code, "Somebody else changed this first" in page) == (409, True)
    assert "Of Remi" in page and "Of Max" in page
    assert data("skills", DROPOUT)["name"] == "Of Remi"
    assert 'name="seen" value="1"' in refused.content.decode().partition('id="panel"')[2]
    assert editor.post(url("items-edit", "skills", DROPOUT), fields(name="Of Max", seen=1)).status_code == 302
    assert data("skills", DROPOUT)["name"] == "Of Max"


def test_a_skill_is_added_under_its_group(editor, draft):
    page = editor.get(url("items-new", "skills") + "?under=l2.generalization.modern")
    assert "New skill" in text_of(page)
    editor.post(url("items-new", "skills"), fields(name="Mixup", under="l2.generalization.modern"))
    assert data("skills", "l2.generalization.mixup")["group"] == "l2.generalization.modern"
    assert "Mixup New" in text_of(editor.get(url("drafts-show") + "?open=l2.generalization"))


def test_levels_competences_and_groups_are_added(editor, draft):
    editor.post(url("items-new", "levels"), {"seen": 0, "name": "Research"})
    editor.post(url("items-new", "competences"), {"seen": 1, "name": "Reading", "under": "three-levels.research"})
    editor.post(url("items-new", "groups"), {"seen": 2, "name": "Papers", "under": "three-levels.research.reading"})
    assert data("levels", "three-levels.research")["number"] == 5
    assert data("groups", "three-levels.research.reading.papers")["competence"] == "three-levels.research.reading"


def test_buttons_move_and_dragging_does_the_same(editor, draft):
    keys = [row.key for row in queries.rows(draft, "skills", "l2.generalization.modern")]
    editor.post(url("items-move", "skills", keys[1]), {"seen": 0, "way": "up"}, **HTMX)
    moved = [row.key for row in queries.rows(draft, "skills", "l2.generalization.modern")]
    assert moved == [keys[1], keys[0], *keys[2:]]
    sent = {"seen": 1, "to": "l2.generalization.modern", "before": keys[1]}
    editor.post(url("items-move", "skills", keys[2]), sent)
    assert queries.rows(draft, "skills", "l2.generalization.modern")[0].key == keys[2]
    refused = editor.post(url("items-move", "levels", "l1"), {"seen": 9, "way": "up"})
    assert (refused.status_code, "is first already" in text_of(refused)) == (422, True)


def test_a_skill_moves_to_another_competence_by_a_form(editor, draft):
    assert "Tuning, Learning competence" in text_of(editor.get(url("items-move", "skills", DROPOUT)))
    editor.post(url("items-move", "skills", DROPOUT), {"seen": 0, "to": "l2.learning"})
    assert (data("skills", DROPOUT)["competence"], "group" in data("skills", DROPOUT)) == ("l2.learning", False)


def test_retire_and_bring_back(editor, draft):
    page = text_of(editor.get(url("items-retire", "skills", DROPOUT)))
    assert "Retire “Dropout”" in page and "Continued as" in page
    editor.post(url("items-retire", "skills", DROPOUT), {"seen": 0, "successor": EARLY})
    assert (data("skills", DROPOUT)["retired"], data("skills", DROPOUT)["successor"]) == (True, EARLY)
    assert "Retired" in text_of(editor.get(url("drafts-show") + "?open=l2.generalization"))
    editor.post(url("items-restore", "skills", DROPOUT), {"seen": 1})
    assert "retired" not in data("skills", DROPOUT)


def test_merge_and_split(editor, draft):
    editor.post(url("items-merge", "skills", DROPOUT), {"seen": 0, "into": EARLY, "join": "on"})
    assert data("skills", DROPOUT)["successor"] == EARLY
    assert "dropout" in data("skills", EARLY)["can_do"].lower()
    editor.post(url("items-split", "skills", EARLY), {"seen": 1, "names": "Patience\nBest weights", "keep": "on"})
    assert data("skills", "l2.generalization.best-weights")["group"] == data("skills", EARLY)["group"]


def test_what_is_published_is_not_removed_and_what_is_new_is(editor, draft):
    refused = editor.post(url("items-remove", "skills", DROPOUT), {"seen": 0})
    assert (refused.status_code, "Retire it instead" in text_of(refused)) == (422, True)
    editor.post(url("items-new", "skills"), fields(name="Mixup", under="l2.generalization"))
    links = dict(editor.get(url("items-edit", "skills", "l2.generalization.mixup")).context["panel"].links)
    assert "Remove" in links and "Retire skill" not in links
    assert editor.post(links["Remove"], {"seen": 1}).status_code == 302
    assert not queries.has(draft, "skills", "l2.generalization.mixup")


def test_a_rule_is_built_by_a_form_of_its_kind(editor, draft):
    assert "It looks at" in text_of(editor.get(url("items-new", "rules")))
    page = text_of(editor.get(url("items-new", "rules") + "?rule=projects&under=l1&seen=0"))
    assert "On different data sets" in page and "Among them always" not in page
    sent = {"seen": 0, "rule": "projects", "under": "l1", "text": "Two projects.", "required": "on", "at_least": 2}
    editor.post(
        url("items-new", "rules"), {**sent, "distinct_datasets": "on", "excluded_sources": ["dataset-generator"]}
    )
    assert data("rules", "l1.rule.two-projects") == {
        "id": "l1.rule.two-projects", "level": "l1", "kind": "projects", "text": "Two projects.", "at_least": 2,
        "distinct_datasets": True, "excluded_sources": ["dataset-generator"]}  # fmt: skip
    assert not queries.review(Draft.objects.open().get()).problems


def test_a_rule_becomes_one_of_several_ways_by_a_word_that_they_share(editor, draft):
    first = next(row for row in queries.rows(draft, "rules") if row.data["kind"] == "skills")
    page = editor.get(url("items-edit", "rules", first.key))
    form = page.context["panel"].form
    assert "Of the rules of a level with the same word one is enough." in text_of(page)
    sent = {name: value for name, value in form.initial.items() if value}
    answer = editor.post(url("items-edit", "rules", first.key), {**sent, "seen": 0, "alternative": "either-way"})
    assert answer.status_code == 302, answer.context["panel"].form.errors
    assert data("rules", first.key) == {**first.data, "alternative": "either-way"}


def test_the_head_with_the_names_of_the_tiers(editor, draft):
    page = editor.get(url("items-edit", "head", "framework"))
    assert "What a level is called" in text_of(page)
    sent = {"seen": 0, "title": "Three", "ordered": "on", "tiers.level": "Stage", "source.title": "A book"}
    editor.post(url("items-edit", "head", "framework"), sent)
    head = data("@table", "framework")
    assert (head["title"], head["tiers"]["level"], head["source"]["title"]) == ("Three", "Stage", "A book")
    assert head["source"]["year"] == 2019


@pytest.mark.parametrize("kind", ["rules", "axes", "matrices", "notes", "problems", "evidence_facets", "head"])
def test_every_kind_has_its_list(editor, draft, kind):
    page = editor.get(url("items-index", kind))
    assert page.status_code == 200
    assert page.content.decode().count('class="part"') == len(page.context["page"].rows) > 1


def test_what_is_not_there_is_404(editor, draft):
    for address in (
        url("items-edit", "skills", "no"),
        url("items-index", "skills"),
        url("items-index", "songs"),
        url("items-new", "problems-of-mine"),
        url("items-merge", "levels", "l1"),
    ):
        assert editor.get(address).status_code == 404, address


def test_a_long_list_has_pages_and_an_item_is_found_on_its_own(editor, max, frameworks):
    draft = actions.open_catalogue("crosswalk", by=max, at=NOW)
    rows = queries.rows(draft, "mappings")
    first = editor.get(url("items-index", "mappings", key="crosswalk"))
    assert (len(first.context["page"].rows), "of 5" in text_of(first)) == (100, True)
    page = editor.get(url("items-edit", "mappings", rows[250].key, key="crosswalk"))
    assert (page.context["page"].number, page.content.decode().count('id="panel"')) == (3, 1)
    sent = {"seen": 0, "match": "close" if rows[250].data["match"] == "exact" else "exact"}
    answer = editor.post(url("items-edit", "mappings", rows[250].key, key="crosswalk"), sent, follow=True)
    assert (answer.status_code, answer.context["page"].number) == (200, 3)


def test_a_move_of_somebody_else_is_no_conflict_for_ones_text(editor, draft, remi):
    actions.edit(draft, lambda s: moves.shift(s, "skills", EARLY, by=-1), seen=0, by=remi, at=NOW)
    assert editor.post(url("items-edit", "skills", EARLY), fields(name="Halt early")).status_code == 302
