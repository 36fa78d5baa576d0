"""Linking skills: choosing, looking first, linking, changing, unlinking."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from portfolio.actions import files
from portfolio.models import Artefact, Evidence, Pointer, Project
from tests.factories import notebooks
from tests.factories import portfolio as make

HTMX = {"HX-Request": "true"}
BINARY = "l1.modeling.target-binary"
DROPOUT = "l2.generalization.dropout"


def text(response: Any) -> str:
    return unescape(response.content.decode())


def visible(page: str) -> set[str]:
    """Keys of the skills that are not hidden."""
    return set(re.findall(r'<label class="opt"[^>]*"><input type="radio" name="skill" value="([^"]+)"', page))


def test_the_page_offers_all_skills_and_all_places(client: Client, project: Project, base: str) -> None:
    section, image, link = make.section(project, "Before"), make.image(project), make.link(project)
    page = text(client.get(f"{base}/evidence/"))
    assert f'value="{DROPOUT}"' in page and "Level 2, Tuning" in page and "No skill linked yet" in page
    for value in (f"section:{section.uuid}", f"image:{image.uuid}", f"link:{link.uuid}"):
        assert f'value="{value}"' in page
    assert f'name="lines-{link.uuid}"' in page and f'name="lines-{image.uuid}"' not in page


def test_all_kinds_of_places_are_named_above_the_box(client: Client, project: Project, base: str) -> None:
    make.section(project)
    assert 'class="row small jumps"' not in text(client.get(f"{base}/evidence/"))
    make.image(project), make.link(project), make.link(project, "other")
    page = text(client.get(f"{base}/evidence/"))
    for name, number in (("Write-up", 1), ("Images", 1), ("Links", 2)):
        anchor = f"places-{name.lower()}"
        assert f'<a href="#{anchor}">{name} <span class="muted">{number}</span></a>' in page
        assert f'id="{anchor}"' in page


def test_without_javascript_the_page_comes_back_at_what_changed(client: Client, project: Project, base: str) -> None:
    page = text(client.get(f"{base}/evidence/"))
    assert f'name="look" value="1" formaction="{base}/evidence/new/#evidence-preview"' in page
    assert f'name="find" value="1" formaction="{base}/evidence/new/#skills"' in page
    form, preview, linked = (page.index(f'id="{one}"') for one in ("ev", "evidence-preview", "linked"))
    assert form < preview < linked


def test_searching_without_javascript(client: Client, base: str) -> None:
    shown = visible(text(client.get(f"{base}/evidence/?q=DROPout")))
    assert DROPOUT in shown and BINARY not in shown
    assert '<p class="none" hidden>No skill with these words' in text(client.get(f"{base}/evidence/?q=dropout"))
    assert '<p class="none">No skill with these words' in text(client.get(f"{base}/evidence/?q=zebra"))
    assert "l3.technique.cv-named-architectures" in visible(text(client.get(f"{base}/evidence/?q=efficientnet")))


def test_finding_keeps_everything_that_was_typed(client: Client, project: Project, base: str) -> None:
    section = make.section(project)
    sent = {"find": "1", "q": "dropout", "skill": BINARY, "places": [f"section:{section.uuid}"], "statement": "Typed."}
    answer = client.post(f"{base}/evidence/new/", sent)
    page = text(answer)
    assert answer.status_code == 200 and not Evidence.objects.exists()
    assert DROPOUT in visible(page) and "l2.learning.batch-size" not in visible(page) and "Typed." in page
    assert f'value="section:{section.uuid}" checked' in page and f'value="{BINARY}" checked' in page


def test_another_framework(client: Client, base: str) -> None:
    page = text(client.get(f"{base}/evidence/?framework=field-guide"))
    assert f'value="{DROPOUT}"' not in page and '<option value="field-guide" selected>' in page
    assert f'value="{DROPOUT}"' in text(client.get(f"{base}/evidence/?framework=none-such"))


def test_linking_tells_what_became_of_it(client: Client, project: Project, base: str) -> None:
    link = make.link(project)
    claim = client.post(
        f"{base}/evidence/new/", {"skill": BINARY, "places": [f"link:{link.uuid}"], "statement": "See"}, headers=HTMX
    )
    assert "Evidence linked. It stays a claim: train.py names no lines. Give the lines." in text(claim)
    shown = client.post(
        f"{base}/evidence/new/", {"skill": "l1.modeling.target-regression", f"lines-{link.uuid}": "40-88"}, headers=HTMX
    )
    assert "Evidence linked. It is evidenced." in text(shown)
    assert Evidence.objects.get(skill__key="l1.modeling.target-regression").pointers.get().lines == "40-88"


def test_a_technique_needs_a_comparison(client: Client, project: Project, base: str) -> None:
    section = make.section(project)
    answer = client.post(
        f"{base}/evidence/new/", {"skill": DROPOUT, "places": [f"section:{section.uuid}"]}, headers=HTMX
    )
    assert "It stays a claim" in text(answer) and "the skill asks for a measured before and after" in text(answer)


def test_refusals_keep_the_text(client: Client, project: Project, base: str) -> None:
    make.evidence(project, BINARY)
    link = make.link(project)
    again = client.post(f"{base}/evidence/new/", {"skill": BINARY, "statement": "Typed."})
    assert again.status_code == 422 and "linked to that skill already" in text(again) and "Typed." in text(again)
    for sent, message in (
        ({}, "Choose the skill."),
        ({"skill": "no.such"}, "This skill is not in the framework."),
        ({"skill": DROPOUT, "places": ["section:0"]}, "Choose one of those that are offered."),
        ({"skill": DROPOUT, f"lines-{link.uuid}": "x"}, "Give lines as 40 or 40-88."),
        ({"skill": DROPOUT, "statement": "x" * 301}, "At most 300 characters"),
        ({"skill": DROPOUT, "statement": "a\x00"}, "Take out the characters that cannot be seen."),
    ):
        answer = client.post(f"{base}/evidence/new/", sent)
        assert answer.status_code == 422 and message in text(answer), sent
    assert Evidence.objects.count() == 1


def test_places_of_others_cannot_be_pointed_at(client: Client, base: str) -> None:
    """R-AZ-02"""
    foreign = make.section(make.project(make.practitioner()))
    answer = client.post(f"{base}/evidence/new/", {"skill": BINARY, "places": [f"section:{foreign.uuid}"]})
    assert answer.status_code == 422 and not Evidence.objects.exists()


def test_looking_first_shows_what_counts_the_reading_and_the_map(client: Client, project: Project, base: str) -> None:
    comparison = make.comparison(project)
    query = {"skill": DROPOUT, "places": [f"comparison:{comparison.uuid}"], "statement": "Look at epoch 9."}
    part = client.get(f"{base}/evidence/preview/", query, headers=HTMX)
    page = text(part)
    assert page.startswith('<aside class="preview stack" id="evidence-preview"')
    assert "a measured before and after" in page and "A reviewer looks for" in page and "Look at epoch 9." in page
    assert "Comparison “Dropout” can be opened" in page and "Evidenced" in page
    assert "<del>0 of 30 shown</del> <ins>1 of 30 shown</ins>" in page
    assert not Evidence.objects.exists()
    claim = text(client.get(f"{base}/evidence/preview/", {"skill": DROPOUT}, headers=HTMX))
    assert "0 of 30 shown, as before" in claim and "It points to no place yet." in claim
    assert client.get(f"{base}/evidence/preview/", {"skill": "x", "places": "x", "piece": "x"}).status_code == 200


def test_changing_keeps_the_skill_and_shows_what_was_chosen(client: Client, project: Project, base: str) -> None:
    link = make.link(project)
    piece = make.evidence(project, BINARY, link, lines="40-88", statement="Old words")
    address = f"{base}/evidence/{piece.uuid}/edit/"
    page = text(client.get(address))
    assert f'value="link:{link.uuid}" checked' in page and 'value="40-88"' in page and "Old words" in page
    sent = {"revision": piece.revision, "skill": DROPOUT, "statement": "New words", f"lines-{link.uuid}": "41"}
    assert client.post(address, sent).status_code == 302
    piece.refresh_from_db()
    assert (piece.statement, piece.skill.key, piece.pointers.get().lines) == ("New words", BINARY, "41")


def test_two_tabs_do_not_overwrite_each_other(client: Client, project: Project, base: str) -> None:
    """R-RL-03"""
    piece = make.evidence(project, BINARY, make.section(project))
    address = f"{base}/evidence/{piece.uuid}/edit/"
    assert client.post(address, {"revision": 1, "statement": "First tab"}).status_code == 302
    clash = client.post(address, {"revision": 1, "statement": "Second tab"})
    assert clash.status_code == 409 and "First tab" in text(clash) and "Second tab" in text(clash)
    piece.refresh_from_db()
    assert piece.statement == "First tab"
    assert client.post(address, {"revision": 2, "statement": "Second tab"}).status_code == 302


def test_two_tabs_show_the_places_of_both_by_name(client: Client, project: Project, base: str) -> None:
    """R-RL-03"""
    before, after = make.section(project, "Before the split"), make.section(project, "After the split")
    piece = make.evidence(project, BINARY, after)
    address, words = f"{base}/evidence/{piece.uuid}/edit/", {"revision": 1, "statement": "Same words"}
    both = {**words, "places": [f"section:{after.uuid}", f"section:{before.uuid}"]}
    assert client.post(address, both).status_code == 302
    clash = text(client.post(address, {**words, "places": [f"section:{after.uuid}"]}))
    assert '<pre class="told">After the split</pre>' in clash
    assert '<pre class="told">Before the split, After the split</pre>' in clash
    assert "Both texts are the same" in text(client.post(address, both))  # whatever the order


def test_looking_at_a_change_counts_the_verdict_only_while_it_holds(
    client: Client, project: Project, base: str
) -> None:
    section = make.section(project)
    piece = make.evidence(project, BINARY, section, statement="As judged")
    make.verdict(piece)
    query = {"piece": str(piece.uuid), "places": [f"section:{section.uuid}"], "statement": "As judged"}
    assert "Verified" in text(client.get(f"{base}/evidence/preview/", query, headers=HTMX))
    query["statement"] = "Reworded"
    page = text(client.get(f"{base}/evidence/preview/", query, headers=HTMX))
    assert "judged an earlier version" in page and "Verified" not in page


def test_unlinking_says_how_many_verdicts_go(client: Client, project: Project, base: str) -> None:
    piece = make.evidence(project, BINARY, make.section(project))
    make.verdict(piece)
    assert "1 verdict goes with it." in text(client.get(f"{base}/evidence/{piece.uuid}/remove/"))
    assert client.post(f"{base}/evidence/{piece.uuid}/remove/").status_code == 302
    assert not Evidence.objects.exists()


def test_removing_a_part_says_what_becomes_a_claim(client: Client, project: Project, base: str) -> None:
    section, decision = make.section(project), make.decision(project)
    make.evidence(project, BINARY, section)
    make.evidence(project, "l1.modeling.target-regression", section, decision)
    page = text(client.get(f"{base}/sections/{section.uuid}/remove/"))
    assert "2 pieces of evidence point here. 1 of them points nowhere else and becomes a claim." in page


def test_the_list_explains_each_strength_line_by_line(client: Client, project: Project, base: str) -> None:
    make.evidence(project, BINARY, make.section(project, "Before"))
    page = text(client.get(f"{base}/evidence/"))
    assert "Section “Before” can be opened and is of the kind that the skill asks for." in page
    assert "Nobody else has judged it yet." in page


FIT = "l1.library.fit-model"


def take(project: Project, content: bytes, name: str) -> Artefact:
    return files.take_in(project, file=ContentFile(content, name=name), by=None, at=make.AT).artefact


def notebook(project: Project, *more: str) -> Artefact:
    cells = [notebooks.code(source) for source in ("model.fit(x, y)", "model.predict(x)", *more)]
    return take(project, notebooks.notebook(notebooks.markdown("# Fitting"), *cells), "fit.ipynb")


def to(piece: Evidence) -> Pointer:
    return Pointer.objects.select_related("version", "cell").get(evidence=piece)


def test_a_notebook_offers_its_cells_by_what_they_begin_with(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    page = text(client.get(f"{base}/evidence/"))
    box = page.split(f'<select name="cell-{artefact.uuid}"')[1].split("</select>")[0]
    assert re.findall(r'<option value="([^"]*)"[^>]*>(.*?)</option>', box) == [
        ("", "Which cell?"),
        ("1", "1, text: Fitting"),
        ("2", "2, code: model.fit(x, y)"),
        ("3", "3, code: model.predict(x)"),
    ]
    assert f'name="lines-{artefact.uuid}"' not in page


def test_a_cell_alone_chooses_its_notebook(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    answer = client.post(f"{base}/evidence/new/", {"skill": FIT, f"cell-{artefact.uuid}": "2"}, headers=HTMX)
    assert "Evidence linked. It is evidenced." in text(answer) and "<code>fit.ipynb, cell 2</code>" in text(answer)
    pointer = to(Evidence.objects.get())
    assert (pointer.kind, pointer.version.number, pointer.cell.number) == ("notebook", 1, 2)


def test_a_notebook_without_a_cell_stays_a_claim(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    sent = {"skill": FIT, "places": [f"notebook:{artefact.uuid}"]}
    look = text(client.get(f"{base}/evidence/preview/", sent, headers=HTMX))
    assert "fit.ipynb names no cell." in look
    answer = client.post(f"{base}/evidence/new/", sent, headers=HTMX)
    assert "It stays a claim: fit.ipynb names no cell. Choose the cell." in text(answer)


@pytest.mark.parametrize("number", ["4", "0", "-1", "two", "1; 2"])
def test_a_cell_that_is_not_there_is_refused(client: Client, project: Project, base: str, number: str) -> None:
    artefact = notebook(project)
    answer = client.post(
        f"{base}/evidence/new/", {"skill": FIT, f"cell-{artefact.uuid}": number, "statement": "Typed."}
    )
    assert (
        answer.status_code == 422
        and "Choose one of those that are offered." in text(answer)
        and "Typed." in text(answer)
    )
    assert not Evidence.objects.exists()


def test_a_new_statement_leaves_the_version_that_was_meant(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    client.post(f"{base}/evidence/new/", {"skill": FIT, f"cell-{artefact.uuid}": "3"})
    piece = Evidence.objects.get()
    notebook(project, "model.summary()")
    page = text(client.get(f"{base}/evidence/{piece.uuid}/edit/"))
    assert '<option value="3@1" selected>3, of version 1, as it is</option>' in page
    assert '<option value="3">3, code: model.predict(x)</option>' in page
    sent = {
        "revision": 1,
        "statement": "New words.",
        "places": [f"notebook:{artefact.uuid}"],
        f"cell-{artefact.uuid}": "3@1",
    }
    assert client.post(f"{base}/evidence/{piece.uuid}/edit/", sent).status_code == 302
    pointer = to(piece)
    assert (pointer.version.number, pointer.cell.number) == (1, 3) and artefact.versions.count() == 2


@pytest.mark.parametrize("number", ["4", "3"])
def test_another_cell_is_one_of_the_newest_version(client: Client, project: Project, base: str, number: str) -> None:
    artefact = notebook(project)
    client.post(f"{base}/evidence/new/", {"skill": FIT, f"cell-{artefact.uuid}": "3"})
    piece = Evidence.objects.get()
    notebook(project, "model.summary()")
    sent = {"revision": 1, "places": [f"notebook:{artefact.uuid}"], f"cell-{artefact.uuid}": number}
    assert client.post(f"{base}/evidence/{piece.uuid}/edit/", sent).status_code == 302
    pointer = to(piece)
    assert (pointer.version.number, pointer.cell.number) == (2, int(number))
    assert [version.number for version in artefact.versions.all()] == [2]


def test_a_cell_that_only_the_earlier_version_has_can_stay(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    client.post(f"{base}/evidence/new/", {"skill": FIT, f"cell-{artefact.uuid}": "3"})
    piece = Evidence.objects.get()
    take(project, notebooks.notebook(notebooks.code("model.fit(x, y)")), "fit.ipynb")
    page = text(client.get(f"{base}/evidence/{piece.uuid}/edit/"))
    assert '<option value="3@1" selected>3, of version 1, as it is</option>' in page
    sent = {"revision": 1, "statement": "Kept.", f"cell-{artefact.uuid}": "3@1"}
    assert client.post(f"{base}/evidence/{piece.uuid}/edit/", sent).status_code == 302
    assert to(piece).version.number == 1
    for number in ("3@1", "3"):
        sent = {"skill": BINARY, f"cell-{artefact.uuid}": number}
        assert client.post(f"{base}/evidence/new/", sent).status_code == 422


def test_pointing_at_the_newest_version_by_a_button(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    client.post(f"{base}/evidence/new/", {"skill": FIT, f"cell-{artefact.uuid}": "3"})
    piece = Evidence.objects.get()
    address = f"{base}/evidence/{piece.uuid}/renew/"
    assert f'action="{address}"' not in text(client.get(f"{base}/evidence/"))
    take(project, notebooks.notebook(notebooks.code("model.predict(x)"), notebooks.code("more()")), "fit.ipynb")
    assert f'action="{address}"' in text(client.get(f"{base}/evidence/"))
    page = text(client.post(address, headers=HTMX))
    assert "It points at the newest version now." in page and "fit.ipynb, cell 1" in page and address not in page
    assert (to(piece).version.number, to(piece).cell.number) == (2, 1)


def test_a_cell_that_is_not_found_again_is_chosen_in_the_form(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    client.post(f"{base}/evidence/new/", {"skill": FIT, f"cell-{artefact.uuid}": "3"})
    piece = Evidence.objects.get()
    take(project, notebooks.notebook(notebooks.code("other()")), "fit.ipynb")
    answer = client.post(f"{base}/evidence/{piece.uuid}/renew/")
    page = text(answer)
    assert answer.status_code == 422 and "Cell 3 was not found again in the newest version." in page
    assert "3, of version 1, as it is" in page and "1, code: other()" in page and to(piece).version.number == 1


def test_lines_of_an_uploaded_script(client: Client, project: Project, base: str) -> None:
    artefact = take(project, b"import torch\n" + b"x = torch.ones(3)\n" * 9, "train.py")
    page = text(client.get(f"{base}/evidence/"))
    assert f'name="lines-{artefact.uuid}"' in page and f'name="cell-{artefact.uuid}"' not in page
    claim = client.post(f"{base}/evidence/new/", {"skill": FIT, "places": [f"code:{artefact.uuid}"]}, headers=HTMX)
    assert "It stays a claim: train.py names no lines. Give the lines." in text(claim)
    sent = {"skill": BINARY, f"lines-{artefact.uuid}": "the middle"}
    assert client.post(f"{base}/evidence/new/", sent).status_code == 422
    answer = client.post(f"{base}/evidence/new/", {**sent, f"lines-{artefact.uuid}": "2-4"}, headers=HTMX)
    assert "It is evidenced." in text(answer) and "train.py, lines 2-4" in text(answer)
    pointer = to(Evidence.objects.get(skill__key=BINARY))
    assert (pointer.kind, pointer.lines, pointer.cell.number) == ("code", "2-4", 1)


def test_the_first_look_at_a_proposal_counts_its_place(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    asked = {"skill": FIT, "place": f"notebook:{artefact.uuid}", "cell": "2", "statement": "Look at cell 2."}
    page = text(client.get(f"{base}/evidence/", asked))
    beside = page.split('id="evidence-preview"')[1]
    assert "fit.ipynb, cell 2" in beside and "Look at cell 2." in beside and "Evidenced" in beside
    for wrong in ({"cell": "99"}, {"place": "notebook:x"}, {"place": "x"}, {"skill": "no.such"}, {"lines": "\x00"}):
        assert client.get(f"{base}/evidence/", {**asked, **wrong}).status_code == 200, wrong
    assert not Evidence.objects.exists()


def test_the_page_costs_the_same_for_one_and_three(
    client: Client, project: Project, base: str, django_assert_num_queries: Any
) -> None:
    for n, key in enumerate((BINARY, DROPOUT, "l1.modeling.target-regression")):
        make.evidence(project, key, make.section(project))
        if n in (0, 2):
            client.get(f"{base}/evidence/")
            with django_assert_num_queries(40):
                client.get(f"{base}/evidence/")


def test_evidence_at_cells_costs_the_same_for_one_file_and_three(
    client: Client, project: Project, base: str, django_assert_num_queries: Any
) -> None:
    for number, key in enumerate((FIT, DROPOUT, BINARY)):
        artefact = take(project, notebooks.notebook(*[notebooks.code("fit()")] * (number + 1)), f"{number}.ipynb")
        client.post(f"{base}/evidence/new/", {"skill": key, f"cell-{artefact.uuid}": "1"})
        if number in (0, 2):
            client.get(f"{base}/evidence/")
            with django_assert_num_queries(42):
                client.get(f"{base}/evidence/")
