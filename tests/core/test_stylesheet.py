"""The one style sheet: joined in order, found by every server of static files."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from core import stylesheet


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    for part in stylesheet.PARTS:
        (tmp_path / f"{part}.css").write_text(f".{part}{{}}\n", encoding="utf-8")
    return tmp_path


def test_the_parts_are_joined_in_the_order_of_their_layers(parts: Path, tmp_path: Path) -> None:
    found = stylesheet.StylesheetFinder(parts, tmp_path / "out").find("css/threefold.css")
    text = Path(str(found)).read_text(encoding="utf-8")
    assert text.split() == [f".{part}{{}}" for part in stylesheet.PARTS]


def test_a_changed_part_changes_the_whole_and_an_unchanged_one_writes_nothing(parts: Path, tmp_path: Path) -> None:
    finder = stylesheet.StylesheetFinder(parts, tmp_path / "out")
    whole = Path(finder.joined())
    before = whole.stat().st_mtime_ns
    assert Path(finder.joined()).stat().st_mtime_ns == before
    (parts / "base.css").write_text(".changed{}\n", encoding="utf-8")
    finder.joined()
    assert ".changed{}" in whole.read_text(encoding="utf-8")
    assert [path.name for path in whole.parent.iterdir()] == ["threefold.css"]


def test_a_missing_part_is_an_error_and_not_a_shorter_sheet(parts: Path, tmp_path: Path) -> None:
    (parts / "print.css").unlink()
    with pytest.raises(FileNotFoundError):
        stylesheet.StylesheetFinder(parts, tmp_path / "out").joined()


def test_it_finds_nothing_else_and_offers_itself_to_collectstatic(parts: Path, tmp_path: Path) -> None:
    finder = stylesheet.StylesheetFinder(parts, tmp_path / "out")
    assert finder.find("css/base.css") == []
    [(name, storage)] = finder.list(None)
    assert (name, storage.exists(name)) == ("css/threefold.css", True)


def test_the_site_has_it() -> None:
    found = finders.find("css/threefold.css")
    assert found is not None
    assert "@layer tokens" in Path(found).read_text(encoding="utf-8")
