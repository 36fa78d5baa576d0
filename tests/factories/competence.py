"""Yardsticks for tests: a small one made here, and the shipped ones in the test database.

The shipped files are loaded once per session, before the first test; every test sees them and may change them, since
its changes are rolled back. `django_db_setup` and `frameworks` are made known in `tests/conftest.py`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from django.db import connection

from competence.actions import frameworks as actions
from competence.formats import toml
from competence.management.commands.load_frameworks import contents, shipped
from competence.models import Collection, Framework, ProcessTemplate, ProjectIdea, ReferenceRole
from competence.queries import editions
from competence.yardstick import Yardstick
from portfolio.search import dialects

LOADED_AT = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)

SMALL = """\
schema_version = 1

[framework]
id = "small"
title = "A small framework"
version = "1.0.0"
summary = "Two levels, to test with."
tiers = { level = "Stage", competence = "Category", group = "Group", skill = "Item" }

[framework.source]
title = "A made-up article"
author = "Nobody"

[evaluation]
counted_strength = "evidenced"

[[notes]]
id = "a-note"
scope = "s1"
kind = "advice"
text = "Begin small."

[[levels]]
id = "s1"
number = 1
name = "First"
summary = "The first stage."
means = "You can begin."
does_not_mean = "That you can end."

[[levels]]
id = "s2"
number = 2
name = "Second"
prerequisite = ["s1"]

[[competences]]
id = "s1.basics"
level = "s1"
order = 1
name = "Basics"
does_not_mean = "Not everything."

[[competences]]
id = "s2.more"
level = "s2"
order = 1
name = "More"

[[groups]]
id = "s1.basics.data"
competence = "s1.basics"
order = 1
name = "Data"

[[skills]]
id = "s1.basics.load"
competence = "s1.basics"
group = "s1.basics.data"
name = "Load data"
can_do = "Can load data."
evidence = "Code that loads data."
pitfall = "A path that exists nowhere else."
proof = "project"
axis = "size"
axis_value = "small"

[[skills]]
id = "s1.basics.split"
competence = "s1.basics"
name = "Split data"
can_do = "Can split data."
evidence = "A split with a seed."
pitfall = "No seed."
proof = "artefact"

[[skills]]
id = "s2.more.tune"
competence = "s2.more"
name = "Tune"
can_do = "Can tune."
evidence = "A before and after."
pitfall = "One run only."
proof = "project"
comparison = true

[[axes]]
id = "size"
name = "Size"
level = "s1"
kind = "flat"

[[axes.values]]
id = "small"
name = "Small"
skill = "s1.basics.load"

[[axes.values]]
id = "large"
name = "Large"

[[axes]]
id = "kind"
name = "Kind"
level = "s1"
kind = "nested"
parent_axis = "size"

[[axes.values]]
id = "table"
name = "Table"
parent = "small"

[[matrices]]
id = "sizes"
name = "Sizes and kinds"
level = "s1"
rows = "size"
columns = "kind"
kind = "nested"
cells = 1
reading = "A cell is covered when a project has both."

[[rules]]
id = "s1.rule.basics"
level = "s1"
kind = "skills"
required = true
basis = "editorial"
competence = "s1.basics"
at_least = 1
of = 2
must_include = ["s1.basics.split"]
text = "One of the two basics."

[[rules]]
id = "s2.rule.one-size"
level = "s2"
kind = "one-value"
required = false
axis = "size"
at_least_values = 1
within = "project"
text = "Recommended: tuning and loading in one project."

[[rules.requires]]
kind = "comparisons"
scope_level = "s2"
at_least = 1
"""

BY_PROCESS = f"""{SMALL}
[[rules]]
id = "s1.rule.process"
level = "s1"
kind = "process"
required = true
basis = "editorial"
template = "long"
at_least = 1
text = "One project describes the long process."
"""
"""The same, where the first level asks for a process."""

PROCESSES = """\
schema_version = 1

[collection]
id = "small-processes"
title = "Processes"
version = "1.0.0"

[[templates]]
id = "short"
title = "A short process"
kind = "process"
default = true

[[templates]]
id = "long"
title = "A long process"
kind = "process"

[[steps]]
id = "short.do"
template = "short"
order = 1
name = "Do"
required = true
skills = ["s1.basics.load"]

[[steps]]
id = "long.begin"
template = "long"
order = 1
name = "Begin"

[[rungs]]
id = "short.rung"
template = "short"
order = 1
name = "A result"
progress_at_least = 0.8
reference_roles = ["strong"]

[[reference_roles]]
id = "strong"
name = "Strong"
shown_as = "published best"

[[step_map]]
source = "short.do"
targets = ["long.begin"]
relation = "covers"
"""


def small_yardstick(text: str = SMALL) -> Yardstick:
    """The small framework as a value; no database."""
    return toml.read_framework(text, "small.toml")


@cache
def shipped_files() -> tuple[tuple[str, str], ...]:
    """Name and text of every shipped file."""
    return tuple(contents(shipped()))


def load_all() -> actions.Outcome:
    """Load the shipped files into the tables."""
    return actions.load(shipped_files(), at=LOADED_AT)


def load_text(*texts: str, at: datetime = LOADED_AT) -> actions.Outcome:
    """Load texts as files named `1.toml`, `2.toml`, …"""
    return actions.load([(f"{number}.toml", text) for number, text in enumerate(texts, start=1)], at=at)


def clear() -> None:
    """Leave no framework and nothing that stands beside them."""
    for model in (Framework, ProcessTemplate, ReferenceRole, ProjectIdea, Collection):
        model.objects.all().delete()


def contents_of_tables() -> list[tuple[str, list[Any]]]:
    """Every row of every table of the app, to compare before and after."""
    tables = sorted(name for name in connection.introspection.table_names() if name.startswith("competence_"))
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")  # names of our own tables
            found.append((table, cursor.fetchall()))
    return found


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, with the shipped frameworks in it (about half a second).

    pytest-django makes it only for tests marked `django_db`; without that mark this would be the site's own database.
    """
    name = str(connection.settings_dict["NAME"])
    assert "memory" in name or name.rpartition("/")[2].startswith("test_"), f"not the test database: {name}"
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:  # made by a migration, and tests may run without migrations
            for statement in dialects.structures(connection.vendor):
                cursor.execute(statement)
        load_all()
    yield


@pytest.fixture(scope="module", autouse=True)
def frameworks_stay(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Tests with transactions of their own empty all tables; whatever file comes next finds the frameworks again."""
    yield
    own = (item for item in request.session.items if item.path == request.path)
    if any(empties_tables(item) for item in own):
        with django_db_blocker.unblock():
            if not Framework.objects.exists():
                load_all()
                editions.forget()


def empties_tables(item: pytest.Item) -> bool:
    """Whether the test commits for real, so that pytest-django empties all tables after it."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in getattr(item, "fixturenames", ())


@pytest.fixture
def frameworks(db: None) -> None:
    """The shipped frameworks, also after a test that emptied all tables (`transaction=True`)."""
    if not Framework.objects.exists():
        load_all()


@pytest.fixture
def no_frameworks(db: None) -> None:
    """Empty tables, for the length of one test."""
    clear()
    editions.forget()
