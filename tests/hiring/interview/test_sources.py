"""What questions are made of: one test for each source, with the words that are asked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hiring.interview import kit
from hiring.interview.facts import Finding, Opinion, Part, Spot
from hiring.interview.values import Question
from hiring.wanted import Wanted
from tests.factories.interviews import C, E, V, ask, choice, figure, piece, scale, spot, subject, trial, wanted, work

HARNESS, DROPOUT, BATCH = "l1.modeling.test-harness", "l2.generalization.dropout", "l2.learning.batch-size"
CHURN = "“Churn in a telecom table”"


def only(kind: str, *works: object, by: Wanted | None = None, **fields: object) -> Question:
    """The one question of this kind that the kit of a person has."""
    found = [q for q in kit.build(subject(*works, **fields), by).questions if q.kind == kind]
    assert len(found) == 1, [q.text for q in found]
    return found[0]


def test_a_decision_with_all_its_parts() -> None:
    asked = only("decision", work(choices=(choice(),)))
    assert asked.text == (
        f"In {CHURN} you decided: “F1 instead of accuracy”. You also had on the table: “Accuracy; AUC”. "
        "What speaks for the other way, and when would you take it?"
    )
    assert asked.touches[:2] == (
        "The reason in the write-up: “One in four leaves”",
        "What would change it, in their words: “If classes were even”",
    )
    assert asked.spot.href.endswith("#decision-F1 instead of accuracy")


def test_a_decision_whose_parts_are_empty() -> None:
    asked = only("decision", work(choices=(choice(options="-", revisit="n/a"),)))
    assert asked.text.endswith(
        "What else could you have done, and what would have to be different for you to decide otherwise?"
    )
    assert asked.why == "The write-up does not say what else there was or what would change it."
    assert "“-”" not in asked.text + " ".join(asked.touches)
    assert "n/a" not in asked.text + " ".join(asked.touches)


def test_a_decision_that_says_only_what_would_change_it() -> None:
    asked = only("decision", work(choices=(choice(options=""),)))
    assert "You write when you would look at it again: “If classes were even”. Say that it happens" in asked.text


def test_a_decision_that_is_only_a_dash_is_none() -> None:
    assert not [q for q in kit.build(subject(work(choices=(choice("—"),)))).questions if q.kind == "decision"]


def test_a_claim() -> None:
    asked = only("proof", work(pieces=(piece(DROPOUT, C, statement="I always use it"),)))
    assert asked.head == "Claimed only"
    assert asked.text.startswith(
        f"On “Dropout” you wrote, with {CHURN}: “I always use it”. Tell me about one time when you had to apply dropout"
    )
    silent = only("proof", work(pieces=(piece(DROPOUT, C, statement=""),)))
    assert silent.text.startswith(f"You put {CHURN} forward for “Dropout”. Tell me")


def test_evidence_that_nobody_has_reviewed() -> None:
    asked = only("proof", work(pieces=(piece(DROPOUT),)))
    assert asked.head == "Not reviewed yet"
    assert asked.text.startswith(f"In {CHURN} you show “Dropout”: “Measured on five runs”. Walk me through it")
    assert asked.touches[0].startswith("What a reviewer looks for: train and validation curves for several rates")
    assert asked.touches[1].startswith("A warning sign: one rate")


def test_what_was_changed_after_it_was_verified() -> None:
    asked = only("proof", work(pieces=(piece(DROPOUT, is_earlier=True),)))
    assert asked.head == "Changed since it was verified"
    assert "you changed it afterwards" in asked.text


def test_the_same_skill_verified_elsewhere_needs_no_question() -> None:
    one = work(pieces=(piece(DROPOUT, V),))
    two = work("Another", pieces=(piece(DROPOUT),))
    assert not [q for q in kit.build(subject(one, two)).questions if q.kind == "proof"]


@pytest.mark.parametrize(
    ("originality", "source", "words"),
    [
        ("tutorial", "A course", f"{CHURN} follows a tutorial. You write: “A course”. Which part is your own"),
        ("adapted", "", f"{CHURN} builds on other work. Which part is your own"),
    ],
)
def test_work_that_is_not_all_their_own(originality: str, source: str, words: str) -> None:
    asked = only("proof", work(originality=originality, source=source))
    assert asked.text.startswith(words)
    assert asked.head == "Not all their own"


def test_a_reviewer_who_was_not_convinced() -> None:
    doubt = Opinion("partly", "Say how many settings were tried.")
    asked = only("verdict", work(pieces=(piece(DROPOUT, opinions=(doubt,)),)))
    assert asked.text == (
        f"On “Dropout” in {CHURN} a reviewer wrote: “Say how many settings were tried”. What do you answer?"
    )
    earlier = replace(doubt, outcome="not-yet", is_now=False)
    asked = only("verdict", work(pieces=(piece(DROPOUT, opinions=(earlier,)),)))
    assert "wrote of an earlier version" in asked.text
    assert asked.why.startswith("A reviewer’s verdict of an earlier version: not yet shown.")


@pytest.mark.parametrize(
    ("value", "known", "words"),
    [
        ("0.95", {"naive": "0.5", "strong": "0.93"}, "too good to be true"),
        ("0.995", {"naive": "0.5"}, "nearly perfect"),
        ("0.80", {"naive": "0.5", "simple": "0.82"}, "a simpler model reached accuracy 0.82, yours 0.80"),
        ("0.80", {"naive": "0.5", "simple": "0.80"}, "a simpler model does as well as yours: accuracy 0.80"),
        ("0.92", {"naive": "0.5", "strong": "0.93"}, "close to the best known 0.93"),
        ("0.80", {}, "What does the simplest rule that you can think of reach"),
    ],
)
def test_results(value: str, known: dict[str, str], words: str) -> None:
    assert words in only("result", work(figures=(figure(value, known=known),))).text


def test_lower_is_better_is_read_so() -> None:
    error = figure("3.1", known={"naive": "9", "strong": "3.0"}, metric="MAPE", is_lower_better=True, is_share=False)
    assert "close to the best known" in only("result", work(figures=(error,))).text
    best = replace(error, value=Decimal("2.9"), words="2.9")
    assert "too good to be true" in only("result", work(figures=(best,))).text
    plain = replace(error, value=Decimal(6), words="6")
    assert not [q for q in kit.build(subject(work(figures=(plain,)))).questions if q.kind == "result"]


def test_a_result_of_one_run_or_of_an_unknown_number() -> None:
    once = figure("0.8", known={"naive": "0.5", "simple": "0.7"}, repeats=1)
    assert only("result", work(figures=(once,))).text.startswith(f"Accuracy 0.8 in {CHURN} comes from one run.")
    untold = replace(once, repeats=0)
    assert only("result", work(figures=(untold,))).text.startswith("From how many runs does accuracy 0.8")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"repeats": 1}, "one run each. How sure are you that this is not chance?"),
        ({"is_within": True}, "What do you conclude from that?"),
        ({"helped": False}, "Why did it not help here, and where would it?"),
        ({}, "How do you know that nothing else had changed between the two?"),
    ],
)
def test_comparisons(fields: dict[str, object], words: str) -> None:
    asked = only("result", work(trials=(trial(**fields),)))
    assert asked.text.startswith(f"In {CHURN} you tried “Dropout of 0.3”: accuracy 0.80 before and 0.84 after")
    assert asked.text.endswith(words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("split", "did the model never see before you measured it?"),
        ("figure", "Where does accuracy 0.94 in"),
        ("order", "runs it from the first line to the last, what comes out?"),
        ("seeds", "how different would the figures be?"),
    ],
)
def test_checks_that_are_open(key: str, words: str) -> None:
    finding = Finding(key, Spot("train.ipynb, cell 3", "/@ida/work/files/train/#cell-3"), figure="accuracy 0.94")
    asked = only("check", work(findings=(finding,)))
    assert words in asked.text
    assert asked.spot.href.endswith("#cell-3")


def test_a_figure_over_several_runs_is_asked_about_in_other_words() -> None:
    finding = Finding("figure", spot("x"), figure="accuracy 0.94", repeats=5)
    assert only("check", work(findings=(finding,))).text.startswith("Accuracy 0.94 in")


def test_levels_out_of_order_are_asked_about_in_that_very_work() -> None:
    pieces = tuple(piece(f"l3.technique.{k}", V) for k in ("ts-recurrent", "ts-multi-step", "ts-multivariate"))
    asked = only("order", work(pieces=pieces), order_reason="I came from physics.")
    assert asked.text.startswith(f"{CHURN} is work at Level 3 (Applications); of Level 2 (Tuning) your portfolio shows")
    assert asked.touches[0] == "Their own answer on the profile: “I came from physics”"


def test_a_level_that_is_not_needed_is_not_asked_about() -> None:
    pieces = tuple(piece(f"l3.technique.{k}", V) for k in ("ts-recurrent", "ts-multi-step", "ts-multivariate"))
    by = wanted(ask("l3.technique.ts-recurrent"), not_needed=frozenset({"l2"}))
    asked = [q for q in kit.build(subject(work(pieces=pieces)), by).questions if q.kind == "order"]
    assert all("of Level 2" not in q.text for q in asked)


def test_what_is_asked_for_and_not_shown() -> None:
    asked = only("gap", work(), by=wanted(ask(BATCH)))
    assert asked.text == (
        "We look for “Batch size”, which your portfolio does not show yet. Elsewhere, have you had to choose a batch "
        "size by its effect on stability, speed and final score? What came of it?"
    )
    assert "says nothing of what they can do" in asked.why
    assert (asked.skill, asked.weight) == ("Batch size", "must")


def test_a_claim_for_what_is_asked_is_asked_about_as_a_claim() -> None:
    found = kit.build(subject(work(pieces=(piece(BATCH, C),))), wanted(ask(BATCH))).questions
    assert [q.kind for q in found] == ["proof"]


def test_some_of_a_group_and_a_level() -> None:
    group = wanted(ask("l2.generalization.classical", "useful", "group", 2))
    asked = only("gap", work(pieces=(piece(DROPOUT, V), piece("l2.generalization.early-stopping", V))), by=group)
    assert "We look for two or more skills of “Classical techniques”" in asked.text
    level = only("gap", work(), by=wanted(ask("l2", "must", "level")))
    assert level.text.startswith("We look for Level 2 (Tuning), which your portfolio does not show in full yet.")


def test_an_empty_portfolio_has_one_question_all_the_same() -> None:
    assert only("gap").text.startswith("Your portfolio shows no skill yet.")


def test_team_work_names_nobody() -> None:
    team = (Part("All of the modelling", is_self=True), Part("Labelled the data"))
    asked = only("team", work(team=team))
    assert "Your part, as you write: “All of the modelling”." in asked.text
    assert asked.touches[0] == "What the others did: “Labelled the data”"
    assert not [q for q in kit.build(subject(work(team=team[:1]))).questions if q.kind == "team"]


def test_why_says_what_the_brief_asks_for() -> None:
    by = wanted(ask(HARNESS), ask("l2.generalization.modern", "useful", "group"))
    direct = only("decision", work(choices=(choice(skills=(HARNESS,)),)), by=by)
    assert direct.why.endswith("It is about “Objective test harness”, a must of the brief.")
    around = only("decision", work(pieces=(piece(DROPOUT, E),), choices=(choice(),)), by=by)
    assert around.why.endswith("The project is put forward for “Dropout”; “Modern techniques” is useful for the brief.")
    assert around.weight == ""


def test_a_framework_that_words_its_skills_otherwise() -> None:
    by = scale()
    levels = tuple(
        replace(level, competences=tuple(
            replace(c, skills=tuple(replace(s, can_do="Dropout, measured.", evidence="", pitfall="") for s in c.skills))
            for c in level.competences
        ))
        for level in by.levels
    )  # fmt: skip
    other = replace(by, levels=levels)
    asked = only("proof", work(pieces=(piece(DROPOUT, C),)), yardstick=other)
    assert "Tell me about one time when you needed it" in asked.text
    assert len(asked.touches) >= 1
