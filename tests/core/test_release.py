"""The mark of a release changes with code, templates and style, and with nothing else."""

from pathlib import Path

from core import release


def test_the_mark_changes_with_what_makes_pages(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "page.html"
    page.write_text("one", encoding="utf-8")
    before = release.of(tmp_path)
    assert release.of(tmp_path) == before
    assert len(before) == 16
    page.write_text("two", encoding="utf-8")
    assert release.of(tmp_path) != before


def test_tests_data_and_hidden_folders_do_not_matter(tmp_path: Path) -> None:
    before = release.of(tmp_path)
    for folder in ("tests", "var", ".venv", "docs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.py").write_text("x", encoding="utf-8")
    assert release.of(tmp_path) == before


def test_a_name_counts_as_well_as_the_content(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "a.py").write_text("x", encoding="utf-8")
    before = release.of(tmp_path)
    (tmp_path / "core" / "a.py").rename(tmp_path / "core" / "b.py")
    assert release.of(tmp_path) != before
