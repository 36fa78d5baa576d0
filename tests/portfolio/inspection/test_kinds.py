"""R-UP-01: what a file is, is decided by its content, and every refusal says what it is and what to do."""

import io
import time
from pathlib import Path

import pytest

from core import images
from core.errors import DomainError
from portfolio.inspection import kinds, model_cards, notebooks
from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs import read as logs
from tests.core.test_images_names import NAMES
from tests.factories.bad_files import BAD, CSV, GOOD, MB, SCRIPT_SVG, BadFile, GoodFile, notebook

READERS = {
    kinds.NOTEBOOK: lambda raw, name: notebooks.read(raw),
    kinds.IMAGE: lambda raw, name: images.open_checked(io.BytesIO(raw)),
    kinds.LOG: logs.read,
    kinds.CARD: lambda raw, name: model_cards.read(raw),
}


def taken(raw: bytes, name: str) -> str:
    """The kind of a file that can also be read as this kind. Raises Unreadable or DomainError."""
    kind = kinds.decide(raw, name)
    if kind in READERS:
        READERS[kind](raw, name)
    return kind


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.id)
def test_r_up_01_bad_files_are_refused_with_a_sentence(bad: BadFile) -> None:
    content = bad.content
    begun = time.monotonic()
    with pytest.raises((Unreadable, DomainError)) as refused:
        taken(content, bad.name)
    message = refused.value.message
    assert any(part in message for part in bad.sentence.split("|")), message
    assert message[0].isupper() or message.startswith(kinds.display_name(bad.name))
    assert message.endswith(".")
    assert message.isprintable()
    assert len(message) < 400
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.id)
def test_r_up_01_good_files_are_what_their_content_is(good: GoodFile) -> None:
    """The positive control of the test above."""
    assert kinds.decide(good.content, good.name) == good.kind


def test_there_are_enough_of_both_and_every_kind_is_among_the_good() -> None:
    assert len({bad.id for bad in BAD}) == len(BAD) >= 100
    assert {good.kind for good in GOOD} == set(kinds.KINDS)
    assert len({good.id for good in GOOD}) == len(GOOD)


@pytest.mark.parametrize("end", [".ipynb", ".py", ".png", ".csv", ".md", ".pdf", ".svg", ".txt", ".json", ""])
@pytest.mark.parametrize(
    "raw",
    [
        SCRIPT_SVG, b"\xef\xbb\xbf" + SCRIPT_SVG, b"\r\n\t " + SCRIPT_SVG, SCRIPT_SVG.upper(),
        b'<?xml version="1.0" standalone="no"?>\n<!DOCTYPE svg>\n' + SCRIPT_SVG, b"<!-- -->" + SCRIPT_SVG,
        b'<svg onload="alert(1)"/>', b"<html><svg/></html>",
    ],
)  # fmt: skip
def test_r_xss_07_svg_is_refused_under_every_name(raw: bytes, end: str) -> None:
    with pytest.raises(
        Unreadable, match=r"SVG images are not taken, because they can carry scripts\. Export it as PNG"
    ):
        kinds.decide(raw, f"plot{end}")


@pytest.mark.parametrize("name", NAMES)
def test_r_up_06_a_name_changes_neither_the_kind_nor_comes_back_as_a_path(name: str) -> None:
    assert kinds.decide(notebook({"cell_type": "raw", "source": ""}), name) == kinds.NOTEBOOK
    for kind in kinds.KINDS:
        given = kinds.download_name(kind, name)
        assert 0 < len(given) <= 107
        assert not {"/", "\\", "\0", "\r", "\n", "\u202e"} & set(given)
        assert given.endswith(tuple(end for end in kinds.ENDINGS[kind] if end))


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("notebook", "lesson.ipynb", "lesson.ipynb"),
        ("notebook", "lesson.html", "lesson.ipynb"),
        ("code", "run.exe", "run.py"),
        ("log", "events.out.tfevents.1622.host", "events.out.tfevents.1622.log"),
        ("log", "history.csv", "history.csv"),
        ("log", "train_loss", "train_loss.log"),
        ("file", "../../a.csv", "a.csv"),
        ("file", "LICENSE", "LICENSE.txt"),
        ("document", "", "document.pdf"),
        ("card", f"{'a' * 200}.md", f"{'a' * 97}.md"),
    ],
)
def test_a_file_is_handed_out_under_a_name_that_fits_its_kind(kind: str, name: str, expected: str) -> None:
    assert kinds.download_name(kind, name) == expected


def test_every_name_that_a_file_may_have_is_harmless_to_open() -> None:
    endings = {end for ends in kinds.ENDINGS.values() for end in ends}
    assert not endings & {".html", ".htm", ".svg", ".xml", ".js", ".exe", ".bat", ".sh", ".zip", ".pkl", ".pt", ".hta"}


def test_a_file_that_was_not_read_is_named_by_its_ending_when_it_is_too_large() -> None:
    assert kinds.too_large(100 * MB, "a.ipynb").message == (
        "This notebook has 100.0 MB; at most 20 MB are taken. Clear large outputs or split it, and try again."
    )
    assert kinds.too_large(30 * MB, "a.bin").message.startswith("This file has 30.0 MB; at most 5 MB")
    assert max(kinds.LIMITS.values()) == kinds.LARGEST
    assert set(kinds.LIMITS) == set(kinds.KINDS)


def test_just_as_much_as_is_allowed_is_taken() -> None:
    limit = kinds.LIMITS[kinds.FILE]
    rows = CSV * (limit // len(CSV) + 1)
    assert kinds.decide(rows[:limit], "data.csv") == kinds.FILE
    with pytest.raises(Unreadable, match="at most 5 MB"):
        kinds.decide(rows[: limit + 1], "data.csv")


def test_nothing_in_a_pickle_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    raw = f"cos\nsystem\n(S'touch {mark}'\ntR.".encode()
    for name in ("history.csv", "a.pkl", "a.json", "a"):
        with pytest.raises(Unreadable):
            kinds.decide(raw, name)
    assert not mark.exists()


def test_nothing_in_a_script_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    assert kinds.decide(f"open({str(mark)!r}, 'w')\n".encode(), "a.py") == kinds.CODE
    assert not mark.exists()
