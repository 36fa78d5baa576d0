"""Uploaded files as downloads, and pictures of outputs: R-UP-10 and R-UP-06."""

import re
from email.message import Message
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from portfolio.actions import files
from portfolio.models import FileVersion, Project
from tests.core import pictures
from tests.factories import bad_files, logs, notebooks
from tests.factories import portfolio as make

ALLOWED = {"application/octet-stream", "image/webp"}
KINDS = {
    "notebook": ("fit.ipynb", notebooks.hostile()),
    "code": ("train.py", b"import torch\nprint('<script>alert(1)</script>')\n"),
    "log": ("history.csv", logs.keras_csv()),
    "card": ("README.md", b"---\nlicense: mit\nlibrary_name: keras\n---\n# Card\n\n<script>alert(1)</script>\n"),
    "document": ("report.pdf", bad_files.pdf()),
    "file": ("houses.csv", bad_files.CSV),
}
NAMES = [
    "../../../etc/passwd.csv",
    "..\\..\\windows\\win.csv",
    "a\r\nSet-Cookie: x=1.csv",
    'a"; filename="evil.html.csv',
    "run.html.csv",
    "page.html.txt",
    "\u202evsc.exe.csv",
    "x" * 300 + ".csv",
    "ünïcode — ‘quoted’.csv",
    "a;b=c.csv",
    "a\x00b.csv",
    "CON.csv",
    "%2e%2e%2fup.csv",
    "   .csv",
]


@pytest.fixture
def project(db: None) -> Project:
    person = make.practitioner(make.user("Ines Maravall"), handle="ines", visibility="public")
    return make.project(person, "Churn", visibility="public")


def take(project: Project, content: bytes, name: str) -> FileVersion:
    made = files.take_in(project, file=ContentFile(content, name=name), by=None, at=make.AT).artefact
    return made.versions.latest("number")


def download(version: FileVersion) -> str:
    return f"/@ines/churn/files/{version.artefact.name}/versions/{version.number}/download/"


def drawn(project: Project) -> str:
    """The address of a picture of an output."""
    cell = notebooks.code("plot()", notebooks.shows(image_png=notebooks.plot()))
    version = take(project, notebooks.notebook(cell), "plots.ipynb")
    return f"/media/outputs/{version.uuid}/{version.pictures[0]['key']}.webp"


def read(address: str, method: str = "get", **headers: str) -> Any:
    """The answer with all of its content, as `whole`."""
    response = getattr(Client(), method)(address, headers=headers)
    response.whole = b"".join(response) if response.streaming else response.content
    return response


def harmless(response: Any) -> None:
    """R-UP-10: whatever it holds, no browser runs it or gives it to another site."""
    assert response["Content-Type"] in ALLOWED
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "public, no-cache"
    assert response.cookies == {} and "Set-Cookie" not in response


@pytest.mark.parametrize("kind", KINDS)
def test_r_up_10_every_kind_is_saved_and_never_run(project: Project, kind: str) -> None:
    name, content = KINDS[kind]
    version = take(project, content, name)
    assert version.artefact.kind == kind
    whole = read(download(version))
    harmless(whole)
    assert whole.status_code == 200 and whole.whole == content
    assert whole["Content-Type"] == "application/octet-stream"
    assert whole["Content-Disposition"] == f'attachment; filename="{name}"'
    assert whole["Content-Length"] == str(len(content)) and whole["ETag"] == f'"{version.sha256}"'


@pytest.mark.parametrize("kind", KINDS)
def test_r_up_10_head_ranges_and_conditional_requests(project: Project, kind: str) -> None:
    name, content = KINDS[kind]
    address = download(take(project, content, name))
    head = read(address, "head")
    harmless(head)
    assert (head.status_code, head["Content-Length"]) == (200, str(len(content)))
    ranged = read(address, Range="bytes=0-3")
    harmless(ranged)
    assert (ranged.status_code, ranged.whole) == (200, content) and "Content-Range" not in ranged
    kept = read(address, **{"If-None-Match": head["ETag"]})
    assert (kept.status_code, kept.whole) == (304, b"") and kept["ETag"] == head["ETag"]
    assert kept["Cache-Control"] == "public, no-cache" and kept.cookies == {}
    assert Client().post(address).status_code == 405


