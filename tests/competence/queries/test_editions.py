"""Editions and processes as values, equal to what was read, kept in the process."""

from typing import Any

import pytest

from competence import fingerprint
from competence.formats import toml
from competence.models import Edition, Framework
from competence.queries import editions
from competence.yardstick import Processes
from tests.factories.competence import PROCESSES, SMALL, load_text, shipped_files, small_yardstick

FRAMEWORKS = ("three-levels", "ml-progress-checklist", "field-guide", "global-competencies")


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_what_was_read_from_a_file_comes_out_of_the_tables_equal(frameworks: None, key: str) -> None:
    text = dict(shipped_files())[f"{key}.toml"]
    assert editions.of(key) == toml.read_framework(text, key)


def test_processes_come_out_of_the_tables_equal(frameworks: None) -> None:
    text = dict(shipped_files())["process-templates.toml"]
    assert editions.processes() == toml.read_processes(text, "processes")


def test_unknown_fields_come_out_of_the_tables_equal(no_frameworks: None) -> None:
    text = SMALL.replace('name = "Small"', 'name = "Small"\ncolour = "blue"').replace(
        "cells = 1", "cells = 1\nrank = 2.5"
    )
    load_text(text)
    assert editions.of("small") == small_yardstick(text)


def test_current_is_the_default_framework(frameworks: None) -> None:
    assert editions.current().key == "three-levels"
    assert [yardstick.key for yardstick in editions.all_current()] == list(FRAMEWORKS)


def test_warm_a_yardstick_costs_one_query_and_cold_ten(frameworks: None, django_assert_num_queries: Any) -> None:
    editions.forget()
    with django_assert_num_queries(10):
        editions.current()
    with django_assert_num_queries(1):
        editions.current()
    editions.all_current()
    editions.processes()
    for ask in (editions.current, editions.all_current, editions.processes, lambda: editions.of("field-guide")):
        with django_assert_num_queries(1):
            ask()


def test_a_new_edition_is_seen_at_once(no_frameworks: None) -> None:
    load_text(SMALL)
    assert editions.of("small").version == "1.0.0"
    load_text(SMALL.replace('version = "1.0.0"', 'version = "1.1.0"'))
    assert editions.of("small").version == "1.1.0"
    assert editions.edition("small", "1.0.0").version == "1.0.0"


def test_another_default_is_seen_at_once(frameworks: None) -> None:
    assert editions.of("field-guide").default is False
    Framework.objects.update(is_default=False)
    Framework.objects.filter(key="field-guide").update(is_default=True)
    assert editions.current().key == "field-guide"
    assert editions.current().default is True


def test_changed_processes_are_seen_at_once(no_frameworks: None) -> None:
    assert editions.processes() == Processes()
    load_text(SMALL, PROCESSES)
    assert editions.processes().by_key["short"].steps[0].name == "Do"
    before = editions.processes().fingerprint
    load_text(PROCESSES.replace('name = "Do"', 'name = "Do it"'))
    assert editions.processes().by_key["short"].steps[0].name == "Do it"
    assert before != editions.processes().fingerprint != ""


def test_processes_are_known_by_their_content(frameworks: None) -> None:
    """One and the same from both ways of asking, and with the fingerprint they are still loaded already."""
    text = dict(shipped_files())["process-templates.toml"]
    assert editions.everything()[1].fingerprint == editions.processes().fingerprint
    assert editions.processes().fingerprint == fingerprint.of(toml.read_processes(text, "processes"))
    assert editions.processes().fingerprint == fingerprint.of(editions.processes())


def test_what_is_not_there_or_a_draft_is_not_found(no_frameworks: None) -> None:
    load_text(SMALL)
    framework = Framework.objects.get(key="small")
    Edition.objects.create(framework=framework, version="2.0.0", title="Draft", content_hash="x")
    for ask in (
        editions.current,
        lambda: editions.of("none"),
        lambda: editions.edition("small", "2.0.0"),
        lambda: editions.edition("small", "9.9.9"),
    ):
        with pytest.raises(Edition.DoesNotExist):
            ask()
