"""`manage.py load_frameworks`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from competence.models import Framework, Skill
from tests.factories.competence import BY_PROCESS, PROCESSES, SMALL, contents_of_tables


def run(*files: Path, **options: bool) -> str:
    out = StringIO()
    call_command("load_frameworks", *map(str, files), stdout=out, **options)
    return out.getvalue()


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_files_it_loads_the_shipped_ones_and_tells_what_it_does(no_frameworks: None) -> None:
    said = run()
    assert "Reading 1 of 7: three-levels.toml" in said
    assert "Publishing field-guide 1.1.0" in said
    assert "Writing crosswalk" in said
    assert "4 frameworks, 351 skills, 438 crosswalk matches, 10 process templates, 88 project ideas: three-" in said
    assert Skill.objects.count() == 351
    assert run().rstrip().endswith("88 project ideas: nothing changed.")


def test_with_files_it_loads_these(no_frameworks: None, tmp_path: Path) -> None:
    said = run(write(tmp_path, "mine.toml", SMALL))
    assert said.rstrip().endswith("1 framework, 3 skills: small 1.0.0 published.")
    assert Framework.objects.get().key == "small"


def test_only_a_new_edition_in_place_of_another_asks_for_a_recount(no_frameworks: None, tmp_path: Path) -> None:
    older = write(tmp_path, "older.toml", SMALL)
    assert "recompute_coverage" not in run(older)
    newer = write(tmp_path, "newer.toml", SMALL.replace('version = "1.0.0"', 'version = "1.1.0"'))
    said = run(newer)
    assert "A new edition of small." in said
    assert said.rstrip().endswith("Now run: manage.py recompute_coverage")
    for path in (newer, older):
        assert "nothing changed" in (again := run(path))
        assert "recompute_coverage" not in again


def test_other_process_templates_ask_for_a_recount_where_a_rule_asks_for_them(
    no_frameworks: None, tmp_path: Path
) -> None:
    """And say so once; other words ask for none."""
    framework, first = write(tmp_path, "small.toml", BY_PROCESS), write(tmp_path, "first.toml", PROCESSES)
    assert "recompute_coverage" not in run(framework, first)
    worded = PROCESSES.replace('name = "Begin"', 'name = "Start"')
    assert "recompute_coverage" not in run(write(tmp_path, "worded.toml", worded))
    other = write(tmp_path, "other.toml", worded.replace('name = "Start"', 'name = "Start"\nrequired = true'))
    said = run(other)
    assert "Other process templates, which rules of small ask for.\n" in said
    assert said.rstrip().endswith("Now run: manage.py recompute_coverage")
    assert "recompute_coverage" not in run(other)


def test_check_writes_nothing(no_frameworks: None, tmp_path: Path) -> None:
    before = contents_of_tables()
    said = run(write(tmp_path, "mine.toml", SMALL), check=True)
    assert "the files are right, nothing was written" in said
    assert contents_of_tables() == before


def test_a_wrong_file_is_told_with_file_and_line(no_frameworks: None, tmp_path: Path) -> None:
    path = write(tmp_path, "mine.toml", SMALL.replace('name = "First"', ""))
    with pytest.raises(CommandError) as caught:
        run(path)
    assert str(caught.value).startswith(
        "Nothing was changed.\nmine.toml: line 23, levels[1].name: s1: name is missing."
    )
    assert not Framework.objects.exists()


def test_a_file_that_is_not_there_is_told(no_frameworks: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        run(tmp_path / "none.toml")


def test_r_in_08_a_huge_file_is_told_without_reading_it_whole(no_frameworks: None, tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(CommandError, match="The file has more than 12 MB"):
        run(path)
