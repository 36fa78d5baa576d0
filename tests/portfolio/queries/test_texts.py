"""Words in people, projects and notebooks: found while listed, gone in the same transaction, with the places that hold
them; and words that nothing has."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from competence.queries import editions
from portfolio.actions import indexing, parts, portfolios, practitioners, projects
from portfolio.explore import Asked
from portfolio.models import Document, Practitioner, Project, Section, Spelling
from portfolio.models.documents import LEARNING
from portfolio.queries import spellings, texts
from portfolio.search import dialects, tokens
from portfolio.search.documents import NOTEBOOK, PERSON, PROJECT
from tests.factories import files as uploads
from tests.factories import portfolio as made

LATER = made.AT + timedelta(days=1)


@pytest.fixture
def work(frameworks: None, db: None) -> Project:
    """A public project with a section, a data set, a library and a notebook."""
    person = made.practitioner(name="Ada Lundqvist", visibility="public", about="I like sluices.")
    project = made.project(person, "Water in the valley", visibility="public")
    made.section(project, "Treatment", "Once **dropout** was added, *overfitting* went away. <b>Not</b> sooner.")
    made.dataset(project, "Sluice gates 2019")
    projects.classify(project, axes={}, libraries=["Keras"], by=None, at=made.AT)
    version = uploads.notebook(project)
    drawn = {
        1: {"html": "<h3>A reservoir</h3>", "lines": []},
        2: {"lines": ["stop = <i>EarlyStopping</i>(patience=3)"], "outputs": [{"html": "printed-zebra"}]},
    }
    for cell in version.cells.filter(number__in=drawn):
        cell.drawn = drawn[cell.number]
        cell.save()
    portfolios.refresh(person, at=made.AT)
    return project


def found(q: str, kind: str = PERSON) -> int:
    return texts.find(tokens.terms(q), kind).total


@pytest.mark.parametrize(
    ("q", "numbers"),
    [
        ("lundqvist", (1, 0, 0)),
        ("sluice", (1, 1, 0)),
        ("dropouts", (1, 1, 0)),
        ("keras valley", (1, 1, 0)),
        ("early stopping", (1, 1, 1)),
        ("reservoirs", (1, 1, 1)),
        ("dropout reservoir lundqvist", (1, 0, 0)),
        ("dropout reservoir", (1, 1, 0)),
        ("zebra", (0, 0, 0)),
        ("", (0, 0, 0)),
    ],
)
def test_people_and_projects_are_found_by_what_belongs_to_them(work: Project, q: str, numbers: tuple[int, ...]) -> None:
    assert (found(q), found(q, PROJECT), found(q, NOTEBOOK)) == numbers


def test_a_skill_that_is_shown_is_found_by_its_name_and_a_claim_is_not(work: Project) -> None:
    made.evidence(work, "l1.modeling.target-multiclass")
    assert (found("multiclass"), found("multiclass", PROJECT)) == (1, 1)  # it is linked, and belongs to the project
    assert texts.scores(tokens.terms("multiclass"), PERSON) == {work.practitioner_id: 1}
    made.evidence(work, "l1.modeling.target-regression", Section.objects.first())
    assert texts.scores(tokens.terms("regression"), PERSON) == {work.practitioner_id: 2}


def test_a_decision_is_found_by_what_else_was_considered(work: Project) -> None:
    assert found("zebu") == 0
    made.decision(work, "A dilated network", options="LSTM, 64 units; a zebu")
    portfolios.refresh(work.practitioner, at=LATER)
    assert (found("lstm zebu"), found("lstm zebu", PROJECT)) == (1, 1)


def test_formulas_are_no_words_and_code_keeps_its_dollars(work: Project) -> None:
    formulas = "The error is $\\frac{y - \\hat y}{y}$ of it.\n\n$$\n\\sum_t \\overline{x}\n$$"
    text = f"{formulas}\n\nIt cost $30 or $40, by `echo $HOME$`."
    made.section(work, "Yardstick", text)
    portfolios.refresh(work.practitioner, at=LATER)
    assert [found(q, PROJECT) for q in ("frac", "overline", "error", "cost", "30", "echo home")] == [0, 0, 1, 1, 1, 1]
    passages = Document.objects.get(kind=PROJECT).passages
    told = next(text for _, text in passages if text.startswith("Yardstick"))
    assert told == "Yardstick. The error is … of it. … It cost $30 or $40, by echo $HOME$ ."


def test_a_better_place_counts_more(work: Project) -> None:
    ranks = [texts.scores(tokens.terms(q), PROJECT)[work.pk] for q in ("water", "keras", "dropout", "water dropout")]
    assert ranks == [3, 2, 1, 4]


@pytest.mark.parametrize("how", ["withdrawn", "private", "unlisted", "removed", "section", "gone", "inactive"])
def test_what_is_withdrawn_is_not_found(work: Project, how: str) -> None:
    person = work.practitioner
    match how:
        case "withdrawn":
            projects.withdraw(work, by=None, at=LATER)
        case "private" | "unlisted":
            practitioners.set_visibility(person, visibility=how, by=None, at=LATER)
        case "removed":
            projects.remove(work, by=None, at=LATER)
        case "section":
            parts.remove(Section.objects.get(title="Treatment"), by=None, at=LATER)
        case "gone":
            practitioners.remove(person, by=None, at=LATER)
        case "inactive":
            User.objects.update(is_active=False)
    assert [found("dropout", kind) for kind in (PERSON, PROJECT)] == [0, 0]
    assert texts.some(tokens.terms("dropout"), PERSON, most=5) == []
    assert _instead("dropuot") == ""
    assert how in ("inactive", "section") or found("reservoir", NOTEBOOK) == 0


def test_a_change_writes_only_documents_that_differ(work: Project, django_assert_max_num_queries: Any) -> None:
    marks = dict(Document.objects.values_list("pk", "mark"))
    assert len(marks) == 3
    made.evidence(work, "l1.modeling.target-binary")
    changed = {pk for pk, mark in Document.objects.values_list("pk", "mark") if marks.get(pk) != mark}
    assert changed == set(Document.objects.filter(kind__in=[PERSON, PROJECT]).values_list("pk", flat=True))
    before = list(Document.objects.order_by("pk").values())
    portfolios.refresh(Practitioner.objects.get(), at=LATER)
    assert list(Document.objects.order_by("pk").values()) == before


def test_the_day_of_the_latest_proof_goes_along(work: Project) -> None:
    made.evidence(work, "l1.modeling.target-binary", Section.objects.first(), at=LATER)
    assert set(Document.objects.values_list("proof_on", flat=True)) == {LATER.date()}


def test_places_lead_to_the_section_and_to_the_cell(work: Project) -> None:
    section = Section.objects.get(title="Treatment")
    (place,) = texts.places(tokens.terms("dropout overfitting"), PERSON, [work.practitioner_id])[work.practitioner_id]
    assert place.href == f"{work.get_absolute_url()}#{section.anchor}"
    assert [text for text, is_hit in place.pieces if is_hit] == ["dropout", "overfitting"]
    assert "Once dropout was added, overfitting went away. <b>Not</b> sooner." in "".join(t for t, _ in place.pieces)
    (cell,) = texts.places(tokens.terms("earlystopping"), PROJECT, [work.pk])[work.pk]
    assert cell.href == f"{work.get_absolute_url()}files/runs/#cell-2"
    assert cell.title == "runs.ipynb, in Water in the valley"


def _asked(q: str, **more: Any) -> Asked:
    return Asked(editions.current(), q=q, **more)


def _instead(q: str, **more: Any) -> str:
    mended = spellings.mended(_asked(q, **more), PERSON)
    return mended.asked.q if mended else ""


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("dropuot", "dropout"),
        ("Dropot", "dropout"),
        ("sluise gates", "sluice gates"),
        ("overfiting", ""),  # the same stem: it is found
        ("overfittin", "overfitting"),
        ("drop", "dropout"),
        ("lundqvits", "lundqvist"),
        ("zebra", ""),
        ("was", ""),
        ("dropout", ""),
        ("xyzzy dropuot", "xyzzy dropout"),
        ("over-fittin", "overfitting"),
        ("sluise-gates", "sluice-gates"),
        ("the dropuot, Dropuot!", "the dropout, dropout!"),
    ],
)
def test_words_that_nothing_has_are_put_right(work: Project, typed: str, instead: str) -> None:
    assert _instead(typed) == instead


def test_the_name_of_a_skill_is_no_slip(work: Project) -> None:
    """“Stacking ensembles” is a skill that nobody here shows; “stocking” is only a word."""
    made.section(work, "Stocking", "Stocking the pond.")
    assert _instead("stacking") == ""
    assert _instead("stockinh") == "stocking"
    assert _instead("dropuot", exact=True) == ""


def test_a_word_is_written_as_a_listed_document_writes_it(work: Project) -> None:
    """“gauged” has the same stem as “gauges”, and stood in a text that was withdrawn."""
    made.section(work, "Level", "Two gauges.")
    hidden = made.project(made.practitioner(visibility="public"), "Gauged", visibility="public")
    assert _instead("guaged") == "gauged"
    projects.withdraw(hidden, by=None, at=LATER)
    assert Spelling.objects.filter(word="gauged").exists()
    assert _instead("guaged") == "gauges"
    assert indexing.prune() >= 1
    assert not Spelling.objects.filter(word="gauged").exists()
    assert Spelling.objects.filter(word="gauges").exists()


def test_the_index_is_there(work: Project) -> None:
    """So that a migration that makes the table anew, and loses the triggers on SQLite, is found out."""
    made = [statement for statement in dialects.structures(connection.vendor) if statement.startswith("CREATE")]
    names = {statement.split("IF NOT EXISTS ")[1].split()[0] for statement in made}
    listed = {"sqlite": "SELECT name FROM sqlite_master", "postgresql": "SELECT indexname FROM pg_indexes"}
    with connection.cursor() as cursor:
        cursor.execute(listed[connection.vendor])
        assert names <= {row[0] for row in cursor.fetchall()}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite reads the index alone")
def test_long_texts_lie_beside_the_table_of_documents(work: Project) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'portfolio_document'")
        assert cursor.fetchone() == (["toast_tuple_target=128"],)


def test_only_what_was_asked_about_is_among_what_is_found(work: Project) -> None:
    terms = tokens.terms("dropout")
    assert texts.find(terms, PERSON, among={work.practitioner_id}).ids == (work.practitioner_id,)
    assert texts.find(terms, PERSON, among=frozenset()) == texts.Found((), 0)
    assert replace(_asked("x"), q="").terms == ()


def test_of_all_that_has_a_word_no_more_is_read_than_is_asked_for(work: Project) -> None:
    others = [made.practitioner(name=f"Sluice {n}", visibility="public") for n in range(4)]
    every = sorted([work.practitioner_id, *(one.pk for one in others)])
    shut = others[0].user
    assert shut is not None
    User.objects.filter(pk=shut.pk).update(is_active=False)
    every.remove(others[0].pk)
    sluice = tokens.terms("sluice")
    assert texts.some(sluice, PERSON, most=9, lowest=True) == every
    assert texts.some(sluice, PERSON, most=2, lowest=True) == every[:2]
    assert len(texts.some(sluice, PERSON, most=3)) == 3
    assert texts.some((), PERSON, most=3) == []


def test_a_document_as_long_as_may_be_is_found_by_its_first_and_last_words(work: Project) -> None:
    """PostgreSQL would begin again at the front where there is too much, and say nothing."""
    many = {f"{n:05x}{n:05x}" for n in range(100_000)}
    line = tokens.line({"zebra"}, {"yak"}, many)
    assert tokens.MOST_BYTES - 20 < len(line) <= tokens.MOST_BYTES
    Document.objects.filter(kind=PERSON).update(tokens=line)
    last = max(tokens.plain(line) & many)
    for q in ("zebra", "yak", last, f"zebra yak {min(many)} {last}"):
        assert found(q) == 1
    assert found(max(many)) == 0


def test_code_and_compounds_and_signs_are_met_and_marked(work: Project) -> None:
    made.section(work, "Backbone", "A fine-tuned ResNet50 in C++, 我们使用深度学习模型。")
    for q, marked in (
        ("resnet", ["ResNet50"]),
        ("finetuning", ["fine-tuned"]),
        ("fine-tuning", ["fine-tuned"]),
        ("深度学习", ["深度学习"]),
        ("c++", ["C++"]),
    ):
        assert (found(q), found(q, PROJECT)) == (1, 1)
        (place,) = texts.places(tokens.terms(q), PROJECT, [work.pk])[work.pk]
        assert [text for text, is_hit in place.pieces if is_hit] == marked


@pytest.fixture
def gone(work: Project) -> str:
    """A word that is known, and that no document has any more."""
    hidden = made.project(made.practitioner(visibility="public"), "Gauged", visibility="public")
    projects.withdraw(hidden, by=None, at=LATER)
    return "gauged"


def test_a_word_that_is_written_while_words_are_forgotten_stays_known(gone: str, work: Project) -> None:
    """Whoever writes it finds it there, so it must not go afterwards: it would never be learnt again."""
    written = []

    def write(execute: Any, sql: str, *rest: Any) -> Any:
        if not written and sql.startswith("SELECT DISTINCT") and "portfolio_spelling" in sql:
            written.append(made.section(work, "Level", "Gauged twice."))
        return execute(sql, *rest)

    with connection.execute_wrapper(write):
        indexing.prune()
    assert written and _instead("guaged") == gone
    written[0].delete()
    portfolios.refresh(work.practitioner, at=LATER)
    assert indexing.prune() >= 1
    assert not Spelling.objects.filter(word=gone).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_nothing_is_forgotten_while_somebody_learns_words(gone: str) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LEARNING])
            assert indexing.prune() == 0
            cursor.execute("ROLLBACK")
            with transaction.atomic():
                assert indexing.prune() == 1
                cursor.execute("SELECT pg_try_advisory_lock_shared(%s)", [LEARNING])
                assert cursor.fetchone() == (False,)
    finally:
        other.close()
