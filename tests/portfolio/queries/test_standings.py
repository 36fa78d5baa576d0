"""From records to the facts of a standing."""

from competence.queries import editions
from competence.standing import State
from competence.strengths import Strength
from portfolio.actions import projects
from portfolio.queries import records, standings
from tests.factories import portfolio as made


def test_a_portfolio_becomes_plain_facts(frameworks, db):
    person = made.practitioner()
    project = made.project(person, "Churn", visibility="private")
    projects.classify(project, axes={"target-type": ["binary"]}, libraries=[], by=None, at=made.AT)
    made.dataset(project, "Telco  CHURN")
    comparison = made.comparison(project, problem_shown="  ")
    piece = made.evidence(project, "l2.generalization.dropout", comparison)
    facts = standings.portfolio_facts(records.read(person))
    (only,) = facts.projects
    assert (only.id, only.title) == ("churn", "Churn")
    assert only.axis_values["target-type"] == {"binary"}
    assert only.datasets == {"telco churn"}
    assert only.dataset_sources == {"standard-dataset"}
    (proof,) = facts.proofs
    assert (proof.skill, proof.strength, proof.id) == ("l2.generalization.dropout", Strength.EVIDENCED, str(piece.uuid))
    (told,) = proof.comparisons
    assert (told.problem, told.problem_shown, told.repeats_before, told.complete) == ("overfitting", False, 5, True)


def test_what_the_reader_may_not_see_does_not_count(frameworks, db):
    person = made.practitioner(visibility="public")
    made.evidence(made.project(person), "l2.generalization.dropout", made.comparison(person.projects.get()))
    record, yardstick = records.read(person), editions.current()
    assert standings.standing(record, yardstick).by_key["l2"].state == State.IN_PROGRESS
    assert standings.standing(record.on_profile(), yardstick).by_key["l2"].state == State.NOT_STARTED
