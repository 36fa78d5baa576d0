"""What questions are made of: one test for each source, with the words that are asked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from competence.standing import State
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
    assert asked.text.startswith(f"For “Dropout” you point to {CHURN}: “Measured on five runs”. Walk me through it")
    assert asked.touches[0].startswith("What they did themselves, step by step")
    assert asked.touches[1].startswith("What a reviewer looks for: train and validation curves for several rates")


def test_what_no_good_answer_touches_stands_beside_it() -> None:
    pieces = tuple(piece(f"l3.technique.{k}", V) for k in ("ts-recurrent", "ts-multi-step", "ts-multivariate"))
    doubt = Opinion("partly", "Say how many settings were tried.")
    made = (piece(DROPOUT), piece(BATCH, C), piece(HARNESS, opinions=(doubt,)))
    found = kit.build(subject(work(pieces=made), work("Waves", pieces=pieces)), verified_too=True).questions
    assert {"proof", "verdict", "order", "verified"} <= {asked.kind for asked in found}
    touched = [touch for asked in found for touch in asked.touches]
    assert not [touch for touch in touched if touch.startswith(("A warning sign", "Not needed"))]
    asked = next(asked for asked in found if asked.skill == "Dropout")
    assert asked.beside[0].startswith("A warning sign: one rate, and the network left too small")
    assert asked.beside[1].startswith("Not needed: that the data was real or the task important")


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
        (
            "tutorial",
            "A course",
            f"{CHURN} follows a tutorial. You write: “A course”. Take the part that is most your own",
        ),
        ("adapted", "", f"{CHURN} builds on other work. Take the part that is most your own"),
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
        (
            "0.92",
            {"naive": "0.5", "strong": "0.92"},
            "you reach accuracy 0.92, the same as the best known value. How do",
        ),
        ("0.92", {"strong": "0.92"}, "the same as the best known value"),
        ("0.995", {"naive": "0.5", "strong": "0.997"}, "close to the best known 0.997"),
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
    level = replace(error, value=Decimal("3.0"), words="3.0")
    asked = only("result", work(figures=(level,)))
    assert "the same as the best known value" in asked.text and "lies between" not in asked.text
    plain = replace(error, value=Decimal(6), words="6")
    assert not [q for q in kit.build(subject(work(figures=(plain,)))).questions if q.kind == "result"]


def test_a_result_of_one_run_or_of_an_unknown_number() -> None:
    once = figure("0.8", known={"naive": "0.5", "simple": "0.7"}, repeats=1)
    assert only("result", work(figures=(once,))).text.startswith(f"Accuracy 0.8 in {CHURN} comes from one run.")
    untold = replace(once, repeats=0)
    assert only("result", work(figures=(untold,))).text.startswith("From how many runs does accuracy 0.8")


@pytest.mark.parametrize(
    ("fields", "words", "why"),
    [
        ({"runs": (1, 1)}, ", one run each. How sure are you that this is not chance?", "A comparison of single runs."),
        (
            {"runs": (5, 1)},
            ", five runs before and one after. How sure are you that this is not chance?",
            "One of the two sides was run only once.",
        ),
        (
            {"runs": (1, 30), "is_within": True},
            ", one run before and 30 after. How sure are you that this is not chance?",
            "One of the two sides was run only once.",
        ),
        (
            {"is_within": True},
            ". What do you conclude from that?",
            "The difference lies within the spread of the runs.",
        ),
        ({"helped": False}, ". Why did it not help here, and where would it?", "It did not help, and they report it."),
        (
            {},
            ". How do you know that nothing else had changed between the two?",
            "A before and after proves something only if one thing changed.",
        ),
    ],
)
def test_comparisons(fields: dict[str, object], words: str, why: str) -> None:
    asked = only("result", work(trials=(trial(**fields),)))
    lead = f"In {CHURN} you tried “Dropout of 0.3”: accuracy 0.80 before and 0.84 after"
    assert asked.text == f"{lead}{words}"
    assert asked.why.startswith(why)
    assert len(asked.touches) == 3
    assert ("one run each" in " ".join(asked.touches)) == (fields.get("runs") == (1, 1))


@pytest.mark.parametrize(
    ("runs", "words", "why"),
    [
        ((5, 5), "", "Both figures are the same. Measured and reported, that counts in full."),
        ((1, 1), ", one run each", "Both figures are the same, and a single run is part of it."),
        ((3, 1), ", three runs before and one after", "Both figures are the same, and a single run is part of it."),
    ],
)
def test_a_comparison_without_a_difference_says_nothing_of_a_spread(
    runs: tuple[int, int], words: str, why: str
) -> None:
    asked = only("result", work(trials=(trial(after="0.80", runs=runs, is_equal=True, helped=False),)))
    assert asked.text.endswith(f"accuracy 0.80 before and 0.80 after{words}. What do you conclude from that?")
    assert asked.why.startswith(why)
    assert "spread" not in asked.why + " ".join(asked.touches)


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


def test_some_of_a_group() -> None:
    by = wanted(ask("l2.generalization.classical", "useful", "group", 2))
    none = only("gap", work(), by=by)
    assert "We look for at least two skills of “Classical techniques”. Your portfolio shows none so far." in none.text
    assert none.why == "Useful for the brief. None of them is shown yet, which says nothing of what they can do."
    some = only("gap", work(pieces=(piece("l2.generalization.weight-regularization", V),)), by=by)
    assert "Your portfolio shows “Weight regularization” so far. Which others, such as" in some.text
    assert some.why == "Useful for the brief. One of two is shown so far; the rest may well have been done elsewhere."
    assert (none.head, some.head) == ("Asked for, not shown yet", "Asked for, shown in part")


def test_a_group_of_which_everything_is_shown_leaves_nothing_to_ask() -> None:
    more_than_there_are = replace(ask("l2.generalization.classical", "must", "group", 2), skills=(DROPOUT,))
    found = kit.build(subject(work(pieces=(piece(DROPOUT, V),))), wanted(more_than_there_are)).questions
    assert not [asked for asked in found if asked.kind == "gap"]


def test_a_level_of_which_nothing_or_something_is_shown() -> None:
    by = wanted(ask("l2", "must", "level"))
    none = only("gap", work(), by=by)
    assert none.text.startswith("We look for Level 2 (Tuning), which your portfolio does not show yet. Which work")
    assert none.why == "A must of the brief. It is not shown yet, which says nothing of what they can do."
    some = only("gap", work(pieces=(piece(DROPOUT, V),)), by=by)
    assert some.text.startswith("We look for Level 2 (Tuning), which your portfolio shows in part. Which work")
    assert some.why == "A must of the brief. It is shown in part; the rest may well have been done elsewhere."
    assert (none.head, some.head) == ("Asked for, not shown yet", "Asked for, shown in part")


def test_a_level_that_is_shown_before_the_one_below_it() -> None:
    person = subject(work())
    levels = tuple(
        replace(reading, state=State.OUT_OF_ORDER, shown=9, show_first=(scale().levels_by_key["l1"],))
        if reading.level.key == "l2" else reading for reading in person.standing.levels
    )  # fmt: skip
    early = replace(person, standing=replace(person.standing, levels=levels))
    [asked] = [q for q in kit.build(early, wanted(ask("l2", "must", "level"))).questions if q.kind == "gap"]
    assert asked.text.startswith("We look for Level 2 (Tuning) with what comes before it, and Level 1 (Modeling) your")
    assert "not shown" not in asked.why and "is shown, and what comes before it is still open" in asked.why


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
