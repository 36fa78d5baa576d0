"""Which questions a kit has: of many kinds, what matters first, nothing twice, and the same each time."""

from __future__ import annotations

from collections import Counter

from hiring.interview import choosing, kit
from hiring.interview.facts import Finding, Opinion, Part, Subject
from tests.factories.interviews import (
    C,
    E,
    V,
    ask,
    choice,
    figure,
    piece,
    renamed,
    scale,
    spot,
    subject,
    trial,
    wanted,
    work,
)

DROPOUT = "l2.generalization.dropout"
SKILLS = [key for key in scale().skills if key.startswith("l2.")][:12]


def rich() -> Subject:
    """Somebody with three projects that have everything."""
    doubt = Opinion("partly", "Say more.")
    works = []
    for n in range(4):
        own = SKILLS[3 * n : 3 * n + 3]
        works.append(
            work(
                f"Project {n}",
                pieces=(piece(own[0], C), piece(own[1], E), piece(own[2], E, opinions=(doubt,))),
                choices=(choice(f"One {n}"), choice(f"Two {n}")),
                figures=(figure(f"0.8{n}", known={"simple": "0.9"}),),
                trials=(trial(f"Trial {n}", is_within=True),),
                findings=(Finding("seeds", spot(f"seeds-{n}")), Finding("order", spot(f"order-{n}"))),
                team=(Part("All"), Part("Me", is_self=True)),
            )
        )
    return subject(*works)


def test_twelve_at_most_three_a_project_many_kinds() -> None:
    found = kit.build(rich()).questions
    assert len(found) == choosing.MOST
    projects = Counter(q.text.partition("“Project ")[2][:1] for q in found if "“Project " in q.text)
    assert max(projects.values()) <= choosing.MOST_A_PROJECT
    kinds = Counter(q.kind for q in found)
    assert {"decision", "proof", "verdict", "result", "check"} <= kinds.keys()
    assert all(number <= choosing.MOST_A_KIND[kind] for kind, number in kinds.items())


def test_nothing_twice() -> None:
    found = kit.build(rich()).questions
    assert len({q.text for q in found}) == len(found)
    places = [q.spot.href for q in found if q.kind not in ("gap", "order", "team")]
    assert len(set(places)) == len(places)
    assert sum("a simpler model" in q.text for q in found) == 1, "the same thing is asked once in a kit"
    forms = [q.text.rpartition(". ")[2] for q in found if q.kind == "decision"]
    assert len(set(forms)) == 2, "decisions are not all asked about in the same words"


def test_the_same_each_time_and_in_the_order_of_kinds() -> None:
    one, two = kit.build(rich()), kit.build(rich())
    assert one == two
    order = list(choosing.HEADS)
    assert [order.index(q.kind) for q in one.questions] == sorted(order.index(q.kind) for q in one.questions)


def test_what_the_brief_asks_for_comes_before_what_it_does_not() -> None:
    asked = work("Asked", pieces=(piece(DROPOUT, V),), choices=(choice("Asked for"),))
    aside = work("Aside", pieces=(piece("l1.modeling.scaling", V),), choices=(choice("Not asked for"),))
    found = kit.build(subject(aside, asked), wanted(ask(DROPOUT))).questions
    assert "Asked for" in found[0].text


def test_verified_work_is_left_alone_unless_wanted_or_there_is_little_else() -> None:
    verified = tuple(piece(key, V) for key in SKILLS[:3])
    choices = tuple(choice(f"Choice {n}") for n in range(2))
    person = subject(
        work("Verified", pieces=verified), *(renamed(work(choices=(c,)), f"P{i}") for i, c in enumerate(choices))
    )
    few = kit.build(person)
    assert few.is_thin
    assert any(q.kind == "verified" for q in few.questions)
    plenty = subject(*rich().works, work("Verified", pieces=verified))
    assert not any(q.kind == "verified" for q in kit.build(plenty).questions)
    both = kit.build(plenty, verified_too=True)
    assert any(q.kind == "verified" for q in both.questions)
    assert len(both.questions) == choosing.MOST


def test_a_decision_or_result_that_verified_evidence_points_at_is_verified_too() -> None:
    own = work(
        "Own",
        choices=(choice("Checked by somebody", skills=(DROPOUT,), is_verified=True),),
        figures=(figure("0.99", known={"strong": "0.9"}, skills=(DROPOUT,), is_verified=True),),
        pieces=(piece(DROPOUT, V),),
    )
    found = kit.build(subject(*rich().works, own)).questions
    assert not any("Own" in q.text for q in found)


def test_a_point_is_made_once_in_a_kit() -> None:
    both = ("l2.generalization.weight-constraints", "l2.generalization.adding-noise")
    found = kit.build(subject(work(pieces=tuple(piece(key) for key in both)))).questions
    said = [point for q in found for point in q.beside if point.startswith("Not needed: that the data was real")]
    assert len(said) == 1
    assert all(2 <= len(q.touches) <= 4 for q in found)


def test_levels_that_are_not_needed_come_last() -> None:
    l3 = work("Application", pieces=(piece("l3.technique.ts-recurrent", V),), choices=(choice("Recurrent"),))
    many = [work(f"W{n}", pieces=(piece(SKILLS[n], V),), choices=(choice(f"C{n}"),)) for n in range(4)]
    by = wanted(*(ask(key) for key in SKILLS[:4]), not_needed=frozenset({"l3"}))
    texts = [q.text for q in kit.build(subject(l3, *many), by).questions]
    assert "Application" not in texts[0]


def test_what_is_lacking_is_asked_about_once() -> None:
    """Neither as the basics below a level and as asked for, nor as the basics and as a claim."""
    pieces = [piece(f"l3.technique.{k}", V) for k in ("ts-recurrent", "ts-multi-step", "ts-multivariate")]
    batch, rate = "l2.learning.batch-size", "l2.learning.learning-rate"
    person = subject(work("Applied", pieces=(*pieces, piece(batch, C))))
    found = kit.build(person, wanted(ask(batch), ask(rate), ask("l3.technique.ts-recurrent"))).questions
    assert {question.kind for question in found} >= {"order", "proof"}
    for words in ("choose a batch size by", "find a suitable learning rate by"):
        assert sum(words in question.text for question in found) == 1
