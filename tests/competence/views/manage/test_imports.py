"""Importing in the browser: a file, a preview, and a draft; for editors only."""

import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from competence.formats import documents, table
from competence.models import Draft
from competence.queries import drafts, editions
from tests.competence.formats.test_outlines import raw

PAGE = "/manage/frameworks/import/"


@pytest.fixture
def browser(frameworks, max, client_of):
    return client_of(max)


def send(browser, content, name="file.csv", into=""):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return browser.post(PAGE, {"file": file, "into": into})


def digest(page):
    return re.search(r'name="digest" value="([0-9a-f]{64})"', page)[1]


def changed():
    document = documents.of(editions.of("field-guide"))
    document["skills"][0] = {**document["skills"][0], "name": "A <b>new</b> name"}
    return table.write(document)


def test_a_file_is_previewed_and_then_taken_in(browser):
    answer = send(browser, changed(), "field-guide.csv")
    assert answer.status_code == 302
    preview = answer["Location"]
    page = browser.get(preview).content.decode()
    assert "Changed: 1" in page and "A &lt;b&gt;new&lt;/b&gt; name" in page and "Read as CSV" in page
    assert not Draft.objects.exists()
    done = browser.post(preview, {"digest": digest(page)})
    assert (done.status_code, done["Location"]) == (302, "/manage/frameworks/field-guide/")
    assert drafts.document(Draft.objects.get())["skills"][0]["name"] == "A <b>new</b> name"


def test_a_new_framework_is_shown_as_new(browser):
    answer = send(browser, raw(), "mine.matrix")
    page = browser.get(answer["Location"]).content.decode()
    assert '<span class="tag prf">New</span>' in page and "<code>standards</code>" in page


def test_a_wrong_file_is_refused_with_its_rows(browser):
    answer = send(browser, changed().replace(",project,", ",exam,", 1), "field-guide.csv")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "field-guide.csv is refused, and nothing was changed" in page
    assert re.search(r"<b>row \d+, proof</b>: \S+ “exam” is not known", page)


def test_a_draft_leads_to_the_form_with_itself_chosen(browser):
    preview = send(browser, changed())["Location"]
    draft = browser.post(preview, {"digest": digest(browser.get(preview).content.decode())})["Location"]
    assert f'href="{PAGE}?into=field-guide"' in browser.get(draft).content.decode()
    assert '<option value="field-guide" selected>' in browser.get(f"{PAGE}?into=field-guide").content.decode()
    assert f'href="{PAGE}"' in browser.get("/manage/frameworks/").content.decode()


def test_without_a_file_the_form_says_so(browser):
    answer = browser.post(PAGE, {})
    assert answer.status_code == 422 and "Choose a file." in answer.content.decode()


def test_a_preview_that_no_longer_holds_is_shown_again(browser):
    preview = send(browser, changed())["Location"]
    answer = browser.post(preview, {"digest": "0" * 64})
    page = answer.content.decode()
    assert answer.status_code == 409 and "since this preview was made" in page
    assert browser.post(preview, {"digest": digest(page)}).status_code == 302


def test_without_the_digest_nothing_is_taken_in(browser):
    assert browser.post(send(browser, changed())["Location"], {}).status_code == 409
    assert not Draft.objects.exists()


def test_a_file_that_says_nothing_new_has_no_button(browser):
    preview = send(browser, table.write(documents.of(editions.of("field-guide"))))["Location"]
    page = browser.get(preview).content.decode()
    assert "The file says what stands here already." in page and "Take it into the draft" not in page


def test_the_file_is_gone_once_it_was_taken_in(browser):
    preview = send(browser, changed())["Location"]
    assert len(default_storage.listdir("files/imports")[1]) == 1
    browser.post(preview, {"digest": digest(browser.get(preview).content.decode())})
    assert default_storage.listdir("files/imports")[1] == []
    answer = browser.get(preview)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


def test_a_preview_is_for_whoever_sent_the_file(browser, ada, client_of):
    preview = send(browser, changed())["Location"]
    ada.is_superuser = True
    ada.save(update_fields=["is_superuser"])
    other = client_of(ada)
    assert other.get(preview).status_code == 404
    assert browser.get(preview.replace("import/", "import/x")).status_code == 404


def test_only_editors_may(frameworks, remi, client_of):
    assert client_of(remi).get(PAGE).status_code == 403
    assert send(client_of(remi), changed()).status_code == 403