def test_r_up_10_a_picture_of_an_output_is_the_only_thing_shown_in_place(project: Project) -> None:
    address = drawn(project)
    whole, head = read(address), read(address, "head")
    harmless(whole)
    harmless(head)
    assert whole["Content-Type"] == "image/webp" and whole["Content-Disposition"].startswith("inline")
    assert whole.whole[:4] == b"RIFF" and head.whole == b""
    ranged = read(address, Range="bytes=0-3")
    assert (ranged.status_code, ranged.whole) == (200, whole.whole)
    assert read(address, **{"If-None-Match": whole["ETag"]}).status_code == 304
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize(
    "tail",
    [
        "/files/FIT/versions/1/download/",
        "/files/fit/versions/1/DOWNLOAD/",
        "/files/fit/versions/1/download",
        "/files/fit/versions/1/download//",
        "/files/fit/versions/1/download/;x.html",
        "/files/fit/versions/1/download/fit.ipynb",
        "/files/fit;a/versions/1/download/",
        "/files/%2e%2e/fit/versions/1/download/",
        "/files/%2e%2e%2ffit/versions/1/download/",
        "/files/../files/fit/versions/1/download/",
        "/files/fit.ipynb/versions/1/download/",
        "/files/fit/versions/01/download/%00",
        "/files/fit/versions/one/download/",
    ],
)
def test_r_up_10_other_spellings_are_nothing(project: Project, tail: str) -> None:
    take(project, KINDS["code"][1], "fit.py")
    assert read("/@ines/churn/files/fit/versions/1/download/").status_code == 200
    answer = read(f"/@ines/churn{tail}")
    assert answer.status_code in (301, 404) and b"alert" not in answer.whole
    if answer.status_code == 301:
        assert answer["Location"] == "/@ines/churn/files/fit/versions/1/download/"


@pytest.mark.parametrize(
    "change", [str.upper, lambda a: a + "/", lambda a: a + ";x", lambda a: a.replace(".webp", ".png")]
)
def test_r_up_10_other_spellings_of_a_picture_are_nothing(project: Project, change: Any) -> None:
    address = drawn(project)
    assert read(address).status_code == 200 and read(change(address)).status_code == 404


def test_r_up_10_pages_of_files_are_html_of_the_site_and_set_no_cookie(project: Project) -> None:
    for name, content in KINDS.values():
        take(project, content, name)
    for artefact in project.artefacts.all():
        page = read(f"/@ines/churn/files/{artefact.name}/")
        assert page["Content-Type"] == "text/html; charset=utf-8" and page.cookies == {}
        assert "script-src" in page["Content-Security-Policy"] and "unsafe" not in page["Content-Security-Policy"]
        assert b"<script>alert(1)</script>" not in page.whole


@pytest.mark.parametrize("name", NAMES)
def test_r_up_06_a_name_is_shown_and_never_obeyed(project: Project, name: str) -> None:
    version = take(project, bad_files.CSV, name)
    inside, files_there = default_storage.listdir("")
    assert (inside, files_there) == (["files"], [])
    assert re.fullmatch(rf"files/[0-9a-f]{{2}}/{version.sha256}-[0-9a-f]{{16}}", version.path)
    answer = read(download(version))
    harmless(answer)
    header = answer["Content-Disposition"]
    assert not {"\r", "\n", "\x00", "\u202e"} & set(header) and re.match(r"attachment; filename\*?=", header)
    shown = saved_as(header)
    assert "/" not in shown and "\\" not in shown and shown not in ("", ".", "..") and not shown.startswith(".")
    assert shown.endswith((".csv", ".txt")) and len(shown) <= 120
    page = read(f"/@ines/churn/files/{version.artefact.name}/").whole.decode()
    assert "\u202e" not in page and "\x00" not in page


def saved_as(header: str) -> str:
    """The name that a browser gives the file."""
    message = Message()
    message["Content-Disposition"] = header
    return message.get_filename("")


def test_r_up_06_the_name_of_an_image_is_no_type_either(project: Project) -> None:
    image = files.take_in(
        project, file=ContentFile(pictures.png(40, 30), name="page.html"), by=None, at=make.AT
    ).artefact
    answer = read(f"/media/{image.uuid}/40.webp")
    assert answer["Content-Type"] == "image/webp" and "html" not in answer["Content-Disposition"]
